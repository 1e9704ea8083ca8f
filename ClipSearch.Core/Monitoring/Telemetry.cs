using System.Diagnostics;
using System.Diagnostics.Metrics;

namespace ClipSearch.Core.Monitoring;

/// <summary>
/// Declares the instruments and the activity source of ClipSearch, named by the conventions of OpenTelemetry. Without a listener nothing is
/// measured. Counters and gauges are observable, so that they are correct whenever a listener starts. Histograms begin with the listener.
/// </summary>
public static class Telemetry
{
    /// <summary>The name of the meter and of the activity source.</summary>
    public const string Name = "ClipSearch";

    private static readonly string? Version = typeof(Telemetry).Assembly.GetName().Version?.ToString(3);

    private static readonly ActivitySource Source = new(Name, Version);

    private static readonly Meter Meter = new(Name, Version);

    private static readonly Histogram<double> SearchPartDuration = Meter.CreateHistogram(
        "clipsearch.search.part.duration", "s", "Duration of a part of a search.", tags: null,
        new InstrumentAdvice<double> { HistogramBucketBoundaries = [0.0001, 0.00025, 0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5] });

    private static readonly Histogram<long> BatchSize = Meter.CreateHistogram(
        "clipsearch.query.batch.size", "{query}", "Number of queries that share a run of the text encoder.", tags: null,
        new InstrumentAdvice<long> { HistogramBucketBoundaries = [1, 2, 4, 8, 16, 32] });

    private static long queuedQueries;
    private static long importedPhotos;
    private static long failedPhotos;
    private static long textModelBytes;
    private static long imageModelBytes;

    static Telemetry()
    {
        Meter.CreateObservableUpDownCounter("clipsearch.query.queue.length", () => Interlocked.Read(ref queuedQueries), "{query}", "Number of queries waiting for the text encoder.");
        Meter.CreateObservableCounter(
            "clipsearch.import.photos",
            () => new Measurement<long>[]
            {
                new(Interlocked.Read(ref importedPhotos), new KeyValuePair<string, object?>("clipsearch.import.result", "imported")),
                new(Interlocked.Read(ref failedPhotos), new KeyValuePair<string, object?>("clipsearch.import.result", "failed")),
            },
            "{photo}", "Number of photos that were imported or could not be read.");
        Meter.CreateObservableUpDownCounter(
            "clipsearch.model.memory",
            () => new Measurement<long>[]
            {
                new(Interlocked.Read(ref textModelBytes), new KeyValuePair<string, object?>("clipsearch.model.tower", "text")),
                new(Interlocked.Read(ref imageModelBytes), new KeyValuePair<string, object?>("clipsearch.model.tower", "image")),
            },
            "By", "Size of the loaded model files, which is most of a model's memory.");
    }

    /// <summary>Measures the duration of a part of a search until the result is disposed, and traces it as a span.</summary>
    public static SearchPartMeasurement Measure(SearchPart part) =>
        new(part, Source.StartActivity(NameOf(part)), SearchPartDuration.Enabled ? Stopwatch.GetTimestamp() : 0);

    /// <summary>Starts a span; null without a listener.</summary>
    /// <param name="name">A name of low cardinality: the name of an operation, without parts of a query, a path or a user.</param>
    public static Activity? StartActivity(string name) => Source.StartActivity(name);

    /// <summary>
    /// Adds to the number of queries that wait for the text encoder: positive when they begin to wait, negative when they stop.
    /// </summary>
    internal static void AddQueued(int queries) => Interlocked.Add(ref queuedQueries, queries);

    /// <summary>Records the number of queries that share a run.</summary>
    internal static void RecordBatch(int queries) => BatchSize.Record(queries);

    /// <summary>Counts imported photos.</summary>
    internal static void AddImported(int photos) => Interlocked.Add(ref importedPhotos, photos);

    /// <summary>Counts a photo that could not be read.</summary>
    internal static void AddFailed() => Interlocked.Increment(ref failedPhotos);

    /// <summary>Counts the file size of a loaded text encoder until the result is disposed.</summary>
    internal static IDisposable TextModelLoaded(long bytes) => new LoadedModel(bytes, change => Interlocked.Add(ref textModelBytes, change));

    /// <summary>Counts the file size of a loaded image encoder until the result is disposed.</summary>
    internal static IDisposable ImageModelLoaded(long bytes) => new LoadedModel(bytes, change => Interlocked.Add(ref imageModelBytes, change));

    /// <summary>Observes how far the library lags behind its folders, until the result is disposed.</summary>
    /// <param name="lag">Returns the age of the oldest change that is not in the library yet; zero if there is none.</param>
    internal static IDisposable ObserveLag(Func<TimeSpan> lag)
    {
        var meter = new Meter(Name, Version);
        meter.CreateObservableGauge("clipsearch.library.lag", () => lag().TotalSeconds, "s", "Age of the oldest change in the photo folders that is not in the library yet.");
        return meter;
    }

    internal static void Record(SearchPart part, TimeSpan duration) =>
        SearchPartDuration.Record(duration.TotalSeconds, new KeyValuePair<string, object?>("clipsearch.search.part", NameOf(part)));

    private static string NameOf(SearchPart part) => part switch
    {
        SearchPart.Tokenise => "tokenise",
        SearchPart.Encode => "encode",
        SearchPart.Sql => "sql",
        _ => "render",
    };

    private sealed class LoadedModel : IDisposable
    {
        private readonly long _bytes;
        private readonly Action<long> _add;

        public LoadedModel(long bytes, Action<long> add)
        {
            (_bytes, _add) = (bytes, add);
            add(_bytes);
        }

        public void Dispose() => _add(-_bytes);
    }
}

/// <summary>A separately measured part of a search.</summary>
public enum SearchPart
{
    /// <summary>Text to token ids.</summary>
    Tokenise,

    /// <summary>Token ids to an embedding, including the wait for the encoder.</summary>
    Encode,

    /// <summary>The SQL statements that find the photos.</summary>
    Sql,

    /// <summary>Results to HTML, including sending it to the browser.</summary>
    Render,
}

/// <summary>A running measurement; see <see cref="Telemetry.Measure"/>.</summary>
public readonly struct SearchPartMeasurement : IDisposable
{
    private readonly SearchPart _part;
    private readonly Activity? _activity;
    private readonly long _start;

    internal SearchPartMeasurement(SearchPart part, Activity? activity, long start) => (_part, _activity, _start) = (part, activity, start);

    /// <summary>Ends the measurement and records it.</summary>
    public void Dispose()
    {
        _activity?.Dispose();
        if (_start != 0)
            Telemetry.Record(_part, Stopwatch.GetElapsedTime(_start));
    }
}

using System.Diagnostics;
using System.Diagnostics.Metrics;

namespace ClipSearch.Core;

/// <summary>
/// Declares the instruments and the activity source of ClipSearch, named by the conventions of OpenTelemetry. Without a listener nothing is
/// measured. Counters and levels are observed, so that they are right whenever a listener starts; the histograms begin with the listener.
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
        Meter.CreateObservableUpDownCounter("clipsearch.query.queue.length", () => Interlocked.Read(ref queuedQueries), "{query}", "Number of queries that wait for the text encoder.");
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
            "By", "Size of the model files that are loaded, most of what a model takes in memory.");
    }

    /// <summary>Measures a part of a search until it is disposed: its duration, and a span of that name.</summary>
    public static SearchPartMeasurement Measure(SearchPart part) =>
        new(part, Source.StartActivity(NameOf(part)), SearchPartDuration.Enabled ? Stopwatch.GetTimestamp() : 0);

    /// <summary>Starts a span; null while nobody traces.</summary>
    /// <param name="name">Low in cardinality: the name of an operation, with nothing of a query, a path or a user in it.</param>
    public static Activity? StartActivity(string name) => Source.StartActivity(name);

    /// <summary>Counts queries that begin to wait (positive) or no longer wait (negative) for the text encoder.</summary>
    internal static void AddQueued(int queries) => Interlocked.Add(ref queuedQueries, queries);

    /// <summary>Records how many queries share a run.</summary>
    internal static void RecordBatch(int queries) => BatchSize.Record(queries);

    /// <summary>Counts photos that are in the library now.</summary>
    internal static void AddImported(int photos) => Interlocked.Add(ref importedPhotos, photos);

    /// <summary>Counts a photo that could not be read.</summary>
    internal static void AddFailed() => Interlocked.Increment(ref failedPhotos);

    /// <summary>Counts the file of a text encoder that is loaded, until the result is disposed.</summary>
    internal static IDisposable TextModelLoaded(string path) => new LoadedModel(path, bytes => Interlocked.Add(ref textModelBytes, bytes));

    /// <summary>Counts the file of an image encoder that is loaded, until the result is disposed.</summary>
    internal static IDisposable ImageModelLoaded(string path) => new LoadedModel(path, bytes => Interlocked.Add(ref imageModelBytes, bytes));

    /// <summary>Observes how long the library lags behind its folders, until the result is disposed.</summary>
    /// <param name="lag">The age of the oldest change that is not in the library yet; zero if there is none.</param>
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

        public LoadedModel(string path, Action<long> add)
        {
            (_bytes, _add) = (new FileInfo(path).Length, add);
            add(_bytes);
        }

        public void Dispose() => _add(-_bytes);
    }
}

/// <summary>A part of a search that is measured by itself.</summary>
public enum SearchPart
{
    /// <summary>Text to token ids.</summary>
    Tokenise,

    /// <summary>Token ids to an embedding, waiting for the encoder included.</summary>
    Encode,

    /// <summary>The statements that find the photos.</summary>
    Sql,

    /// <summary>Results to HTML, on its way to the browser included.</summary>
    Render,
}

/// <summary>A running measurement; see <see cref="Telemetry.Measure"/>.</summary>
public readonly struct SearchPartMeasurement : IDisposable
{
    private readonly SearchPart _part;
    private readonly Activity? _activity;
    private readonly long _start;

    internal SearchPartMeasurement(SearchPart part, Activity? activity, long start) => (_part, _activity, _start) = (part, activity, start);

    /// <summary>Ends and records it.</summary>
    public void Dispose()
    {
        _activity?.Dispose();
        if (_start != 0)
            Telemetry.Record(_part, Stopwatch.GetElapsedTime(_start));
    }
}

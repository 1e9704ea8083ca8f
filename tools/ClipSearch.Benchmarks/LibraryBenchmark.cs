using System.Diagnostics;
using System.Globalization;
using ClipSearch.Core;
using ClipSearch.Core.Data;
using ClipSearch.Core.Embeddings;
using ClipSearch.Core.Imaging.Decoding;
using ClipSearch.Core.Library;
using ClipSearch.Core.Library.Duplicates;
using ClipSearch.Core.Library.Facets;
using ClipSearch.Core.Library.Import;
using ClipSearch.Core.Library.Storage;
using ClipSearch.Core.Library.Sync;
using ClipSearch.Core.Models;
using ClipSearch.Core.Native;
using ClipSearch.Core.Paths;
using ClipSearch.Core.Search;
using ClipSearch.Core.Search.Scores;
using ClipSearch.Core.Settings;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;

namespace ClipSearch.Benchmarks;

/// <summary>
/// Measures a large library of generated rows, with files of one byte in folders by month: searches with filters, the pages of months and
/// folders, the position of a photo, the relevance threshold, and a scan without changes. Also measures how the start and memory of the
/// site and a search on the command line depend on the size of the library.
/// </summary>
internal static class LibraryBenchmark
{
    private const int Searches = 50;
    private const int Hits = 24;
    private const int Starts = 15;
    private const int Commands = 5;

    /// <summary>The time after which a measurement ends, even if it has not run <see cref="Searches"/> times.</summary>
    private static readonly TimeSpan MaxDuration = TimeSpan.FromSeconds(5);

    /// <summary>The parts that can be run alone. All but the curve also run together.</summary>
    public static readonly string[] Parts = ["start", "scan", "recall", "curve", "search", "browse", "scores", "names", "serve"];

    /// <summary>A score that the photos of one cluster reach and photos of other clusters rarely reach.</summary>
    private const float Good = 0.9f;

    public static async Task RunAsync(
        int rows, bool again, IReadOnlyList<string> parts, FileInfo program, ModelFolder model, DirectoryInfo work, CancellationToken cancellationToken)
    {
        Console.WriteLine($"{rows} photos, {model.Config.EmbeddingDimensions} dimensions ({MadeUpPhotos.Shape}), {Measure.Machine}");
        var root = new DirectoryInfo(Path.Combine(work.FullName, "library"));
        if (root.Exists && !again)
            root.Delete(recursive: true);
        var (large, small, none) = (Options(model, root.CreateSubdirectory("large")), Options(model, root.CreateSubdirectory("small")), Options(model, root.CreateSubdirectory("none")));
        if (!again)
        {
            foreach (var (options, photos) in new[] { (large, rows), (small, Hits) })
            {
                await using var services = Services(options, program);
                await MadeUpLibrary.FillAsync(services, photos, model.Config.EmbeddingDimensions, number => MakeFile(options.PhotosDirs[0], number), cancellationToken);
                await MadeUpLibrary.IndexAsync(services, EmbeddingIndex.MaxExactScan, cancellationToken);
            }
        }

        bool Has(string part) => parts.Count == 0 || parts.Contains(part);
        if (Has("start"))
            await StartAsync(program, model, [large, small, none], cancellationToken);
        await using (var services = Services(large, program))
        {
            if (Has("scan"))
                await SweepAsync(services.GetRequiredService<PhotoSync>(), large.PhotosDirs[0], cancellationToken);
            if (Has("recall"))
                await RecallBenchmark.RunAsync(services, rows, model.Config.EmbeddingDimensions, cancellationToken);
            if (parts.Contains("curve"))
                await RecallBenchmark.PrintCurveAsync(services, rows, model.Config.EmbeddingDimensions, cancellationToken);
            if (Has("search"))
                await SearchAsync(services, large.PhotosDirs[0], rows, model.Config.EmbeddingDimensions, cancellationToken);
            if (Has("browse"))
                await BrowseAsync(services, large.PhotosDirs[0], rows, cancellationToken);
            if (Has("scores"))
                await ScoreAsync(services, cancellationToken);
            if (Has("names"))
                await FillNamesAsync(services, cancellationToken);
        }

        if (!Has("serve"))
            return;
        await ServeAsync(program, model, large, cancellationToken);
        Console.WriteLine($"The same with {Hits} photos:");
        await ServeAsync(program, model, small, cancellationToken);
    }

    private static ClipSearchOptions Options(ModelFolder model, DirectoryInfo folder) => new()
    {
        DataDir = Path.Combine(folder.FullName, "data"),
        PhotosDirs = [folder.CreateSubdirectory("photos").FullName],
        ModelsDir = Path.GetFullPath(Path.Combine(model.Path, "../..")),
        ClipModel = model.Name,
    };

    private static ServiceProvider Services(ClipSearchOptions options, FileInfo program) =>
        new ServiceCollection().AddLogging().AddClipSearch(options, ProgramCommand.Of(program.FullName)).BuildServiceProvider();

    private static SiteProgram Site(FileInfo program, ModelFolder model, ClipSearchOptions options) => new(program, model, new DirectoryInfo(options.PhotosDirs[0]), options.DataDir);

    /// <summary>
    /// Measures the start of the site. Alternates between the libraries, because the speed of the machine varies over time.
    /// </summary>
    private static async Task StartAsync(FileInfo program, ModelFolder model, IReadOnlyList<ClipSearchOptions> libraries, CancellationToken cancellationToken)
    {
        var times = libraries.ToDictionary(library => library, _ => new List<double>());
        for (var i = -1; i < Starts; i++)
        {
            foreach (var library in i % 2 == 0 ? libraries : libraries.Reverse())
            {
                var seconds = await RunningSite.StartTimeAsync(Math.Abs(i), Site(program, model, library), cancellationToken);
                if (i >= 0)
                    times[library].Add(seconds);
            }
        }

        foreach (var (library, name) in libraries.Zip(["", $", {Hits} photos", ", no photos"]))
            Measure.PrintSeconds($"process start to first search response{name}", times[library]);
    }

    private static PhotoFile MakeFile(string folder, int number)
    {
        var month = Directory.CreateDirectory(Path.Combine(folder, MadeUpPhotos.TakenAt(number).ToString("yyyy/MM", CultureInfo.InvariantCulture)));
        var file = new FileInfo(Path.Combine(month.FullName, $"{number}.jpg"));
        File.WriteAllBytes(file.FullName, [0]);
        return new PhotoFile(file.FullName, file.Length, file.LastWriteTimeUtc.Ticks);
    }

    private static async Task SweepAsync(PhotoSync sync, string folder, CancellationToken cancellationToken)
    {
        for (var i = 1; i <= 3; i++)
        {
            var summary = await sync.RunAsync([folder], new SyncProgress([folder]), cancellationToken: cancellationToken);
            if (summary.HasChanged || summary.Failures.Count > 0)
                throw new InvalidOperationException("The scan found new photos, but none were added.");
            Measure.Print($"scan {i} without changes", $"{summary.Elapsed.TotalSeconds:F2} s");
        }
    }

    private static async Task SearchAsync(ServiceProvider services, string folder, int rows, int dimensions, CancellationToken cancellationToken)
    {
        var nearest = services.GetRequiredService<NearestPhotos>();
        var last = MadeUpPhotos.TakenAt(rows - 1);
        var middle = new DateTime(MadeUpPhotos.TakenAt(rows / 2).Year, 1, 1);
        var filters = new (string Name, PhotoFilter Filter)[]
        {
            ("none", PhotoFilter.None),
            ("a folder of a month", PhotoFilter.None.With(StandardFacets.Folder, Path.Combine(folder, middle.ToString("yyyy/MM", CultureInfo.InvariantCulture)))),
            ("a folder of a year", PhotoFilter.None.With(StandardFacets.Folder, Path.Combine(folder, middle.ToString("yyyy", CultureInfo.InvariantCulture)))),
            ("the last week", PhotoFilter.None.With(StandardFacets.TakenFrom, new FacetTime(last.AddDays(-7), last.AddDays(-7)))),
            ("a year", PhotoFilter.None.With(StandardFacets.TakenFrom, new FacetTime(middle, middle)).With(StandardFacets.TakenTo, new FacetTime(middle.AddYears(1), middle.AddYears(1)))),
            ("all but a year", PhotoFilter.None.With(StandardFacets.TakenFrom, new FacetTime(MadeUpPhotos.TakenAt(0).AddYears(1), MadeUpPhotos.TakenAt(0).AddYears(1)))),
            ("portrait (1 of 4)", PhotoFilter.None.With(StandardFacets.Orientation, "portrait")),
            ("a camera (1 of 8)", PhotoFilter.None.With(StandardFacets.Camera, "pixel")),
            ("a type (1 of 10)", PhotoFilter.None.With(StandardFacets.Type, "png")),
            ("no such camera", PhotoFilter.None.With(StandardFacets.Camera, "no such")),
            ("camera, type, portrait (1 of 320)", PhotoFilter.None.With(StandardFacets.Camera, "pixel").With(StandardFacets.Type, "png").With(StandardFacets.Orientation, "portrait")),
            ("a year, a camera, portrait", PhotoFilter.None.With(StandardFacets.TakenFrom, new FacetTime(middle, middle)).With(StandardFacets.TakenTo, new FacetTime(middle.AddYears(1), middle.AddYears(1))).With(StandardFacets.Camera, "canon").With(StandardFacets.Orientation, "portrait")),
        };
        var file = $"{rows / 2}.jpg";
        foreach (var (name, typed) in new[] { ("a file name", file), ("a path", $"{MadeUpPhotos.TakenAt(rows / 2).ToString("yyyy/MM", CultureInfo.InvariantCulture)}/{file}"), ("no file name", "man jumping") })
        {
            await TimeAsync($"{Hits} nearest, query: {name}", async () =>
            {
                var named = await nearest.FindNamedAsync(typed, PhotoFilter.None, cancellationToken);
                await nearest.SearchAsync(new NearestQuery(MadeUpPhotos.Embed(rows / 2, dimensions)) { Named = named, Limit = Hits, Threshold = Good }, cancellationToken);
            });
        }

        foreach (var (name, filter) in filters)
        {
            foreach (var offset in filter == PhotoFilter.None ? new[] { 0, Hits, 480 } : [0])
            {
                var times = new List<double>();
                long total = 0;
                var clock = Stopwatch.StartNew();
                for (var i = -3; i < Searches && (i <= 0 || clock.Elapsed < MaxDuration); i++)
                {
                    // Half of the queries resemble photos that match the filter, the other half resemble photos anywhere in the library.
                    var query = MadeUpPhotos.Embed(((i & 1) == 0 ? rows / 2 : 0) + (Math.Abs(i) * 97), dimensions);
                    var start = Stopwatch.GetTimestamp();
                    var page = await nearest.SearchAsync(new NearestQuery(query) { Filter = filter, Limit = Hits, Offset = offset, Threshold = Good }, cancellationToken);
                    if (i >= 0)
                        times.Add(Stopwatch.GetElapsedTime(start).TotalMilliseconds);
                    if (page.Hits.Count != Math.Min(Hits, Math.Max(0, page.Total - offset)))
                        throw new InvalidOperationException($"{name}: {page.Hits.Count} results of {page.Total}.");
                    total = page.Total;
                }

                times.Sort();
                Measure.Print($"{Hits} nearest{(offset > 0 ? $" after {offset}" : "")}, filter: {name} ({total})", times);
            }

            await TimeAsync($"{Hits} nearest, total not cached, filter: {name}", async () =>
            {
                var anew = ActivatorUtilities.CreateInstance<NearestPhotos>(services, ActivatorUtilities.CreateInstance<MatchCounts>(services));
                await anew.SearchAsync(new NearestQuery(MadeUpPhotos.Embed(rows / 2, dimensions)) { Filter = filter, Limit = Hits, Threshold = Good }, cancellationToken);
            });
        }
    }

    /// <summary>Measures the first scan of a library of an earlier version, whose photos have no folded names.</summary>
    private static async Task FillNamesAsync(ServiceProvider services, CancellationToken cancellationToken)
    {
        await services.GetRequiredService<Database>().RunAsync(
            async (connection, token) =>
            {
                await using var command = new NpgsqlCommand("UPDATE photos SET search_path = NULL, search_name = NULL", connection) { CommandTimeout = 0 };
                return await command.ExecuteNonQueryAsync(token);
            },
            cancellationToken);
        foreach (var when in new[] { "of an earlier version", "again" })
        {
            var clock = Stopwatch.StartNew();
            await services.GetRequiredService<NameRecords>().FillAsync(cancellationToken);
            Measure.Print($"storing folded names, {when}", $"{clock.Elapsed.TotalMilliseconds:F1} ms");
        }
    }

    private static async Task BrowseAsync(ServiceProvider services, string folder, int rows, CancellationToken cancellationToken)
    {
        var (database, roots, lookup) = (services.GetRequiredService<Database>(), services.GetRequiredService<LibraryFolders>(), services.GetRequiredService<PhotoLookup>());
        var (timeline, folders) = (services.GetRequiredService<PhotoTimeline>(), services.GetRequiredService<FolderRecords>());
        var middle = MadeUpPhotos.TakenAt(rows / 2);
        var year = Path.Combine(folder, middle.ToString("yyyy", CultureInfo.InvariantCulture));
        var photo = await PhotoAsync(PhotoFilter.None);
        var filters = new (string Name, PhotoFilter Filter)[]
        {
            ("none", PhotoFilter.None),
            ("a folder of a year", PhotoFilter.None.With(StandardFacets.Folder, year)),
            ("all but a year", PhotoFilter.None.With(StandardFacets.TakenFrom, new FacetTime(MadeUpPhotos.TakenAt(0).AddYears(1), MadeUpPhotos.TakenAt(0).AddYears(1)))),
            ("portrait (1 of 4)", PhotoFilter.None.With(StandardFacets.Orientation, "portrait")),
            ("a camera (1 of 8)", PhotoFilter.None.With(StandardFacets.Camera, "pixel")),
            ("a type (1 of 10)", PhotoFilter.None.With(StandardFacets.Type, "png")),
        };
        foreach (var (name, filter) in filters)
            await TimeAsync($"months, filter: {name}", () => timeline.MonthsAsync(filter, cancellationToken));
        foreach (var (name, filter) in filters)
        {
            var passing = await PhotoAsync(filter);
            await TimeAsync($"a photo's position by date, filter: {name}", () => lookup.PositionAsync(passing, filter, cancellationToken));
        }

        await TimeAsync("a photo's position in its folder", () => folders.PositionAsync(photo, cancellationToken));
        await TimeAsync("folders, at the top", () => folders.TopAsync(cancellationToken));
        await TimeAsync("folders, in PHOTOS_DIR", () => folders.InAsync(folder, cancellationToken));
        await TimeAsync("folders, in one of a year", () => folders.InAsync(year, cancellationToken));
        await TimeAsync("filter options", () => new FacetChoices(database, roots, new FacetList(roots, [])).FindAsync(cancellationToken));

        async Task<long> PhotoAsync(PhotoFilter filter)
        {
            // In a small library, all photos that match may be in its second half.
            var photos = await timeline.ListAsync(filter, PhotoMoment.Before(middle), 1, cancellationToken);
            return (photos.Count > 0 ? photos : await timeline.ListAsync(filter, PhotoMoment.Before(MadeUpPhotos.TakenAt(rows)), 1, cancellationToken))[0].Id;
        }
    }

    private static async Task ScoreAsync(ServiceProvider services, CancellationToken cancellationToken)
    {
        var (model, encoder, embeddings) = (services.GetRequiredService<ActiveModel>(), services.GetRequiredService<QueryEncoder>(), services.GetRequiredService<EmbeddingIndex>());
        var scores = new LibraryScores(model, encoder, embeddings, services.GetRequiredService<PhraseRecords>());
        await services.GetRequiredService<Database>().RunAsync(
            async (connection, token) =>
            {
                await using var command = new NpgsqlCommand("DELETE FROM phrases", connection);
                return await command.ExecuteNonQueryAsync(token);
            },
            cancellationToken);
        await encoder.Loaded;
        foreach (var when in new[] { "for the first time", "after a sync" })
        {
            var clock = Stopwatch.StartNew();
            await scores.MeasureAsync(cancellationToken);
            Measure.Print($"measuring the library's scores, {when}", $"{clock.Elapsed.TotalMilliseconds:F0} ms");
        }

        await TimeAsync(
            "measuring the library's scores, at startup", () => new LibraryScores(model, encoder, embeddings, services.GetRequiredService<PhraseRecords>()).MeasureAsync(cancellationToken));
        await TimeAsync("8 phrases embedded", () => Task.WhenAll(EverydayPhrases.All.Take(8).Select(phrase => encoder.EncodeAsync(phrase, Timeout.InfiniteTimeSpan, cancellationToken))));
        var query = (await encoder.EncodeAsync(Queries.Of(0), Timeout.InfiniteTimeSpan, cancellationToken)).Embedding;
        Measure.Print($"relevance threshold of a query, {LibrarySample.MaxPhotos} photos", Measure.Times(500, _ => scores.Scale!.Threshold([new QueryPart(query, 1, IsImage: false)], query)));
    }

    private static async Task TimeAsync(string what, Func<Task> ask)
    {
        var times = new List<double>();
        var clock = Stopwatch.StartNew();
        for (var i = -3; i < Searches && (i <= 0 || clock.Elapsed < MaxDuration); i++)
        {
            var start = Stopwatch.GetTimestamp();
            await ask();
            if (i >= 0)
                times.Add(Stopwatch.GetElapsedTime(start).TotalMilliseconds);
        }

        times.Sort();
        Measure.Print(what, times);
    }

    private static async Task ServeAsync(FileInfo program, ModelFolder model, ClipSearchOptions options, CancellationToken cancellationToken)
    {
        using (var site = await RunningSite.StartAsync(Site(program, model, options), cancellationToken))
        {
            await site.SeedAsync(cancellationToken);
            var load = new SearchLoad();
            await load.OneClientAsync(site, 100, cancellationToken);
            Measure.Print("search request to HTML, 1 client, p50 / p99", await load.OneClientAsync(site, 300, cancellationToken));
            Measure.Print($"memory after a sync and 400 searches: resident / peak", $"{site.Memory("VmRSS"):F2} / {site.Memory("VmHWM"):F2} GiB");
            Measure.Print("memory of PostgreSQL then (PSS of all its processes)", $"{site.DatabaseMemory():F2} GiB");
            foreach (var verb in new[] { "search", "status" })
            {
                var commands = new double[Commands];
                for (var i = 0; i < Commands; i++)
                    commands[i] = (await site.CommandAsync(verb == "search" ? [verb, Queries.Of(i)] : [verb], cancellationToken)).Seconds;
                Measure.PrintSeconds($"command {verb} while the site runs", commands);
            }
        }
    }
}

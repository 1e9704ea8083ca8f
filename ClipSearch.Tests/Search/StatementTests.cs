using System.Diagnostics;
using System.Runtime.CompilerServices;
using ClipSearch.Core.Embeddings;
using ClipSearch.Core.Library;
using ClipSearch.Core.Library.Facets;
using ClipSearch.Core.Search;
using ClipSearch.Tests.Fixtures;

namespace ClipSearch.Tests.Search;

/// <summary>
/// Compares the statements that the database receives with the files in <c>Statements</c>, so that a review sees each change of a statement.
/// With the environment variable <c>UPDATE_STATEMENTS=1</c> the files are written instead.
/// </summary>
public sealed class StatementTests(PostgresFixture postgres)
{
    private static readonly PhotoFilter s_filter = PhotoFilter.None
        .With(StandardFacets.Folder, "/photos")
        .With(StandardFacets.TakenFrom, FacetTime.Parse("2024")!)
        .With(StandardFacets.TakenTo, FacetTime.Parse("2024-05")!)
        .With(StandardFacets.Orientation, "landscape")
        .With(StandardFacets.Camera, "Canon")
        .With(StandardFacets.Type, "jpeg");

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Search_statements_are_reviewed()
    {
        await using var library = await postgres.NewLibraryAsync();
        await NearestPhotosTests.FillAsync(library, 60);
        var query = NearestPhotosTests.RandomEmbedding(new Random(1));
        var statements = new Statements();

        await statements.RecordAsync("search", () => SearchAsync(PhotoFilter.None));
        await statements.RecordAsync("search-photos", () => SearchAsync(PhotoFilter.None, stacked: false));
        await statements.RecordAsync("search-name", () => SearchAsync(PhotoFilter.None, name: "0001.jpg"));
        await statements.RecordAsync("search-filter", () => SearchAsync(s_filter));
        await statements.RecordAsync("search-except", () => SearchAsync(new PhotoFilter { Except = [1, 2] }));
        await statements.RecordAsync("search-embedding", () => library.Embeddings.EmbeddingAsync(1, Token));
        await statements.RecordAsync("search-embeddings", () => library.Embeddings.EmbeddingsAsync([1, 2], Token));
        Assert.True(await library.Embeddings.EnsureHnswAsync(10, Token));
        library.Counts.MaxExactMatches = -1;
        await statements.RecordAsync("search-index", () => SearchAsync(PhotoFilter.None));
        await statements.RecordAsync("search-index-filter", () => SearchAsync(s_filter));
        await statements.RecordAsync("search-index-deep", () => SearchAsync(PhotoFilter.None, offset: 1000));
        await statements.RecordAsync("search-sample", () => library.Embeddings.SampleAsync(100, Token));

        statements.Check();

        async Task SearchAsync(PhotoFilter filter, string? name = null, bool stacked = true, int offset = 0)
        {
            var named = name is null ? [] : await library.Nearest.FindNamedAsync(name, filter, Token);
            await library.Nearest.SearchAsync(new NearestQuery(query) { Filter = filter, Named = named, Offset = offset, Stacked = stacked, Threshold = 0.2f }, Token);
        }
    }

    [Fact]
    public async Task Page_statements_are_reviewed()
    {
        await using var library = await postgres.NewLibraryAsync();
        await NearestPhotosTests.FillAsync(library, 60);
        var photo = (await library.Lookup.FindAsync(1, Token))!;
        var statements = new Statements();

        await statements.RecordAsync("photo", () => library.Lookup.FindAsync(1, Token));
        await statements.RecordAsync("photos", () => library.Lookup.FindAllAsync([1, 2], Token));
        await statements.RecordAsync("photo-path", () => library.Lookup.FindByPathAsync("/a.jpg", Token));
        await statements.RecordAsync("photo-content", () => library.Lookup.FindByContentAsync(new byte[32], Token));
        await statements.RecordAsync("photo-copies", () => library.Stacks.CopiesAsync(photo, Token));
        await statements.RecordAsync("photo-position", () => library.Lookup.PositionAsync(1, s_filter, Token));
        await statements.RecordAsync("list", () => library.Lookup.ListAsync(PhotoFilter.None, 24, 0, Token));
        await statements.RecordAsync("list-filter", () => library.Lookup.ListAsync(s_filter, 24, 0, Token));
        await statements.RecordAsync("timeline-months", () => library.Timeline.MonthsAsync(PhotoFilter.None, Token));
        await statements.RecordAsync("timeline-months-filter", () => library.Timeline.MonthsAsync(s_filter, Token));
        await statements.RecordAsync("timeline", () => library.Timeline.ListAsync(PhotoFilter.None, PhotoMoment.Of(photo), 24, Token));
        await statements.RecordAsync("timeline-after", () => library.Timeline.ListAfterAsync(PhotoFilter.None, PhotoMoment.Of(photo), 24, Token));
        await statements.RecordAsync("folder", () => library.Folders.FindAsync("/photos", Token));
        await statements.RecordAsync("folder-subfolders", () => library.Folders.InAsync("/photos", Token));
        await statements.RecordAsync("folder-photos", () => library.Folders.PhotosAsync("/photos", "", 24, Token));
        await statements.RecordAsync("folder-photos-before", () => library.Folders.PhotosBeforeAsync("/photos", "b", 24, Token));
        await statements.RecordAsync("folder-position", () => library.Folders.PositionAsync(1, Token));
        await statements.RecordAsync("stacks", () => library.Stacks.ListAsync(24, 0, Token));
        await statements.RecordAsync("stack", () => library.Stacks.FindAsync(1, 24, 0, Token));
        await statements.RecordAsync("trash", () => library.TrashRecords.ListAsync(Token));
        await statements.RecordAsync("skipped", () => library.Skipped.GroupsAsync(["/photos", "s3://bucket"], Token));
        await statements.RecordAsync("filter-choices", () => library.Choices.FindAsync(Token));

        statements.Check();
    }

    private sealed class Statements
    {
        private readonly List<(string Name, string Text)> _recorded = [];

        public async Task RecordAsync(string name, Func<Task> work)
        {
            var texts = new List<string>();
            using var listener = new ActivityListener
            {
                ShouldListenTo = source => source.Name is "Npgsql" or nameof(StatementTests),
                Sample = (ref _) => ActivitySamplingResult.AllData,
            };
            ActivitySource.AddActivityListener(listener);
            using var source = new ActivitySource(nameof(StatementTests));
            using (var root = source.StartActivity(name)!)
            {
                // Other tests run at the same time.
                listener.ActivityStopped = activity =>
                {
                    if (activity.TraceId == root.TraceId && activity.GetTagItem("db.query.text") is string text)
                    {
                        lock (texts)
                            texts.Add(text);
                    }
                };
                await work();
            }

            Assert.NotEmpty(texts);
            _recorded.Add((name, string.Join("\n;\n", texts.Select(text => text.Trim())) + "\n"));
        }

        public void Check([CallerFilePath] string source = "")
        {
            var folder = Path.Combine(Path.GetDirectoryName(source)!, "Statements");
            if (Environment.GetEnvironmentVariable("UPDATE_STATEMENTS") == "1")
            {
                Directory.CreateDirectory(folder);
                foreach (var (name, text) in _recorded)
                    File.WriteAllText(Path.Combine(folder, $"{name}.sql"), text);
            }

            foreach (var (name, text) in _recorded)
            {
                var file = Path.Combine(folder, $"{name}.sql");
                Assert.True(File.Exists(file), $"{file} is missing. Run the test with UPDATE_STATEMENTS=1 and review the file.");
                Assert.Equal(File.ReadAllText(file), text, ignoreLineEndingDifferences: true);
            }
        }
    }
}

using ClipSearch.Core.Embeddings;
using ClipSearch.Core.Imaging;
using ClipSearch.Core.Imaging.Metadata;
using ClipSearch.Core.Library;
using ClipSearch.Core.Library.Facets;
using ClipSearch.Core.Library.Import;
using ClipSearch.Core.Search;
using ClipSearch.Tests.Fixtures;
using ClipSearch.Tests.Web;

namespace ClipSearch.Tests.Search;

public sealed class NearestPhotosTests(PostgresFixture postgres)
{
    private const int Dimensions = 64;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Results_are_the_nearest_photos_in_order_with_their_cosine_similarity_and_the_total()
    {
        await using var library = await postgres.NewLibraryAsync();
        var embeddings = await FillAsync(library, 300);
        var query = RandomEmbedding(new Random(99));

        var page = await library.Nearest.SearchAsync(new NearestQuery(query) { Limit = 50 }, Token);

        var expected = embeddings.OrderByDescending(pair => StoredEmbedding.Similarity(query, pair.Value)).Take(50).ToList();
        Assert.Equal(expected.Select(pair => pair.Key), page.Hits.Select(hit => hit.Photo.Path));
        Assert.All(expected.Zip(page.Hits), pair => Assert.Equal(StoredEmbedding.Similarity(query, pair.First.Value), pair.Second.Score, 5));
        Assert.All(expected.Zip(page.Hits), pair => Assert.Equal(query.CosineSimilarity(pair.First.Value), pair.Second.Score, 2e-4));
        Assert.Equal(300, page.Total);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Pages_are_full_and_do_not_repeat_or_skip_photos_with_equal_scores(bool hnsw)
    {
        await using var library = await postgres.NewLibraryAsync();
        await FillAsync(library, 600, distinct: 20);
        if (hnsw)
            Assert.True(await library.Embeddings.EnsureHnswAsync(10, Token));
        var query = RandomEmbedding(new Random(5));

        var paths = new List<string>();
        for (var offset = 0; offset < 360; offset += 24)
        {
            var page = await library.Nearest.SearchAsync(new NearestQuery(query) { Offset = offset }, Token);
            Assert.Equal(24, page.Hits.Count);
            paths.AddRange(page.Hits.Select(hit => hit.Photo.Path));
        }

        Assert.Equal(360, paths.Distinct().Count());
        var again = await library.Nearest.SearchAsync(new NearestQuery(query) { Limit = 200 }, Token);
        Assert.Equal(paths.Take(200), again.Hits.Select(hit => hit.Photo.Path));
    }

    [Fact]
    public async Task The_HNSW_index_finds_what_the_exact_scan_finds()
    {
        await using var library = await postgres.NewLibraryAsync();
        await FillAsync(library, 2000);
        await using var indexed = library.Other();
        var query = RandomEmbedding(new Random(1));
        var exact = await library.Nearest.SearchAsync(new NearestQuery(query), Token);

        Assert.True(await indexed.Embeddings.EnsureHnswAsync(1000, Token));
        Assert.False(await indexed.Embeddings.EnsureHnswAsync(1000, Token));
        Assert.Contains("Index Scan using embeddings_1_hnsw", await indexed.Nearest.ExplainAsync(query, PhotoFilter.None, Token), StringComparison.Ordinal);
        var approximate = await indexed.Nearest.SearchAsync(new NearestQuery(query), Token);

        // 400 candidates of 2,000: on unstructured vectors, the hardest case, recall stays high.
        Assert.InRange(approximate.Hits.Select(hit => hit.Photo.Id).Intersect(exact.Hits.Select(hit => hit.Photo.Id)).Count(), 22, 24);
        Assert.Equal(2000, approximate.Total);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Pages_beyond_the_candidates_of_the_index_continue_after_them(bool filtered)
    {
        await using var library = await postgres.NewLibraryAsync();
        await FillAsync(library, 1200);
        var filter = filtered ? PhotoFilter.None.With(StandardFacets.Folder, "/photos") : PhotoFilter.None;
        var query = RandomEmbedding(new Random(5));
        var exact = await PathsAsync(library.Nearest);
        // A graph with so few links misses many neighbours, so that its order soon differs from the exact one.
        await library.SqlAsync("CREATE INDEX embeddings_1_hnsw ON embeddings_1 USING hnsw (embedding halfvec_cosine_ops) WITH (m = 2, ef_construction = 4)");
        await using var indexed = library.Other();
        indexed.Counts.MaxExactMatches = 10;

        var paths = await PathsAsync(indexed.Nearest);

        Assert.NotEqual(exact.Take(60), paths.Take(60));
        Assert.Equal(1200, paths.Distinct().Count());

        async Task<List<string>> PathsAsync(NearestPhotos nearest)
        {
            var paths = new List<string>();
            while (paths.Count < 1200)
            {
                var page = await nearest.SearchAsync(new NearestQuery(query) { Filter = filter, Limit = 60, Offset = paths.Count }, Token);
                Assert.Equal((60, 1200), (page.Hits.Count, page.Total));
                paths.AddRange(page.Hits.Select(hit => hit.Photo.Path));
            }

            return paths;
        }
    }

    [Fact]
    public async Task Filtered_pages_are_ordered_and_full()
    {
        await using var library = await postgres.NewLibraryAsync();
        var embeddings = await FillAsync(library, 900, format: i => i % 30 == 0 ? "png" : "jpeg");
        var query = RandomEmbedding(new Random(3));
        var expected = embeddings.Where((_, i) => i % 30 == 0).OrderByDescending(pair => query.CosineSimilarity(pair.Value)).Select(pair => pair.Key).ToList();
        var filter = PhotoFilter.None.With(StandardFacets.Type, "png");

        var exact = await library.Nearest.SearchAsync(new NearestQuery(query) { Filter = filter }, Token);
        Assert.True(await library.Embeddings.EnsureHnswAsync(10, Token));
        var indexed = await library.Nearest.SearchAsync(new NearestQuery(query) { Filter = filter }, Token);
        var last = await library.Nearest.SearchAsync(new NearestQuery(query) { Filter = filter, Offset = 24 }, Token);

        foreach (var page in new[] { exact, indexed })
        {
            Assert.Equal(expected.Take(24), page.Hits.Select(hit => hit.Photo.Path));
            Assert.Equal(30, page.Total);
        }

        Assert.Equal(expected.Skip(24), last.Hits.Select(hit => hit.Photo.Path));
    }

    [Fact]
    public async Task A_filter_that_many_photos_match_uses_the_index()
    {
        await using var library = await postgres.NewLibraryAsync();
        await FillAsync(library, 2000, format: i => i % 2 == 0 ? "png" : "jpeg");
        Assert.True(await library.Embeddings.EnsureHnswAsync(10, Token));

        var plan = await library.Nearest.ExplainAsync(RandomEmbedding(new Random(3)), PhotoFilter.None.With(StandardFacets.Type, "png"), Token);

        Assert.Contains("Index Scan using embeddings_1_hnsw", plan, StringComparison.Ordinal);
        Assert.DoesNotContain("Seq Scan", plan, StringComparison.Ordinal);
    }

    public static TheoryData<PhotoFilter, string[]> Filters => new()
    {
        { PhotoFilter.None.With(StandardFacets.Folder, "/p/a"), ["/p/a/1.jpg", "/p/a/b/2.png"] },
        { PhotoFilter.None.With(StandardFacets.Folder, "/p/a/"), ["/p/a/1.jpg", "/p/a/b/2.png"] },
        { PhotoFilter.None.With(StandardFacets.Folder, "/p/100%_"), ["/p/100%_/4.jpg"] },
        { PhotoFilter.None.With(StandardFacets.TakenFrom, new FacetTime(new DateTime(2020, 1, 1), new DateTime(2020, 1, 1))), ["/p/a/b/2.png", "/p/ab/3.jpg", "/p/100%_/4.jpg"] },
        { PhotoFilter.None.With(StandardFacets.TakenFrom, new FacetTime(new DateTime(2020, 1, 1), new DateTime(2020, 1, 1))).With(StandardFacets.TakenTo, new FacetTime(new DateTime(2020, 1, 2), new DateTime(2020, 1, 2))), ["/p/a/b/2.png"] },
        { PhotoFilter.None.With(StandardFacets.Orientation, "landscape"), ["/p/a/1.jpg"] },
        { PhotoFilter.None.With(StandardFacets.Orientation, "portrait"), ["/p/a/b/2.png"] },
        { PhotoFilter.None.With(StandardFacets.Orientation, "square"), ["/p/ab/3.jpg", "/p/100%_/4.jpg"] },
        { PhotoFilter.None.With(StandardFacets.Camera, "canon"), ["/p/a/1.jpg"] },
        { PhotoFilter.None.With(StandardFacets.Camera, "%"), [] },
        { PhotoFilter.None.With(StandardFacets.Type, "png"), ["/p/a/b/2.png"] },
        { PhotoFilter.None.With(StandardFacets.Type, "jpeg").With(StandardFacets.Orientation, "square").With(StandardFacets.Folder, "/p/ab"), ["/p/ab/3.jpg"] },
    };

    [Theory]
    [MemberData(nameof(Filters))]
    public async Task All_parts_of_a_filter_must_match(PhotoFilter filter, string[] paths)
    {
        await using var library = await postgres.NewLibraryAsync();
        NewPhoto Photo(int number, string path, int width, int height, string format, DateTime taken, string? camera = null) => new(
            path, 1, 1, Convert.FromHexString($"{number:X64}"),
            new ImageHeader(width, height, format) { Exif = ExifFacts.None with { TakenAt = taken, Camera = camera } }, RandomEmbedding(new Random(number)));
        await library.Records.PutAsync(
            [
                Photo(1, "/p/a/1.jpg", 3, 2, "jpeg", new DateTime(2019, 12, 31, 23, 59, 59), "Canon EOS"),
                Photo(2, "/p/a/b/2.png", 2, 3, "png", new DateTime(2020, 1, 1), "Nikon"),
                Photo(3, "/p/ab/3.jpg", 2, 2, "jpeg", new DateTime(2020, 1, 2)),
                Photo(4, "/p/100%_/4.jpg", 2, 2, "jpeg", new DateTime(2021, 1, 1)),
            ],
            Token);

        var page = await library.Nearest.SearchAsync(new NearestQuery(RandomEmbedding(new Random(9))) { Filter = filter }, Token);

        Assert.Equal(paths.Order(StringComparer.Ordinal), page.Hits.Select(hit => hit.Photo.Path).Order(StringComparer.Ordinal));
        Assert.Equal(paths.Length, page.Hits.Count == 0 ? 0 : page.Total);
    }

    [Theory]
    [InlineData("0007.JPG")]
    [InlineData("0007")]
    [InlineData("photos/0007.jpg")]
    [InlineData("/photos/0007.jpg")]
    public async Task A_photo_whose_file_name_is_searched_comes_first(string name)
    {
        await using var library = await postgres.NewLibraryAsync();
        await FillAsync(library, 50);
        var query = RandomEmbedding(new Random(5));
        var last = (await library.Nearest.SearchAsync(new NearestQuery(query) { Limit = 50 }, Token)).Hits.Select(hit => hit.Photo.Path).ToList();

        for (var round = 0; round < 2; round++)
        {
            var page = await library.Nearest.SearchAsync(new NearestQuery(query) { Named = await library.Nearest.FindNamedAsync(name, PhotoFilter.None, Token), Limit = 50 }, Token);

            Assert.Equal("/photos/0007.jpg", page.Hits[0].Photo.Path);
            Assert.Equal([true, .. Enumerable.Repeat(false, 49)], page.Hits.Select(hit => hit.IsNamed));
            Assert.Equal(last.Where(path => path != "/photos/0007.jpg"), page.Hits.Skip(1).Select(hit => hit.Photo.Path));
            Assert.Equal(round == 0, await library.Embeddings.EnsureHnswAsync(10, Token));
        }
    }

    [Theory]
    [InlineData("elsewhere/0007.jpg")]
    [InlineData("000")]
    [InlineData("%")]
    [InlineData("0007.jp")]
    public async Task An_unknown_file_name_finds_nothing(string name)
    {
        await using var library = await postgres.NewLibraryAsync();
        await FillAsync(library, 20);

        Assert.Empty(await library.Nearest.FindNamedAsync(name, PhotoFilter.None, Token));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Stacks_and_copies_are_one_result_across_pages(bool hnsw)
    {
        await using var library = await postgres.NewLibraryAsync();
        var embeddings = await FillAsync(library, 900);
        await StackAsync(library);
        if (hnsw)
            Assert.True(await library.Embeddings.EnsureHnswAsync(10, Token));
        var query = RandomEmbedding(new Random(5));
        var nearest = embeddings.GroupBy(pair => TileOf(pair.Key)).Select(tile => tile.MaxBy(pair => StoredEmbedding.Similarity(query, pair.Value)))
            .OrderByDescending(pair => StoredEmbedding.Similarity(query, pair.Value)).Select(pair => pair.Key).ToList();

        var hits = new List<SearchHit>();
        while (hits.Count < nearest.Count)
        {
            var page = await library.Nearest.SearchAsync(new NearestQuery(query) { Limit = 70, Offset = hits.Count }, Token);
            Assert.Equal((Math.Min(70, nearest.Count - hits.Count), nearest.Count), (page.Hits.Count, page.Total));
            hits.AddRange(page.Hits);
        }

        Assert.Equal(630, hits.Select(hit => TileOf(hit.Photo.Path)).Distinct().Count());
        if (!hnsw)
            Assert.Equal(nearest, hits.Select(hit => hit.Photo.Path));
        Assert.All(hits, hit =>
        {
            var number = Number(hit.Photo.Path);
            Assert.Equal((number % 50 == 7 ? 2 : 1, number % 10 < 4 ? 4 : 1), (hit.Places, hit.Stacked));
        });
        Assert.Empty((await library.Nearest.SearchAsync(new NearestQuery(query) { Limit = 70, Offset = 630 }, Token)).Hits);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Results_that_reach_the_threshold_are_counted_across_pages(bool hnsw)
    {
        await using var library = await postgres.NewLibraryAsync();
        var embeddings = await FillAsync(library, 900);
        await StackAsync(library);
        if (hnsw)
            Assert.True(await library.Embeddings.EnsureHnswAsync(10, Token));
        var query = RandomEmbedding(new Random(5));
        Task<SearchPage> SearchAsync(int offset, float threshold, params IReadOnlyList<long> named) =>
            library.Nearest.SearchAsync(new NearestQuery(query) { Named = named, Limit = 70, Offset = offset, Threshold = threshold }, Token);
        var hundredth = (await library.Nearest.SearchAsync(new NearestQuery(query) { Limit = 1, Offset = 99 }, Token)).Hits[0].Score;

        foreach (var offset in new[] { 0, 70, 140 })
            Assert.Equal(100, (await SearchAsync(offset, hundredth)).Good);
        Assert.Equal(0, (await SearchAsync(0, 1)).Good);
        Assert.Equal(1, (await SearchAsync(0, 1, 8)).Good);
        // Pages beyond the candidates of the index compare all photos, which gives the count.
        Assert.Equal(hnsw ? null : 630, (await SearchAsync(0, -1)).Good);
        Assert.Equal(630, (await SearchAsync(560, -1)).Good);
        Assert.Null((await SearchAsync(630, -1)).Good);
        Assert.Null((await library.Nearest.SearchAsync(new NearestQuery(query) { Limit = 70 }, Token)).Good);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Without_stacks_each_photo_is_a_result(bool hnsw)
    {
        await using var library = await postgres.NewLibraryAsync();
        await FillAsync(library, 900);
        await StackAsync(library);
        if (hnsw)
            Assert.True(await library.Embeddings.EnsureHnswAsync(10, Token));

        var paths = new List<string>();
        while (paths.Count < 918)
        {
            var page = await library.Nearest.SearchAsync(new NearestQuery(RandomEmbedding(new Random(5))) { Limit = 153, Offset = paths.Count, Stacked = false }, Token);
            Assert.Equal((153, 918), (page.Hits.Count, page.Total));
            Assert.All(page.Hits, hit => Assert.Equal((1, 1), (hit.Places, hit.Stacked)));
            paths.AddRange(page.Hits.Select(hit => hit.Photo.Path));
        }

        Assert.Equal(918, paths.Distinct().Count());
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_stack_shows_the_photo_that_matches_the_filter_or_the_file_name(bool hnsw)
    {
        await using var library = await postgres.NewLibraryAsync();
        var embeddings = await FillAsync(library, 60, format: i => i == 2 ? "png" : "jpeg");
        await StackAsync(library);
        if (hnsw)
            Assert.True(await library.Embeddings.EnsureHnswAsync(10, Token));
        // The first photo of the stack is the nearest.
        var query = embeddings["/photos/0000.jpg"];

        var all = await library.Nearest.SearchAsync(new NearestQuery(query), Token);
        var filtered = await library.Nearest.SearchAsync(new NearestQuery(query) { Filter = PhotoFilter.None.With(StandardFacets.Type, "png") }, Token);
        var named = await library.Nearest.SearchAsync(new NearestQuery(query) { Named = await library.Nearest.FindNamedAsync("0003.jpg", PhotoFilter.None, Token) }, Token);

        Assert.Equal(("/photos/0000.jpg", 4), (all.Hits[0].Photo.Path, all.Hits[0].Stacked));
        Assert.Equal(("/photos/0002.jpg", 4, 1), (Assert.Single(filtered.Hits).Photo.Path, filtered.Hits[0].Stacked, filtered.Total));
        Assert.Equal(("/photos/0003.jpg", true, all.Total), (named.Hits[0].Photo.Path, named.Hits[0].IsNamed, named.Total));
        Assert.DoesNotContain(named.Hits.Skip(1), hit => Number(hit.Photo.Path) < 4);
    }

    [Fact]
    public async Task A_sample_is_random_and_stable_and_has_each_image_at_most_once()
    {
        await using var library = await postgres.NewLibraryAsync();
        var embeddings = await FillAsync(library, 100);
        await StackAsync(library);
        await library.SqlAsync("DELETE FROM photos WHERE path IN ('/photos/0000.jpg', '/photos/0001.jpg')");

        var all = await library.Embeddings.SampleAsync(2000, Token);
        var some = await library.Embeddings.SampleAsync(40, Token);

        Assert.Equal(98, all.Count);
        var left = embeddings.Where(pair => Number(pair.Key) > 1).Select(pair => pair.Value).ToList();
        Assert.All(left, own => Assert.Single(all, one => one.CosineSimilarity(own) > 0.9999));
        Assert.Equal(all.Take(40).Select(one => one.Values.ToArray()), some.Select(one => one.Values.ToArray()));
        // The sample is random and not the first images.
        Assert.InRange(some.Count(one => left.Take(40).Any(own => one.CosineSimilarity(own) > 0.9999)), 4, 36);
    }

    [Fact]
    public async Task The_matches_of_a_filter_are_counted_again_after_a_change()
    {
        await using var library = await postgres.NewLibraryAsync();
        await FillAsync(library, 60, format: i => i < 20 ? "png" : "jpeg");
        Assert.True(await library.Embeddings.EnsureHnswAsync(10, Token));
        (library.Counts.MatchAge, library.Counts.MaxExactMatches) = (TimeSpan.Zero, 10);
        Assert.Equal((60, 20), await TotalsAsync());
        await library.SqlAsync("DELETE FROM photos WHERE path = '/photos/0000.jpg'");
        Assert.Equal((59, 19), await TotalsAsync());

        await library.ListenAsync();
        Assert.Equal((59, 19), await TotalsAsync());
        await library.SqlAsync("ALTER TABLE photos DISABLE TRIGGER notify_library_change; DELETE FROM photos WHERE path = '/photos/0001.jpg'");
        Assert.Equal((59, 19), await TotalsAsync());
        await library.SqlAsync("ALTER TABLE photos ENABLE TRIGGER notify_library_change; DELETE FROM photos WHERE path = '/photos/0002.jpg'");
        await TestSite.UntilAsync(async () => await TotalsAsync() == (57, 17));
        await library.Changes.StopAsync(Token);

        async Task<(long, long)> TotalsAsync() => (
            (await library.Nearest.SearchAsync(new NearestQuery(RandomEmbedding(new Random(5))) { Limit = 5 }, Token)).Total,
            (await library.Nearest.SearchAsync(new NearestQuery(RandomEmbedding(new Random(5))) { Filter = PhotoFilter.None.With(StandardFacets.Type, "png"), Limit = 5 }, Token)).Total);
    }

    [Fact]
    public async Task Warming_up_runs_a_search_if_there_are_photos()
    {
        await using var library = await postgres.NewLibraryAsync();
        Assert.False(await library.Nearest.WarmUpAsync(Token));
        await FillAsync(library, 30);
        Assert.True(await library.Nearest.WarmUpAsync(Token));
        Assert.True(await library.Embeddings.EnsureHnswAsync(10, Token));
        library.Counts.MatchAge = TimeSpan.FromHours(1);

        Assert.True(await library.Nearest.WarmUpAsync(Token));

        // The count of that search is cached, although it is outdated.
        await library.SqlAsync("DELETE FROM photos WHERE path = '/photos/0000.jpg'");
        Assert.Equal(30, (await library.Nearest.SearchAsync(new NearestQuery(RandomEmbedding(new Random(5))) { Limit = 5 }, Token)).Total);
    }

    [Fact]
    public async Task A_photo_is_found_by_its_id_and_an_unknown_id_is_null()
    {
        await using var library = await postgres.NewLibraryAsync();
        await FillAsync(library, 1);
        var hit = Assert.Single((await library.Nearest.SearchAsync(new NearestQuery(RandomEmbedding(new Random(1))) { Limit = 5 }, Token)).Hits);

        Assert.Equal(hit.Photo, await library.Lookup.FindAsync(hit.Photo.Id, Token));
        Assert.Null(await library.Lookup.FindAsync(hit.Photo.Id + 1, Token));
    }

    internal static async Task<Dictionary<string, Embedding>> FillAsync(TestLibrary library, int count, int? distinct = null, Func<int, string>? format = null)
    {
        var photos = Enumerable.Range(0, count)
            .Select(i => new NewPhoto(
                $"/photos/{i:0000}.jpg", 1, 1, Convert.FromHexString($"{i:X64}"), new ImageHeader(3, 2, format?.Invoke(i) ?? "jpeg"), RandomEmbedding(new Random(1000 + (i % (distinct ?? count))))))
            .ToList();
        await library.Records.PutAsync(photos, Token);
        return photos.ToDictionary(photo => photo.Path, photo => photo.Embedding!);
    }

    /// <summary>Of each ten photos the first four are a stack, and of each fifty the eighth has a copy.</summary>
    private static async Task StackAsync(TestLibrary library)
    {
        await library.SqlAsync("INSERT INTO stacks SELECT id, min(id) OVER (PARTITION BY (id - 1) / 10) FROM images WHERE (id - 1) % 10 < 4");
        await library.SqlAsync("INSERT INTO photos (path, image_id, bytes, modified_ticks, taken_at) SELECT '/copies' || path, image_id, 1, 1, taken_at FROM photos WHERE (image_id - 1) % 50 = 7");
    }

    private static int Number(string path) => int.Parse(Path.GetFileNameWithoutExtension(path));

    private static int TileOf(string path) => Number(path) % 10 < 4 ? Number(path) / 10 * 10 : Number(path);

    internal static Embedding RandomEmbedding(Random random) =>
        Embedding.Normalize([.. Enumerable.Range(0, Dimensions).Select(_ => (float)((random.NextDouble() * 2) - 1))]);
}

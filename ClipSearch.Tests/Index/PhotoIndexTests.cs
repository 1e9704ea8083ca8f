using ClipSearch.Core.Clip;
using ClipSearch.Core.Index;
using ClipSearch.Core.Native.Vips;
using ClipSearch.Tests.Fixtures;

namespace ClipSearch.Tests.Index;

public sealed class PhotoIndexTests(PostgresFixture postgres)
{
    private const int Dimensions = 64;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Hits_are_the_nearest_in_order_with_their_cosine_and_the_total()
    {
        await using var library = await postgres.NewLibraryAsync();
        var embeddings = await FillAsync(library, 300);
        var query = RandomEmbedding(new Random(99));

        var page = await library.Index.SearchAsync(query, 50, 0, Token);

        var expected = embeddings.OrderByDescending(pair => query.CosineSimilarity(pair.Value)).Take(50).ToList();
        Assert.Equal(expected.Select(pair => pair.Key), page.Hits.Select(hit => hit.Photo.Path));
        Assert.All(expected.Zip(page.Hits), pair => Assert.Equal(query.CosineSimilarity(pair.First.Value), pair.Second.Score, 5));
        Assert.Equal(300, page.Total);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Pages_are_full_and_never_repeat_or_skip_also_among_equals(bool hnsw)
    {
        await using var library = await postgres.NewLibraryAsync();
        await FillAsync(library, 600, distinct: 20);
        if (hnsw)
            Assert.True(await library.Index.EnsureHnswAsync(10, Token));
        var query = RandomEmbedding(new Random(5));

        var paths = new List<string>();
        for (var offset = 0; offset < 360; offset += 24)
        {
            var page = await library.Index.SearchAsync(query, 24, offset, Token);
            Assert.Equal(24, page.Hits.Count);
            paths.AddRange(page.Hits.Select(hit => hit.Photo.Path));
        }

        Assert.Equal(360, paths.Distinct().Count());
        var again = await library.Index.SearchAsync(query, 200, 0, Token);
        Assert.Equal(paths.Take(200), again.Hits.Select(hit => hit.Photo.Path));
    }

    [Fact]
    public async Task The_HNSW_index_finds_what_the_exact_scan_finds()
    {
        await using var library = await postgres.NewLibraryAsync();
        await FillAsync(library, 2000);
        await using var indexed = library.Other();
        var query = RandomEmbedding(new Random(1));
        var exact = await library.Index.SearchAsync(query, 24, 0, Token);

        Assert.True(await indexed.Index.EnsureHnswAsync(1000, Token));
        Assert.False(await indexed.Index.EnsureHnswAsync(1000, Token));
        Assert.Contains("Index Scan using embeddings_1_hnsw", await indexed.Index.ExplainAsync(query, Token), StringComparison.Ordinal);
        var approximate = await indexed.Index.SearchAsync(query, 24, 0, Token);

        // 400 candidates of 2,000: on unstructured vectors, the hardest case, recall stays high.
        Assert.InRange(approximate.Hits.Select(hit => hit.Photo.Id).Intersect(exact.Hits.Select(hit => hit.Photo.Id)).Count(), 22, 24);
        Assert.Equal(2000, approximate.Total);
    }

    [Fact]
    public async Task A_photo_is_found_by_its_number_and_an_unknown_one_is_null()
    {
        await using var library = await postgres.NewLibraryAsync();
        await FillAsync(library, 1);
        var hit = Assert.Single((await library.Index.SearchAsync(RandomEmbedding(new Random(1)), 5, 0, Token)).Hits);

        Assert.Equal(hit.Photo, await library.Index.FindAsync(hit.Photo.Id, Token));
        Assert.Null(await library.Index.FindAsync(hit.Photo.Id + 1, Token));
    }

    private static async Task<Dictionary<string, Embedding>> FillAsync(TestLibrary library, int count, int? distinct = null)
    {
        var photos = Enumerable.Range(0, count)
            .Select(i => new NewPhoto(
                $"/photos/{i:0000}.jpg", 1, 1, Convert.FromHexString($"{i:X64}"), new ImageHeader(3, 2, "jpeg"), RandomEmbedding(new Random(1000 + (i % (distinct ?? count))))))
            .ToList();
        await library.Records.PutAsync(photos, Token);
        return photos.ToDictionary(photo => photo.Path, photo => photo.Embedding!);
    }

    private static Embedding RandomEmbedding(Random random) =>
        Embedding.Normalize([.. Enumerable.Range(0, Dimensions).Select(_ => (float)((random.NextDouble() * 2) - 1))]);
}

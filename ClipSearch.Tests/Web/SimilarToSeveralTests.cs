using System.Text.Json;
using ClipSearch.Core.Embeddings;
using ClipSearch.Core.Search;
using ClipSearch.Tests.Cli;
using ClipSearch.Tests.Fixtures;

namespace ClipSearch.Tests.Web;

/// <summary>Finding photos similar to several photos.</summary>
public sealed class SimilarToSeveralTests(PostgresFixture postgres) : IAsyncLifetime
{
    private TestLibrary _library = null!;
    private TestSite _site = null!;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _library = await postgres.NewLibraryAsync();
        for (var number = 1; number <= 12; number++)
            _library.Draw(number, $"{number:00}.jpg");
        _library.Draw(1, "copy.jpg");
        _site = await (await TestSite.StartAsync(TestSite.OptionsFor(_library))).SeededAsync();
    }

    public async ValueTask DisposeAsync()
    {
        await _site.DisposeAsync();
        await _library.DisposeAsync();
    }

    [Fact]
    public async Task The_mean_of_the_embeddings_counts_and_the_photos_are_excluded()
    {
        var ids = await IdsAsync("01.jpg", "02.jpg", "03.jpg");
        var embeddings = new List<Embedding>();
        foreach (var id in ids)
            embeddings.Add((await _library.Embeddings.EmbeddingAsync(id, Token))!);
        var mean = Embedding.Normalize([.. Enumerable.Range(0, embeddings[0].Dimensions).Select(i => embeddings.Average(embedding => embedding.Values.Span[i]))]);

        var result = await _site.JsonAsync($"/api/photos/similar?id={ids[0]}&id={ids[1]}&id={ids[2]}&stacks=false");

        Assert.Equal(9, result.GetProperty("total").GetInt64());
        Assert.False(result.TryGetProperty("leftOut", out _));
        var hits = result.GetProperty("hits").EnumerateArray().ToList();
        Assert.DoesNotContain("copy.jpg", Paths(result));
        foreach (var hit in hits)
        {
            var similarity = StoredEmbedding.Similarity(mean, (await _library.Embeddings.EmbeddingAsync(hit.GetProperty("id").GetInt64(), Token))!);
            Assert.Equal(similarity, hit.GetProperty("score").GetSingle(), 3);
        }

        Assert.Equal(hits.Select(hit => hit.GetProperty("score").GetSingle()).OrderDescending(), hits.Select(hit => hit.GetProperty("score").GetSingle()));
        // The same search at the other addresses.
        foreach (var address in new[] { $"/api/photos/similar?id={ids[2]},{ids[0]},{ids[1]}&stacks=false", $"/api/search?like={ids[0]},{ids[1]},{ids[2]}&stacks=false" })
            Assert.Equal(Paths(result), Paths(await _site.JsonAsync(address)));
        Assert.NotEqual(Paths(result), Paths(await _site.JsonAsync($"/api/photos/{ids[0]}/similar?stacks=false")));
    }

    [Fact]
    public async Task A_video_counts_as_one_photo()
    {
        TestVideos.WriteFilm(Path.Combine(_library.Folder, "film.mp4"), 46, 33);
        await _library.SyncAsync(Token);
        var ids = await IdsAsync("film.mp4", "01.jpg");

        var both = await _library.Embeddings.EmbeddingsAsync(ids, Token);

        Assert.Equal((await _library.Embeddings.EmbeddingAsync(ids[0], Token))!.Values.ToArray(), both[ids[0]]!.Values.ToArray());
        Assert.DoesNotContain("film.mp4", Paths(await _site.JsonAsync($"/api/photos/similar?id={ids[0]},{ids[1]}")));
    }

    [Fact]
    public async Task The_page_shows_the_sources_keeps_them_in_its_links_and_filters()
    {
        var ids = await IdsAsync("01.jpg", "02.jpg", "03.jpg", "04.jpg", "05.jpg", "06.jpg", "07.jpg", "08.jpg");
        var like = string.Join(',', ids);

        var page = await _site.PageAsync($"/?like={like}&limit=2&type=jpeg");

        Assert.Equal(6, page.QuerySelectorAll(".like img").Length);
        Assert.Equal("+2", page.QuerySelector(".like .rest")!.TextContent);
        Assert.Contains("Photos similar to these 8 photos.", page.QuerySelector(".like")!.TextContent, StringComparison.Ordinal);
        Assert.Equal(like, page.QuerySelector("form.search input[name=like]")!.GetAttribute("value"));
        Assert.Contains("Best matches for these photos · 4 photos", page.QuerySelector(".summary")!.TextContent, StringComparison.Ordinal);
        Assert.StartsWith($"/?like={like}&", page.QuerySelector("#more a")!.GetAttribute("href"), StringComparison.Ordinal);
        var link = page.QuerySelector("#hits a")!.GetAttribute("href")!;
        Assert.Contains($"?like={like}&", link, StringComparison.Ordinal);
        Assert.Equal("1 of 4", (await _site.PageAsync(link)).QuerySelector(".trail .place")!.TextContent);
        Assert.Null(page.QuerySelector("#left-out"));
        // With text, both count.
        Assert.Equal(4, (await _site.PageAsync($"/?like={like}&q=cat")).QuerySelectorAll("#hits > li").Length);
        Assert.Equal("No photos match the filter", (await _site.PageAsync($"/?like={like}&type=png")).QuerySelector(".empty h2")!.TextContent);
    }

    [Fact]
    public async Task Photos_without_an_embedding_and_unknown_ids_are_left_out_and_reported()
    {
        var ids = await IdsAsync("01.jpg", "02.jpg", "03.jpg", "04.jpg");
        await _library.SqlAsync($"DELETE FROM embeddings_1 WHERE image_id = (SELECT image_id FROM photos WHERE id = {ids[1]})");
        // Not the file, because the scan after its change would embed the other photo again.
        await _library.SqlAsync($"DELETE FROM photos WHERE id = {ids[2]}");

        var result = await _site.JsonAsync($"/api/photos/similar?id={ids[0]},{ids[1]},{ids[2]},987654&stacks=false");
        Assert.Equal(
            [(ids[1], "notIndexed"), (ids[2], "unknown"), (987_654, "unknown")],
            result.GetProperty("leftOut").EnumerateArray().Select(photo => (photo.GetProperty("id").GetInt64(), photo.GetProperty("reason").GetString()!)));
        Assert.Equal(Paths(await _site.JsonAsync($"/api/photos/{ids[0]}/similar?stacks=false")), Paths(result));

        var page = await _site.PageAsync($"/?like={ids[0]},{ids[1]},{ids[2]},987654");
        Assert.Equal("3 of 4 photos are not used: 2 are no longer in the library, 1 is not indexed yet.", page.QuerySelector("#left-out")!.TextContent);

        var none = await _site.JsonAsync($"/api/photos/similar?id={ids[1]},{ids[2]}", 404);
        Assert.Equal("None of the 2 photos can be used: they are no longer in the library, or not indexed yet.", none.GetProperty("detail").GetString());
        var problem = await _site.PageAsync($"/?like={ids[1]},987654", 404);
        Assert.Contains("None of the 2 photos can be used", problem.QuerySelector(".problem")!.TextContent, StringComparison.Ordinal);
        Assert.Equal("The photo is no longer in the library, or is not indexed yet.", (await _site.JsonAsync("/api/search?like=987654", 404)).GetProperty("detail").GetString());
    }

    [Theory]
    [InlineData("", "id is empty. Name at least one photo by its number.")]
    [InlineData("?id=", "id is empty. Name at least one photo by its number.")]
    [InlineData("?id=1,x", "id is “x”. Expected a photo number.")]
    [InlineData("?id=1&id=0", "id is “0”. Expected a photo number.")]
    [InlineData("?id=1%00", "Expected a photo number.")]
    [InlineData("?id=9223372036854775808", "Expected a photo number.")]
    public async Task Invalid_ids_are_refused(string query, string reason) =>
        Assert.Contains(reason, (await _site.JsonAsync($"/api/photos/similar{query}", 400)).GetProperty("detail").GetString(), StringComparison.Ordinal);

    [Fact]
    public async Task More_than_100_photos_are_refused()
    {
        var many = string.Join(',', Enumerable.Range(1, PhotoSearch.MaxLikePhotos + 1));

        Assert.Equal("id names 101 photos. The maximum is 100.", (await _site.JsonAsync($"/api/photos/similar?id={many}", 400)).GetProperty("detail").GetString());
        Assert.Contains("like names 101 photos. The maximum is 100.", (await _site.PageAsync($"/?like={many}", 400)).QuerySelector(".problem")!.TextContent, StringComparison.Ordinal);
        Assert.Equal(414, (int)(await _site.GetAsync($"/?like={string.Join(',', Enumerable.Range(1, 10_000))}")).StatusCode);
        await _site.JsonAsync($"/api/photos/similar?id={string.Join(',', Enumerable.Range(1, PhotoSearch.MaxLikePhotos))}");
    }

    [Fact]
    public async Task The_command_line_takes_several_photos()
    {
        var ids = await IdsAsync("01.jpg", "02.jpg");
        var expected = (await _library.Search.SearchAsync(new PhotoQuery("") { LikePhotos = ids }, Token)).Hits.Select(hit => $"{hit.Score:F4}  {hit.Photo.Path}");

        var (code, output, error) = await ClipSearchProcess.RunAsync(_library.Options, "similar", "01.jpg", "--and", "02.jpg");
        Assert.True(code == 0, error);
        Assert.Equal(expected, output.TrimEnd().Split('\n'));

        (code, _, error) = await ClipSearchProcess.RunAsync(_library.Options, "similar", "01.jpg", "--and", "nothing.jpg");
        Assert.Equal(1, code);
        Assert.Contains("nothing.jpg is not in the library, or is not indexed yet.", error, StringComparison.Ordinal);
    }

    private static List<string> Paths(JsonElement result) => [.. result.GetProperty("hits").EnumerateArray().Select(hit => hit.GetProperty("path").GetString()!)];

    private async Task<long[]> IdsAsync(params string[] names)
    {
        var ids = new List<long>();
        foreach (var name in names)
            ids.Add((await _library.Lookup.FindByPathAsync(Path.Combine(_library.Folder, name), Token))!.Id);
        return [.. ids];
    }
}

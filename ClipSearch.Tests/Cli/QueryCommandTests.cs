using System.Globalization;
using System.Text.Json;
using ClipSearch.Core.Library;
using ClipSearch.Core.Library.Facets;
using ClipSearch.Core.Search;
using ClipSearch.Tests.Fixtures;

namespace ClipSearch.Tests.Cli;

/// <summary>The commands <c>search</c> and <c>similar</c>.</summary>
public sealed class QueryCommandTests(PostgresFixture postgres) : IAsyncLifetime
{
    private TestLibrary _library = null!;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _library = await postgres.NewLibraryAsync();
        for (var i = 1; i <= 5; i++)
            _library.Draw(i, $"trip/{i}.jpg");
        _library.Draw(1, "copy.jpg");
        _library.Add("formats/drawing.png", "drawing.png");
        await _library.SyncAsync(Token);
    }

    public ValueTask DisposeAsync() => _library.DisposeAsync();

    [Fact]
    public async Task An_image_is_searched_alone_and_weighted_with_a_text()
    {
        using var elsewhere = new OtherFolder();
        var image = elsewhere.Copy(Path.Combine(_library.Folder, "drawing.png"), "mine.png");

        var alone = await ClipSearchProcess.RunAsync(_library.Options, "search", "--image", image, "--no-stacks");
        Assert.Equal($"1.0000  {Path.Combine(_library.Folder, "drawing.png")}", alone.Output.Split('\n')[0]);
        Assert.Equal(7, alone.Output.TrimEnd().Split('\n').Length);

        var photo = await _library.Lookup.FindByPathAsync(Path.Combine(_library.Folder, "drawing.png"), Token);
        var expected = await _library.Search.SearchAsync(new PhotoQuery("beach -people") { LikePhotos = [photo!.Id], PictureWeight = 0.25f, MinusWeight = 0.75f }, Token);
        var both = await ClipSearchProcess.RunAsync(
            _library.Options, "search", "beach", "-people", "--image", image, "--weight", "0.25", "--minus-weight", "0.75");
        // A search with a photo of the library excludes that photo.
        Assert.Equal(Lines(expected.Hits), both.Output.TrimEnd().Split('\n').Where(line => !line.EndsWith("drawing.png", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task Filter_and_offset_match_the_API()
    {
        var all = await _library.FindAsync("cat", filter: PhotoFilter.None.With(StandardFacets.Folder, Path.Combine(_library.Folder, "trip")));

        var rest = await ClipSearchProcess.RunAsync(_library.Options, "search", "cat", "--folder", "trip", "--offset", "2", "--json");

        using var document = JsonDocument.Parse(rest.Output);
        Assert.Equal(5, document.RootElement.GetProperty("total").GetInt32());
        Assert.Equal(all.Skip(2), document.RootElement.GetProperty("hits").EnumerateArray().Select(hit => hit.GetProperty("path").GetString()));
        var type = await ClipSearchProcess.RunAsync(_library.Options, "search", "cat", "--type", "PNG");
        Assert.EndsWith("drawing.png", Assert.Single(type.Output.TrimEnd().Split('\n')), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Similar_accepts_any_path_of_a_photo_and_excludes_its_copies()
    {
        var photo = await _library.Lookup.FindByPathAsync(Path.Combine(_library.Folder, "trip/1.jpg"), Token);
        var expected = Lines((await _library.Search.SearchAsync(new PhotoQuery("") { LikePhotos = [photo!.Id] }, Token)).Hits);
        Assert.Equal(5, expected.Count);

        Assert.Equal(expected, await SimilarAsync(Path.GetTempPath(), photo.Path));
        Assert.Equal(expected, await SimilarAsync(Path.GetTempPath(), "trip/1.jpg"));
        Assert.Equal(expected, await SimilarAsync(Path.Combine(_library.Folder, "trip"), "1.jpg"));
    }

    [Fact]
    public async Task Similar_searches_with_a_file_outside_the_library()
    {
        using var elsewhere = new OtherFolder();
        var image = elsewhere.Copy(Path.Combine(_library.Folder, "drawing.png"), "mine.png");

        var (exitCode, output, error) = await ClipSearchProcess.RunAsync(_library.Options, "similar", image, "--limit", "1");

        Assert.Equal((0, $"1.0000  {Path.Combine(_library.Folder, "drawing.png")}\n"), (exitCode, output));
        Assert.Contains($"{image} is not in the library", error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("similar", "nowhere.png", "Neither the library nor the disk")]
    [InlineData("search --image", "nowhere.png", "nowhere.png")]
    [InlineData("search --image", "notes.txt", "cannot be read as an image")]
    [InlineData("similar", "notes.txt", "cannot be read as an image")]
    [InlineData("search --image", ".", "cannot be read as an image")]
    public async Task An_invalid_image_exits_with_1_and_a_message(string verb, string name, string message)
    {
        using var elsewhere = new OtherFolder();
        await File.WriteAllTextAsync(Path.Combine(elsewhere.Path, "notes.txt"), "not an image", Token);

        var (exitCode, output, error) = await ClipSearchProcess.RunInAsync(elsewhere.Path, _library.Options, [.. verb.Split(' '), name]);

        Assert.Equal((1, ""), (exitCode, output));
        Assert.Contains(message, error, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", error, StringComparison.Ordinal);
    }

    private async Task<string[]> SimilarAsync(string folder, string path)
    {
        var (exitCode, output, error) = await ClipSearchProcess.RunInAsync(folder, _library.Options, "similar", path);
        Assert.Equal((0, ""), (exitCode, error));
        return output.TrimEnd().Split('\n');
    }

    private static IReadOnlyList<string> Lines(IEnumerable<SearchHit> hits) =>
        [.. hits.Select(hit => string.Create(CultureInfo.InvariantCulture, $"{hit.Score:F4}  {hit.Photo.Path}"))];

    /// <summary>A folder that is not in the library.</summary>
    private sealed class OtherFolder : IDisposable
    {
        public string Path { get; } = Directory.CreateTempSubdirectory("clipsearch-elsewhere").FullName;

        public string Copy(string file, string name)
        {
            var copy = System.IO.Path.Combine(Path, name);
            File.Copy(file, copy);
            return copy;
        }

        public void Dispose() => Directory.Delete(Path, recursive: true);
    }
}

using System.IO.Compression;
using System.Net;
using System.Net.Http.Headers;
using System.Text.Json;
using ClipSearch.Tests.Fixtures;
using ClipSearch.Tests.Models;
using SixLabors.ImageSharp;

namespace ClipSearch.Tests.Web.Photos;

/// <summary>Videos over HTTP: the file and its ranges, posters, frames, the page, the API, and what readers without write access get.</summary>
public sealed class VideoTests(PostgresFixture postgres)
{
    private const string AccessToken = "a long enough token";
    private const string Place = "48.2082";

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_browser_can_request_any_part_of_a_video()
    {
        await using var library = await FilmAsync();
        await using var site = await StartAsync(library);
        var content = await File.ReadAllBytesAsync(Path.Combine(library.Folder, "film.mp4"), Token);

        using var request = new HttpRequestMessage(HttpMethod.Get, await FileUrlAsync(site)) { Headers = { Range = new RangeHeaderValue(100, 199) } };
        using var part = await site.Client.SendAsync(request, Token);
        using var whole = await site.GetAsync(await FileUrlAsync(site));

        Assert.Equal((HttpStatusCode.PartialContent, "video/mp4", 100L), (part.StatusCode, part.Content.Headers.ContentType!.MediaType, part.Content.Headers.ContentRange!.From));
        Assert.Equal(content[100..200], await part.Content.ReadAsByteArrayAsync(Token));
        Assert.Equal(content, await whole.Content.ReadAsByteArrayAsync(Token));
        Assert.Contains("film.mp4", whole.Content.Headers.ContentDisposition!.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Readers_get_a_copy_that_does_not_say_where_it_was_filmed()
    {
        await using var library = await FilmAsync();
        await using var site = await StartAsync(library, AccessToken);
        var url = await FileUrlAsync(site);

        using var owner = await site.GetAsync(url, ("Authorization", $"Bearer {AccessToken}"));
        using var reader = await site.GetAsync(url);
        using var request = new HttpRequestMessage(HttpMethod.Get, url) { Headers = { Range = new RangeHeaderValue(0, 9) } };
        using var part = await site.Client.SendAsync(request, Token);

        Assert.Contains(Place, await owner.Content.ReadAsStringAsync(Token), StringComparison.Ordinal);
        var copy = await reader.Content.ReadAsByteArrayAsync(Token);
        Assert.Equal(HttpStatusCode.OK, reader.StatusCode);
        Assert.Equal("ftyp"u8.ToArray(), copy[4..8]);
        Assert.DoesNotContain(Place, System.Text.Encoding.Latin1.GetString(copy), StringComparison.Ordinal);
        Assert.Equal(copy[..10], await part.Content.ReadAsByteArrayAsync(Token));
        Assert.NotEqual(owner.Headers.ETag, reader.Headers.ETag);
        var page = await (await site.GetAsync($"/photos/{await IdAsync(site)}")).Content.ReadAsStringAsync(Token);
        Assert.DoesNotContain(Place, page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_frame_has_an_image_of_its_own()
    {
        await using var library = await FilmAsync();
        await using var site = await StartAsync(library);
        var id = await IdAsync(site);

        var poster = await ImageAsync(site, $"/photos/{id}/thumb");
        var video = (await library.Lookup.FindAsync(id, Token))!.Video!;
        var second = await ImageAsync(site, $"/photos/{id}/thumb?t={video.Frames[1].TotalSeconds.ToString(System.Globalization.CultureInfo.InvariantCulture)}");
        var unknown = await ImageAsync(site, $"/photos/{id}/thumb?t=1.234");
        var invalid = await ImageAsync(site, $"/photos/{id}/thumb?t=x");

        Assert.Equal((320, 240), (Image.Identify(poster).Width, Image.Identify(poster).Height));
        Assert.NotEqual(poster, second);
        Assert.Equal(poster, unknown);
        Assert.Equal(poster, invalid);
    }

    [Fact]
    public async Task A_search_links_to_the_second_of_the_video()
    {
        await using var library = await FilmAsync();
        await using var site = await StartAsync(library);

        var hit = (await JsonAsync(site, "/api/search?q=man+jumping")).GetProperty("hits")[0];
        var at = hit.GetProperty("atSeconds").GetDouble();
        var tile = (await site.PageAsync("/?q=man+jumping")).QuerySelector("#hits a[data-video]")!;
        var player = (await site.PageAsync(tile.GetAttribute("href")!)).QuerySelector("video")!;

        Assert.InRange(at, 3.8, 8);
        Assert.Equal(at.ToString("0.###", System.Globalization.CultureInfo.InvariantCulture), tile.GetAttribute("data-start"));
        Assert.EndsWith($"#t={tile.GetAttribute("data-start")}", player.GetAttribute("src")!, StringComparison.Ordinal);
        Assert.Contains($"t={tile.GetAttribute("data-start")}", player.GetAttribute("poster")!, StringComparison.Ordinal);
        Assert.Equal("0:04 of 0:08", tile.QuerySelector(".length")!.TextContent);
        Assert.Equal("film.mp4, video, 0:08", tile.QuerySelector("img")!.GetAttribute("alt"));
    }

    [Fact]
    public async Task The_API_describes_a_video()
    {
        await using var library = await FilmAsync();
        await using var site = await StartAsync(library);

        var video = (await JsonAsync(site, "/api/photos?type=video")).GetProperty("photos")[0];

        Assert.Equal(("mp4", "video"), (video.GetProperty("type").GetString(), video.GetProperty("takenAtSource").GetString()));
        Assert.Equal(8, video.GetProperty("durationSeconds").GetDouble(), 0.2);
    }

    [Fact]
    public async Task The_companions_of_a_photo_can_be_downloaded()
    {
        await using var library = await postgres.NewLibraryAsync();
        library.Draw(1, "IMG 1.jpg");
        TestVideos.WriteStill(Path.Combine(library.Folder, "IMG 1.mov"), 33, 1);
        File.Copy(Path.Combine(library.Folder, "IMG 1.jpg"), Path.Combine(library.Folder, "IMG 1.heic"));
        await File.WriteAllTextAsync(Path.Combine(library.Folder, "secret.txt"), "secret", Token);
        await using var site = await StartAsync(library, AccessToken);
        var owner = ("Authorization", $"Bearer {AccessToken}");

        var companions = (await JsonAsync(site, $"/api/photos/{await IdAsync(site)}", owner)).GetProperty("companions");
        var toReaders = (await JsonAsync(site, $"/api/photos/{await IdAsync(site)}")).GetProperty("companions");

        Assert.Equal(["IMG 1.heic", "IMG 1.mov"], companions.EnumerateArray().Select(each => each.GetProperty("name").GetString()));
        Assert.Equal("IMG 1.mov", Assert.Single(toReaders.EnumerateArray()).GetProperty("name").GetString());
        var (heic, mov) = (companions[0].GetProperty("fileUrl").GetString()!, companions[1].GetProperty("fileUrl").GetString()!);
        Assert.Equal(await File.ReadAllBytesAsync(Path.Combine(library.Folder, "IMG 1.heic"), Token), await (await site.GetAsync(heic, owner)).Content.ReadAsByteArrayAsync(Token));
        Assert.Equal(HttpStatusCode.NotFound, (await site.GetAsync(heic)).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await site.GetAsync(mov)).StatusCode);
        foreach (var other in new[] { "secret.txt", "..%2Fsecret.txt", "IMG%201.jpg", "%2Fetc%2Fpasswd", "img%201.mov" })
            Assert.Equal(HttpStatusCode.NotFound, (await site.GetAsync($"/photos/{await IdAsync(site)}/companions/{other}", owner)).StatusCode);
        Assert.Equal(["IMG 1.heic", "IMG 1.jpg", "IMG 1.mov"], await ZippedAsync(site, owner));
        Assert.Equal(["IMG 1.jpg", "IMG 1.mov"], await ZippedAsync(site));
    }

    [Fact]
    public async Task An_uploaded_video_is_found_at_once()
    {
        await using var library = await postgres.NewLibraryAsync(clipModel: "clipsearch/demo");
        await using var site = await StartAsync(library);
        using var folder = new TemporaryFolder();
        var film = Path.Combine(folder.Path, "film.mp4");
        TestVideos.WriteFilm(film, 46, 33);

        using var form = new MultipartFormDataContent { { new ByteArrayContent(await File.ReadAllBytesAsync(film, Token)), "files", "My film.mp4" } };
        using var response = await site.Client.PostAsync("/api/photos", form, Token);

        Assert.Equal(HttpStatusCode.Created, response.StatusCode);
        var hit = (await JsonAsync(site, "/api/search?q=man+jumping")).GetProperty("hits")[0];
        Assert.EndsWith("My film.mp4", hit.GetProperty("path").GetString()!, StringComparison.Ordinal);
        Assert.InRange(hit.GetProperty("atSeconds").GetDouble(), 3.8, 8);
    }

    [Fact]
    public async Task A_video_in_the_trash_shows_its_poster()
    {
        await using var library = await FilmAsync();
        await using var site = await StartAsync(library);
        var poster = await ImageAsync(site, $"/photos/{await IdAsync(site)}/thumb");
        var trashed = (await library.Trash.DeleteAsync(await IdAsync(site), Token))!.Value;
        foreach (var thumbnail in Directory.GetFiles(Path.Combine(library.Options.DataDir, "thumbs"), "*", SearchOption.AllDirectories))
            File.Delete(thumbnail);

        Assert.Equal(poster, await ImageAsync(site, $"/trash/{trashed}/thumb"));
    }

    [Fact]
    public async Task A_video_that_was_replaced_by_something_else_is_not_sent()
    {
        await using var library = await FilmAsync();
        await using var site = await StartAsync(library);
        var url = await FileUrlAsync(site);
        await File.WriteAllTextAsync(Path.Combine(library.Folder, "film.mp4"), "<script>alert(1)</script>", Token);

        using var response = await site.GetAsync(url);

        Assert.False(response.IsSuccessStatusCode);
        Assert.DoesNotContain("alert(1)", await response.Content.ReadAsStringAsync(Token), StringComparison.Ordinal);
    }

    private static async Task<IEnumerable<string>> ZippedAsync(TestSite site, params (string Name, string Value)[] headers)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/photos/zip") { Content = new FormUrlEncodedContent([new("id", $"{await IdAsync(site)}")]) };
        foreach (var (name, value) in headers)
            request.Headers.TryAddWithoutValidation(name, value);
        using var response = await site.Client.SendAsync(request, Token);
        await using var zip = new ZipArchive(await response.Content.ReadAsStreamAsync(Token));
        return [.. zip.Entries.Select(entry => entry.FullName).Order(StringComparer.Ordinal)];
    }

    private async Task<TestLibrary> FilmAsync()
    {
        var library = await postgres.NewLibraryAsync(clipModel: "clipsearch/demo");
        TestVideos.WriteFilm(Path.Combine(library.Folder, "film.mp4"), 46, 33, "-metadata", $"title=Filmed at {Place}", "-metadata", "creation_time=2019-07-04T16:02:11Z");
        return library;
    }

    private static async Task<TestSite> StartAsync(TestLibrary library, string? accessToken = null) =>
        await (await TestSite.StartAsync(TestSite.OptionsFor(library, accessToken: accessToken))).SeededAsync();

    private static async Task<long> IdAsync(TestSite site) => (await JsonAsync(site, "/api/photos")).GetProperty("photos")[0].GetProperty("id").GetInt64();

    private static async Task<string> FileUrlAsync(TestSite site) => $"/photos/{await IdAsync(site)}/file";

    private static async Task<JsonElement> JsonAsync(TestSite site, string url, params (string Name, string Value)[] headers)
    {
        using var response = await site.GetAsync(url, headers);
        Assert.True(response.IsSuccessStatusCode, $"{url}: {response.StatusCode}");
        return JsonDocument.Parse(await response.Content.ReadAsStringAsync(Token)).RootElement;
    }

    private static async Task<byte[]> ImageAsync(TestSite site, string url)
    {
        using var response = await site.GetAsync(url);
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        return await response.Content.ReadAsByteArrayAsync(Token);
    }
}

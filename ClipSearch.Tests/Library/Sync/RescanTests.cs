using ClipSearch.Core.Library.Sync;
using ClipSearch.Tests.Fixtures;
using ClipSearch.Tests.Web;
using SixLabors.ImageSharp.Metadata.Profiles.Exif;

namespace ClipSearch.Tests.Library.Sync;

/// <summary>Changes that keep the size and the modification time of a file.</summary>
public sealed class RescanTests(PostgresFixture postgres)
{
    private static readonly DateTime s_time = new(2020, 1, 2, 3, 4, 5, DateTimeKind.Utc);

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task An_edit_that_keeps_size_and_time_is_found()
    {
        await using var library = await postgres.NewLibraryAsync();
        var path = await WriteAsync(library, Turned(1));
        library.Draw(2, "other.jpg");
        await library.SyncAsync(Token);
        Assert.Equal((60, 40), await SizeAsync(library, path));

        await WriteAsync(library, Turned(6));
        var summary = await library.SyncAsync(Token);

        Assert.Equal((1, 0, 1), (summary.Embedded, summary.Recognized, summary.Unchanged));
        Assert.Equal((40, 60), await SizeAsync(library, path));
    }

    [Fact]
    public async Task Changed_attributes_embed_nothing()
    {
        await using var library = await postgres.NewLibraryAsync();
        var path = await WriteAsync(library, Turned(1));
        await library.SyncAsync(Token);

        // Also sets the time of change.
        File.SetLastAccessTimeUtc(path, s_time);
        var summary = await library.SyncAsync(Token);

        Assert.Equal((0, 1), (summary.Embedded, summary.Recognized));
        Assert.Equal(1, (await library.SyncAsync(Token)).Unchanged);
    }

    [Fact]
    public async Task A_photo_of_an_older_version_is_not_read_again_and_its_next_change_is_found()
    {
        await using var library = await postgres.NewLibraryAsync();
        await WriteAsync(library, Turned(1));
        await library.SyncAsync(Token);
        await library.SqlAsync("UPDATE photos SET changed_at = NULL");
        Assert.Equal(1, (await library.SyncAsync(Token)).Unchanged);

        await WriteAsync(library, Turned(6));

        Assert.Equal(1, (await library.SyncAsync(Token)).Embedded);
    }

    [Fact]
    public async Task A_rescan_reads_every_file_and_import_error_again()
    {
        await using var library = await postgres.NewLibraryAsync();
        await WriteAsync(library, Turned(1));
        await File.WriteAllTextAsync(Path.Combine(library.Folder, "bad.jpg"), "bad", Token);
        await library.SyncAsync(Token);
        Assert.Equal(0, (await library.SyncAsync(Token)).Recognized);

        var progress = new SyncProgress([library.Folder]);
        var summary = await library.Sync.RunAsync([library.Folder], progress, rereadAll: true, cancellationToken: Token);

        Assert.Equal((0, 1, 1), (summary.Embedded, summary.Recognized, summary.Failures.Count));
        Assert.Equal(2, progress.Status.ToRead);
    }

    [Fact]
    public async Task Browsers_load_the_new_content()
    {
        await using var library = await postgres.NewLibraryAsync();
        var path = await WriteAsync(library, Turned(1));
        await using var site = await (await TestSite.StartAsync(TestSite.OptionsFor(library))).SeededAsync();
        var id = (await library.Lookup.FindByPathAsync(path, Token))!.Id;
        var tag = (await site.GetAsync($"/photos/{id}/file")).Headers.ETag!.ToString();
        Assert.Equal(304, (int)(await site.GetAsync($"/photos/{id}/file", ("If-None-Match", tag))).StatusCode);

        await WriteAsync(library, Turned(6));

        Assert.Equal(200, (int)(await site.GetAsync($"/photos/{id}/file", ("If-None-Match", tag))).StatusCode);
    }

    [Fact]
    public async Task The_button_and_the_API_read_all_files_again()
    {
        await using var library = await postgres.NewLibraryAsync();
        await WriteAsync(library, Turned(1));
        await using var site = await (await TestSite.StartAsync(TestSite.OptionsFor(library))).SeededAsync();
        var shown = await site.GetAsync("/library");
        var page = await TestSite.HtmlAsync(shown);
        Assert.NotNull(page.QuerySelector("button[name=rescan][value=true]"));
        var token = page.QuerySelector("[name=__RequestVerificationToken]")!.GetAttribute("value")!;
        using var button = new HttpRequestMessage(HttpMethod.Post, "/library") { Content = new FormUrlEncodedContent([new("__RequestVerificationToken", token), new("rescan", "true")]) };
        button.Headers.TryAddWithoutValidation("Cookie", shown.Headers.GetValues("Set-Cookie").Single().Split(';')[0]);
        using var api = new HttpRequestMessage(HttpMethod.Post, "/api/sync?rescan=true");

        foreach (var request in new[] { button, api })
        {
            var ended = site.Sync.Ended;
            using var response = await site.Client.SendAsync(request, Token);
            Assert.InRange((int)response.StatusCode, 200, 302);
            await ended.WaitAsync(TimeSpan.FromMinutes(1), Token);
            Assert.Equal(1, site.Sync.Status.ToRead);
        }
    }

    private static async Task<string> WriteAsync(TestLibrary library, byte[] content)
    {
        var path = Path.Combine(library.Folder, "a.jpg");
        await File.WriteAllBytesAsync(path, content, Token);
        File.SetLastWriteTimeUtc(path, s_time);
        return path;
    }

    /// <summary>A JPEG of 60 x 40 pixels with an orientation. All have the same length.</summary>
    private static byte[] Turned(ushort orientation)
    {
        using var image = SixLabors.ImageSharp.Image.Load(TestImages.Draw(1, 60, 40));
        image.Metadata.ExifProfile = new ExifProfile();
        image.Metadata.ExifProfile.SetValue(ExifTag.Orientation, orientation);
        return TestImages.Save(image, TestImages.Jpeg());
    }

    private static async Task<(int Width, int Height)> SizeAsync(TestLibrary library, string path)
    {
        var photo = await library.Lookup.FindByPathAsync(path, Token);
        return (photo!.Width, photo.Height);
    }
}

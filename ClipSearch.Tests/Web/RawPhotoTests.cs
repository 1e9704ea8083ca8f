using System.Text.Json;
using ClipSearch.Core.Imaging;
using ClipSearch.Tests.Fixtures;

namespace ClipSearch.Tests.Web;

/// <summary>RAW photos in the library, on pages and in the API.</summary>
public sealed class RawPhotoTests(PostgresFixture postgres)
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task RAW_photos_are_imported_filtered_shown_and_downloaded()
    {
        await using var library = await postgres.NewLibraryAsync();
        library.Draw(1, "a.jpg");
        foreach (var (_, extension) in RawFiles.Kinds)
            await File.WriteAllBytesAsync(Path.Combine(library.Folder, $"raw{extension.ToUpperInvariant()}"), RawFiles.Write(extension), Token);
        await using var site = await (await TestSite.StartAsync(TestSite.OptionsFor(library, accessToken: "secret"))).SeededAsync();
        (string, string) writer = ("Authorization", "Bearer secret");

        var photos = (await site.JsonAsync("/api/photos?type=raw&limit=50", writer)).GetProperty("photos").EnumerateArray().ToList();
        Assert.Equal(
            RawFiles.Kinds.Select(kind => (kind.Format, $"raw{kind.Extension.ToUpperInvariant()}")).Order(),
            photos.Select(photo => (photo.GetProperty("type").GetString()!, photo.GetProperty("path").GetString()!)).Order());
        Assert.Equal(1, (await site.JsonAsync("/api/photos?type=jpeg")).GetProperty("total").GetInt32());

        foreach (var photo in photos)
        {
            var format = ImageFormats.All.Find(photo.GetProperty("type").GetString())!;
            var file = photo.GetProperty("fileUrl").GetString()!;
            var original = await site.GetAsync(file, writer);
            Assert.Equal(format.MediaType, original.Content.Headers.ContentType!.MediaType);
            Assert.Equal(photo.GetProperty("bytes").GetInt64(), (await original.Content.ReadAsByteArrayAsync(Token)).Length);

            // Everyone else gets the preview without metadata.
            var copy = await site.GetAsync(file);
            Assert.Equal("image/webp", copy.Content.Headers.ContentType!.MediaType);
            Assert.Equal(new ImageHeader(RawFiles.Width, RawFiles.Height, "webp"), ImageDecoder.ReadHeader(await copy.Content.ReadAsByteArrayAsync(Token), "copy"));
        }

        var page = await site.PageAsync($"/photos/{photos[0].GetProperty("id")}");
        Assert.EndsWith("/large", page.QuerySelector("a.whole")!.GetAttribute("href")!.Split('?')[0], StringComparison.Ordinal);
        Assert.Contains("opens as WebP", page.QuerySelector(".facts .note")!.TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_uploaded_RAW_keeps_its_extension()
    {
        await using var library = await postgres.NewLibraryAsync();
        await using var site = await (await TestSite.StartAsync(TestSite.OptionsFor(library))).SeededAsync();
        using var form = new MultipartFormDataContent { { new ByteArrayContent(RawFiles.Write(".nrw")), "files", "DSCN1.NRW" }, { new ByteArrayContent(RawFiles.Write(".cr3")), "files", "IMG_2.jpg" } };

        var response = await site.Client.PostAsync("/api/photos", form, Token);

        using var result = JsonDocument.Parse(await response.Content.ReadAsStringAsync(Token));
        Assert.Equal(
            ["DSCN1.nrw", "IMG_2.cr3"],
            result.RootElement.GetProperty("files").EnumerateArray().Select(file => Path.GetFileName(file.GetProperty("photo").GetProperty("path").GetString())));
        Assert.Contains(".nef", (await site.PageAsync("/library")).QuerySelector("input[name=files]")!.GetAttribute("accept")!.Split(','));
    }
}

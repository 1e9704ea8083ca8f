using System.Text.Json;
using ClipSearch.Tests.Fixtures;
using ClipSearch.Tests.Imaging;
using ClipSearch.Tests.Web;

namespace ClipSearch.Tests.Library.Sync;

/// <summary>Truncated files that are nearly complete are imported, and said to be damaged.</summary>
public sealed class DamagedFileTests(PostgresFixture postgres)
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_file_that_lacks_its_end_is_imported_and_listed_as_damaged()
    {
        await using var library = await postgres.NewLibraryAsync();
        var photo = await File.ReadAllBytesAsync(SampleImages.Gallery(3), Token);
        await WriteAsync(library, "whole.jpg", photo);
        await WriteAsync(library, "cut.jfif", photo[..^2]);
        await WriteAsync(library, "progressive.jpg", SampleImages.Saved(photo, "jpegsave_buffer", ("interlace", "true"))[..^2]);
        await WriteAsync(library, "half.jpg", photo[..(photo.Length / 2)]);
        await using var site = await (await TestSite.StartAsync(TestSite.OptionsFor(library))).SeededAsync();

        Assert.Equal(["cut.jfif", "progressive.jpg", "whole.jpg"], (await library.FindAsync()).Order());
        Assert.Equal("half.jpg", Path.GetFileName(Assert.Single(site.Sync.Failures).Path));

        var page = await site.PageAsync("/library");
        Assert.Equal(["cut.jfif", "progressive.jpg"], page.QuerySelectorAll(".damaged a").Select(link => link.TextContent));
        var details = await site.PageAsync(page.QuerySelector(".damaged a")!.GetAttribute("href")!);
        Assert.Contains("The end of the file is missing.", details.QuerySelector(".facts")!.TextContent, StringComparison.Ordinal);

        using var status = JsonDocument.Parse(await site.Client.GetStringAsync("/api/status", Token));
        var damaged = status.RootElement.GetProperty("damaged");
        Assert.Equal(2, damaged.GetProperty("total").GetInt32());
        Assert.All(damaged.GetProperty("photos").EnumerateArray(), each => Assert.True(each.GetProperty("isDamaged").GetBoolean()));
        using var all = JsonDocument.Parse(await site.Client.GetStringAsync("/api/photos", Token));
        Assert.Equal(2, all.RootElement.GetProperty("photos").EnumerateArray().Count(each => each.GetProperty("isDamaged").GetBoolean()));

        // Its thumbnails are those of the whole file.
        var thumbnail = await site.GetAsync(damaged.GetProperty("photos")[0].GetProperty("thumbnailUrl").GetString()!);
        Assert.Equal(200, (int)thumbnail.StatusCode);
    }

    [Fact]
    public async Task A_repaired_file_is_no_longer_damaged()
    {
        await using var library = await postgres.NewLibraryAsync();
        var photo = await File.ReadAllBytesAsync(SampleImages.Gallery(3), Token);
        await WriteAsync(library, "a.jpg", photo[..^2]);
        await library.SyncAsync(Token);
        Assert.Equal(1, (await library.Lookup.DamagedAsync(5, Token)).Total);

        await WriteAsync(library, "a.jpg", photo);
        await library.SyncAsync(Token);

        Assert.Equal(0, (await library.Lookup.DamagedAsync(5, Token)).Total);
    }

    private static Task WriteAsync(TestLibrary library, string name, byte[] content) => File.WriteAllBytesAsync(Path.Combine(library.Folder, name), content, Token);
}

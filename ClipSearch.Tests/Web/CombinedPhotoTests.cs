using System.Text;
using ClipSearch.Tests.Fixtures;

namespace ClipSearch.Tests.Web;

/// <summary>What follows the picture in a JPEG reaches only those who may see where photos were taken.</summary>
public sealed class CombinedPhotoTests(PostgresFixture postgres)
{
    [Fact]
    public async Task Videos_gain_maps_and_second_pictures_are_only_in_the_original()
    {
        var token = TestContext.Current.CancellationToken;
        await using var library = await postgres.NewLibraryAsync();
        foreach (var kind in CombinedJpegs.Kinds)
            await File.WriteAllBytesAsync(Path.Combine(library.Folder, $"{kind}{(kind.StartsWith("mpo", StringComparison.Ordinal) ? ".mpo" : ".jpg")}"), CombinedJpegs.Write(kind, CombinedJpegs.Main), token);
        // Without the end of the picture, the video begins within its data.
        var whole = CombinedJpegs.Write("samsung motion photo", CombinedJpegs.Main);
        await File.WriteAllBytesAsync(Path.Combine(library.Folder, "without end.jpg"), [.. whole[..(CombinedJpegs.Main.Length - 2)], .. whole[CombinedJpegs.Main.Length..]], token);
        await using var site = await (await TestSite.StartAsync(TestSite.OptionsFor(library, accessToken: "secret"))).SeededAsync();

        var photos = (await site.JsonAsync("/api/photos")).GetProperty("photos").EnumerateArray().ToList();
        Assert.InRange(photos.Count, CombinedJpegs.Kinds.Count, CombinedJpegs.Kinds.Count + 1);
        foreach (var photo in photos)
        {
            var address = photo.GetProperty("fileUrl").GetString()!;
            var copy = Encoding.Latin1.GetString(await (await site.GetAsync(address)).Content.ReadAsByteArrayAsync(token));
            var original = Encoding.Latin1.GetString(await (await site.GetAsync(address, ("Authorization", "Bearer secret"))).Content.ReadAsByteArrayAsync(token));

            Assert.DoesNotContain(CombinedJpegs.Secret, copy, StringComparison.Ordinal);
            Assert.Contains(CombinedJpegs.Secret, original, StringComparison.Ordinal);
            Assert.Equal(photo.GetProperty("bytes").GetInt64(), original.Length);
            Assert.Equal("jpeg", photo.GetProperty("type").GetString());
        }
    }
}

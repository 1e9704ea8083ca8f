using System.Security.Cryptography;
using ClipSearch.Tests.Fixtures;
using ClipSearch.Web.Photos;
using Microsoft.Extensions.DependencyInjection;

namespace ClipSearch.Tests.Web.Photos;

public sealed class ThumbnailCleanupTests(PostgresFixture postgres)
{
    private const long MiB = 1 << 20;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_least_recently_used_thumbnails_are_removed_above_the_limit()
    {
        await using var library = await postgres.NewLibraryAsync();
        for (var i = 0; i < 16; i++)
            await File.WriteAllBytesAsync(Path.Combine(library.Folder, $"{i}.jpg"), TestImages.Noise(400 + i, 400, TestImages.Jpeg(100)), Token);
        await using var site = await (await TestSite.StartAsync(TestSite.OptionsFor(library, thumbnailsMaxBytes: MiB))).SeededAsync();
        var hits = (await site.JsonAsync("/api/search?q=cat")).GetProperty("hits").EnumerateArray().Select(hit => hit.GetProperty("thumbnailUrl").GetString()!).ToList();
        async Task<long> LookAsync(string address) => (await site.Client.GetByteArrayAsync(address, Token)).Length;
        var each = await LookAsync(hits[0]);
        Assert.InRange(each, MiB / 14, MiB / 5);
        var fitting = (int)(MiB * 9 / 10 / each);

        foreach (var hit in hits.Take(fitting))
            await LookAsync(hit);
        var old = Kept(library);
        for (var i = 0; i < old.Count; i++)
            File.SetLastWriteTimeUtc(old[i], DateTime.UtcNow.AddDays(-2).AddMinutes(i));
        // Used again, so the others are removed first.
        await LookAsync(hits[2]);
        Assert.True(old.Remove(old.MaxBy(File.GetLastWriteTimeUtc)!));
        foreach (var hit in hits.Skip(fitting).Take(3))
            await LookAsync(hit);

        await TestSite.UntilAsync(() => Kept(library).Sum(file => new FileInfo(file).Length) <= MiB);
        var kept = Kept(library);
        Assert.Equal(4, kept.Except(old).Count());
        Assert.Equal(old.TakeLast(kept.Count - 4), old.Where(kept.Contains));
        // A removed thumbnail is created again.
        Assert.Equal(each, await LookAsync(hits[0]));
    }

    [Fact]
    public async Task Thumbnails_of_removed_images_are_deleted()
    {
        await using var library = await postgres.NewLibraryAsync();
        var stays = library.Draw(1, "stays.jpg");
        var trashed = library.Draw(2, "trashed.jpg");
        var leaves = library.Draw(3, "leaves.jpg");
        await using var site = await (await TestSite.StartAsync(TestSite.OptionsFor(library))).SeededAsync();
        var upkeep = site.Services.GetRequiredService<ThumbnailCleanup>();
        var ids = new Dictionary<string, long>();
        foreach (var hit in (await site.JsonAsync("/api/search?q=cat")).GetProperty("hits").EnumerateArray())
        {
            ids[hit.GetProperty("path").GetString()!] = hit.GetProperty("id").GetInt64();
            await site.Client.GetByteArrayAsync(hit.GetProperty("thumbnailUrl").GetString(), Token);
        }

        await upkeep.TidyAsync(Token);
        Assert.Equal(3, Kept(library).Count);
        File.Delete(leaves);
        site.Sync.RunNow(mayBeEmpty: false);
        await TestSite.UntilAsync(async () => (await library.FindAsync()).Count == 2);
        await site.Client.DeleteAsync($"/api/photos/{ids[Path.GetFileName(trashed)]}", Token);
        await upkeep.TidyAsync(Token);
        Assert.Equal(2, Kept(library).Count);
        await site.Client.DeleteAsync("/api/trash", Token);
        await upkeep.TidyAsync(Token);

        var hash = Convert.ToHexStringLower(SHA256.HashData(await File.ReadAllBytesAsync(stays, Token)));
        Assert.StartsWith(hash, Path.GetFileName(Assert.Single(Kept(library))), StringComparison.Ordinal);
        await site.StopAsync();
    }

    [Fact]
    public async Task No_thumbnail_is_deleted_before_the_first_sync()
    {
        await using var library = await postgres.NewLibraryAsync();
        await using var site = await TestSite.StartAsync(TestSite.OptionsFor(library, databaseUrl: "postgres://someone@127.0.0.1:9/library"));
        var cache = site.Services.GetRequiredService<ThumbnailCache>();
        await cache.KeepAsync(new string('a', 64), ThumbnailSize.Tile, TestImages.Noise(10, 10, TestImages.WebP));

        await site.Services.GetRequiredService<ThumbnailCleanup>().TidyAsync(Token);

        Assert.Single(Kept(library));
    }

    private static List<string> Kept(TestLibrary library) => [.. Directory.GetFiles(Path.Combine(library.Options.DataDir, "thumbs"), "*", SearchOption.AllDirectories)];
}

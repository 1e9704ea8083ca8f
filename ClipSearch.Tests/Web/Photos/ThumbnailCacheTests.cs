using ClipSearch.Core.Settings;
using ClipSearch.Tests.Fixtures;
using ClipSearch.Web.Photos;
using Microsoft.Extensions.Logging;

namespace ClipSearch.Tests.Web.Photos;

public sealed class ThumbnailCacheTests : IDisposable
{
    private static readonly string Hash = new('a', 64);

    private readonly DirectoryInfo _dataDir = Directory.CreateTempSubdirectory();
    private readonly LogLines _log = new();
    private readonly LoggerFactory _loggers;
    private readonly ThumbnailCache _cache;

    public ThumbnailCacheTests()
    {
        _loggers = new LoggerFactory([_log]);
        _cache = NewCache();
    }

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private string Folder => Path.Combine(_dataDir.FullName, "thumbs");

    public void Dispose()
    {
        _cache.Dispose();
        _loggers.Dispose();
        _log.Dispose();
        _dataDir.Delete(recursive: true);
    }

    [Fact]
    public async Task Thumbnails_are_found_by_content_and_size_across_processes()
    {
        await _cache.KeepAsync(Hash, ThumbnailSize.Tile, WebP(1));
        using var other = NewCache();

        Assert.Equal(WebP(1), await _cache.FindAsync(Hash, ThumbnailSize.Tile, Token));
        Assert.Equal(WebP(1), await other.FindAsync(Hash, ThumbnailSize.Tile, Token));
        Assert.Null(await other.FindAsync(Hash, ThumbnailSize.DenseTile, Token));
        Assert.Null(await other.FindAsync(new string('b', 64), ThumbnailSize.Tile, Token));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(8)]
    [InlineData(20)]
    public async Task A_truncated_file_is_ignored(int bytes)
    {
        await _cache.KeepAsync(Hash, ThumbnailSize.Tile, WebP(1));
        await File.WriteAllBytesAsync(Assert.Single(Files()), WebP(1)[..bytes], Token);

        Assert.Null(await _cache.FindAsync(Hash, ThumbnailSize.Tile, Token));
        await _cache.KeepAsync(Hash, ThumbnailSize.Tile, WebP(1));
        Assert.Equal(WebP(1), await _cache.FindAsync(Hash, ThumbnailSize.Tile, Token));
    }

    [Fact]
    public async Task A_file_is_never_read_while_it_is_written()
    {
        using var other = NewCache();
        byte[][] versions = [WebP(1), WebP(2)];
        await _cache.KeepAsync(Hash, ThumbnailSize.Tile, versions[0]);
        var writing = Task.WhenAll(new[] { _cache, other }.Select((cache, i) => Task.Run(async () =>
        {
            for (var time = 0; time < 200; time++)
                await cache.KeepAsync(Hash, ThumbnailSize.Tile, versions[i]);
        })));

        do
            Assert.Contains(await _cache.FindAsync(Hash, ThumbnailSize.Tile, Token), versions);
        while (!writing.IsCompleted);
        await writing;
        Assert.Single(Files());
    }

    [Fact]
    public async Task The_folder_may_be_deleted_while_in_use()
    {
        await _cache.KeepAsync(Hash, ThumbnailSize.Tile, WebP(1));
        Directory.Delete(Folder, recursive: true);

        Assert.Null(await _cache.FindAsync(Hash, ThumbnailSize.Tile, Token));
        Assert.Empty(_cache.List());
        await _cache.KeepAsync(Hash, ThumbnailSize.Tile, WebP(1));
        Assert.Equal(WebP(1), await _cache.FindAsync(Hash, ThumbnailSize.Tile, Token));
    }

    [Fact]
    public async Task A_folder_that_cannot_be_written_is_logged_once_per_failure()
    {
        for (var time = 1; time <= 2; time++)
        {
            // A file in place of the folder also stops root.
            await File.WriteAllTextAsync(Folder, "", Token);
            await _cache.KeepAsync(Hash, ThumbnailSize.Tile, WebP(1));
            await _cache.KeepAsync(Hash, ThumbnailSize.DenseTile, WebP(1));
            Assert.Null(await _cache.FindAsync(Hash, ThumbnailSize.Tile, Token));
            Assert.Equal(time, _log.All.Count(line => line.StartsWith($"Warning Thumbnails cannot be stored in {Folder}", StringComparison.Ordinal)));
            File.Delete(Folder);
            await _cache.KeepAsync(Hash, ThumbnailSize.Tile, WebP(1));
            Assert.NotNull(await _cache.FindAsync(Hash, ThumbnailSize.Tile, Token));
            Directory.Delete(Folder, recursive: true);
        }
    }

    [Fact]
    public async Task Reading_updates_the_time_of_use_and_foreign_files_have_no_hash()
    {
        await _cache.KeepAsync(Hash, ThumbnailSize.Tile, WebP(1));
        var path = Assert.Single(Files());
        File.SetLastWriteTimeUtc(path, DateTime.UtcNow.AddDays(-3));
        Assert.InRange(Assert.Single(_cache.List()).UsedAt, DateTime.MinValue, DateTime.UtcNow.AddDays(-2));
        await _cache.FindAsync(Hash, ThumbnailSize.Tile, Token);
        Assert.InRange(Assert.Single(_cache.List()).UsedAt, DateTime.UtcNow.AddHours(-1), DateTime.MaxValue);

        foreach (var name in new[] { $"{Hash}-480.webp", $"{Hash}-360.webp.0123.tmp", "notes.txt", $"{new string('A', 64)}-360.webp" })
            await File.WriteAllTextAsync(Path.Combine(Folder, name), "x", Token);
        File.SetLastWriteTimeUtc(Path.Combine(Folder, $"{Hash}-360.webp.0123.tmp"), DateTime.UtcNow.AddHours(-2));
        // A recent temporary file is still being written.
        await File.WriteAllTextAsync(Path.Combine(Folder, $"{Hash}-720.webp.0123.tmp"), "x", Token);

        Assert.Equal([Hash, null, null, null, null], _cache.List().Select(kept => kept.ContentHash).OrderDescending());
    }

    private ThumbnailCache NewCache() => new(new ClipSearchOptions { DataDir = _dataDir.FullName }, _loggers.CreateLogger<ThumbnailCache>());

    private string[] Files() => Directory.GetFiles(Folder, "*", SearchOption.AllDirectories);

    private static byte[] WebP(int number) => TestImages.Noise(10 + number, 10, TestImages.WebP);
}

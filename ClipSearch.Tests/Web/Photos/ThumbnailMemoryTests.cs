using ClipSearch.Core.Imaging;
using ClipSearch.Core.Imaging.Decoding;
using ClipSearch.Core.Library.Storage;
using ClipSearch.Core.Settings;
using ClipSearch.Core.Video;
using ClipSearch.Tests.Fixtures;
using ClipSearch.Tests.Imaging;
using ClipSearch.Web.Photos;
using Microsoft.Extensions.Logging.Abstractions;

namespace ClipSearch.Tests.Web.Photos;

[Collection(AloneCollection.Name)]
public sealed class ThumbnailMemoryTests : IAsyncDisposable
{
    private const long MiB = 1 << 20;

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory();
    private readonly PhotoStorage _storage;
    private readonly ThumbnailCache _cache;
    private readonly ImageDecoders _decoders = new(TestDecoders.Command, NullLogger<ImageDecoders>.Instance);
    private readonly Thumbnails _thumbnails;

    public ThumbnailMemoryTests()
    {
        var options = new ClipSearchOptions { DataDir = _folder.FullName };
        (_storage, _cache) = (new PhotoStorage(options), new ThumbnailCache(options, NullLogger<ThumbnailCache>.Instance));
        _thumbnails = new Thumbnails(_storage, _cache, _decoders, new VideoReader(new FfmpegProgram(options), TimeProvider.System));
    }

    public async ValueTask DisposeAsync()
    {
        await _thumbnails.DisposeAsync();
        _decoders.Dispose();
        _cache.Dispose();
        _storage.Dispose();
        _folder.Delete(recursive: true);
    }

    [Theory]
    [InlineData("jpegsave_buffer")]
    [InlineData("pngsave_buffer")]
    public async Task A_hundred_megapixels_are_not_decoded_at_once(string saver)
    {
        var path = Path.Combine(_folder.FullName, "large");
        await File.WriteAllBytesAsync(path, SampleImages.Black(12_000, 8_400, saver), TestContext.Current.CancellationToken);

        // The decoded image takes 288 MiB; libvips holds half of a PNG.
        Assert.InRange(await PeakOfDecoderAsync(() => MakeAsync(path, 12_000, 8_400)), 0, 200 * MiB);
    }

    [Fact]
    public async Task Images_that_must_be_decoded_whole_are_decoded_one_at_a_time()
    {
        var paths = Enumerable.Range(0, 4).Select(i => Bitmap($"{i}.bmp", 6_000, 6_000)).ToList();

        // Each image takes 103 MiB for its file and 103 MiB for its pixels.
        Assert.InRange(await PeakOfDecoderAsync(() => Task.WhenAll(paths.Select(path => MakeAsync(path, 6_000, 6_000)))), 150 * MiB, 300 * MiB);
    }

    /// <summary>Measures a decoder process. It remains the only one if images are decoded one at a time.</summary>
    private async Task<long> PeakOfDecoderAsync(Func<Task> work)
    {
        using (var first = new ImageFile(SampleImages.Drawing, ImageLimits.Default))
            await _decoders.CreateThumbnailAsync(first, 100, TestContext.Current.CancellationToken);
        var process = Assert.Single(_decoders.Processes);
        var peak = await ResidentMemory.PeakOfAsync(process, work);
        Assert.Equal(process, Assert.Single(_decoders.Processes));
        return peak;
    }

    private async Task MakeAsync(string path, int width, int height)
    {
        var source = new ThumbnailSource(path, new string('0', 64), new FileInfo(path).Length, (long)width * height);
        Assert.False((await _thumbnails.GetAsync(source, ThumbnailSize.Tile, TestContext.Current.CancellationToken)).IsAsKnown);
    }

    private string Bitmap(string name, int width, int height)
    {
        var path = Path.Combine(_folder.FullName, name);
        TestImages.WriteSparseBmp(path, width, height);
        return path;
    }
}

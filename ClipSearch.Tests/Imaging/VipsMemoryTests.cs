using ClipSearch.Core.Imaging;
using ClipSearch.Tests.Fixtures;

namespace ClipSearch.Tests.Imaging;

[Collection(AloneCollection.Name)]
public sealed class VipsMemoryTests
{
    private const long Bound = 16 << 20;

    [Fact]
    public void Ten_thousand_decodes_and_thumbnails_leave_memory_flat()
    {
        var turned = File.ReadAllBytes(SampleImages.Turned);
        // A leak of an image's 10,368 bytes in each run would add 49 MiB.
        var growth = ResidentMemory.GrowthOver(5_000, () =>
        {
            ImageDecoder.Decode(SampleImages.Turned).Dispose();
            Thumbnailer.Create(turned, "turned.jpg", 40);
        });

        Assert.InRange(growth, long.MinValue, Bound);
    }

    [Fact]
    public void Two_thousand_failures_leave_memory_flat()
    {
        var cut = TestImages.Noise(160, 120, TestImages.Jpeg())[..^2000];
        var growth = ResidentMemory.GrowthOver(2_000, () => Assert.Throws<ImageException>(() => ImageDecoder.Decode(cut, "cut.jpg")));

        Assert.InRange(growth, long.MinValue, Bound);
    }
}

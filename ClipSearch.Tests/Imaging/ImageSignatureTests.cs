using ClipSearch.Core.Imaging;
using ClipSearch.Tests.Fixtures;
using SixLabors.ImageSharp;
using SixLabors.ImageSharp.PixelFormats;
using SixLabors.ImageSharp.Processing;

namespace ClipSearch.Tests.Imaging;

public sealed class ImageSignatureTests
{
    [Theory]
    [InlineData("image/jpeg", 40, 1, 1)]
    [InlineData("image/webp", 60, 1, 1)]
    [InlineData("image/jpeg", 80, 0.5, 1)]
    [InlineData("image/jpeg", 80, 0.25, 1)]
    [InlineData("image/jpeg", 80, 2, 1)]
    [InlineData("image/jpeg", 80, 1, 1.05)]
    public void A_recompressed_resized_or_brighter_copy_is_a_near_duplicate(string type, int quality, double scale, float brightness)
    {
        var encoder = type == "image/webp" ? TestImages.LossyWebP(quality) : TestImages.Jpeg(quality);
        for (var number = 1; number <= 216; number += 43)
        {
            var changed = TestImages.Changed(SampleImages.Gallery(number), encoder, image => Scale(image, scale, scale).Brightness(brightness));

            Assert.InRange(Of(SampleImages.Gallery(number)).DistanceTo(Of(changed, "changed")), 0, ImageSignature.NearlySame);
        }
    }

    [Fact]
    public void A_copy_without_a_narrow_margin_is_a_near_duplicate()
    {
        var cropped = TestImages.Changed(SampleImages.Gallery(1), TestImages.Jpeg(80), Crop);

        Assert.InRange(Of(SampleImages.Gallery(1)).DistanceTo(Of(cropped, "cropped")), 0, ImageSignature.NearlySame);
    }

    [Fact]
    public void A_rotated_photo_is_compared_upright()
    {
        var turned = TestImages.OnItsSide(SampleImages.Gallery(1));

        Assert.InRange(Of(SampleImages.Gallery(1)).DistanceTo(Of(turned, "turned")), 0, ImageSignature.NearlySame);
    }

    [Fact]
    public void A_large_image_decoded_at_a_reduced_scale_has_nearly_the_same_signature()
    {
        var large = TestImages.Changed(SampleImages.Gallery(1), TestImages.Jpeg(), image => Scale(image, 6, 6));
        using var full = ImageDecoder.Decode(large, "large");

        Assert.InRange(ImageSignature.Of(full).DistanceTo(Of(large, "large")), 0, 0.02f);
    }

    [Fact]
    public void Different_photos_are_not_near_duplicates()
    {
        var signatures = Enumerable.Range(1, 216).Select(number => Of(SampleImages.Gallery(number))).ToList();

        for (var one = 0; one < signatures.Count; one++)
        {
            for (var other = one + 1; other < signatures.Count; other++)
                Assert.True(signatures[one].DistanceTo(signatures[other]) > ImageSignature.NearlySame, $"photo-{one + 1:000} and photo-{other + 1:000}");
        }
    }

    [Fact]
    public void A_squeezed_copy_is_not_a_near_duplicate()
    {
        var squeezed = TestImages.Changed(SampleImages.Gallery(1), TestImages.Jpeg(), image => Scale(image, 1, 0.7));

        Assert.True(Of(SampleImages.Gallery(1)).DistanceTo(Of(squeezed, "squeezed")) > ImageSignature.NearlySame);
    }

    [Fact]
    public void A_blank_page_is_not_a_near_duplicate_of_another_blank_page()
    {
        var blank = Of(TestImages.Plain(90, 60, new Rgb24(250, 250, 250), TestImages.Jpeg()), "blank");

        Assert.Null(blank.Values);
        Assert.Equal(float.PositiveInfinity, blank.DistanceTo(blank));
        Assert.Null(Of(TestFiles.Golden("preprocess/rgb-1x1.png")).Values);
    }

    private static IImageProcessingContext Scale(IImageProcessingContext image, double across, double down)
    {
        var size = image.GetCurrentSize();
        return image.Resize((int)(size.Width * across), (int)(size.Height * down));
    }

    private static void Crop(IImageProcessingContext image)
    {
        var size = image.GetCurrentSize();
        image.Crop(new Rectangle(5, 5, size.Width - 10, size.Height - 10));
    }

    private static ImageSignature Of(string path) => Of(File.ReadAllBytes(path), path);

    /// <summary>Computes the signature like a sync, at a reduced scale.</summary>
    private static ImageSignature Of(byte[] content, string name)
    {
        using var image = ImageDecoder.Decode(content, name, ImageSignature.ShortestEdge);
        return ImageSignature.Of(image);
    }
}

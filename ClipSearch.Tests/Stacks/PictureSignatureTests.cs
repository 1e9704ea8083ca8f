using ClipSearch.Core.Native.Vips;
using ClipSearch.Core.Stacks;
using ClipSearch.Tests.Fixtures;
using ClipSearch.Tests.Native.Vips;

namespace ClipSearch.Tests.Stacks;

public sealed class PictureSignatureTests
{
    public static TheoryData<string, int, string?, string?> Copies => new()
    {
        { "jpegsave_buffer", 40, null, null },
        { "webpsave_buffer", 60, null, null },
        { "jpegsave_buffer", 80, "resize", "scale=0.5" },
        { "jpegsave_buffer", 80, "resize", "scale=0.25" },
        { "jpegsave_buffer", 80, "resize", "scale=2" },
        { "jpegsave_buffer", 80, "linear", "a=1.05 b=0" },
    };

    [Theory]
    [MemberData(nameof(Copies))]
    public void A_picture_that_is_saved_again_resized_or_brighter_is_nearly_the_same(string saver, int quality, string? operation, string? arguments)
    {
        for (var number = 1; number <= 216; number += 43)
        {
            var changed = Pictures.Changed(Pictures.Gallery(number), saver, quality, operation is null ? [] : [(operation, arguments!)]);

            Assert.InRange(Of(Pictures.Gallery(number)).DistanceTo(Of(changed, "changed")), 0, PictureSignature.NearlySame);
        }
    }

    [Fact]
    public void A_picture_that_loses_a_narrow_margin_is_nearly_the_same()
    {
        var cropped = Pictures.Changed(Pictures.Gallery(1), "jpegsave_buffer", 80, ("embed", "x=-5 y=-5 width=854 height=566"));

        Assert.InRange(Of(Pictures.Gallery(1)).DistanceTo(Of(cropped, "cropped")), 0, PictureSignature.NearlySame);
    }

    [Fact]
    public void A_picture_taken_on_its_side_is_compared_upright()
    {
        var turned = Pictures.OnItsSide(Pictures.Gallery(1));

        Assert.InRange(Of(Pictures.Gallery(1)).DistanceTo(Of(turned, "turned")), 0, PictureSignature.NearlySame);
    }

    [Fact]
    public void A_large_picture_that_is_decoded_at_reduced_scale_looks_as_at_full_scale()
    {
        var large = Pictures.Changed(Pictures.Gallery(1), "jpegsave_buffer", 90, ("resize", "scale=6"));
        using var full = ImageDecoder.Decode(large, "large");

        Assert.InRange(PictureSignature.Of(full).DistanceTo(Of(large, "large")), 0, 0.02f);
    }

    [Fact]
    public void No_two_different_pictures_are_nearly_the_same()
    {
        var signatures = Enumerable.Range(1, 216).Select(number => Of(Pictures.Gallery(number))).ToList();

        for (var one = 0; one < signatures.Count; one++)
        {
            for (var other = one + 1; other < signatures.Count; other++)
                Assert.True(signatures[one].DistanceTo(signatures[other]) > PictureSignature.NearlySame, $"photo-{one + 1:000} and photo-{other + 1:000}");
        }
    }

    [Fact]
    public void A_picture_that_is_squeezed_is_another()
    {
        var squeezed = Pictures.Changed(Pictures.Gallery(1), "jpegsave_buffer", 90, ("resize", "scale=1 vscale=0.7"));

        Assert.True(Of(Pictures.Gallery(1)).DistanceTo(Of(squeezed, "squeezed")) > PictureSignature.NearlySame);
    }

    [Fact]
    public void A_blank_page_is_like_nothing_not_even_another_blank_page()
    {
        var blank = Of(Pictures.Save([.. Enumerable.Repeat((byte)250, 90 * 60 * 3)], 90, 60, 3, "srgb", "pngsave_buffer"), "blank");

        Assert.Null(blank.Values);
        Assert.Equal(float.PositiveInfinity, blank.DistanceTo(blank));
        Assert.Null(Of(TestFiles.Golden("preprocess/rgb-1x1.png")).Values);
    }

    private static PictureSignature Of(string path) => Of(File.ReadAllBytes(path), path);

    /// <summary>As the sync makes it: of the picture at reduced scale.</summary>
    private static PictureSignature Of(byte[] content, string name)
    {
        using var image = ImageDecoder.Decode(content, name, PictureSignature.ShortestEdge);
        return PictureSignature.Of(image);
    }
}

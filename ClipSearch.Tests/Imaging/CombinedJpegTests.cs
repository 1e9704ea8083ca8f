using System.Text;
using ClipSearch.Core.Imaging;
using ClipSearch.Core.Imaging.Decoding;
using ClipSearch.Core.Imaging.Metadata;
using ClipSearch.Tests.Fixtures;
using ClipSearch.Web.Localization;
using SixLabors.ImageSharp;
using SixLabors.ImageSharp.PixelFormats;

namespace ClipSearch.Tests.Imaging;

/// <summary>Motion photos, Ultra HDR photos and multi-picture files open as their main picture, and copies contain nothing else.</summary>
public sealed class CombinedJpegTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public static TheoryData<string> Kinds => [.. CombinedJpegs.Kinds];

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task The_main_picture_is_decoded_and_not_damaged(string kind)
    {
        var file = CombinedJpegs.Write(kind, CombinedJpegs.Main);

        await AssertMainAsync(file);
        // Also if a copy was interrupted within what follows the picture.
        foreach (var length in new[] { file.Length - 1, file.Length - 100, file.Length - 400 })
            await AssertMainAsync(file[..length]);
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public void A_picture_whose_end_is_missing_is_judged_like_any_other(string kind)
    {
        var photo = File.ReadAllBytes(SampleImages.Gallery(3));
        var file = CombinedJpegs.Write(kind, photo);
        var end = file.AsSpan().IndexOf(photo.AsSpan(photo.Length - 200)) + 200;

        Assert.True(IsCompleted(file[..(end - 2)]));
        Assert.False(IsCompleted(file[..(end / 2)]));
        Assert.False(IsCompleted(file[..end]));
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task A_copy_without_metadata_has_the_main_picture_only(string kind)
    {
        var file = CombinedJpegs.Write(kind, CombinedJpegs.Main);
        Assert.Contains(CombinedJpegs.Secret, Encoding.Latin1.GetString(file), StringComparison.Ordinal);

        var copy = await CopyAsync(file);

        Assert.NotNull(copy);
        var text = Encoding.Latin1.GetString(copy);
        foreach (var part in new[] { CombinedJpegs.Secret, "ftyp", "MPF", "hdrgm", "Pixel", "MotionPhoto", "SEFT" })
            Assert.DoesNotContain(part, text, StringComparison.Ordinal);
        Assert.Equal([0xFF, 0xD9], copy[^2..]);
        Assert.Equal(new ImageHeader(120, 160, "jpeg"), ImageDecoder.ReadHeader(copy, "copy"));
        using var one = ImageDecoder.Decode(CombinedJpegs.Main, "main");
        using var other = ImageDecoder.Decode(copy, "copy");
        Assert.True(one.Pixels.SequenceEqual(other.Pixels));
    }

    /// <summary>Where a picture without an end stops is not known, so what follows it could be copied.</summary>
    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task A_picture_without_an_end_has_no_copy(string kind)
    {
        byte[] main = CombinedJpegs.Main;
        var whole = CombinedJpegs.Write(kind, main);
        var at = whole.AsSpan().IndexOf(main.AsSpan(main.Length - 50)) + 50;

        Assert.Null(await CopyAsync([.. whole[..(at - 2)], .. whole[at..]]));
        Assert.Null(await CopyAsync(main[..^2]));
    }

    private static async Task AssertMainAsync(byte[] file)
    {
        using var received = ImageFile.Receive(new MemoryStream(file), file.Length, "IMG_1.jpg");
        var parts = await TestDecoders.Shared.DecodeAsync(received, new DecodeRequest { WithAppearance = true, ThumbnailEdge = 360 }, Token);

        Assert.Equal((120, 160, "jpeg", 1, false), (parts.Header.Width, parts.Header.Height, parts.Header.Format, parts.Header.Frames, parts.Header.IsDamaged));
        Assert.Equal(51.505, Math.Round(parts.Header.Exif.Latitude!.Value, 6));
        using var thumbnail = Image.Load<Rgb24>(parts.Thumbnail);
        Assert.True(thumbnail[60, 80] is { R: > 190, G: < 55, B: < 75 });
    }

    private static bool IsCompleted(byte[] content)
    {
        using var file = ImageFile.Receive(new MemoryStream(content), content.Length, "cut.jpg");
        using var complete = TruncatedJpeg.Complete(file, ImageLimits.Default, Token);
        return complete is not null;
    }

    private static async Task<byte[]?> CopyAsync(byte[] file)
    {
        await using var copy = await PublicCopy.OfAsync(new MemoryStream(file), Token);
        if (copy is null)
            return null;
        using var bytes = new MemoryStream();
        await copy.CopyToAsync(bytes, Token);
        return bytes.ToArray();
    }
}

using ClipSearch.Core.Imaging;
using ClipSearch.Core.Native.Vips;
using ClipSearch.Tests.Fixtures;
using ClipSearch.Web.Localization;

namespace ClipSearch.Tests.Imaging;

/// <summary>Golden image files, and files that only libvips writes: AVIF, Display P3, and black images that are larger than memory should hold.</summary>
internal static class Pictures
{
    /// <summary>A photograph-like JPEG with EXIF orientation 6, 72 x 48 when upright.</summary>
    public static string Turned { get; } = TestFiles.Golden("orientation/orientation-6.jpg");

    /// <summary>What the golden formats and orientations show.</summary>
    public static string Drawing { get; } = TestFiles.Golden("formats/drawing.png");

    /// <summary>An image of the repository's gallery.</summary>
    public static string Gallery(int number) => Path.Combine(TestFiles.Repository, "photos", $"photo-{number:000}.jpg");

    /// <summary>A black image of any size, written without holding its pixels in memory.</summary>
    /// <param name="width">Pixels across.</param>
    /// <param name="height">Pixels down.</param>
    /// <param name="saver">The operation of libvips that writes it.</param>
    /// <param name="option">An option of the operation.</param>
    /// <param name="value">Its value.</param>
    public static byte[] Black(int width, int height, string saver, string? option = null, string? value = null)
    {
        ImageLoader.Start();
        using var black = new VipsOperation("black").With("width", $"{width}").With("height", $"{height}").With("bands", "3");
        using var image = black.BuildImage();
        using var save = new VipsOperation(saver).With("in", image);
        if (option is not null)
            save.With(option, value!);
        return save.BuildBytes();
    }

    /// <summary>The image of a file as AVIF.</summary>
    public static byte[] Avif(byte[] file) => Saved(file, "heifsave_buffer", ("compression", "av1"), ("effort", "0"));

    /// <summary>The pixels of a file, unchanged, with the colour profile of Display P3.</summary>
    public static byte[] DisplayP3(byte[] file, string saver) => Saved(file, saver, ("profile", "p3"));

    /// <summary>The mean difference of two images of one size, 0 to 255.</summary>
    public static double MeanDifference(DecodedImage one, DecodedImage other)
    {
        Assert.Equal((other.Width, other.Height), (one.Width, one.Height));
        return MeanDifference(one.Pixels, other.Pixels);
    }

    /// <summary>The mean difference of two images' pixels, 0 to 255.</summary>
    public static double MeanDifference(ReadOnlySpan<byte> one, ReadOnlySpan<byte> other)
    {
        var sum = 0L;
        for (var i = 0; i < one.Length; i++)
            sum += Math.Abs(one[i] - other[i]);
        return (double)sum / one.Length;
    }

    /// <summary>The image of a file with its metadata, in another format.</summary>
    /// <param name="file">The file.</param>
    /// <param name="saver">The operation of libvips that writes it.</param>
    /// <param name="options">Options of the operation.</param>
    public static unsafe byte[] Saved(byte[] file, string saver, params (string Name, string Value)[] options)
    {
        ImageLoader.Start();
        fixed (byte* memory = file)
        {
            var bytes = new ImageBytes(memory, file.Length, "test");
            using var image = ImageLoader.Open(bytes, ImageLoader.Find(bytes));
            using var save = new VipsOperation(saver).With("in", image);
            foreach (var (name, value) in options)
                save.With(name, value);
            return save.BuildBytes();
        }
    }
}

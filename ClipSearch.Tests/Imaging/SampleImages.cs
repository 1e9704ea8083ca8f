using ClipSearch.Core.Imaging;
using ClipSearch.Core.Native.Vips;
using ClipSearch.Tests.Fixtures;
using ClipSearch.Web.Localization;

namespace ClipSearch.Tests.Imaging;

/// <summary>Golden image files, and files that only libvips writes: AVIF, Display P3, and large black images.</summary>
internal static class SampleImages
{
    /// <summary>A photograph-like JPEG with EXIF orientation 6, 72 x 48 when upright.</summary>
    public static string Turned { get; } = TestFiles.Golden("orientation/orientation-6.jpg");

    /// <summary>The image that the golden files in formats/ and orientation/ show.</summary>
    public static string Drawing { get; } = TestFiles.Golden("formats/drawing.png");

    /// <summary>Returns the path of an image of the bundled gallery.</summary>
    public static string Gallery(int number) => Path.Combine(TestFiles.Repository, "photos", $"photo-{number:000}.jpg");

    /// <summary>Creates a black image of any size, without its pixels in memory.</summary>
    /// <param name="width">The width in pixels.</param>
    /// <param name="height">The height in pixels.</param>
    /// <param name="saver">The libvips operation that saves the image.</param>
    /// <param name="option">An option of the operation; null for none.</param>
    /// <param name="value">The value of the option.</param>
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

    /// <summary>Converts an image file to AVIF.</summary>
    public static byte[] Avif(byte[] file) => Saved(file, "heifsave_buffer", ("compression", "av1"), ("effort", "0"));

    /// <summary>Saves the unchanged pixels of a file with the colour profile of Display P3.</summary>
    public static byte[] DisplayP3(byte[] file, string saver) => Saved(file, saver, ("profile", "p3"));

    /// <summary>Returns the mean difference of two images of the same size, 0 to 255.</summary>
    public static double MeanDifference(DecodedImage one, DecodedImage other)
    {
        Assert.Equal((other.Width, other.Height), (one.Width, one.Height));
        return MeanDifference(one.Pixels, other.Pixels);
    }

    /// <summary>Returns the mean difference of the pixels of two images, 0 to 255.</summary>
    public static double MeanDifference(ReadOnlySpan<byte> one, ReadOnlySpan<byte> other)
    {
        var sum = 0L;
        for (var i = 0; i < one.Length; i++)
            sum += Math.Abs(one[i] - other[i]);
        return (double)sum / one.Length;
    }

    /// <summary>Converts an image file to another format, with its metadata.</summary>
    /// <param name="file">The file.</param>
    /// <param name="saver">The libvips operation that saves the image.</param>
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

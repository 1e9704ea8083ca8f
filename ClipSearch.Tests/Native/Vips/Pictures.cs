using System.Runtime.InteropServices;
using ClipSearch.Core.Native.Vips;
using ClipSearch.Tests.Fixtures;

namespace ClipSearch.Tests.Native.Vips;

/// <summary>Picture files for tests: real ones, written by libvips in memory or taken from the golden files.</summary>
internal static class Pictures
{
    private const int Uchar = 0;
    private const int Ushort = 2;

    /// <summary>A photograph-like JPEG with EXIF orientation 6, 72 x 48 when upright.</summary>
    public static string Turned { get; } = TestFiles.Golden("orientation/orientation-6.jpg");

    /// <summary>How the golden formats and orientations look.</summary>
    public static string Drawing { get; } = TestFiles.Golden("formats/drawing.png");

    /// <summary>A picture whose every pixel differs from its neighbours, which no format packs to nothing.</summary>
    public static byte[] Noise(int width, int height, string saver, params (string Name, string Value)[] options)
    {
        var pixels = new byte[width * height * 3];
        new Random(1).NextBytes(pixels);
        return Save(pixels, width, height, 3, "srgb", saver, options);
    }

    /// <summary>A black picture of any size, which takes no memory to make.</summary>
    public static byte[] Black(int width, int height, string saver)
    {
        VipsLibrary.Start();
        using var black = new VipsOperation("black").With("width", $"{width}").With("height", $"{height}").With("bands", "3");
        using var image = black.BuildImage();
        using var save = new VipsOperation(saver).With("in", image);
        return save.BuildBytes();
    }

    /// <summary>Writes 8-bit pixels as a file.</summary>
    public static byte[] Save(byte[] pixels, int width, int height, int bands, string interpretation, string saver, params (string Name, string Value)[] options) =>
        Save(pixels, Uchar, width, height, bands, interpretation, saver, options);

    /// <summary>Writes 16-bit pixels as a file.</summary>
    public static byte[] Save(ushort[] pixels, int width, int height, int bands, string interpretation, string saver, params (string Name, string Value)[] options) =>
        Save(MemoryMarshal.AsBytes(pixels.AsSpan()).ToArray(), Ushort, width, height, bands, interpretation, saver, options);

    /// <summary>A picture of the repository's gallery.</summary>
    public static string Gallery(int number) => Path.Combine(TestFiles.Repository, "photos", $"photo-{number:000}.jpg");

    /// <summary>A picture's file, changed by operations on one image, and saved anew.</summary>
    /// <param name="path">The picture.</param>
    /// <param name="saver">For instance jpegsave_buffer.</param>
    /// <param name="quality">1 to 100.</param>
    /// <param name="steps">Operations and their arguments: ("resize", "scale=0.5").</param>
    public static byte[] Changed(string path, string saver, int quality, params (string Operation, string Arguments)[] steps)
    {
        using var file = new ImageFile(path, ImageLimits.Default);
        return VipsErrors.Run(path, () =>
        {
            using var plan = new VipsPlan(PictureLoader.Open(file.Bytes, PictureLoader.Find(file.Bytes)));
            foreach (var (operation, arguments) in steps)
                plan.Apply(operation, [.. arguments.Split(' ').Select(argument => (argument.Split('=')[0], argument.Split('=')[1]))]);
            using var save = new VipsOperation(saver).With("in", plan.Image).With("Q", $"{quality}");
            return save.BuildBytes();
        });
    }

    /// <summary>A picture's file as a camera that was held on its side writes it: turned, and EXIF says so.</summary>
    public static byte[] OnItsSide(string path)
    {
        const int TurnClockwise = 6;
        using var image = ImageDecoder.Decode(path);
        return VipsErrors.Run(path, () =>
        {
            using var upright = SrgbPixels.Wrap(image.Buffer);
            using var turn = new VipsOperation("rot").With("in", upright).With("angle", "d270");
            using var turned = turn.BuildImage();
            VipsApi.vips_image_set_int(turned, "orientation", TurnClockwise);
            using var save = new VipsOperation("jpegsave_buffer").With("in", turned).With("Q", "90");
            return save.BuildBytes();
        });
    }

    /// <summary>Mean difference of two pictures of one size, in steps of 255.</summary>
    public static double MeanDifference(DecodedImage one, DecodedImage other)
    {
        Assert.Equal((other.Width, other.Height), (one.Width, one.Height));
        var sum = 0L;
        for (var i = 0; i < one.Pixels.Length; i++)
            sum += Math.Abs(one.Pixels[i] - other.Pixels[i]);
        return (double)sum / one.Pixels.Length;
    }

    private static unsafe byte[] Save(
        byte[] pixels, int format, int width, int height, int bands, string interpretation, string saver, (string Name, string Value)[] options)
    {
        VipsLibrary.Start();
        fixed (byte* memory = pixels)
        {
            using var raw = VipsApi.vips_image_new_from_memory((nint)memory, (nuint)pixels.Length, width, height, bands, format);
            using var copy = new VipsOperation("copy").With("in", raw).With("interpretation", interpretation);
            using var image = copy.BuildImage();
            using var save = new VipsOperation(saver).With("in", image);
            foreach (var (name, value) in options)
                save.With(name, value);
            return save.BuildBytes();
        }
    }
}

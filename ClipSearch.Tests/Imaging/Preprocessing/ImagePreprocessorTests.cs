using System.Text.RegularExpressions;
using ClipSearch.Core.Imaging;
using ClipSearch.Core.Imaging.Preprocessing;
using ClipSearch.Tests.Fixtures;

namespace ClipSearch.Tests.Imaging.Preprocessing;

public sealed partial class ImagePreprocessorTests
{
    private static readonly float[] Mean = [0.48145466f, 0.4578275f, 0.40821073f];
    private static readonly float[] Std = [0.26862954f, 0.26130258f, 0.27577711f];

    public static TheoryData<string> OwnGoldenFiles() => new(ExpectedFiles(TestFiles.Golden("preprocess")));

    [Theory]
    [MemberData(nameof(OwnGoldenFiles))]
    public void Pixels_of_drawings_equal_the_reference_bit_for_bit(string expectedFile) =>
        Assert.Equal(0, LargestDifference(Path.Combine(TestFiles.Golden("preprocess"), expectedFile)));

    [Fact]
    public void Pixels_of_photos_equal_the_reference()
    {
        var folder = TestFiles.Shared("golden/preprocess");
        foreach (var expected in ExpectedFiles(folder))
        {
            var isJpeg = File.Exists(Path.Combine(folder, ExpectedName().Replace(expected, ".jpg")));
            Assert.InRange(LargestDifference(Path.Combine(folder, expected)), 0, isJpeg ? 1 : 0);
        }
    }

    [Theory]
    [InlineData(128)]
    [InlineData(256)]
    [InlineData(512)]
    public void All_vector_widths_give_the_same_pixels(int vectorBits)
    {
        var random = new Random(vectorBits);
        for (var round = 0; round < 60; round++)
        {
            var (width, height) = (random.Next(1, 400), random.Next(1, 400));
            var edge = random.Next(1, 90);
            var cropper = new ImageCropper(new(edge, random.Next(1, edge + 1)));
            var pixels = new byte[width * height * 3];
            random.NextBytes(pixels);
            // Edges between black and white overshoot and must be clipped in every lane.
            if (round % 2 == 0)
                pixels.AsSpan().Replace(pixels, (byte)0, (byte)255);
            for (var i = 0; round % 3 == 0 && i < pixels.Length; i++)
                pixels[i] = (byte)(pixels[i] < 128 ? 0 : 255);

            var scalar = new byte[cropper.Length];
            var vector = new byte[cropper.Length];
            cropper.Resize(pixels, width, height, scalar, 0);
            cropper.Resize(pixels, width, height, vector, vectorBits);
            Assert.Equal(scalar, vector);
        }
    }

    [Fact]
    public void The_tensor_holds_red_then_green_then_blue_scaled_and_normalised()
    {
        byte[] pixels = [10, 20, 30, 40, 50, 60, 70, 80, 90, 100, 110, 120];
        using var image = Image(2, 2, (x, y) => pixels.AsSpan((y * 2 + x) * 3, 3).ToArray());
        var tensor = new float[3 * 2 * 2];
        Preprocessor(2, 2).Preprocess(image, tensor);

        for (var channel = 0; channel < 3; channel++)
        {
            for (var pixel = 0; pixel < 4; pixel++)
                Assert.Equal((pixels[pixel * 3 + channel] / 255f - Mean[channel]) / Std[channel], tensor[channel * 4 + pixel]);
        }
    }

    [Theory]
    [InlineData(1, 1)]
    [InlineData(1, 5000)]
    [InlineData(5000, 1)]
    [InlineData(1, 60000)]
    [InlineData(60000, 2)]
    [InlineData(3, 1_000_000)]
    public void Extreme_shapes_are_cropped_to_their_middle_with_little_memory(int width, int height)
    {
        // A few pixels in the middle are grey 120, and all others are black.
        using var image = Image(width, height, (x, y) =>
            Math.Abs(2 * x - width) <= 40 && Math.Abs(2 * y - height) <= 40 ? [120, 120, 120] : [0, 0, 0]);
        var cropper = new ImageCropper(new(224, 224));
        var crop = new byte[cropper.Length];
        cropper.Crop(image, crop);
        var before = GC.GetAllocatedBytesForCurrentThread();
        cropper.Crop(image, crop);
        var allocated = GC.GetAllocatedBytesForCurrentThread() - before;

        Assert.Equal(Enumerable.Repeat((byte)120, crop.Length), crop);
        Assert.InRange(allocated, 0, 1 << 20);
    }

    [Fact]
    public void A_crop_smaller_than_the_resized_image_is_taken_from_its_middle()
    {
        using var image = Image(4, 4, (x, y) => [(byte)(x * 10), (byte)(y * 10), 7]);
        var crop = new byte[3 * 2 * 2];
        new ImageCropper(new(4, 2)).Crop(image, crop);

        Assert.Equal([10, 10, 7, 20, 10, 7, 10, 20, 7, 20, 20, 7], crop);
    }

    [Fact]
    public void Squash_shows_the_whole_image_whatever_its_shape()
    {
        // Columns of a 4 x 2 image, halved with the weights 3/7, 3/7 and 1/7 of a triangle of 2 pixels to each side.
        using var image = Image(4, 2, (x, _) => x < 2 ? [0, 105, 7] : [105, 0, 7]);
        var crop = new byte[3 * 2 * 2];
        new ImageCropper(new(2, 2, ResizeMode.Squash, Interpolation.Bilinear)).Crop(image, crop);

        Assert.Equal([15, 90, 7, 90, 15, 7, 15, 90, 7, 90, 15, 7], crop);
    }

    [Fact]
    public void Bilinear_enlargement_interpolates_between_two_pixels()
    {
        using var image = Image(2, 2, (x, y) => [(byte)(x * 100), (byte)(y * 40), 7]);
        var crop = new byte[3 * 4 * 4];
        new ImageCropper(new(4, 4, Interpolation: Interpolation.Bilinear)).Crop(image, crop);

        byte[] red = [0, 25, 75, 100], green = [0, 10, 30, 40];
        Assert.Equal(Enumerable.Range(0, 16).SelectMany(pixel => (byte[])[red[pixel % 4], green[pixel / 4], 7]), crop);
    }

    [Theory]
    [InlineData(Interpolation.Bicubic)]
    [InlineData(Interpolation.Bilinear)]
    public void A_square_image_is_the_same_squashed_and_cropped(Interpolation interpolation)
    {
        using var image = Image(50, 50, (x, y) => [(byte)(x * 5), (byte)(y * 5), (byte)(x * y)]);
        var (cropped, squashed) = (new byte[3 * 16 * 16], new byte[3 * 16 * 16]);
        new ImageCropper(new(16, 16, ResizeMode.ShortestEdgeThenCrop, interpolation)).Crop(image, cropped);
        new ImageCropper(new(16, 16, ResizeMode.Squash, interpolation)).Crop(image, squashed);

        Assert.Equal(cropped, squashed);
    }

    [Fact]
    public void Invalid_sizes_and_destinations_are_refused()
    {
        Assert.Throws<ArgumentException>(() => Preprocessor(224, 225));
        Assert.Throws<ArgumentException>(() => new ImageCropper(new(224, 200, ResizeMode.Squash)));
        Assert.Throws<ArgumentException>(() => new ImagePreprocessor(new PixelPreprocessing(224, 224, Mean, [1, 0, 1])));
        Assert.Throws<ArgumentException>(() => new ImagePreprocessor(new PixelPreprocessing(224, 224, [0], Std)));
        using var image = Image(1, 1, (_, _) => [1, 2, 3]);
        Assert.Throws<ArgumentException>(() => Preprocessor(4, 4).Preprocess(image, new float[47]));
        Assert.Throws<ArgumentException>(() => new ImageCropper(new(4, 4)).Crop(image, new byte[49]));
    }

    private static ImagePreprocessor Preprocessor(int edge, int crop) => new(new PixelPreprocessing(edge, crop, Mean, Std));

    private static DecodedImage Image(int width, int height, Func<int, int, byte[]> pixel)
    {
        var pixels = new PixelBuffer(width, height);
        for (var y = 0; y < height; y++)
        {
            for (var x = 0; x < width; x++)
                pixel(x, y).CopyTo(pixels.Span[((y * width + x) * 3)..]);
        }

        return new DecodedImage(pixels, new ImageHeader(width, height, "test"));
    }

    private static int LargestDifference(string expectedFile)
    {
        var file = new[] { ".png", ".jpg" }.Select(extension => ExpectedName().Replace(expectedFile, extension)).First(File.Exists);
        using var image = ImageDecoder.Decode(file);
        using var expected = ImageDecoder.Decode(expectedFile);
        var size = int.Parse(ExpectedName().Match(expectedFile).Groups[1].ValueSpan);
        var cropper = new ImageCropper(new(size, size));
        var crop = new byte[cropper.Length];
        cropper.Crop(image, crop);

        Assert.Equal((size, size), (expected.Width, expected.Height));
        var largest = 0;
        for (var i = 0; i < crop.Length; i++)
            largest = Math.Max(largest, Math.Abs(crop[i] - expected.Pixels[i]));
        return largest;
    }

    private static IEnumerable<string> ExpectedFiles(string folder) =>
        Directory.GetFiles(folder).Select(file => Path.GetFileName(file)!).Where(file => ExpectedName().IsMatch(file)).Order(StringComparer.Ordinal);

    [GeneratedRegex(@"\.expected(\d+)\.png$")]
    private static partial Regex ExpectedName();
}

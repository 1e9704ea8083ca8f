using ClipSearch.Core.Imaging;
using ClipSearch.Core.Native.Vips;

namespace ClipSearch.Benchmarks;

/// <summary>
/// Measures how well signatures separate copies of a photo from other photos. Compares the photos of a folder with each other and with
/// generated variants.
/// </summary>
internal static class DuplicatesBenchmark
{
    private static readonly string[] Endings = [".jpg", ".jpeg", ".png", ".webp", ".avif"];

    private static readonly (string Name, Func<Variant, byte[]> Make)[] Variants =
    [
        ("JPEG of quality 40", variant => variant.Jpeg(40)),
        ("WebP of quality 60", variant => variant.Save("webpsave_buffer", 60)),
        ("half as wide", variant => variant.Scale(0.5).Jpeg()),
        ("160 pixels wide", variant => variant.Scale(160.0 / variant.Width).Jpeg()),
        ("10 % brighter", variant => variant.Brighten(1.1).Jpeg()),
        ("15 % darker", variant => variant.Brighten(0.85).Jpeg()),
        ("1 % cut from each side", variant => variant.Crop(0.01, 0.98).Jpeg()),
        ("3 % cut from each side", variant => variant.Crop(0.03, 0.94).Jpeg()),
        ("5 % cut from each side", variant => variant.Crop(0.05, 0.90).Jpeg()),
        ("3 % cut from right and bottom", variant => variant.Crop(0, 0.97).Jpeg()),
        ("6 % cut from right and bottom", variant => variant.Crop(0, 0.94).Jpeg()),
        ("10 % cut from right and bottom", variant => variant.Crop(0, 0.90).Jpeg()),
    ];

    /// <param name="photos">A folder of photos without duplicates.</param>
    public static void Run(DirectoryInfo photos)
    {
        var files = photos.EnumerateFiles().Where(file => Endings.Contains(file.Extension)).Select(file => file.FullName).Order(StringComparer.Ordinal).ToArray();
        Console.WriteLine($"{files.Length} photos of {photos.FullName}, {Measure.Machine}. Share within {ImageSignature.NearlySame} (near-duplicates) and {ImageSignature.SameScene} (a burst, if camera and time match); distance, p50 / p99");
        var signatures = files.Select(file => Signature(File.ReadAllBytes(file), file)).ToArray();
        using (var image = ImageDecoder.Decode(files[0]))
            Measure.Print($"signature of a decoded photo of {image.Width} × {image.Height}", Measure.Times(200, _ => ImageSignature.Of(image)));

        var pairs = (from one in Enumerable.Range(0, files.Length)
                     from other in Enumerable.Range(one + 1, files.Length - one - 1)
                     select (Distance: signatures[one].DistanceTo(signatures[other]), One: one, Other: other)).ToArray();
        Print($"{pairs.Length} pairs of different photos", [.. pairs.Select(pair => pair.Distance)]);
        foreach (var (distance, one, other) in pairs.OrderBy(pair => pair.Distance).Take(3))
            Console.WriteLine($"near: {distance:F3} {Path.GetFileName(files[one])} {Path.GetFileName(files[other])}");
        foreach (var (name, make) in Variants)
            Print(name, [.. files.Select((file, i) => signatures[i].DistanceTo(Signature(Variant.Of(file, make), file)))]);
    }

    private static ImageSignature Signature(byte[] content, string name)
    {
        using var image = ImageDecoder.Decode(content, name, ImageSignature.ShortestEdge);
        return ImageSignature.Of(image);
    }

    private static void Print(string what, float[] distances)
    {
        Array.Sort(distances);
        double Share(float most) => (double)distances.Count(distance => distance <= most) / distances.Length;
        Measure.Print(what, $"{Share(ImageSignature.NearlySame),7:P2} {Share(ImageSignature.SameScene),7:P2}   {distances[distances.Length / 2]:F3} / {distances[distances.Length * 99 / 100]:F3}");
    }

    /// <summary>A photo that is modified and saved.</summary>
    private sealed class Variant(VipsPlan plan)
    {
        private const int UsualQuality = 80;

        public int Width => VipsApi.vips_image_get_width(plan.Image);

        public static byte[] Of(string file, Func<Variant, byte[]> make)
        {
            using var content = new ImageFile(file, ImageLimits.Default);
            return VipsErrors.Run(file, () =>
            {
                using var plan = new VipsPlan(ImageLoader.Open(content.Bytes, ImageLoader.Find(content.Bytes)));
                return make(new Variant(plan));
            });
        }

        public Variant Scale(double factor) => Apply("resize", ("scale", $"{factor}"));

        public Variant Brighten(double factor) => Apply("linear", ("a", $"{factor}"), ("b", "0"));

        /// <summary>Crops to <paramref name="share"/> of the width and height, starting at the fraction <paramref name="from"/>.</summary>
        public Variant Crop(double from, double share)
        {
            var height = VipsApi.vips_image_get_height(plan.Image);
            return Apply("embed", ("x", $"{-(int)(from * Width)}"), ("y", $"{-(int)(from * height)}"), ("width", $"{(int)(share * Width)}"), ("height", $"{(int)(share * height)}"));
        }

        public byte[] Jpeg(int quality = UsualQuality) => Save("jpegsave_buffer", quality);

        public byte[] Save(string saver, int quality)
        {
            using var save = new VipsOperation(saver).With("in", plan.Image).With("Q", $"{quality}").With("strip", "true");
            return save.BuildBytes();
        }

        private Variant Apply(string operation, params ReadOnlySpan<(string Name, string Value)> arguments)
        {
            plan.Apply(operation, arguments);
            return this;
        }
    }
}

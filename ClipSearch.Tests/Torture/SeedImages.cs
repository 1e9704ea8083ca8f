using ClipSearch.Core.Imaging;
using ClipSearch.Core.Native.Vips;

namespace ClipSearch.Tests.Torture;

/// <summary>A valid image file that mutations start from.</summary>
/// <param name="Extension">The extension of the file name, with the dot.</param>
/// <param name="Content">The file.</param>
internal sealed record SeedImage(string Extension, byte[] Content);

/// <summary>Valid image files of every format in several encodings: the golden files, and files that only libvips writes.</summary>
internal static class SeedImages
{
    /// <summary>The files that libvips writes: the operation, an option, and the extension.</summary>
    private static readonly (string Saver, string Option, string Value, string Extension)[] Saved =
    [
        ("heifsave_buffer", "compression", "av1", ".avif"),
        ("jpegsave_buffer", "interlace", "true", ".jpg"),
        ("jpegsave_buffer", "restart_interval", "2", ".jpg"),
        ("pngsave_buffer", "interlace", "true", ".png"),
        ("webpsave_buffer", "Q", "60", ".webp"),
        ("webpsave_buffer", "lossless", "true", ".webp"),
        ("tiffsave_buffer", "compression", "deflate", ".tif"),
        ("tiffsave_buffer", "compression", "lzw", ".tif"),
        ("tiffsave_buffer", "tile", "true", ".tif"),
        ("gifsave_buffer", "effort", "1", ".gif"),
    ];

    /// <summary>Returns the files.</summary>
    /// <param name="repository">The repository's root.</param>
    public static IReadOnlyList<SeedImage> Of(string repository)
    {
        var golden = Path.Combine(repository, "ClipSearch.Tests", "Golden");
        string[] files =
        [
            .. Directory.GetFiles(Path.Combine(golden, "formats")).Order(StringComparer.Ordinal),
            Path.Combine(golden, "orientation", "orientation-6.jpg"), Path.Combine(repository, "photos", "photo-001.jpg"),
        ];
        return [.. files.Select(file => new SeedImage(Path.GetExtension(file), File.ReadAllBytes(file))), .. Saved.Select(Save)];
    }

    private static SeedImage Save((string Saver, string Option, string Value, string Extension) saved)
    {
        ImageLoader.Start();
        using var pattern = new VipsOperation("zone").With("width", "96").With("height", "64").With("uchar", "true");
        using var image = pattern.BuildImage();
        using var save = new VipsOperation(saved.Saver).With("in", image).With(saved.Option, saved.Value);
        return new SeedImage(saved.Extension, save.BuildBytes());
    }
}

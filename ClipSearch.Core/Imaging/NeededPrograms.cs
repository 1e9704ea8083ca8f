using ClipSearch.Core.Imaging.Structure;

namespace ClipSearch.Core.Imaging;

/// <summary>
/// The programs and libraries that ClipSearch does not bring along. This is the one place that says which files need one, whether it is
/// installed, and how to install it. A scan skips the files until it is.
/// </summary>
public static class NeededPrograms
{
    /// <summary>The class name of the libvips loader for JPEG XL.</summary>
    internal const string JpegXlLoader = "VipsForeignLoadJxlSource";

    /// <summary>All of them, with distinct extensions.</summary>
    public static IReadOnlyList<NeededProgram> All { get; } =
    [
        new("heic", [".heic"], "needs a libvips that reads HEIC; run scripts/setup --libvips, or set LIBVIPS_PATH to one", HeifStructure.IsHevc, ReadsHevc),
        new("jxl", [".jxl"], "needs a libvips that reads JPEG XL; run scripts/setup --libvips, or set LIBVIPS_PATH to one", JxlStructure.Recognises, () => ImageLoader.Exists(JpegXlLoader)),
        // VideoReader finds out whether FFmpeg is installed, because a setting names it.
        new("ffmpeg", [".mp4", ".m4v", ".mov", ".webm", ".mkv"], "needs FFmpeg; run scripts/setup --video, or set FFMPEG to its path", _ => false, () => true),
    ];

    /// <summary>Returns the program that files with an extension need; null if they need none.</summary>
    /// <param name="extension">The extension in lower case, with its dot, as the records of skipped files have it.</param>
    public static NeededProgram? Find(string extension) => All.FirstOrDefault(program => program.Extensions.Contains(extension));

    /// <summary>Returns whether files with an extension need a program that is not installed.</summary>
    /// <param name="extension">As for <see cref="Find"/>.</param>
    public static bool IsMissing(string extension) => Find(extension) is { IsInstalled: false };

    /// <summary>Returns the program that is needed to read a file and is not installed; null if there is none.</summary>
    /// <param name="file">The content of the file.</param>
    internal static NeededProgram? MissingFor(ReadOnlySpan<byte> file)
    {
        foreach (var program in All)
        {
            if (program.Reads(file) && !program.IsInstalled)
                return program;
        }

        return null;
    }

    /// <summary>
    /// Decodes a tiny HEIC. libvips may have a loader for HEIF without a decoder for HEVC, and only decoding shows it.
    /// </summary>
    private static bool ReadsHevc()
    {
        using var stream = typeof(NeededPrograms).Assembly.GetManifestResourceStream("hevc.heic")!;
        var file = new byte[stream.Length];
        stream.ReadExactly(file);
        try
        {
            using var image = ImageDecoder.Decode(file, "a HEIC");
            return true;
        }
        catch (ImageException)
        {
            return false;
        }
    }
}

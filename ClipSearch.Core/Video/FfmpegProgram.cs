using System.Diagnostics;
using ClipSearch.Core.Settings;

namespace ClipSearch.Core.Video;

/// <summary>Finds FFmpeg's programs. They are looked up again for each scan, so that installing FFmpeg needs no restart.</summary>
public sealed class FfmpegProgram(ClipSearchOptions options)
{
    /// <summary>The value of FFMPEG that turns videos off.</summary>
    public const string Off = "off";

    /// <summary>How to install FFmpeg, in one sentence.</summary>
    public const string Remedy = "Install FFmpeg, on Debian with scripts/setup --video, or set FFMPEG to its path";

    private const string ProbeName = "ffprobe";

    /// <summary>Whether videos can be read.</summary>
    public bool IsInstalled => Find() is not null;

    /// <summary>Returns the paths of ffmpeg and of ffprobe, which is beside it or in PATH; null if one is missing.</summary>
    public (string Ffmpeg, string Ffprobe)? Find()
    {
        if (options.Ffmpeg == Off || Locate(options.Ffmpeg) is not { } ffmpeg)
            return null;
        var beside = Path.Combine(Path.GetDirectoryName(ffmpeg)!, Path.GetFileName(ffmpeg).Replace("ffmpeg", ProbeName, StringComparison.Ordinal));
        return (beside != ffmpeg && File.Exists(beside) ? beside : Locate(ProbeName)) is { } ffprobe ? (ffmpeg, ffprobe) : null;
    }

    private static string? Locate(string program)
    {
        if (program.Contains(Path.DirectorySeparatorChar, StringComparison.Ordinal))
            return File.Exists(program) ? Path.GetFullPath(program) : null;
        var names = OperatingSystem.IsWindows() ? [program, program + ".exe"] : new[] { program };
        return (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries)
            .SelectMany(folder => names.Select(name => Path.Combine(folder, name)))
            .FirstOrDefault(File.Exists);
    }
}

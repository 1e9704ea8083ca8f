using System.Buffers.Binary;
using System.Diagnostics;
using ClipSearch.Tests.Imaging;

namespace ClipSearch.Tests.Fixtures;

/// <summary>Videos that FFmpeg makes from drawings.</summary>
internal static class TestVideos
{
    /// <summary>The time at which the second scene of a film begins.</summary>
    public static TimeSpan SecondScene { get; } = TimeSpan.FromSeconds(4);

    /// <summary>The length of a film.</summary>
    public static TimeSpan Length { get; } = TimeSpan.FromSeconds(8);

    /// <summary>Makes a film of two scenes, each a still drawing of four seconds.</summary>
    /// <param name="path">The path of the film; its extension determines the container.</param>
    /// <param name="first">The number of the drawing of the first scene.</param>
    /// <param name="second">The number of the drawing of the second scene.</param>
    /// <param name="output">Further arguments for the output, for instance metadata.</param>
    public static void WriteFilm(string path, int first, int second, params string[] output) => Run(
    [
        "-loop", "1", "-t", "4", "-i", SampleImages.Gallery(first), "-loop", "1", "-t", "4", "-i", SampleImages.Gallery(second),
        "-filter_complex", "[0:v]scale=320:240,setsar=1,fps=10[a];[1:v]scale=320:240,setsar=1,fps=10[b];[a][b]concat=n=2:v=1[v]", "-map", "[v]", .. Codec(path), .. output, path,
    ]);

    /// <summary>Makes a video of one still drawing.</summary>
    public static void WriteStill(string path, int drawing, double seconds, params string[] output) => Run(
        ["-loop", "1", "-t", seconds.ToString(System.Globalization.CultureInfo.InvariantCulture), "-i", SampleImages.Gallery(drawing), "-vf", "scale=320:240,setsar=1,fps=10", .. Codec(path), .. output, path]);

    /// <summary>Copies an MP4 file, to be shown turned by 90 degrees.</summary>
    public static void Turn(string path, string turned)
    {
        // The matrix of the video track, whose first four of nine numbers turn it; FFmpeg's option for it depends on its version.
        var file = File.ReadAllBytes(path);
        var matrix = file.AsSpan(file.AsSpan().IndexOf("tkhd"u8) + 44);
        int[] numbers = [0, 1 << 16, 0, -(1 << 16), 0, 0, 240 << 16, 0, 1 << 30];
        for (var i = 0; i < numbers.Length; i++)
            BinaryPrimitives.WriteInt32BigEndian(matrix[(4 * i)..], numbers[i]);
        File.WriteAllBytes(turned, file);
    }

    /// <summary>Runs FFmpeg.</summary>
    public static void Run(IEnumerable<string> arguments)
    {
        var start = new ProcessStartInfo("ffmpeg", ["-nostdin", "-v", "error", "-y", .. arguments]) { RedirectStandardError = true };
        using var process = Process.Start(start) ?? throw new InvalidOperationException("FFmpeg is missing; scripts/test installs it.");
        var error = process.StandardError.ReadToEnd();
        process.WaitForExit();
        Assert.True(process.ExitCode == 0, error);
    }

    // All browsers of the tests play VP8.
    private static string[] Codec(string path) => Path.GetExtension(path) == ".webm"
        ? ["-c:v", "libvpx", "-deadline", "realtime", "-cpu-used", "8", "-b:v", "500k", "-auto-alt-ref", "0", "-pix_fmt", "yuv420p"]
        : ["-c:v", "libx264", "-preset", "ultrafast", "-pix_fmt", "yuv420p"];
}

using System.Globalization;
using System.Text.RegularExpressions;

namespace ClipSearch.Core.Video;

/// <summary>
/// Selects the frames of a video that search compares: the first of each scene, and further ones in a long scene. Frames that look like the
/// one before are dropped later.
/// </summary>
internal static partial class FrameSampling
{
    /// <summary>The number of regular samples in a video of any length, beyond a minute or so.</summary>
    private const int RegularSamples = 60;

    /// <summary>The difference of two frames, 0 to 1, from which FFmpeg's scene score stands for a cut.</summary>
    private const string Cut = "0.3";

    /// <summary>How many times more densely cuts are sampled than a still scene.</summary>
    private const double CutsPerSample = 4;

    /// <summary>The minimum number of samples of a short video.</summary>
    private const int ShortestVideoSamples = 3;

    private static readonly TimeSpan Shortest = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan Longest = TimeSpan.FromMinutes(2);

    /// <summary>Returns the time between two samples within a scene.</summary>
    /// <param name="duration">The length of the video; null if it is not known.</param>
    public static TimeSpan Interval(TimeSpan? duration) => TimeSpan.FromTicks(Math.Clamp((duration ?? Shortest).Ticks / RegularSamples, Shortest.Ticks, Longest.Ticks));

    /// <summary>Returns the expression of FFmpeg's filter "select".</summary>
    public static string Expression(TimeSpan interval) => string.Create(
        CultureInfo.InvariantCulture,
        $"isnan(prev_selected_t)+gte(t-prev_selected_t,{interval.TotalSeconds:0.###})+gt(scene,{Cut})*gte(t-prev_selected_t,{interval.TotalSeconds / CutsPerSample:0.###})");

    /// <summary>
    /// Returns whether the samples of a video are too far apart, because it has few frames that can be decoded on their own.
    /// </summary>
    /// <param name="samples">The times of the samples, in ascending order.</param>
    /// <param name="duration">The length of the video; null if it is not known.</param>
    public static bool IsTooSparse(IReadOnlyList<TimeSpan> samples, TimeSpan? duration)
    {
        var maxGap = 2 * Interval(duration);
        if (duration is { } length && length / ShortestVideoSamples < maxGap)
            maxGap = length / ShortestVideoSamples;
        var last = TimeSpan.Zero;
        foreach (var next in duration is { } end ? samples.Append(end) : samples)
        {
            if (next - last > maxGap)
                return true;
            last = next;
        }

        return false;
    }

    /// <summary>Reads the time of a frame from a line of FFmpeg's filter "showinfo"; null for another line.</summary>
    public static TimeSpan? TimeIn(string line) =>
        FrameLine().Match(line) is { Success: true } match && double.TryParse(match.Groups["time"].ValueSpan, NumberStyles.Float, CultureInfo.InvariantCulture, out var seconds)
        && seconds is >= 0 and < int.MaxValue / 1000
            // Whole milliseconds, rounded down, so that seeking to the time finds this frame and not the next.
            ? TimeSpan.FromMilliseconds(Math.Floor((seconds * 1000) + 0.0001)) : null;

    [GeneratedRegex(@"^\[Parsed_showinfo_\d+ @ [^\]]+\] n: *\d+ .*? pts_time:(?<time>[-0-9.e+]+)", RegexOptions.CultureInvariant)]
    private static partial Regex FrameLine();
}

using ClipSearch.Core.Video;

namespace ClipSearch.Tests.Video;

/// <summary>Which frames of a video are compared.</summary>
public sealed class FrameSamplingTests
{
    [Theory]
    [InlineData(5, 2)]
    [InlineData(120, 2)]
    [InlineData(600, 10)]
    [InlineData(36_000, 120)]
    public void A_longer_video_is_sampled_at_longer_intervals(double seconds, double expected) =>
        Assert.Equal(expected, FrameSampling.Interval(TimeSpan.FromSeconds(seconds)).TotalSeconds);

    [Fact]
    public void Samples_are_too_sparse_if_a_part_of_the_video_has_none()
    {
        Assert.False(FrameSampling.IsTooSparse(Seconds(0, 4, 8, 12), TimeSpan.FromSeconds(16)));
        Assert.True(FrameSampling.IsTooSparse(Seconds(0, 4, 10, 12), TimeSpan.FromSeconds(16)));
        Assert.True(FrameSampling.IsTooSparse(Seconds(0, 2), TimeSpan.FromSeconds(4)));
        Assert.False(FrameSampling.IsTooSparse(Seconds(0, 1, 2), TimeSpan.FromSeconds(3)));
        Assert.True(FrameSampling.IsTooSparse(Seconds(0), TimeSpan.FromSeconds(16)));
        Assert.False(FrameSampling.IsTooSparse(Seconds(0), null));
        Assert.True(FrameSampling.IsTooSparse([], TimeSpan.FromSeconds(16)));
    }

    [Theory]
    [InlineData("[Parsed_showinfo_1 @ 0x55d1d4799b80] n:   1 pts:  51200 pts_time:4       pos:    49432 fmt:bgr24", 4000)]
    [InlineData("[Parsed_showinfo_1 @ 0x55d1d4799b80] n:   0 pts:      0 pts_time:0.0333333 pos: 48", 33)]
    [InlineData("[Parsed_showinfo_1 @ 0x55d1d4799b80] n:   7 pts:   9009 pts_time:0.6 pos: 48", 600)]
    [InlineData("[Parsed_showinfo_1 @ 0x55d1d4799b80] n:   0 pts: NOPTS pts_time:NOPTS pos: 48", null)]
    [InlineData("[Parsed_showinfo_1 @ 0x55d1d4799b80] n:   0 pts:  -1 pts_time:-0.04 pos: 48", null)]
    [InlineData("    title           : [Parsed_showinfo_1 @ 0x55d1d4799b80] n:   1 pts: 1 pts_time:9", null)]
    [InlineData("[Parsed_showinfo_1 @ 0x55d1d4799b80] color_range:pc color_space:gbr", null)]
    public void The_time_of_a_frame_is_read_from_the_log(string line, int? expected) =>
        Assert.Equal(expected is { } at ? TimeSpan.FromMilliseconds(at) : null, FrameSampling.TimeIn(line));

    private static TimeSpan[] Seconds(params double[] seconds) => [.. seconds.Select(TimeSpan.FromSeconds)];
}

namespace ClipSearch.Core.Video;

/// <summary>What the library knows of a video besides the properties that it shares with photos.</summary>
/// <param name="Duration">Its length.</param>
/// <param name="Frames">The times of the frames that search compares, in ascending order. The first of them is the poster.</param>
public sealed record VideoFacts(TimeSpan Duration, IReadOnlyList<TimeSpan> Frames)
{
    /// <summary>The frame that represents the video in lists.</summary>
    public TimeSpan Poster => Frames.Count > 0 ? Frames[0] : TimeSpan.Zero;
}

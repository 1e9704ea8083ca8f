using System.Globalization;

namespace ClipSearch.Web.Requests;

/// <summary>A time in a video in URLs, in seconds: <c>?t=12.48</c>.</summary>
public static class VideoTime
{
    /// <summary>The query parameter.</summary>
    public const string Parameter = "t";

    /// <summary>Returns a time as it stands in URLs.</summary>
    public static string Of(TimeSpan time) => time.TotalSeconds.ToString("0.###", CultureInfo.InvariantCulture);

    /// <summary>Reads a time; returns null if there is none, or it is not a time.</summary>
    public static TimeSpan? Parse(string? text) =>
        double.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var seconds) && seconds < int.MaxValue / 1000
            ? TimeSpan.FromMilliseconds(Math.Round(seconds * 1000)) : null;
}

using System.Globalization;
using System.Text.Json;

namespace ClipSearch.Core.Video;

/// <summary>Reads the output of ffprobe.</summary>
internal static class VideoProbe
{
    private static readonly string[] HdrTransfers = ["smpte2084", "arib-std-b67"];

    /// <summary>The arguments of ffprobe before the file.</summary>
    public static IReadOnlyList<string> Arguments { get; } = ["-v", "error", "-of", "json", "-show_format", "-show_streams", "-select_streams", "V:0"];

    /// <summary>Reads the properties of a video.</summary>
    /// <param name="json">The output of ffprobe.</param>
    /// <param name="format">The format of the file.</param>
    /// <param name="now">The current time in UTC, for dates in the future.</param>
    /// <returns>The properties; null if the file has no video.</returns>
    public static VideoStream? Read(ReadOnlySpan<byte> json, VideoFormat format, DateTime now)
    {
        var reader = new Utf8JsonReader(json);
        if (!JsonDocument.TryParseValue(ref reader, out var document))
            return null;
        using (document)
        {
            var root = document.RootElement;
            if (!root.TryGetProperty("streams", out var streams) || streams.GetArrayLength() == 0)
                return null;
            var stream = streams[0];
            if (Whole(stream, "width") is not { } width || Whole(stream, "height") is not { } height || width <= 0 || height <= 0)
                return null;
            var container = root.TryGetProperty("format", out var found) ? found : default;
            var wide = Math.Max(1, (int)Math.Round(width * PixelAspect(stream)));
            var (across, down) = IsTurned(stream) ? (height, wide) : (wide, height);
            var tags = Tags(stream).Concat(Tags(container)).GroupBy(tag => tag.Key, StringComparer.OrdinalIgnoreCase)
                .ToDictionary(tag => tag.Key, tag => tag.Last().Value, StringComparer.OrdinalIgnoreCase);
            return new VideoStream(format, across, down, Duration(container) ?? Duration(stream), HdrTransfers.Contains(Text(stream, "color_transfer")), VideoMetadata.Read(tags, now));
        }
    }

    private static IEnumerable<KeyValuePair<string, string>> Tags(JsonElement element)
    {
        if (element.ValueKind != JsonValueKind.Object || !element.TryGetProperty("tags", out var tags))
            yield break;
        foreach (var tag in tags.EnumerateObject())
        {
            if (tag.Value.ValueKind == JsonValueKind.String)
                yield return new(tag.Name, tag.Value.GetString()!);
        }
    }

    private static TimeSpan? Duration(JsonElement element) =>
        double.TryParse(Text(element, "duration"), NumberStyles.Float, CultureInfo.InvariantCulture, out var seconds) && seconds is > 0 and < int.MaxValue / 1000
            ? TimeSpan.FromMilliseconds(Math.Round(seconds * 1000)) : null;

    /// <summary>Returns the width of a pixel divided by its height.</summary>
    private static double PixelAspect(JsonElement stream) =>
        Text(stream, "sample_aspect_ratio")?.Split(':') is [var x, var y] && int.TryParse(x, CultureInfo.InvariantCulture, out var across)
        && int.TryParse(y, CultureInfo.InvariantCulture, out var down) && across > 0 && down > 0 && (double)across / down is > 0.05 and < 20
            ? (double)across / down : 1;

    private static bool IsTurned(JsonElement stream)
    {
        if (!stream.TryGetProperty("side_data_list", out var list))
            return false;
        foreach (var item in list.EnumerateArray())
        {
            if (Whole(item, "rotation") is { } degrees)
                return degrees % 180 != 0;
        }

        return false;
    }

    private static int? Whole(JsonElement element, string name) =>
        element.ValueKind == JsonValueKind.Object && element.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.Number && value.TryGetDouble(out var number)
        && Math.Abs(number) < int.MaxValue ? (int)Math.Round(number) : null;

    private static string? Text(JsonElement element, string name) =>
        element.ValueKind == JsonValueKind.Object && element.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;
}

using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace ClipSearch.Core.Library.Storage;

/// <summary>Repairs listing pages. The AWS client rejects a whole page if it cannot parse a single date or size.</summary>
internal static partial class BucketPage
{
    /// <summary>
    /// Replaces dates and sizes that cannot be parsed with 1970 and 0. Changes are detected by ETag, so the values do not matter.
    /// </summary>
    /// <returns>The repaired page; the same array if there is nothing to repair.</returns>
    public static byte[] Repaired(byte[] page)
    {
        // Latin-1 preserves all bytes, whatever the encoding; only the ASCII text of these elements matters.
        var text = Encoding.Latin1.GetString(page);
        var repaired = Value().Replace(text, value => IsParsable(value) ? value.Value : $"{value.Groups["start"].Value}{(IsDate(value) ? "1970-01-01T00:00:00.000Z" : "0")}<");
        return ReferenceEquals(repaired, text) ? page : Encoding.Latin1.GetBytes(repaired);
    }

    private static bool IsDate(Match value) => value.Groups["date"].Success;

    private static bool IsParsable(Match value)
    {
        var text = value.Groups["text"].Value;
        return IsDate(value)
            ? DateTime.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AdjustToUniversal, out _)
            : long.TryParse(text, NumberStyles.Integer, CultureInfo.InvariantCulture, out _);
    }

    [GeneratedRegex("(?<start><(?:(?<date>LastModified)|Size)>)(?<text>[^<]*)<", RegexOptions.CultureInvariant)]
    private static partial Regex Value();
}

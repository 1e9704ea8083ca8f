using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace ClipSearch.Core.Storage;

/// <summary>A page of a listing, as its server sends it. AWS's client gives up the whole page for one date or size that it cannot parse.</summary>
internal static partial class BucketPage
{
    /// <summary>Replaces the dates and sizes that cannot be parsed, by 1970 and 0: the photos are known by their ETags.</summary>
    /// <returns>The page; the same object where nothing is wrong with it.</returns>
    public static byte[] Repaired(byte[] page)
    {
        // Bytes stay what they are, whatever the encoding: only the digits in these elements matter.
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

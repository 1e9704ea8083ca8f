using ClipSearch.Core.Imaging;
using ClipSearch.Core.Library.Storage;
using ClipSearch.Core.Library.Sync;

namespace ClipSearch.Web.Cli;

/// <summary>Says on one line what a scan has skipped: <c>3 hidden, 2 excluded, 5 of unknown type (4 .mov, 1 .pdf)</c>.</summary>
internal static class SkippedText
{
    /// <summary>The maximum number of extensions that are listed.</summary>
    private const int MaxExtensions = 8;

    public static string Of(IReadOnlyList<SkippedGroup> skipped) => string.Join(", ", skipped.GroupBy(group => group.Reason).Select(Reason));

    private static string Reason(IGrouping<SkipReason, SkippedGroup> groups)
    {
        var count = groups.Sum(group => group.Count);
        return groups.Key switch
        {
            SkipReason.Hidden => $"{count} hidden",
            SkipReason.Excluded => $"{count} excluded",
            SkipReason.TooLarge => $"{count} larger than {ImageLimits.Default.MaxFileBytes >> 20} MiB",
            SkipReason.NeedsProgram => string.Join(", ", groups.Select(group => $"{group.Count} {group.Extension} ({NeededPrograms.Find(group.Extension)?.Remedy})")),
            _ => $"{count} of unknown type ({Extensions([.. groups])})",
        };
    }

    private static string Extensions(IReadOnlyList<SkippedGroup> groups) =>
        string.Join(", ", groups.Take(MaxExtensions).Select(group => $"{group.Count} {(group.Extension.Length > 0 ? group.Extension : "without extension")}"))
        + (groups.Count > MaxExtensions ? ", …" : "");
}

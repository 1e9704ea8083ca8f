using ClipSearch.Core.Library;
using ClipSearch.Core.Paths;

namespace ClipSearch.Web.Components;

/// <summary>Photos grouped by month.</summary>
/// <param name="Months">The photos in order, by the first day of their month.</param>
/// <param name="Address">Returns the URL of a photo's page, which includes the way back.</param>
/// <param name="Roots">The library folders, for display paths.</param>
public sealed record MonthsView(IReadOnlyList<IGrouping<DateOnly, Photo>> Months, Func<Photo, string> Address, LibraryFolders Roots)
{
    /// <summary>Whether the caller may see absolute paths.</summary>
    public bool ShowsPaths { get; init; }

    /// <summary>The last month on the current page, to which htmx appends photos; null in a full page.</summary>
    public DateOnly? GoesOn { get; init; }

    /// <summary>The URL of the next photos; null on the last page.</summary>
    public string? Next { get; init; }
}

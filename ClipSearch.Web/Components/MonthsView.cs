using ClipSearch.Core;
using ClipSearch.Core.Index;

namespace ClipSearch.Web.Components;

/// <summary>Photos by month, as a page shows them.</summary>
/// <param name="Months">The photos by the first day of their month, in their order.</param>
/// <param name="Address">The address of a photo's page, which knows the way back.</param>
/// <param name="Roots">The folders by which photos are named.</param>
public sealed record MonthsView(IReadOnlyList<IGrouping<DateOnly, Photo>> Months, Func<Photo, string> Address, PhotoRoots Roots)
{
    /// <summary>The month that the page has already, to which htmx adds photos; null in a page.</summary>
    public DateOnly? GoesOn { get; init; }

    /// <summary>The address of the photos that follow; null at the end.</summary>
    public string? Next { get; init; }
}

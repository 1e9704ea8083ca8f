using ClipSearch.Core.Library.Facets;
using ClipSearch.Web.Requests;

namespace ClipSearch.Web.Pages;

/// <summary>The values of the search form.</summary>
/// <param name="Text">The text.</param>
/// <param name="Filter">The filter as entered.</param>
/// <param name="LikePhoto">The photo to find similar photos for, as entered; null if there is none.</param>
/// <param name="LikeImage">The uploaded image to find similar photos for; null if there is none.</param>
/// <param name="PictureWeight">The weight of the image next to the text, as entered; null for the default.</param>
/// <param name="MinusWeight">The weight of excluded words, as entered; null for the default.</param>
/// <param name="IsSingle">Whether duplicates are shown separately.</param>
public sealed record SearchFormView(
    string Text, FilterRequest Filter, string? LikePhoto, string? LikeImage, string? PictureWeight, string? MinusWeight, bool IsSingle)
{
    /// <summary>Whether an empty box has the focus when the page opens. On an error page, the recent searches below it would cover the message.</summary>
    public bool HasFocus { get; init; } = true;

    /// <summary>Creates the form from a URL's query.</summary>
    public static SearchFormView Of(IQueryCollection query, FacetList facets)
    {
        string? Value(string name) => QueryNumbers.Trimmed(query, name);
        return new SearchFormView(
            Value("q") ?? "", FilterRequest.Of(query, facets), Value("like"), Value("picture"), Value("pictureWeight"), Value("minusWeight"),
            bool.TryParse(Value("stacks"), out var stacked) && !stacked);
    }
}

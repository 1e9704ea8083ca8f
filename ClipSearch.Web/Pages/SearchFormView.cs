using ClipSearch.Core.Library.Facets;
using ClipSearch.Web.Requests;

namespace ClipSearch.Web.Pages;

/// <summary>The values of the search form.</summary>
/// <param name="Text">The text.</param>
/// <param name="Filter">The filter as entered.</param>
/// <param name="LikePhotos">The photos to find similar photos for, as entered: ids separated by commas; null if there are none.</param>
/// <param name="LikeImage">The uploaded image to find similar photos for; null if there is none.</param>
/// <param name="PictureWeight">The weight of the image next to the text, as entered; null for the default.</param>
/// <param name="MinusWeight">The weight of excluded words, as entered; null for the default.</param>
/// <param name="IsSingle">Whether duplicates are shown separately.</param>
public sealed record SearchFormView(
    string Text, FilterRequest Filter, string? LikePhotos, string? LikeImage, string? PictureWeight, string? MinusWeight, bool IsSingle)
{
    /// <summary>The maximum number of images that the form shows.</summary>
    private const int MaxSources = 6;

    /// <summary>Whether an empty box has the focus when the page opens. On an error page, the recent searches below it would cover the message.</summary>
    public bool HasFocus { get; init; } = true;

    /// <summary>The images to find similar photos for, up to <see cref="MaxSources"/>: the URLs of their thumbnails.</summary>
    public IReadOnlyList<string> Sources => LikePhotos is not null
        ? [.. Likes.Take(MaxSources).Select(photo => SiteUrls.Of($"/photos/{Uri.EscapeDataString(photo)}/thumb"))]
        : LikeImage is not null ? [SiteUrls.Of($"/search/picture/{Uri.EscapeDataString(LikeImage)}")] : [];

    /// <summary>The number of images to find similar photos for.</summary>
    public int SourceCount => LikePhotos is not null ? Likes.Length : LikeImage is not null ? 1 : 0;

    private string[] Likes => LikePhotos!.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);

    /// <summary>Creates the form from a URL's query.</summary>
    public static SearchFormView Of(IQueryCollection query, FacetList facets)
    {
        string? Value(string name) => QueryNumbers.Trimmed(query, name);
        return new SearchFormView(
            Value("q") ?? "", FilterRequest.Of(query, facets), query[SearchRequest.LikeParameter].ToString().Trim() is { Length: > 0 } like ? like : null, Value("picture"), Value("pictureWeight"), Value("minusWeight"),
            bool.TryParse(Value("stacks"), out var stacked) && !stacked);
    }
}

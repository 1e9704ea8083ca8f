using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using ClipSearch.Core.Library.Facets;
using ClipSearch.Core.Search;
using ClipSearch.Web.Problems;
using Microsoft.AspNetCore.Http.Extensions;

namespace ClipSearch.Web.Requests;

/// <summary>
/// A search that a URL requests: <c>?q=man+jumping&amp;type=png&amp;limit=24&amp;offset=48</c>. The page and the API parse it in the same
/// way.
/// </summary>
/// <param name="Query">The query.</param>
/// <param name="Filter">The filter as entered.</param>
public sealed record SearchRequest(PhotoQuery Query, FilterRequest Filter)
{
    /// <summary>The query parameter with the ids of photos to find similar photos of: <c>like=12,15,18</c>.</summary>
    public const string LikeParameter = "like";

    /// <summary>The query parameters of which a search needs at least one.</summary>
    private static readonly string[] Asking = ["q", LikeParameter, "picture"];

    private static readonly PhotoQuery Plain = new("");

    /// <summary>Returns whether a URL requests a search.</summary>
    public static bool IsIn(IQueryCollection query) => Asking.Any(query.ContainsKey);

    /// <summary>Parses a URL's query.</summary>
    public static bool TryRead(IQueryCollection query, FacetList facets, [NotNullWhen(true)] out SearchRequest? request, [NotNullWhen(false)] out Problem? problem) =>
        TryRead(SearchParameters.Of(query, facets), facets, out request, out problem);

    /// <summary>Parses the query parameters.</summary>
    public static bool TryRead(SearchParameters parameters, FacetList facets, [NotNullWhen(true)] out SearchRequest? request, [NotNullWhen(false)] out Problem? problem)
    {
        ArgumentNullException.ThrowIfNull(parameters);
        request = null;
        var text = parameters.Text ?? "";
        var image = string.IsNullOrEmpty(parameters.Picture) ? null : parameters.Picture;
        if (PhotoNumbers.TryRead(parameters.Like, LikeParameter, PhotoSearch.MaxLikePhotos, out var like, out problem)
            && parameters.Page.TryRead(out var limit, out var offset, out problem)
            && QueryNumbers.TryReadShare(parameters.Weights.PictureWeight, "pictureWeight", Plain.PictureWeight, out var pictureWeight, out problem)
            && QueryNumbers.TryReadShare(parameters.Weights.MinusWeight, "minusWeight", Plain.MinusWeight, out var minusWeight, out problem)
            && QueryNumbers.TryReadFlag(parameters.Weights.Stacks, "stacks", Plain.Stacked, out var stacked, out problem)
            && parameters.Filter.TryRead(facets, out var filter, out problem))
        {
            if (like.Count == 0 && image is null && QueryWords.Of(text).Wanted.Length == 0)
            {
                problem = Problem.BlankQuery;
                return false;
            }

            request = new SearchRequest(
                new PhotoQuery(text)
                {
                    LikePhotos = like,
                    LikeImage = image,
                    PictureWeight = pictureWeight,
                    MinusWeight = minusWeight,
                    Filter = filter,
                    Stacked = stacked,
                    Limit = limit,
                    Offset = offset,
                },
                parameters.Filter);
        }

        return request is not null;
    }

    /// <summary>Returns the URL of the page that searches all photos for a text.</summary>
    public static string PageOf(string text) => new SearchRequest(new PhotoQuery(text), FilterRequest.None).PageAt(0);

    /// <summary>Returns the URL of the page that shows photos similar to photos of the library.</summary>
    public static string PageLike(params IReadOnlyList<long> photos) => new SearchRequest(new PhotoQuery("") { LikePhotos = photos }, FilterRequest.None).PageAt(0);

    /// <summary>Returns the URL of the same search without one part of its filter.</summary>
    public string PageWithout(Facet facet) => (this with { Filter = Filter.Without(facet) }).PageAt(0);

    /// <summary>Returns the URL of the same search with duplicates and near-duplicates grouped.</summary>
    public string PageStacked() => (this with { Query = Query with { Stacked = true } }).PageAt(0);

    /// <summary>
    /// Returns the URL of the page that shows a number of results at once, for users who have scrolled through several pages.
    /// </summary>
    public string PageShowing(int hits) => PageAt(0) + string.Create(CultureInfo.InvariantCulture, $"&shown={hits}");

    /// <summary>Returns the URL of another page of the same search.</summary>
    public string PageAt(int offset) => SiteUrls.Of("/" + Address(offset));

    /// <summary>Returns the query of that URL, with its question mark.</summary>
    public string Address(int offset)
    {
        var query = new QueryBuilder();
        void Add(string name, IFormattable value) => query.Add(name, value.ToString(null, CultureInfo.InvariantCulture));
        if (Query.Text.Length > 0)
            query.Add("q", Query.Text);
        var like = PhotoNumbers.Format(Query.LikePhotos);
        if (like.Length > 0)
            query.Add(LikeParameter, like);
        if (Query.LikeImage is { } image)
            query.Add("picture", image);
        if (Query.PictureWeight != Plain.PictureWeight)
            Add("pictureWeight", Query.PictureWeight);
        if (Query.MinusWeight != Plain.MinusWeight)
            Add("minusWeight", Query.MinusWeight);
        Filter.AddTo(query);
        if (!Query.Stacked)
            query.Add("stacks", "false");
        if (Query.Limit != Plain.Limit)
            Add("limit", Query.Limit);
        if (offset > 0)
            Add("offset", offset);
        // A comma needs no encoding in a query. Three characters for each would make the links of a page with many photos longer.
        return query.ToString().Replace($"{LikeParameter}={Uri.EscapeDataString(like)}", $"{LikeParameter}={like}", StringComparison.Ordinal);
    }
}

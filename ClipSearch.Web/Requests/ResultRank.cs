namespace ClipSearch.Web.Requests;

/// <summary>The rank of a result in the URL of a photo's page that was opened from a search: <c>?q=cat&amp;at=17</c>.</summary>
public static class ResultRank
{
    /// <summary>The query parameter, counted from 1.</summary>
    public const string Parameter = "at";

    /// <summary>Returns whether a URL names a search and a rank in it, in which case the photo's page runs the search.</summary>
    public static bool IsIn(IQueryCollection query) => SearchRequest.IsIn(query) && query.ContainsKey(Parameter);
}

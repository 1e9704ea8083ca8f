using ClipSearch.Core.Library;
using ClipSearch.Core.Paths;
using ClipSearch.Core.Search;
using ClipSearch.Web.Requests;

namespace ClipSearch.Web.Components;

/// <summary>The results of a search, or the home page without a search.</summary>
/// <param name="Sync">The progress of the scan.</param>
/// <param name="Roots">The library folders, for display paths.</param>
public sealed record ResultsView(SyncView Sync, LibraryFolders Roots)
{
    /// <summary>Maximum number of characters of the query that the summary shows.</summary>
    private const int MaxWords = 120;

    /// <summary>The message for an empty library; null if it has photos, or this is unknown.</summary>
    public NoPhotosView? NoPhotos { get; init; }

    /// <summary>Whether the caller may see absolute paths.</summary>
    public bool ShowsPaths { get; init; }

    /// <summary>The search; null on the home page.</summary>
    public SearchRequest? Request { get; init; }

    /// <summary>The result; null on the home page.</summary>
    public SearchResult? Result { get; init; }

    /// <summary>The link to the next results.</summary>
    public MorePhotosView More { get; init; } = new(null, null);

    /// <summary>Whether the library has no close match.</summary>
    public bool IsNothing => Result is { FirstWeak: 0 } && Request!.Query.Offset == 0;

    /// <summary>Whether a filter is set and no photo matches it.</summary>
    public bool IsFilteredOut => Result is { Total: 0 } && !Request!.Filter.IsEmpty;

    /// <summary>The query in the summary, shortened to 120 characters.</summary>
    internal HtmlText Words
    {
        get
        {
            var query = Result!.Query;
            if (query.Length == 0)
                return "{0}".Marked(Request is { Query.LikePhotos.Count: > 1 } ? Texts.Results_TheImages : Texts.Results_TheImage);
            // Do not split a surrogate pair.
            var end = query.Length > MaxWords && char.IsHighSurrogate(query[MaxWords - 1]) ? MaxWords - 1 : MaxWords;
            return "<q>{0}</q>".Marked(query.Length <= MaxWords ? query : query[..end] + "…");
        }
    }

    /// <summary>Which of the photos to find similar photos of were not used; null if all were.</summary>
    internal string? LeftOut
    {
        get
        {
            if (Result is not { LeftOut: [_, ..] leftOut })
                return null;
            var (gone, unindexed) = (leftOut.Count(photo => !photo.IsInLibrary), leftOut.Count(photo => photo.IsInLibrary));
            string?[] reasons =
            [
                gone == 0 ? null : (gone == 1 ? Texts.Similar_GoneOne : Texts.Similar_Gone).With(gone),
                unindexed == 0 ? null : (unindexed == 1 ? Texts.Similar_UnindexedOne : Texts.Similar_Unindexed).With(unindexed),
            ];
            return Texts.Similar_LeftOut.With(leftOut.Count, Request!.Query.LikePhotos.Count, string.Join(", ", reasons.OfType<string>()));
        }
    }

    /// <summary>Returns a photo's path relative to its library folder.</summary>
    public string Shown(Photo photo) => Roots.Shown(photo.Path);
}

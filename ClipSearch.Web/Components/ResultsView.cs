using ClipSearch.Core;
using ClipSearch.Core.Index;

namespace ClipSearch.Web.Components;

/// <summary>The results of a search, or the page before the first search, as a page shows it.</summary>
/// <param name="Sync">How far the sync is.</param>
/// <param name="Roots">The folders by which photos are named.</param>
public sealed record ResultsView(SyncView Sync, PhotoRoots Roots)
{
    /// <summary>The longest query, in characters, that the summary repeats as a whole.</summary>
    private const int MaxWords = 120;

    /// <summary>Why there are no photos; null where there are some, as far as is known.</summary>
    public NoPhotosView? NoPhotos { get; init; }

    /// <summary>The search; null before the first.</summary>
    public SearchRequest? Asked { get; init; }

    /// <summary>Its result; null before the first.</summary>
    public SearchResult? Result { get; init; }

    /// <summary>The photos that follow.</summary>
    public MorePhotosView More { get; init; } = new(null, null);

    /// <summary>Whether nothing in the library comes close to the query.</summary>
    public bool IsNothing => Result is { FirstWeak: 0 } && Asked!.Query.Offset == 0;

    /// <summary>Whether a filter is set, and no photo matches it.</summary>
    public bool IsFilteredOut => Result is { Total: 0 } && Asked!.Filter != FilterRequest.None;

    /// <summary>The query as the summary shows it, shortened to 120 characters.</summary>
    internal MarkedText Words
    {
        get
        {
            var query = Result!.Query;
            if (query.Length == 0)
                return "{0}".Marked(Texts.Results_ThePicture);
            // Not between the two halves of a character.
            var end = query.Length > MaxWords && char.IsHighSurrogate(query[MaxWords - 1]) ? MaxWords - 1 : MaxWords;
            return "<q>{0}</q>".Marked(query.Length <= MaxWords ? query : query[..end] + "…");
        }
    }

    /// <summary>The path of a photo below its library folder.</summary>
    public string Shown(Photo photo) => Roots.Shown(photo.Path);
}

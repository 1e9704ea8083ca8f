using System.Diagnostics;
using ClipSearch.Core.Clip;
using ClipSearch.Core.Index;
using ClipSearch.Core.Models;

namespace ClipSearch.Core;

/// <summary>
/// The way of a query: text → tokens and embedding (<see cref="QueryEncoder"/>) → nearest photos
/// (<see cref="PhotoIndex"/>). The page, the API and the command line all come through here.
/// </summary>
public sealed class PhotoSearch(ActiveModel model, QueryEncoder encoder, PhotoIndex index)
{
    /// <summary>How many hits a page has when nobody says otherwise.</summary>
    public const int DefaultLimit = 24;

    /// <summary>The most hits of one page.</summary>
    public const int MaxLimit = 200;

    /// <summary>How long a query waits for a model that is still loading before it is told so.</summary>
    public static readonly TimeSpan LoadingPatience = TimeSpan.FromSeconds(2);

    /// <summary>Finds the photos nearest to a text.</summary>
    /// <param name="text">What someone remembers of a picture; not blank.</param>
    /// <param name="limit">How many hits, 1 to <see cref="MaxLimit"/>.</param>
    /// <param name="offset">How many of the nearest to pass over, 0 or more.</param>
    /// <param name="cancellationToken">Ends the search.</param>
    /// <exception cref="ArgumentException">The text is blank, or a number is out of range.</exception>
    /// <exception cref="ModelLoadingException">The model is still loading.</exception>
    /// <exception cref="ModelException">The model cannot be loaded.</exception>
    /// <exception cref="DatabaseUnavailableException">The database does not answer.</exception>
    /// <exception cref="DatabaseUnusableException">The database answers, but cannot be worked with.</exception>
    public async Task<SearchResult> SearchAsync(string text, int limit, int offset, CancellationToken cancellationToken)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(text);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(limit);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(limit, MaxLimit);
        ArgumentOutOfRangeException.ThrowIfNegative(offset);
        var clock = Stopwatch.StartNew();
        var (embedding, truncated) = await encoder.EncodeAsync(text, LoadingPatience, cancellationToken);
        var page = await index.SearchAsync(embedding, limit, offset, cancellationToken);
        return new SearchResult(model.Name, text.Trim(), truncated, page.Hits, page.Total, clock.Elapsed);
    }
}

/// <summary>One page of an answer.</summary>
/// <param name="Model">The model that answered.</param>
/// <param name="Query">The text, without blanks around it.</param>
/// <param name="QueryWasCut">Whether the text was longer than the model reads, so that its end did not count.</param>
/// <param name="Hits">The nearest first.</param>
/// <param name="Total">How many photos were compared.</param>
/// <param name="Took">How long it took, from the text to the hits.</param>
public sealed record SearchResult(
    string Model, string Query, bool QueryWasCut, IReadOnlyList<SearchHit> Hits, long Total, TimeSpan Took);

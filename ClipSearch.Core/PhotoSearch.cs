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

    /// <summary>PATH_MAX of Linux; a longer text is no file's name.</summary>
    private const int LongestPath = 4096;

    /// <summary>How long a query waits for a model that is still loading before it is told so.</summary>
    public static readonly TimeSpan LoadingPatience = TimeSpan.FromSeconds(2);

    /// <summary>Finds the photos nearest to what is asked.</summary>
    /// <param name="query">What is asked.</param>
    /// <param name="cancellationToken">Ends the search.</param>
    /// <exception cref="ArgumentException">The text is blank, or a number is out of range.</exception>
    /// <exception cref="ModelLoadingException">The model is still loading.</exception>
    /// <exception cref="ModelException">The model cannot be loaded.</exception>
    /// <exception cref="DatabaseUnavailableException">The database does not answer.</exception>
    /// <exception cref="DatabaseUnusableException">The database answers, but cannot be worked with.</exception>
    public async Task<SearchResult> SearchAsync(PhotoQuery query, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(query);
        ArgumentException.ThrowIfNullOrWhiteSpace(query.Text, nameof(query));
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(query.Limit, nameof(query));
        ArgumentOutOfRangeException.ThrowIfGreaterThan(query.Limit, MaxLimit, nameof(query));
        ArgumentOutOfRangeException.ThrowIfNegative(query.Offset, nameof(query));
        var clock = Stopwatch.StartNew();
        var text = query.Text.Trim();
        var (embedding, truncated) = await encoder.EncodeAsync(text, LoadingPatience, cancellationToken);
        var name = text.Length <= LongestPath && !text.Contains('\0') ? text : null;
        var page = await index.SearchAsync(embedding, query.Filter, name, query.Limit, query.Offset, cancellationToken);
        return new SearchResult(model.Name, text, truncated, page.Hits, page.Total, clock.Elapsed);
    }
}

/// <summary>What is asked.</summary>
/// <param name="Text">What someone remembers of a picture, or the name or path of its file; not blank.</param>
public sealed record PhotoQuery(string Text)
{
    /// <summary>Which photos may be found.</summary>
    public PhotoFilter Filter { get; init; } = PhotoFilter.None;

    /// <summary>How many hits, 1 to <see cref="PhotoSearch.MaxLimit"/>.</summary>
    /// <value><see cref="PhotoSearch.DefaultLimit"/></value>
    public int Limit { get; init; } = PhotoSearch.DefaultLimit;

    /// <summary>How many of the first to pass over, 0 or more.</summary>
    /// <value>0</value>
    public int Offset { get; init; }
}

/// <summary>One page of an answer.</summary>
/// <param name="Model">The model that answered.</param>
/// <param name="Query">The text, without blanks around it.</param>
/// <param name="QueryWasCut">Whether the text was longer than the model reads, so that its end did not count.</param>
/// <param name="Hits">Those whose file the text names, then the nearest first.</param>
/// <param name="Total">How many photos pass the filter.</param>
/// <param name="Took">How long it took, from the text to the hits.</param>
public sealed record SearchResult(
    string Model, string Query, bool QueryWasCut, IReadOnlyList<SearchHit> Hits, long Total, TimeSpan Took);

using System.Diagnostics;
using ClipSearch.Core.Clip;
using ClipSearch.Core.Index;
using ClipSearch.Core.Models;
using ClipSearch.Core.Scores;

namespace ClipSearch.Core;

/// <summary>
/// The way of a query: text → tokens and embedding (<see cref="QueryEncoder"/>) → nearest photos
/// (<see cref="PhotoIndex"/>). The page, the API and the command line all come through here.
/// </summary>
public sealed class PhotoSearch(ActiveModel model, QueryEncoder encoder, QueryPictures pictures, PhotoIndex index, LibraryScores scores)
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
    /// <exception cref="ArgumentException">Neither text nor picture is given, or a number is out of range.</exception>
    /// <exception cref="QueryPictureException">The picture is not known any more.</exception>
    /// <exception cref="ModelLoadingException">The model is still loading.</exception>
    /// <exception cref="ModelException">The model cannot be loaded.</exception>
    /// <exception cref="DatabaseUnavailableException">The database does not answer.</exception>
    /// <exception cref="DatabaseUnusableException">The database answers, but cannot be worked with.</exception>
    public async Task<SearchResult> SearchAsync(PhotoQuery query, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(query);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(query.Limit, nameof(query));
        ArgumentOutOfRangeException.ThrowIfGreaterThan(query.Limit, MaxLimit, nameof(query));
        ArgumentOutOfRangeException.ThrowIfNegative(query.Offset, nameof(query));
        var clock = Stopwatch.StartNew();
        using var activity = Telemetry.StartActivity("search");
        var text = query.Text.Trim();
        var words = QueryWords.Of(text);
        var picture = await PictureAsync(query, cancellationToken);
        if (words.Wanted.Length == 0 && picture is null)
            throw new ArgumentException("Neither a text nor a picture says what to look for.", nameof(query));

        var parts = new List<QueryPart>();
        var truncated = false;
        async Task AddAsync(string part, float weight)
        {
            var (embedding, wasCut) = await encoder.EncodeAsync(part, LoadingPatience, cancellationToken);
            truncated |= wasCut;
            parts.Add(new QueryPart(embedding, weight, IsPicture: false));
        }

        if (words.Wanted.Length > 0)
            await AddAsync(words.Wanted, picture is null ? 1 : 1 - query.PictureWeight);
        if (picture is not null)
            parts.Add(new QueryPart(picture, words.Wanted.Length == 0 ? 1 : query.PictureWeight, IsPicture: true));
        foreach (var unwanted in words.Unwanted)
            await AddAsync(unwanted, -query.MinusWeight);

        // A file is looked for by its name only where the text is all that is asked.
        var name = picture is null && words.Unwanted.Count == 0 && text.Length <= LongestPath && !text.Contains('\0') ? text : null;
        var filter = query.LikePhoto is { } photo ? query.Filter with { Except = photo } : query.Filter;
        var asked = Embedding.Combine([.. parts.Select(part => (part.Embedding, part.Weight))]);
        var line = scores.Scale?.Line(parts, asked);
        // The hit before the page tells whether the line falls between two pages.
        var before = line is not null && query.Offset > 0 ? 1 : 0;
        SearchPage page;
        using (Telemetry.Measure(SearchPart.Sql))
            page = await index.SearchAsync(asked, filter, name, query.Limit + before, query.Offset - before, cancellationToken, query.Stacked, line);
        IReadOnlyList<SearchHit> hits = line is null
            ? page.Hits
            : [.. page.Hits.Select(hit => hit with { Relevance = hit.IsNamed || hit.Score >= line ? Relevance.Good : Relevance.Weak })];
        return new SearchResult(model.Name, text, truncated, [.. hits.Skip(before)], page.Total, clock.Elapsed)
        {
            FirstWeak = FirstWeak(hits, before),
            Good = page.Hits.Count > before ? page.Good : null,
        };
    }

    /// <summary>Where on the page the first weak hit stands, unless it stood on a page before.</summary>
    private static int? FirstWeak(IReadOnlyList<SearchHit> hits, int before)
    {
        var first = hits.TakeWhile(hit => hit.Relevance != Relevance.Weak).Count();
        return first < before || first == hits.Count ? null : first - before;
    }

    private async Task<Embedding?> PictureAsync(PhotoQuery query, CancellationToken cancellationToken) => query switch
    {
        { LikePhoto: { } photo } => await index.EmbeddingAsync(photo, cancellationToken)
            ?? throw new QueryPictureException("The library has no such photo any more, or has not taken it in yet."),
        { LikePicture: { } picture } => pictures.Find(picture)?.Embedding
            ?? throw new QueryPictureException("ClipSearch does not remember the picture any more: give it once again."),
        _ => null,
    };
}

/// <summary>What is asked: a text, a picture, or both.</summary>
/// <param name="Text">What someone remembers of a picture, or the name or path of its file; words behind a minus are not wanted. Blank if a picture is asked for alone.</param>
public sealed record PhotoQuery(string Text)
{
    /// <summary>A photo of the library that others shall be like.</summary>
    public long? LikePhoto { get; init; }

    /// <summary>A picture of <see cref="QueryPictures"/> that photos shall be like, by its id.</summary>
    public string? LikePicture { get; init; }

    /// <summary>How much the picture counts beside a text, 0 to 1; the text has the rest.</summary>
    /// <value>0.5</value>
    public float PictureWeight { get; init; } = 0.5f;

    /// <summary>How much each unwanted word is taken away, 0 to 1; the wanted text counts 1.</summary>
    /// <value>0.5</value>
    public float MinusWeight { get; init; } = 0.5f;

    /// <summary>Which photos may be found.</summary>
    public PhotoFilter Filter { get; init; } = PhotoFilter.None;

    /// <summary>Whether copies of a picture, and pictures that look nearly the same, are one hit: the nearest of them.</summary>
    /// <value>true</value>
    public bool Stacked { get; init; } = true;

    /// <summary>How many hits, 1 to <see cref="PhotoSearch.MaxLimit"/>.</summary>
    /// <value><see cref="PhotoSearch.DefaultLimit"/></value>
    public int Limit { get; init; } = PhotoSearch.DefaultLimit;

    /// <summary>How many of the first to pass over, 0 or more.</summary>
    /// <value>0</value>
    public int Offset { get; init; }
}

/// <summary>The picture of a query is not known any more. The message says what to do.</summary>
public sealed class QueryPictureException(string message) : Exception(message);

/// <summary>One page of an answer.</summary>
/// <param name="Model">The model that answered.</param>
/// <param name="Query">The text, without blanks around it.</param>
/// <param name="QueryWasCut">Whether the text was longer than the model reads, so that its end did not count.</param>
/// <param name="Hits">Those whose file the text names, then the nearest first.</param>
/// <param name="Total">How many photos pass the filter, a stack counted once where photos are stacked.</param>
/// <param name="Took">How long it took, from the text to the hits.</param>
public sealed record SearchResult(
    string Model, string Query, bool QueryWasCut, IReadOnlyList<SearchHit> Hits, long Total, TimeSpan Took)
{
    /// <summary>Where on this page the weak matches begin, from 0 on; null where they begin on another page, or nowhere.</summary>
    public int? FirstWeak { get; init; }

    /// <summary>
    /// How many good matches all pages have together; null where nothing can be said of them, on a page without hits, and in a large
    /// library where they are more than the few hundred that its index gathers: to count those would take ten times as long as to find the nearest.
    /// </summary>
    public long? Good { get; init; }
}

using System.Diagnostics;
using ClipSearch.Core.Data;
using ClipSearch.Core.Embeddings;
using ClipSearch.Core.Library;
using ClipSearch.Core.Library.Facets;
using ClipSearch.Core.Models;
using ClipSearch.Core.Monitoring;
using ClipSearch.Core.Search.Scores;

namespace ClipSearch.Core.Search;

/// <summary>
/// Runs a search: text → tokens and embedding (<see cref="QueryEncoder"/>) → nearest photos (<see cref="NearestPhotos"/>). The page, the
/// API and the command line all use this class.
/// </summary>
public sealed class PhotoSearch(ActiveModel model, QueryEncoder encoder, QueryImages images, EmbeddingIndex embeddings, NearestPhotos nearest, LibraryScores scores)
{
    /// <summary>The default number of results per page.</summary>
    public const int DefaultLimit = 24;

    /// <summary>The maximum number of results per page.</summary>
    public const int MaxLimit = 200;

    /// <summary>The maximum number of photos of the library to find similar photos of.</summary>
    public const int MaxLikePhotos = 100;

    /// <summary>PATH_MAX of Linux. A longer text cannot be a file name.</summary>
    private const int MaxPathLength = 4096;

    /// <summary>How long a query waits for a model that is still loading.</summary>
    public static readonly TimeSpan LoadingTimeout = TimeSpan.FromSeconds(2);

    /// <summary>Finds the photos nearest to a query.</summary>
    /// <param name="query">The query.</param>
    /// <param name="cancellationToken">Cancels the operation.</param>
    /// <exception cref="ArgumentException">The query has neither a text nor an image, or a number is out of range.</exception>
    /// <exception cref="QueryImageException">The query image is not available any more, or none of the photos to search with is.</exception>
    /// <exception cref="ModelLoadingException">The model is still loading.</exception>
    /// <exception cref="ModelException">The model cannot be loaded.</exception>
    /// <exception cref="DatabaseUnavailableException">The database is not available.</exception>
    /// <exception cref="DatabaseUnusableException">
    /// The database lacks pgvector, privileges or disk space, has newer tables, or has damaged files.
    /// </exception>
    public async Task<SearchResult> SearchAsync(PhotoQuery query, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(query);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(query.Limit, nameof(query));
        ArgumentOutOfRangeException.ThrowIfGreaterThan(query.Limit, MaxLimit, nameof(query));
        ArgumentOutOfRangeException.ThrowIfNegative(query.Offset, nameof(query));
        ArgumentOutOfRangeException.ThrowIfGreaterThan(query.LikePhotos.Count, MaxLikePhotos, nameof(query));
        var clock = Stopwatch.StartNew();
        using var activity = Telemetry.StartActivity("search");
        var text = query.Text.Trim();
        var words = QueryWords.Of(text);
        var (queryImage, leftOut) = await QueryImageAsync(query, cancellationToken);
        if (words.Wanted.Length == 0 && queryImage is null)
            throw new ArgumentException("The query has neither a text nor an image.", nameof(query));

        var filter = query.LikePhotos is [_, ..] photos ? query.Filter with { Except = photos } : query.Filter;
        // Files are matched by name only if the query consists of nothing but text. They are looked up while the text is encoded.
        var isName = queryImage is null && words.Unwanted.Count == 0 && text.Length <= MaxPathLength && !text.Contains('\0');
        var named = isName ? nearest.FindNamedAsync(text, filter, cancellationToken) : Task.FromResult<IReadOnlyList<long>>([]);
        var parts = new List<QueryPart>();
        var truncated = false;
        async Task AddAsync(string part, float weight)
        {
            var (embedding, wasCut) = await encoder.EncodeAsync(part, LoadingTimeout, cancellationToken);
            truncated |= wasCut;
            parts.Add(new QueryPart(embedding, weight, IsImage: false));
        }

        try
        {
            if (words.Wanted.Length > 0)
                await AddAsync(words.Wanted, queryImage is null ? 1 : 1 - query.PictureWeight);
            if (queryImage is not null)
                parts.Add(new QueryPart(queryImage, words.Wanted.Length == 0 ? 1 : query.PictureWeight, IsImage: true));
            foreach (var unwanted in words.Unwanted)
                await AddAsync(unwanted, -query.MinusWeight);
        }
        catch
        {
            // Nobody needs the files, but the look-up ends first.
            await ((Task)named).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            throw;
        }

        var embedding = Embedding.Combine([.. parts.Select(part => (part.Embedding, part.Weight))]);
        var threshold = scores.Scale?.Threshold(parts, embedding);
        // The result before the page shows whether the threshold falls between two pages.
        var before = threshold is not null && query.Offset > 0 ? 1 : 0;
        SearchPage page;
        using (Telemetry.Measure(SearchPart.Sql))
        {
            var nearestQuery = new NearestQuery(embedding)
            {
                Filter = filter,
                Named = await named,
                Limit = query.Limit + before,
                Offset = query.Offset - before,
                Stacked = query.Stacked,
                Threshold = threshold,
            };
            page = await nearest.SearchAsync(nearestQuery, cancellationToken);
        }

        IReadOnlyList<SearchHit> hits = threshold is null
            ? page.Hits
            : [.. page.Hits.Select(hit => hit with { Relevance = hit.IsNamed || hit.Score >= threshold ? Relevance.Good : Relevance.Weak })];
        return new SearchResult(model.Name, text, truncated, [.. hits.Skip(before)], page.Total, clock.Elapsed)
        {
            FirstWeak = FirstWeak(hits, before),
            Good = page.Hits.Count > before ? page.Good : null,
            LeftOut = leftOut,
        };
    }

    /// <summary>Returns the index of the first weak match on the page, or null if it is on an earlier page or there is none.</summary>
    private static int? FirstWeak(IReadOnlyList<SearchHit> hits, int before)
    {
        var first = hits.TakeWhile(hit => hit.Relevance != Relevance.Weak).Count();
        return first < before || first == hits.Count ? null : first - before;
    }

    private async Task<(Embedding? Embedding, IReadOnlyList<LeftOutPhoto> LeftOut)> QueryImageAsync(PhotoQuery query, CancellationToken cancellationToken) => query switch
    {
        { LikePhotos: [_, ..] photos } => await MeanAsync(photos, cancellationToken),
        { LikeImage: { } image } => (images.Find(image)?.Embedding ?? throw new QueryImageException("This image has expired. Upload it again."), []),
        _ => (null, []),
    };

    /// <summary>Returns the normalised mean of the embeddings of some photos, and the photos that have no embedding.</summary>
    private async Task<(Embedding? Embedding, IReadOnlyList<LeftOutPhoto> LeftOut)> MeanAsync(IReadOnlyList<long> photos, CancellationToken cancellationToken)
    {
        var distinct = photos.Distinct().ToList();
        var found = await embeddings.EmbeddingsAsync(distinct, cancellationToken);
        var usable = distinct.Select(photo => found.GetValueOrDefault(photo)).OfType<Embedding>().ToList();
        if (usable.Count == 0)
            throw QueryImageException.OfPhotos(distinct.Count);
        return (
            Embedding.Combine([.. usable.Select(embedding => (embedding, 1f))]),
            [.. distinct.Where(photo => found.GetValueOrDefault(photo) is null).Select(photo => new LeftOutPhoto(photo, found.ContainsKey(photo)))]);
    }
}

/// <summary>A query: a text, an image, or both.</summary>
/// <param name="Text">
/// The description of an image, or the name or path of its file. Words after a minus sign are unwanted. Blank for an image alone.
/// </param>
public sealed record PhotoQuery(string Text)
{
    /// <summary>The ids of photos in the library to find similar photos of, up to <see cref="PhotoSearch.MaxLikePhotos"/>.</summary>
    /// <value>empty</value>
    public IReadOnlyList<long> LikePhotos { get; init; } = [];

    /// <summary>The id of an image in <see cref="QueryImages"/> to find similar photos of.</summary>
    public string? LikeImage { get; init; }

    /// <summary>The weight of the image if there is also a text, 0 to 1. The text has the rest.</summary>
    /// <value>0.5</value>
    public float PictureWeight { get; init; } = 0.5f;

    /// <summary>The weight with which each unwanted word is subtracted, 0 to 1. The wanted text has the weight 1.</summary>
    /// <value>0.5</value>
    public float MinusWeight { get; init; } = 0.5f;

    /// <summary>The filter that photos must match.</summary>
    public PhotoFilter Filter { get; init; } = PhotoFilter.None;

    /// <summary>Whether duplicates and nearly identical images are one result, the nearest of them.</summary>
    /// <value>true</value>
    public bool Stacked { get; init; } = true;

    /// <summary>The maximum number of results, 1 to <see cref="PhotoSearch.MaxLimit"/>.</summary>
    /// <value><see cref="PhotoSearch.DefaultLimit"/></value>
    public int Limit { get; init; } = PhotoSearch.DefaultLimit;

    /// <summary>The number of results to skip, 0 or more.</summary>
    /// <value>0</value>
    public int Offset { get; init; }
}

/// <summary>The image of a query is not available any more. The message includes the remedy.</summary>
public sealed class QueryImageException(string message) : Exception(message)
{
    /// <summary>The number of photos of the library to search with, none of which is available; 0 for another image.</summary>
    public int Photos { get; private init; }

    /// <summary>Creates the exception for photos of the library.</summary>
    internal static QueryImageException OfPhotos(int photos) => new(photos == 1
        ? "The photo is no longer in the library, or is not indexed yet."
        : $"None of the {photos} photos can be used: they are no longer in the library, or not indexed yet.")
    {
        Photos = photos,
    };
}

/// <summary>A photo that a search for similar photos did not use.</summary>
/// <param name="Id">The id of the photo.</param>
/// <param name="IsInLibrary">Whether the library has the photo, but no embedding of it by the active model yet.</param>
public sealed record LeftOutPhoto(long Id, bool IsInLibrary);

/// <summary>One page of results.</summary>
/// <param name="Model">The name of the model.</param>
/// <param name="Query">The trimmed text of the query.</param>
/// <param name="QueryWasCut">Whether the text was longer than the model's context, so that its end was ignored.</param>
/// <param name="Hits">The results: first those whose file name matches the text, then nearest first.</param>
/// <param name="Total">The number of photos that match the filter. With stacking, a stack counts once.</param>
/// <param name="Took">The duration of the search, from the text to the results.</param>
public sealed record SearchResult(
    string Model, string Query, bool QueryWasCut, IReadOnlyList<SearchHit> Hits, long Total, TimeSpan Took)
{
    /// <summary>The index on this page at which weak matches begin, or null if they begin on another page or there are none.</summary>
    public int? FirstWeak { get; init; }

    /// <summary>
    /// The number of good matches on all pages. Null if there is no scale to rate them, on a page without results, and in a large library
    /// with more good matches than the few hundred candidates of its index: counting those would take ten times as long as the search.
    /// </summary>
    public long? Good { get; init; }

    /// <summary>The photos of <see cref="PhotoQuery.LikePhotos"/> without an embedding; the others were used.</summary>
    /// <value>empty</value>
    public IReadOnlyList<LeftOutPhoto> LeftOut { get; init; } = [];
}

using ClipSearch.Core.Data;
using ClipSearch.Core.Embeddings;
using ClipSearch.Core.Library;
using ClipSearch.Core.Library.Facets;
using ClipSearch.Core.Paths;
using Npgsql;

namespace ClipSearch.Core.Search;

/// <summary>Finds the photos nearest to an embedding.</summary>
public sealed class NearestPhotos(Database database, EmbeddingIndex embeddings, MatchCounts counts)
{
    /// <summary>
    /// How many of the nearest images pages come from with the HNSW index. It is the same for every page, because a page from another number
    /// could repeat or skip a photo. Deeper pages compare all photos.
    /// </summary>
    internal const int IndexDepth = 400;

    /// <summary>
    /// The same with a filter. Each image is checked against the filter, so a filter that one in ten photos matches checks ten times as many.
    /// </summary>
    internal const int FilteredDepth = 72;

    /// <summary>The minimum number of images that are collected for a page: three pages, of which a third may be in stacks.</summary>
    private const int MinCandidates = 3 * PhotoSearch.DefaultLimit;

    /// <summary>The maximum number of photos that come first because their file name matches.</summary>
    private const int MaxNamed = 24;

    /// <summary>
    /// Finds the photos nearest to an embedding by cosine similarity, nearest first; ties put the older photo first. The pages of an
    /// unchanged library form one list: none repeats or skips a photo, or a stack.
    /// </summary>
    /// <param name="query">The query.</param>
    /// <param name="cancellationToken">Cancels the operation.</param>
    /// <exception cref="DatabaseUnavailableException">The database is not available.</exception>
    public Task<SearchPage> SearchAsync(NearestQuery query, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(query);
        var (filter, limit, offset, stacked) = (query.Filter, query.Limit, query.Offset, query.Stacked);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(limit, nameof(query));
        ArgumentOutOfRangeException.ThrowIfNegative(offset, nameof(query));
        return database.RunAsync(
            async (connection, token) =>
            {
                var table = await embeddings.TableAsync(connection, token);
                var sql = new NearestSql(table, query.Embedding, filter, stacked, query.Threshold);
                long[] named = [.. query.Named];
                if (named.Length > 0 || (!embeddings.HasHnsw && filter != PhotoFilter.None))
                    return await ExactAsync(null, named, named);
                var match = await counts.FindAsync(connection, table, filter, stacked, token);
                var candidates = Candidates(limit, offset);
                if (!embeddings.HasHnsw)
                    return await GatherAsync([sql.Scan(candidates, limit, offset)], mustCount: true) ?? await ExactAsync(null, [], []);
                if (match.Photos is { } few)
                    return await ExactAsync(few, [], []);

                var library = filter == PhotoFilter.None ? match : await counts.FindAsync(connection, table, PhotoFilter.None, stacked, token);
                var (breadth, depth) = (HnswBreadth(library.Total), filter == PhotoFilter.None ? IndexDepth : FilteredDepth);
                var found = limit + (long)offset > depth ? null
                    : (candidates < depth ? await GatherAsync(sql.Hnsw(breadth, candidates, limit, offset), mustCount: true) : null)
                    ?? await GatherAsync(sql.Hnsw(breadth, depth, limit, offset), mustCount: false);
                // Deeper pages compare all photos. Those from the index stay first, in their order, because earlier pages have shown them.
                return found ?? await ExactAsync(null, [.. await connection.ListAsync(sql.CandidateIds(breadth, depth), row => row.Next<long>(), token)], []);

                // Returns null if the collected images are too few for the page or, if they must, to count the good matches. They may form few
                // stacks, and the index stops early if few of the nearest photos match the filter.
                async Task<SearchPage?> GatherAsync(IReadOnlyList<Sql> statements, bool mustCount)
                {
                    var (hits, _, good) = await ReadHitsAsync(connection, statements, [], token);
                    var isCounted = !mustCount || query.Threshold is null || good is not null || hits.Count == 0;
                    return isCounted && hits.Count >= Math.Min(limit, match.Total - offset) ? new SearchPage(hits, match.Total) { Good = good } : null;
                }

                async Task<SearchPage> ExactAsync(long[]? among, long[] first, long[] named)
                {
                    var (hits, counted, good) = await ReadHitsAsync(connection, [sql.Exact(among, first, named.Length > 0, limit, offset)], named, token);
                    return new SearchPage(hits, counted ?? (await counts.FindAsync(connection, table, filter, stacked, token)).Total) { Good = good };
                }
            },
            cancellationToken);
    }

    /// <summary>
    /// Finds photos whose file has that name, with or without its extension, or whose path ends with it. Case and accents are ignored.
    /// </summary>
    /// <param name="name">The file name or path.</param>
    /// <param name="filter">The filter that photos must match.</param>
    /// <param name="cancellationToken">Cancels the operation.</param>
    /// <returns>The IDs of the photos, up to 24.</returns>
    /// <exception cref="DatabaseUnavailableException">The database is not available.</exception>
    public Task<IReadOnlyList<long>> FindNamedAsync(string name, PhotoFilter filter, CancellationToken cancellationToken)
    {
        var (foldedPath, foldedFile) = (NameFolding.FoldPath(name), NameFolding.Fold(Path.GetFileName(name)));
        if (foldedFile.Length == 0)
            return Task.FromResult<IReadOnlyList<long>>([]);
        var (path, file) = (Sql.Value(foldedPath), Sql.Value(foldedFile));
        // In byte order, the strings that begin with "name." lie between "name." and "name/".
        var isNamed = Sql.Of($"(search_name = {file} OR (search_name >= {file} || '.' AND search_name < {file} || '/'))");
        return database.RunAsync<IReadOnlyList<long>>(
            async (connection, token) =>
            {
                // Most queries are no file name, and to find that out takes less than planning the joins.
                if (!await connection.ScalarAsync<bool>($"SELECT EXISTS (SELECT FROM photos WHERE {isNamed})", token))
                    return [];
                var table = await embeddings.TableAsync(connection, token);
                return await connection.ListAsync(
                    $"""
                    SELECT photos.id FROM photos JOIN images ON images.id = image_id JOIN {table} USING (image_id)
                    WHERE {isNamed} AND frame = 0 AND ({path} = {file} OR strpos('/' || search_path, '/' || ltrim({path}, '/')) > 0) AND {filter.Condition}
                    ORDER BY path LIMIT {MaxNamed:literal}
                    """,
                    row => row.Next<long>(),
                    token);
            },
            cancellationToken);
    }

    /// <summary>Returns PostgreSQL's plan for the first page with the HNSW index: the lines of EXPLAIN, for tests and benchmarks.</summary>
    internal Task<string> ExplainAsync(Embedding query, PhotoFilter filter, CancellationToken cancellationToken) => database.RunAsync(
        async (connection, token) =>
        {
            var table = await embeddings.TableAsync(connection, token);
            var statements = new NearestSql(table, query, filter, stacked: true, threshold: null).Hnsw(HnswBreadth(0), MinCandidates, PhotoSearch.DefaultLimit, 0);
            var lines = await connection.ListAsync([.. statements.SkipLast(1), Sql.Of($"EXPLAIN {statements[^1]}")], row => row.Next<string>(), token);
            return string.Join('\n', lines);
        },
        cancellationToken);

    /// <summary>Counts the photos that a search compares.</summary>
    /// <exception cref="DatabaseUnavailableException">The database is not available.</exception>
    public Task<long> CountAsync(CancellationToken cancellationToken) => database.RunAsync(
        async (connection, token) => await counts.CountAsync(connection, await embeddings.TableAsync(connection, token), stacked: false, token), cancellationToken);

    /// <summary>Searches with the embedding of a photo in the library, so that the data of the first real search is in memory.</summary>
    /// <param name="cancellationToken">Cancels the operation.</param>
    /// <returns>Whether the library has a photo.</returns>
    /// <exception cref="DatabaseUnavailableException">The database is not available.</exception>
    public async Task<bool> WarmUpAsync(CancellationToken cancellationToken)
    {
        var some = await embeddings.FirstAsync(cancellationToken);
        if (some is null)
            return false;
        await SearchAsync(new NearestQuery(some), cancellationToken);
        return true;
    }

    /// <summary>
    /// Returns the breadth with which the HNSW index is searched (<c>hnsw.ef_search</c>), 100 to 1,000. A larger library needs a greater one for
    /// the same recall: with 10,000 photos 200 finds 98.9 % of the nearest 24, with 100,000 photos 400 finds 98.4 %, and with a million 1,000
    /// finds 98.8 % (benchmark <c>library --part curve</c>).
    /// </summary>
    /// <param name="photos">The number of photos of the library, which is the same for all pages of an unchanged library.</param>
    internal static int HnswBreadth(long photos) => (int)Math.Clamp(8 * Math.Pow(photos, 0.35), 100, 1000);

    /// <summary>Returns how many images are collected for a page at first. Any number gives the same list, so pages may differ in it.</summary>
    private static int Candidates(int limit, int offset) => (int)Math.Min(int.MaxValue, Math.Max(MinCandidates, 2L * ((long)limit + offset)));

    /// <returns>
    /// The results and, if the statement counts and there are results, how many photos were compared and how many reach the threshold.
    /// </returns>
    private async Task<(List<SearchHit> Hits, long? Total, long? Good)> ReadHitsAsync(
        NpgsqlConnection connection, IReadOnlyList<Sql> statements, long[] named, CancellationToken cancellationToken)
    {
        var rows = await connection.ListAsync(statements, FoundRow.Read, cancellationToken);
        var last = rows.LastOrDefault();
        if (last?.HasHnsw is { } hasHnsw)
            embeddings.HasHnsw = hasHnsw;
        return (
            rows.ConvertAll(row => new SearchHit(row.Photo, (float)row.Score, named.Contains(row.Photo.Id)) { At = row.At, Places = row.Places, Stacked = Math.Max(1, row.Stacked) }),
            last?.Total,
            last?.Good);
    }
}

/// <summary>A query for the photos nearest to an embedding.</summary>
/// <param name="Embedding">An embedding from the active model.</param>
public sealed record NearestQuery(Embedding Embedding)
{
    /// <summary>The filter that photos must match.</summary>
    public PhotoFilter Filter { get; init; } = PhotoFilter.None;

    /// <summary>The IDs of photos that come first because their file name matches (<see cref="NearestPhotos.FindNamedAsync"/>).</summary>
    /// <value>empty</value>
    public IReadOnlyList<long> Named { get; init; } = [];

    /// <summary>The maximum number of results, 1 or more.</summary>
    /// <value><see cref="PhotoSearch.DefaultLimit"/></value>
    public int Limit { get; init; } = PhotoSearch.DefaultLimit;

    /// <summary>The number of results to skip, 0 or more.</summary>
    /// <value>0</value>
    public int Offset { get; init; }

    /// <summary>Whether the photos of a stack are one result, the nearest of them.</summary>
    /// <value>true</value>
    public bool Stacked { get; init; } = true;

    /// <summary>The minimum score that <see cref="SearchPage.Good"/> counts; null for no count.</summary>
    public float? Threshold { get; init; }
}

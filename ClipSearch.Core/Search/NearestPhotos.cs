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
    /// How many candidates the HNSW index collects. It is the same for every page within this depth, because a page from another number of
    /// candidates could repeat or skip a photo. Deeper results are scanned exactly.
    /// </summary>
    internal const int HnswCandidates = 400;

    /// <summary>
    /// How many candidates the HNSW index collects with a filter. Each candidate is checked against the filter, so a filter that one in ten
    /// photos matches checks ten times as many.
    /// </summary>
    internal const int FilteredCandidates = 72;

    /// <summary>The minimum number of candidates that a scan collects: three pages, of which a third may be in stacks.</summary>
    private const int MinScanCandidates = 3 * PhotoSearch.DefaultLimit;

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
                var named = query.Name is { } name ? await NamedAsync(connection, table, filter, name, token) : [];
                if (named.Length > 0 || (!embeddings.HasHnsw && filter != PhotoFilter.None))
                    return await ExactAsync(null, named, named);
                var match = await counts.FindAsync(connection, table, filter, stacked, token);
                if (!embeddings.HasHnsw)
                {
                    var (hits, _, good) = await ReadHitsAsync(connection, [sql.Scan(ScanCandidates(limit, offset), limit, offset)], [], token);
                    // There may be few stacks among the candidates, and many good matches.
                    var isComplete = hits.Count >= Math.Min(limit, match.Total - offset) && (query.Threshold is null || good is not null || hits.Count == 0);
                    return isComplete ? new SearchPage(hits, match.Total) { Good = good } : await ExactAsync(null, [], []);
                }

                if (match.Photos is { } few)
                    return await ExactAsync(few, [], []);

                if (limit + (long)offset <= sql.Candidates)
                {
                    var (hits, _, good) = await ReadHitsAsync(connection, sql.Hnsw(limit, offset), [], token);
                    // The index stops early if few of the nearest photos match the filter, and its candidates may form few stacks.
                    if (hits.Count >= Math.Min(limit, match.Total - offset))
                        return new SearchPage(hits, match.Total) { Good = good };
                }

                // Beyond the candidates of the index all photos are compared. The candidates stay first, in their order, because earlier
                // pages have shown them.
                return await ExactAsync(null, [.. await connection.ListAsync(sql.CandidateIds(), row => row.Next<long>(), token)], []);

                async Task<SearchPage> ExactAsync(long[]? among, long[] first, long[] named)
                {
                    var (hits, counted, good) = await ReadHitsAsync(connection, [sql.Exact(among, first, named.Length > 0, limit, offset)], named, token);
                    return new SearchPage(hits, counted ?? (await counts.FindAsync(connection, table, filter, stacked, token)).Total) { Good = good };
                }
            },
            cancellationToken);
    }

    /// <summary>Returns PostgreSQL's plan for the first page with the HNSW index: the lines of EXPLAIN, for tests and benchmarks.</summary>
    internal Task<string> ExplainAsync(Embedding query, PhotoFilter filter, CancellationToken cancellationToken) => database.RunAsync(
        async (connection, token) =>
        {
            var table = await embeddings.TableAsync(connection, token);
            var statements = new NearestSql(table, query, filter, stacked: true, threshold: null).Hnsw(PhotoSearch.DefaultLimit, 0);
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
    /// Finds photos whose file has that name, with or without its extension, or whose path ends with it. Case and accents are ignored.
    /// </summary>
    private static async Task<long[]> NamedAsync(
        NpgsqlConnection connection, EmbeddingTable table, PhotoFilter filter, string name, CancellationToken cancellationToken)
    {
        var (foldedPath, foldedFile) = (NameFolding.FoldPath(name), NameFolding.Fold(Path.GetFileName(name)));
        if (foldedFile.Length == 0)
            return [];
        var (path, file) = (Sql.Value(foldedPath), Sql.Value(foldedFile));
        // In byte order, the strings that begin with "name." lie between "name." and "name/".
        return
        [
            .. await connection.ListAsync(
                $"""
                SELECT photos.id FROM photos JOIN images ON images.id = image_id JOIN {table} USING (image_id)
                WHERE (search_name = {file} OR (search_name >= {file} || '.' AND search_name < {file} || '/'))
                AND frame = 0 AND ({path} = {file} OR strpos('/' || search_path, '/' || ltrim({path}, '/')) > 0) AND {filter.Condition}
                ORDER BY path LIMIT {MaxNamed:literal}
                """,
                row => row.Next<long>(),
                cancellationToken),
        ];
    }

    /// <summary>Returns how many candidates a scan collects for a page. Any number gives the same list, so pages may differ in it.</summary>
    private static int ScanCandidates(int limit, int offset) => (int)Math.Min(int.MaxValue, Math.Max(MinScanCandidates, 2L * ((long)limit + offset)));

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
            last?.HasHnsw is null ? null : last.Total,
            last?.Good);
    }
}

/// <summary>A query for the photos nearest to an embedding.</summary>
/// <param name="Embedding">An embedding from the active model.</param>
public sealed record NearestQuery(Embedding Embedding)
{
    /// <summary>The filter that photos must match.</summary>
    public PhotoFilter Filter { get; init; } = PhotoFilter.None;

    /// <summary>A file name or path whose photos come first; null for none.</summary>
    public string? Name { get; init; }

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

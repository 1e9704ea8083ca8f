using ClipSearch.Core.Data;
using ClipSearch.Core.Embeddings;
using ClipSearch.Core.Library;
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

    /// <summary>The maximum number of photos that come first because their file name matches.</summary>
    private const int MaxNamed = 24;

    /// <summary>
    /// Finds the photos nearest to an embedding by cosine similarity, nearest first; ties put the older photo first. The pages of an
    /// unchanged library form one list: none repeats or skips a photo, or a stack.
    /// </summary>
    /// <param name="query">An embedding from the active model.</param>
    /// <param name="filter">The filter that photos must match.</param>
    /// <param name="name">A file name or path whose photos come first; null for none.</param>
    /// <param name="limit">The maximum number of results.</param>
    /// <param name="offset">The number of results to skip.</param>
    /// <param name="cancellationToken">Cancels the operation.</param>
    /// <param name="stacked">Whether the photos of a stack are one result, the nearest of them.</param>
    /// <param name="threshold">The minimum score that <see cref="SearchPage.Good"/> counts; null for no count.</param>
    /// <exception cref="DatabaseUnavailableException">The database is not available.</exception>
    public Task<SearchPage> SearchAsync(
        Embedding query, PhotoFilter filter, string? name, int limit, int offset, CancellationToken cancellationToken, bool stacked = true, float? threshold = null)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(limit);
        ArgumentOutOfRangeException.ThrowIfNegative(offset);
        return database.RunAsync(
            async (connection, token) =>
            {
                var table = await embeddings.TableAsync(connection, token);
                var sql = new NearestSql(table, query, filter, stacked, threshold);
                var named = name is null ? [] : await NamedAsync(connection, table, filter, name, token);
                if (!embeddings.HasHnsw || named.Length > 0)
                    return await ExactAsync(null, named, named);
                var match = await counts.FindAsync(connection, table, filter, stacked, token);
                if (match.Photos is { } few)
                    return await ExactAsync(few, [], []);

                if (limit + (long)offset <= sql.Candidates)
                {
                    var (hits, _, good) = await ReadHitsAsync(sql.Hnsw(connection, PhotoRows.Columns, limit, offset), [], token);
                    // The index stops early if few of the nearest photos match the filter, and its candidates may form few stacks.
                    if (hits.Count >= Math.Min(limit, match.Total - offset))
                        return new SearchPage(hits, match.Total) { Good = good };
                }

                // Beyond the candidates of the index all photos are compared. The candidates stay first, in their order, because earlier
                // pages have shown them.
                return await ExactAsync(null, await ReadIdsAsync(sql.CandidateIds(connection), token), []);

                async Task<SearchPage> ExactAsync(long[]? among, long[] first, long[] named)
                {
                    var (hits, counted, good) = await ReadHitsAsync(sql.Exact(connection, PhotoRows.Columns, among, first, named.Length > 0, limit, offset), named, token);
                    return new SearchPage(hits, counted ?? (await counts.FindAsync(connection, table, filter, stacked, token)).Total) { Good = good };
                }
            },
            cancellationToken);
    }

    /// <summary>Returns PostgreSQL's plan for the first page with the HNSW index: the lines of EXPLAIN, for tests and benchmarks.</summary>
    internal Task<string> ExplainAsync(Embedding query, PhotoFilter filter, CancellationToken cancellationToken) => database.RunAsync(
        async (connection, token) =>
        {
            await using var batch = new NearestSql(await embeddings.TableAsync(connection, token), query, filter, stacked: true, threshold: null).Hnsw(connection, PhotoRows.Columns, 24, 0);
            batch.BatchCommands[^1].CommandText = "EXPLAIN " + batch.BatchCommands[^1].CommandText;
            await using var reader = await LastResultAsync(batch, token);
            var lines = new List<string>();
            while (await reader.ReadAsync(token))
                lines.Add(reader.GetString(0));
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
        await SearchAsync(some, PhotoFilter.None, null, PhotoSearch.DefaultLimit, 0, cancellationToken);
        return true;
    }

    /// <summary>Finds photos whose file has that name, with or without its extension, or whose path ends with it.</summary>
    private static async Task<long[]> NamedAsync(
        NpgsqlConnection connection, EmbeddingTable table, PhotoFilter filter, string name, CancellationToken cancellationToken)
    {
        // In byte order, the strings that begin with "name." lie between "name." and "name/".
        var batch = new NpgsqlBatch(connection);
        var command = new NpgsqlBatchCommand { Parameters = { new() { Value = name }, new() { Value = Path.GetFileName(name) } } };
        command.CommandText =
            $"""
            SELECT photos.id FROM photos JOIN pictures ON pictures.id = picture_id JOIN {table.Name} USING (picture_id)
            WHERE (name = lower($2 COLLATE "C") OR (name >= lower($2 COLLATE "C") || '.' AND name < lower($2 COLLATE "C") || '/'))
            AND ($1 = $2 OR strpos(lower('/' || path), lower('/' || ltrim($1, '/'))) > 0) AND {filter.Sql(command.Parameters)}
            ORDER BY path LIMIT {MaxNamed}
            """;
        batch.BatchCommands.Add(command);
        return await ReadIdsAsync(batch, cancellationToken);
    }

    /// <returns>
    /// The results and, if the statement counts and there are results, how many photos were compared and how many reach the threshold.
    /// </returns>
    private async Task<(List<SearchHit> Hits, long? Total, long? Good)> ReadHitsAsync(NpgsqlBatch batch, long[] named, CancellationToken cancellationToken)
    {
        await using (batch)
        {
            await using var reader = await LastResultAsync(batch, cancellationToken);
            var hits = new List<SearchHit>();
            long? total = null, good = null;
            while (await reader.ReadAsync(cancellationToken))
            {
                hits.Add(new SearchHit(PhotoRows.Read(reader), (float)reader.GetDouble(PhotoRows.ColumnCount), named.Contains(reader.GetInt64(0)))
                {
                    Places = reader.GetInt64(PhotoRows.ColumnCount + 1),
                    Stacked = Math.Max(1, reader.GetInt64(PhotoRows.ColumnCount + 2)),
                });
                good = reader.IsDBNull(PhotoRows.ColumnCount + 4) ? null : reader.GetInt64(PhotoRows.ColumnCount + 4);
                if (reader.FieldCount > PhotoRows.ColumnCount + 5)
                    (total, embeddings.HasHnsw) = (reader.GetInt64(PhotoRows.ColumnCount + 3), reader.GetBoolean(PhotoRows.ColumnCount + 5));
            }

            return (hits, total, good);
        }
    }

    private static async Task<long[]> ReadIdsAsync(NpgsqlBatch batch, CancellationToken cancellationToken)
    {
        await using (batch)
        {
            await using var reader = await LastResultAsync(batch, cancellationToken);
            var ids = new List<long>();
            while (await reader.ReadAsync(cancellationToken))
                ids.Add(reader.GetInt64(0));
            return [.. ids];
        }
    }

    /// <summary>Returns the result of the last statement of a batch. The statements before it only change settings.</summary>
    private static async Task<NpgsqlDataReader> LastResultAsync(NpgsqlBatch batch, CancellationToken cancellationToken)
    {
        var reader = await batch.ExecuteReaderAsync(cancellationToken);
        for (var i = 1; i < batch.BatchCommands.Count; i++)
            await reader.NextResultAsync(cancellationToken);
        return reader;
    }
}

using ClipSearch.Core.Clip;
using ClipSearch.Core.Models;
using ClipSearch.Core.Native.Vips;
using Npgsql;
using NpgsqlTypes;

namespace ClipSearch.Core.Index;

/// <summary>Finds photos: the nearest to an embedding, or one by its number. All SQL that reads the library for people is here.</summary>
public sealed class PhotoIndex(Database database, ActiveModel model)
{
    /// <summary>
    /// Up to so many embeddings all are compared, which misses nothing; beyond, the HNSW index answers. With 512
    /// dimensions on two slow cores, 10,000 take 21 ms to compare and 8 ms by the index, 20,000 take 34 and 13 ms, with a
    /// recall of 99.8 % of the 24 nearest (the benchmark <c>index</c>).
    /// </summary>
    internal const long ExactUpTo = 10_000;

    /// <summary>
    /// How many candidates the HNSW index gathers. The same for every page of up to so many hits, since a page that
    /// was gathered with another number could repeat or skip a photo; what lies deeper is scanned exactly.
    /// </summary>
    private const int HnswCandidates = 400;

    /// <summary>How old a count may be that is told beside hits of the HNSW index: counting takes longer than finding.</summary>
    private static readonly TimeSpan CountAge = TimeSpan.FromSeconds(5);

    /// <summary>What <see cref="ReadExif"/> reads.</summary>
    internal const string ExifColumns = "pictures.taken_at, utc_offset, camera, lens, latitude, longitude";

    /// <summary>What <see cref="ReadPhoto"/> reads.</summary>
    private const string PhotoColumns =
        $"photos.id, path, width, height, encode(content_hash, 'hex'), bytes, format, photos.taken_at, {ExifColumns}";

    /// <summary>How many they are; what a statement selects beside them follows.</summary>
    private const int PhotoColumnCount = 14;

    private EmbeddingTable? _table;
    private bool _hasHnsw;
    private long _counted;
    private long _countedAt;

    /// <summary>The photos nearest to an embedding by cosine similarity, the nearest first, among equals the older photo.</summary>
    /// <param name="query">An embedding by the active model.</param>
    /// <param name="limit">How many hits at most.</param>
    /// <param name="offset">How many of the nearest to pass over.</param>
    /// <param name="cancellationToken">Ends the search.</param>
    /// <exception cref="DatabaseUnavailableException">The database does not answer.</exception>
    public Task<SearchPage> SearchAsync(Embedding query, int limit, int offset, CancellationToken cancellationToken)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(limit);
        ArgumentOutOfRangeException.ThrowIfNegative(offset);
        return database.RunAsync(
            async (connection, token) =>
            {
                var table = await TableAsync(connection, token);
                var hits = new List<SearchHit>(limit);
                long? total = null;
                await using (var batch = Nearest(connection, table, query, limit, offset))
                await using (var reader = await batch.ExecuteReaderAsync(token))
                {
                    await SkipSettingsAsync(batch, reader, token);
                    while (await reader.ReadAsync(token))
                    {
                        hits.Add(new SearchHit(ReadPhoto(reader), (float)reader.GetDouble(PhotoColumnCount)));
                        total ??= reader.IsDBNull(PhotoColumnCount + 1) ? null : Learn(reader.GetInt64(PhotoColumnCount + 1), reader.GetBoolean(PhotoColumnCount + 2));
                    }
                }

                total ??= hits.Count > 0 && Environment.TickCount64 - _countedAt < CountAge.TotalMilliseconds
                    ? _counted
                    : await CountAsync(connection, table, token);
                return new SearchPage(hits, total.Value);
            },
            cancellationToken);
    }

    /// <summary>How PostgreSQL would find the first page: EXPLAIN's lines, for tests and benchmarks.</summary>
    internal Task<string> ExplainAsync(Embedding query, CancellationToken cancellationToken) => database.RunAsync(
        async (connection, token) =>
        {
            await using var batch = Nearest(connection, await TableAsync(connection, token), query, 24, 0);
            batch.BatchCommands[^1].CommandText = "EXPLAIN " + batch.BatchCommands[^1].CommandText;
            await using var reader = await batch.ExecuteReaderAsync(token);
            await SkipSettingsAsync(batch, reader, token);
            var lines = new List<string>();
            while (await reader.ReadAsync(token))
                lines.Add(reader.GetString(0));
            return string.Join('\n', lines);
        },
        cancellationToken);

    /// <summary>A photo by its number, or null.</summary>
    /// <exception cref="DatabaseUnavailableException">The database does not answer.</exception>
    public Task<Photo?> FindAsync(long id, CancellationToken cancellationToken) => database.RunAsync(
        async (connection, token) =>
        {
            await using var command = new NpgsqlCommand(
                $"""
                SELECT {PhotoColumns}
                FROM photos JOIN pictures ON pictures.id = picture_id WHERE photos.id = $1
                """,
                connection)
            {
                Parameters = { new() { Value = id } },
            };
            await using var reader = await command.ExecuteReaderAsync(token);
            return await reader.ReadAsync(token) ? ReadPhoto(reader) : null;
        },
        cancellationToken);

    /// <summary>How many photos a search compares.</summary>
    /// <exception cref="DatabaseUnavailableException">The database does not answer.</exception>
    public Task<long> CountAsync(CancellationToken cancellationToken) => database.RunAsync(
        async (connection, token) => await CountAsync(connection, await TableAsync(connection, token), token), cancellationToken);

    /// <summary>Builds the HNSW index once there are more than <see cref="ExactUpTo"/> embeddings; searches go on meanwhile.</summary>
    /// <returns>Whether it was built now.</returns>
    public Task<bool> EnsureHnswAsync(CancellationToken cancellationToken) => EnsureHnswAsync(ExactUpTo, cancellationToken);

    internal Task<bool> EnsureHnswAsync(long exactUpTo, CancellationToken cancellationToken) => database.RunAsync(
        async (connection, token) =>
        {
            var table = await TableAsync(connection, token);
            await using var count = new NpgsqlCommand($"SELECT count(*) FROM {table.Name}", connection);
            if (_hasHnsw || (long)(await count.ExecuteScalarAsync(token))! <= exactUpTo)
                return false;

            // An interrupted build leaves an invalid index behind. The graph must fit maintenance_work_mem, or building
            // it slows down tenfold: 512 dimensions take some 2.7 kB a vector.
            foreach (var sql in new[]
                     {
                         $"DROP INDEX IF EXISTS {table.IndexName}",
                         "SET maintenance_work_mem = '512MB'",
                         $"CREATE INDEX CONCURRENTLY {table.IndexName} ON {table.Name} USING hnsw (embedding vector_ip_ops)",
                         "RESET maintenance_work_mem",
                     })
            {
                await using var command = new NpgsqlCommand(sql, connection) { CommandTimeout = 0 };
                await command.ExecuteNonQueryAsync(token);
            }

            _hasHnsw = true;
            return true;
        },
        cancellationToken);

    /// <summary>The active model's table; made and remembered at the first use.</summary>
    internal async Task<EmbeddingTable> TableAsync(NpgsqlConnection connection, CancellationToken cancellationToken)
    {
        return _table ??= await EmbeddingTable.OpenAsync(
            connection, model.Name, model.Fingerprint, model.Folder.Config.EmbeddingDimensions, cancellationToken);
    }

    /// <summary>The statements that find a page: the HNSW index's settings where it serves, then the query.</summary>
    private NpgsqlBatch Nearest(NpgsqlConnection connection, EmbeddingTable table, Embedding query, int limit, int offset)
    {
        var hnsw = _hasHnsw && limit + (long)offset <= HnswCandidates;
        var batch = new NpgsqlBatch(connection);
        if (hnsw)
        {
            batch.BatchCommands.Add(new NpgsqlBatchCommand(
                $"SELECT set_config('hnsw.ef_search', '{HnswCandidates}', true), set_config('hnsw.iterative_scan', 'strict_order', true), set_config('enable_seqscan', 'off', true)"));
        }

        batch.BatchCommands.Add(new NpgsqlBatchCommand(hnsw ? HnswSql(table) : ExactSql(table))
        {
            Parameters =
            {
                new() { Value = query.ToArray(), NpgsqlDbType = NpgsqlDbType.Array | NpgsqlDbType.Real },
                new() { Value = (long)limit },
                new() { Value = (long)offset },
            },
        });
        return batch;
    }

    private static async Task SkipSettingsAsync(NpgsqlBatch batch, NpgsqlDataReader reader, CancellationToken cancellationToken)
    {
        for (var i = 1; i < batch.BatchCommands.Count; i++)
            await reader.NextResultAsync(cancellationToken);
    }

    private long Learn(long count, bool hasHnsw)
    {
        (_counted, _countedAt, _hasHnsw) = (count, Environment.TickCount64, hasHnsw);
        return count;
    }

    private async Task<long> CountAsync(NpgsqlConnection connection, EmbeddingTable table, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand($"SELECT count(*), {HasHnsw(table)} FROM photos JOIN {table.Name} USING (picture_id)", connection);
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        await reader.ReadAsync(cancellationToken);
        return Learn(reader.GetInt64(0), reader.GetBoolean(1));
    }

    /// <summary>SQL that tells whether the HNSW index is there and whole; another process may have built it meanwhile.</summary>
    private static string HasHnsw(EmbeddingTable table) =>
        $"(SELECT EXISTS (SELECT FROM pg_index WHERE indexrelid = to_regclass('{table.IndexName}') AND indisvalid))";

    /// <summary>
    /// Compares every embedding. Distances are computed first and joined as the small rows they are: a join that takes
    /// vectors or paths along copies them all (1,000 vectors of 512 dimensions: 3.5 ms instead of 1.9 ms).
    /// </summary>
    private static string ExactSql(EmbeddingTable table) =>
        $"""
        WITH distances AS MATERIALIZED (
            SELECT picture_id, embedding <#> (SELECT $1::real[]::vector) AS distance FROM {table.Name}
        ), nearest AS (
            SELECT photos.id, distance, count(*) OVER () AS total
            FROM distances JOIN photos USING (picture_id)
            ORDER BY distance, photos.id LIMIT $2 OFFSET $3
        )
        SELECT {PhotoColumns}, -distance, total, {HasHnsw(table)}
        FROM nearest JOIN photos USING (id) JOIN pictures ON pictures.id = picture_id ORDER BY distance, photos.id
        """;

    /// <summary>
    /// Takes the nearest pictures from the HNSW index. It serves an order by distance alone, so the order among equals
    /// is made outside; pictures without a photo are passed over by the iterative scan.
    /// </summary>
    private static string HnswSql(EmbeddingTable table) =>
        $"""
        WITH nearest AS MATERIALIZED (
            SELECT picture_id, embedding <#> (SELECT $1::real[]::vector) AS distance
            FROM {table.Name} ORDER BY distance LIMIT {HnswCandidates}
        )
        SELECT {PhotoColumns}, -distance, NULL::bigint, true
        FROM nearest JOIN photos USING (picture_id) JOIN pictures ON pictures.id = picture_id
        ORDER BY distance, photos.id LIMIT $2 OFFSET $3
        """;

    private static Photo ReadPhoto(NpgsqlDataReader reader) => new(
        reader.GetInt64(0), reader.GetString(1), reader.GetInt32(2), reader.GetInt32(3), reader.GetString(4), reader.GetInt64(5),
        reader.IsDBNull(6) ? null : reader.GetString(6), reader.GetDateTime(7), ReadExif(reader, 8));

    /// <summary>Reads <see cref="ExifColumns"/>, which begin at a column.</summary>
    internal static ExifFacts ReadExif(NpgsqlDataReader reader, int first)
    {
        T? Value<T>(int column) where T : struct => reader.IsDBNull(first + column) ? null : reader.GetFieldValue<T>(first + column);
        string? Text(int column) => reader.IsDBNull(first + column) ? null : reader.GetString(first + column);
        return new ExifFacts(Value<DateTime>(0), Value<TimeSpan>(1), Text(2), Text(3), Value<double>(4), Value<double>(5));
    }
}

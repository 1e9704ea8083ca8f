using System.Collections.Concurrent;
using ClipSearch.Core.Clip;
using ClipSearch.Core.Models;
using ClipSearch.Core.Native.Vips;
using Npgsql;
using NpgsqlTypes;

namespace ClipSearch.Core.Index;

/// <summary>Finds photos: the nearest to an embedding, or one by its number.</summary>
public sealed class PhotoIndex(Database database, LibraryChanges changes, ActiveModel model)
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
    internal const int HnswCandidates = 400;

    /// <summary>
    /// The same where a filter is given: each candidate is looked up to see whether it passes, so of a filter that one in ten
    /// pass, ten times as many are looked at.
    /// </summary>
    internal const int FilteredCandidates = 72;

    /// <summary>
    /// Up to so many photos that pass a filter are compared one by one, although there is an HNSW index. Of 100,000 photos,
    /// 8,300 that pass take 42 ms to compare and 22 to 27 ms by the index, which slows down the fewer pass (the benchmark <c>library</c>).
    /// </summary>
    /// <value>6,000</value>
    internal int FewPass { get; set; } = 6_000;

    /// <summary>
    /// In a library with an HNSW index, what is known of a filter is kept until the library changes, and so long where it keeps
    /// changing, or nobody tells: counting takes longer than finding.
    /// </summary>
    /// <value>5 s</value>
    internal TimeSpan MatchAge { get; set; } = TimeSpan.FromSeconds(5);

    /// <summary>It is never kept longer, in case a notification is lost.</summary>
    private static readonly TimeSpan LongestMatchAge = TimeSpan.FromMinutes(10);

    /// <summary>Of so many filters it is kept, some 48 kB each.</summary>
    private const int MatchesKept = 64;

    /// <summary>What <see cref="ReadExif"/> reads.</summary>
    internal const string ExifColumns = "pictures.taken_at, utc_offset, camera, lens, latitude, longitude";

    /// <summary>What <see cref="ReadPhoto"/> reads.</summary>
    internal const string PhotoColumns =
        $"photos.id, path, width, height, encode(content_hash, 'hex'), bytes, format, photos.taken_at, {ExifColumns}, placeholder";

    /// <summary>How many they are; what a statement selects beside them follows.</summary>
    internal const int PhotoColumnCount = 15;

    /// <summary>The most photos that a file's name puts first.</summary>
    private const int NamedAtMost = 24;

    private EmbeddingTable? _table;
    private bool _hasHnsw;
    private readonly ConcurrentDictionary<(PhotoFilter Filter, bool Stacked), KnownMatch> _matches = new();

    /// <summary>
    /// The photos nearest to an embedding by cosine similarity, the nearest first, among equals the older photo. The
    /// pages of one library are parts of one list: none repeats or skips a photo, or a stack.
    /// </summary>
    /// <param name="query">An embedding by the active model.</param>
    /// <param name="filter">Which photos count.</param>
    /// <param name="name">A file's name or path, whose photos come first; null for none.</param>
    /// <param name="limit">How many hits at most.</param>
    /// <param name="offset">How many of the first to pass over.</param>
    /// <param name="cancellationToken">Cancels the operation.</param>
    /// <param name="stacked">Whether photos of one stack are one hit, the nearest of them.</param>
    /// <param name="line">The score that <see cref="SearchPage.Good"/> counts from; null to count none.</param>
    /// <exception cref="DatabaseUnavailableException">The database does not answer.</exception>
    public Task<SearchPage> SearchAsync(
        Embedding query, PhotoFilter filter, string? name, int limit, int offset, CancellationToken cancellationToken, bool stacked = true, float? line = null)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(limit);
        ArgumentOutOfRangeException.ThrowIfNegative(offset);
        return database.RunAsync(
            async (connection, token) =>
            {
                var table = await TableAsync(connection, token);
                var sql = new NearestSql(table, query, filter, stacked, line);
                var named = name is null ? [] : await NamedAsync(connection, table, filter, name, token);
                if (!_hasHnsw || named.Length > 0)
                    return await ExactAsync(null, named, named);
                var match = await MatchAsync(connection, table, filter, stacked, token);
                if (match.Photos is { } few)
                    return await ExactAsync(few, [], []);

                if (limit + (long)offset <= sql.Candidates)
                {
                    var (hits, _, good) = await ReadHitsAsync(sql.Hnsw(connection, PhotoColumns, limit, offset), [], token);
                    // The index gives up on a filter that hardly any of the nearest pass; and what it gathers may be few stacks.
                    if (hits.Count >= Math.Min(limit, match.Total - offset))
                        return new SearchPage(hits, match.Total) { Good = good };
                }

                // Beyond what the index gathers all are compared. What it gathered stays first, in its order, as the pages
                // before this one have shown it.
                return await ExactAsync(null, await ReadIdsAsync(sql.Gathered(connection), token), []);

                async Task<SearchPage> ExactAsync(long[]? among, long[] first, long[] named)
                {
                    var (hits, counted, good) = await ReadHitsAsync(sql.Exact(connection, PhotoColumns, among, first, named.Length > 0, limit, offset), named, token);
                    return new SearchPage(hits, counted ?? (await MatchAsync(connection, table, filter, stacked, token)).Total) { Good = good };
                }
            },
            cancellationToken);
    }

    /// <summary>How PostgreSQL would find the first page by the HNSW index: EXPLAIN's lines, for tests and benchmarks.</summary>
    internal Task<string> ExplainAsync(Embedding query, PhotoFilter filter, CancellationToken cancellationToken) => database.RunAsync(
        async (connection, token) =>
        {
            await using var batch = new NearestSql(await TableAsync(connection, token), query, filter, stacked: true, line: null).Hnsw(connection, PhotoColumns, 24, 0);
            batch.BatchCommands[^1].CommandText = "EXPLAIN " + batch.BatchCommands[^1].CommandText;
            await using var reader = await LastResultAsync(batch, token);
            var lines = new List<string>();
            while (await reader.ReadAsync(token))
                lines.Add(reader.GetString(0));
            return string.Join('\n', lines);
        },
        cancellationToken);

    /// <summary>A photo by its number, or null.</summary>
    /// <exception cref="DatabaseUnavailableException">The database does not answer.</exception>
    public Task<Photo?> FindAsync(long id, CancellationToken cancellationToken) => FindAsync("photos.id = $1", id, cancellationToken);

    /// <summary>A photo by its absolute path, or null.</summary>
    /// <exception cref="DatabaseUnavailableException">The database does not answer.</exception>
    public Task<Photo?> FindByPathAsync(string path, CancellationToken cancellationToken) => FindAsync("path = $1", path, cancellationToken);

    /// <summary>The oldest photo with a content, or null.</summary>
    /// <exception cref="DatabaseUnavailableException">The database does not answer.</exception>
    public Task<Photo?> FindByContentAsync(byte[] contentHash, CancellationToken cancellationToken) => FindAsync("content_hash = $1", contentHash, cancellationToken);

    /// <summary>The photos that pass a filter, the last taken first.</summary>
    /// <param name="filter">Which photos count.</param>
    /// <param name="limit">How many at most.</param>
    /// <param name="offset">How many of the last taken to pass over.</param>
    /// <param name="cancellationToken">Cancels the operation.</param>
    /// <exception cref="DatabaseUnavailableException">The database does not answer.</exception>
    public Task<PhotoPage> ListAsync(PhotoFilter filter, int limit, int offset, CancellationToken cancellationToken) => database.RunAsync(
        async (connection, token) =>
        {
            await using var command = new NpgsqlCommand { Connection = connection, Parameters = { new() { Value = (long)limit }, new() { Value = (long)offset } } };
            command.CommandText =
                $"""
                SELECT {PhotoColumns} FROM photos JOIN pictures ON pictures.id = picture_id WHERE {filter.Sql(command.Parameters)}
                ORDER BY photos.taken_at DESC, photos.id DESC LIMIT $1 OFFSET $2
                """;
            var photos = await ReadPhotosAsync(command, token);
            await using var count = new NpgsqlCommand { Connection = connection };
            count.CommandText = $"SELECT count(*) FROM photos JOIN pictures ON pictures.id = picture_id WHERE {filter.Sql(count.Parameters)}";
            return new PhotoPage(photos, (long)(await count.ExecuteScalarAsync(token))!);
        },
        cancellationToken);

    /// <summary>Where a photo stands among those that pass a filter, the last taken first: of 100,000 in 13 ms, with a filter in 5 to 45 ms (the benchmark <c>library</c>).</summary>
    /// <param name="id">The photo's number.</param>
    /// <param name="filter">Which photos count.</param>
    /// <param name="cancellationToken">Cancels the operation.</param>
    /// <returns>Its place; null if it does not pass the filter, or the library has no such photo.</returns>
    /// <exception cref="DatabaseUnavailableException">The database does not answer.</exception>
    public Task<PhotoPlace?> PlaceAsync(long id, PhotoFilter filter, CancellationToken cancellationToken) => database.RunAsync(
        async (connection, token) =>
        {
            await using var command = new NpgsqlCommand { Connection = connection, Parameters = { new() { Value = id } } };
            // The outer join costs nothing where the filter looks at photos alone.
            command.CommandText =
                $"""
                WITH listed AS NOT MATERIALIZED (
                    SELECT photos.id, photos.taken_at FROM photos LEFT JOIN pictures ON pictures.id = picture_id WHERE {filter.Sql(command.Parameters)}
                )
                SELECT
                    rank, total,
                    (SELECT id FROM listed WHERE (taken_at, id) > (own.taken_at, own.id) ORDER BY taken_at, id LIMIT 1),
                    (SELECT id FROM listed WHERE (taken_at, id) < (own.taken_at, own.id) ORDER BY taken_at DESC, id DESC LIMIT 1)
                FROM listed AS own,
                    LATERAL (SELECT count(*) FILTER (WHERE (taken_at, id) >= (own.taken_at, own.id)) AS rank, count(*) AS total FROM listed) AS counts
                WHERE own.id = $1
                """;
            return await ReadPlaceAsync(command, token);
        },
        cancellationToken);

    /// <summary>The active model's embedding of a photo, or null.</summary>
    /// <exception cref="DatabaseUnavailableException">The database does not answer.</exception>
    public Task<Embedding?> EmbeddingAsync(long id, CancellationToken cancellationToken) => database.RunAsync(
        async (connection, token) =>
        {
            var table = await TableAsync(connection, token);
            await using var command = new NpgsqlCommand(
                $"SELECT embedding FROM photos JOIN {table.Name} USING (picture_id) WHERE photos.id = $1", connection)
            {
                Parameters = { new() { Value = id } },
            };
            return await ReadEmbeddingAsync(command, token);
        },
        cancellationToken);

    /// <summary>Embeddings of different pictures that stand for the library: all, or some by lot, the same ones as long as the library is the same.</summary>
    /// <param name="atMost">How many at most.</param>
    /// <param name="cancellationToken">Cancels the operation.</param>
    /// <exception cref="DatabaseUnavailableException">The database does not answer.</exception>
    public Task<List<Embedding>> SampleAsync(int atMost, CancellationToken cancellationToken) => database.RunAsync(
        async (connection, token) =>
        {
            var table = await TableAsync(connection, token);
            // The lots are drawn before any vector is read.
            await using var command = new NpgsqlCommand(
                $"""
                WITH drawn AS MATERIALIZED (
                    SELECT DISTINCT hashint8(picture_id) AS lot, picture_id FROM photos JOIN {table.Name} USING (picture_id)
                    ORDER BY lot, picture_id LIMIT $1
                )
                SELECT embedding FROM drawn JOIN {table.Name} USING (picture_id) ORDER BY lot, picture_id
                """,
                connection)
            {
                Parameters = { new() { Value = (long)atMost } },
            };
            await using var reader = await command.ExecuteReaderAsync(token);
            var sample = new List<Embedding>();
            while (await reader.ReadAsync(token))
                sample.Add(EmbeddingColumn.Read(reader, 0));
            return sample;
        },
        cancellationToken);

    /// <summary>How many photos a search compares.</summary>
    /// <exception cref="DatabaseUnavailableException">The database does not answer.</exception>
    public Task<long> CountAsync(CancellationToken cancellationToken) => database.RunAsync(
        async (connection, token) => await CountAsync(connection, await TableAsync(connection, token), stacked: false, token), cancellationToken);

    /// <summary>Asks for the photos nearest to one of the library, so that what the first search reads is in memory by then.</summary>
    /// <param name="cancellationToken">Cancels the operation.</param>
    /// <returns>Whether there is a photo to find.</returns>
    /// <exception cref="DatabaseUnavailableException">The database does not answer.</exception>
    public async Task<bool> WarmUpAsync(CancellationToken cancellationToken)
    {
        var some = await database.RunAsync(
            async (connection, token) =>
            {
                var table = await TableAsync(connection, token);
                await using var command = new NpgsqlCommand($"SELECT embedding FROM {table.Name} LIMIT 1", connection);
                return await ReadEmbeddingAsync(command, token);
            },
            cancellationToken);
        if (some is null)
            return false;
        await SearchAsync(some, PhotoFilter.None, null, PhotoSearch.DefaultLimit, 0, cancellationToken);
        return true;
    }

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
            // it slows down tenfold: 512 dimensions take some 1.7 kB a vector. CONCURRENTLY rules out a transaction, and with it a
            // setting that ends by itself; behind a pooler, one of the session would reach other clients, so the server's own counts.
            var build = $"CREATE INDEX CONCURRENTLY {table.IndexName} ON {table.Name} USING hnsw (embedding halfvec_cosine_ops)";
            string[] statements = database.IsPooled ? [build] : ["SET maintenance_work_mem = '512MB'", build, "RESET maintenance_work_mem"];
            foreach (var sql in statements.Prepend($"DROP INDEX IF EXISTS {table.IndexName}"))
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
        if (_table is not null)
            return _table;
        var table = await EmbeddingTable.OpenAsync(
            connection, model.Name, model.Fingerprint, model.Folder.Config.EmbeddingDimensions, cancellationToken);
        // A large library's first search uses its index, too.
        await using var command = new NpgsqlCommand($"SELECT {table.HasHnsw}", connection);
        _hasHnsw = (bool)(await command.ExecuteScalarAsync(cancellationToken))!;
        return _table = table;
    }

    private static async Task<Embedding?> ReadEmbeddingAsync(NpgsqlCommand command, CancellationToken cancellationToken)
    {
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        return await reader.ReadAsync(cancellationToken) ? EmbeddingColumn.Read(reader, 0) : null;
    }

    private async Task<Photo?> FindAsync(string condition, object value, CancellationToken cancellationToken) => (await database.ListAsync(
        $"SELECT {PhotoColumns} FROM photos JOIN pictures ON pictures.id = picture_id WHERE {condition} ORDER BY photos.id LIMIT 1",
        [value],
        ReadPhoto,
        cancellationToken)).SingleOrDefault();

    /// <summary>Photos whose file is named so, with its ending or without, or whose path ends so.</summary>
    private static async Task<long[]> NamedAsync(
        NpgsqlConnection connection, EmbeddingTable table, PhotoFilter filter, string name, CancellationToken cancellationToken)
    {
        // In the order of bytes, what begins with "name." lies between "name." and "name/".
        var batch = new NpgsqlBatch(connection);
        var command = new NpgsqlBatchCommand { Parameters = { new() { Value = name }, new() { Value = Path.GetFileName(name) } } };
        command.CommandText =
            $"""
            SELECT photos.id FROM photos JOIN pictures ON pictures.id = picture_id JOIN {table.Name} USING (picture_id)
            WHERE (name = lower($2 COLLATE "C") OR (name >= lower($2 COLLATE "C") || '.' AND name < lower($2 COLLATE "C") || '/'))
            AND ($1 = $2 OR strpos(lower('/' || path), lower('/' || ltrim($1, '/'))) > 0) AND {filter.Sql(command.Parameters)}
            ORDER BY path LIMIT {NamedAtMost}
            """;
        batch.BatchCommands.Add(command);
        return await ReadIdsAsync(batch, cancellationToken);
    }

    /// <summary>What passes a filter; where there is an HNSW index and the library keeps changing, it may be as it was some seconds ago.</summary>
    private async Task<FilterMatch> MatchAsync(NpgsqlConnection connection, EmbeddingTable table, PhotoFilter filter, bool stacked, CancellationToken cancellationToken)
    {
        // What changes from here on may not be counted any more.
        var version = changes.Version;
        if (_hasHnsw && _matches.TryGetValue((filter, stacked), out var known))
        {
            var isUnchanged = version is not null && known.Version == version;
            if (Environment.TickCount64 - known.At < (isUnchanged ? LongestMatchAge : MatchAge).TotalMilliseconds)
                return known.Match;
        }

        var match = filter == PhotoFilter.None
            ? new FilterMatch(await CountAsync(connection, table, stacked, cancellationToken), null)
            : await ReadMatchAsync(connection, table, filter, stacked, cancellationToken);
        if (_matches.Count >= MatchesKept)
            _matches.Clear();
        _matches[(filter, stacked)] = new KnownMatch(match, version, Environment.TickCount64);
        return match;
    }

    private async Task<FilterMatch> ReadMatchAsync(
        NpgsqlConnection connection, EmbeddingTable table, PhotoFilter filter, bool stacked, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand { Connection = connection };
        command.CommandText =
            $"""
            WITH matching AS MATERIALIZED (
                SELECT photos.id, picture_id FROM photos JOIN pictures ON pictures.id = picture_id JOIN {table.Name} USING (picture_id)
                WHERE {filter.Sql(command.Parameters)}
            )
            SELECT {(stacked ? $"(SELECT count(DISTINCT {StackRecords.Tile}) FROM matching LEFT JOIN stacks USING (picture_id))" : "(SELECT count(*) FROM matching)")},
                CASE WHEN (SELECT count(*) FROM matching) <= {FewPass} THEN ARRAY(SELECT id FROM matching) END
            """;
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        await reader.ReadAsync(cancellationToken);
        return new FilterMatch(reader.GetInt64(0), reader.IsDBNull(1) ? null : reader.GetFieldValue<long[]>(1));
    }

    /// <summary>
    /// Counts all photos or stacks, and looks for the HNSW index. Pictures are told apart in the order of their numbers, which two
    /// indexes have, and stacks among the few that are in one: of 100,000 in 24 ms, where telling tiles apart takes 60 ms.
    /// </summary>
    private async Task<long> CountAsync(NpgsqlConnection connection, EmbeddingTable table, bool stacked, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand(
            $"""
            SELECT {(stacked
                ? $"""
                  count(*) FILTER (WHERE stack_id IS NULL) + count(DISTINCT stack_id), {table.HasHnsw}
                  FROM (SELECT DISTINCT picture_id FROM photos JOIN {table.Name} USING (picture_id)) AS found LEFT JOIN stacks USING (picture_id)
                  """
                : $"count(*), {table.HasHnsw} FROM photos JOIN {table.Name} USING (picture_id)")}
            """,
            connection);
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        await reader.ReadAsync(cancellationToken);
        _hasHnsw = reader.GetBoolean(1);
        return reader.GetInt64(0);
    }

    /// <returns>The hits and, where the statement counts and finds any, how many were compared, and how many reach the line.</returns>
    private async Task<(List<SearchHit> Hits, long? Total, long? Good)> ReadHitsAsync(NpgsqlBatch batch, long[] named, CancellationToken cancellationToken)
    {
        await using (batch)
        {
            await using var reader = await LastResultAsync(batch, cancellationToken);
            var hits = new List<SearchHit>();
            long? total = null, good = null;
            while (await reader.ReadAsync(cancellationToken))
            {
                hits.Add(new SearchHit(ReadPhoto(reader), (float)reader.GetDouble(PhotoColumnCount), named.Contains(reader.GetInt64(0)))
                {
                    Places = reader.GetInt64(PhotoColumnCount + 1),
                    Stacked = Math.Max(1, reader.GetInt64(PhotoColumnCount + 2)),
                });
                good = reader.IsDBNull(PhotoColumnCount + 4) ? null : reader.GetInt64(PhotoColumnCount + 4);
                if (reader.FieldCount > PhotoColumnCount + 5)
                    (total, _hasHnsw) = (reader.GetInt64(PhotoColumnCount + 3), reader.GetBoolean(PhotoColumnCount + 5));
            }

            return (hits, total, good);
        }
    }

    /// <summary>The photos of a statement that selects <see cref="PhotoColumns"/>.</summary>
    internal static async Task<List<Photo>> ReadPhotosAsync(NpgsqlCommand command, CancellationToken cancellationToken)
    {
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        var photos = new List<Photo>();
        while (await reader.ReadAsync(cancellationToken))
            photos.Add(ReadPhoto(reader));
        return photos;
    }

    /// <summary>The place that a statement gives: rank, total, and the numbers of the photos before and after; null if it gives none.</summary>
    internal static async Task<PhotoPlace?> ReadPlaceAsync(NpgsqlCommand command, CancellationToken cancellationToken)
    {
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        long? Neighbour(int column) => reader.IsDBNull(column) ? null : reader.GetInt64(column);
        return await reader.ReadAsync(cancellationToken) ? new PhotoPlace(reader.GetInt64(0), reader.GetInt64(1), Neighbour(2), Neighbour(3)) : null;
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

    /// <summary>The result of a batch's last statement; those before it only change settings.</summary>
    private static async Task<NpgsqlDataReader> LastResultAsync(NpgsqlBatch batch, CancellationToken cancellationToken)
    {
        var reader = await batch.ExecuteReaderAsync(cancellationToken);
        for (var i = 1; i < batch.BatchCommands.Count; i++)
            await reader.NextResultAsync(cancellationToken);
        return reader;
    }

    /// <summary>Reads <see cref="PhotoColumns"/>.</summary>
    internal static Photo ReadPhoto(NpgsqlDataReader reader) => new(
        reader.GetInt64(0), reader.GetString(1), reader.GetInt32(2), reader.GetInt32(3), reader.GetString(4), reader.GetInt64(5),
        reader.IsDBNull(6) ? null : reader.GetString(6), reader.GetDateTime(7), ReadExif(reader, 8))
    {
        Placeholder = reader.IsDBNull(14) ? null : Convert.ToBase64String(reader.GetFieldValue<byte[]>(14)),
    };

    /// <summary>Reads <see cref="ExifColumns"/>, which begin at a column.</summary>
    internal static ExifFacts ReadExif(NpgsqlDataReader reader, int first)
    {
        T? Value<T>(int column) where T : struct => reader.IsDBNull(first + column) ? null : reader.GetFieldValue<T>(first + column);
        string? Text(int column) => reader.IsDBNull(first + column) ? null : reader.GetString(first + column);
        return new ExifFacts(Value<DateTime>(0), Value<TimeSpan>(1), Text(2), Text(3), Value<double>(4), Value<double>(5));
    }

    /// <param name="Total">How many photos or stacks pass a filter.</param>
    /// <param name="Photos">Their numbers, if they are few.</param>
    private sealed record FilterMatch(long Total, long[]? Photos);

    /// <param name="Match">What passes a filter.</param>
    /// <param name="Version">The library's when that was so; null where nobody told.</param>
    /// <param name="At">When that was so, by <see cref="Environment.TickCount64"/>.</param>
    private sealed record KnownMatch(FilterMatch Match, long? Version, long At);
}

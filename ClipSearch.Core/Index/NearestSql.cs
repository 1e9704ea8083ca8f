using ClipSearch.Core.Clip;
using Npgsql;

namespace ClipSearch.Core.Index;

/// <summary>
/// The statements that find the photos nearest to an embedding. Each gives a photo's columns, its cosine similarity, how
/// many photos are the same picture, how many pictures are in its stack, how many tiles there are to page through, and how
/// many of those reach the line.
/// </summary>
/// <param name="table">The model's embeddings.</param>
/// <param name="query">An embedding by that model.</param>
/// <param name="filter">Which photos count.</param>
/// <param name="stacked">Whether photos of one stack are one tile, which shows the nearest of them; else each photo is one.</param>
/// <param name="line">The cosine similarity that a tile is counted from; null to count none.</param>
internal sealed class NearestSql(EmbeddingTable table, Embedding query, PhotoFilter filter, bool stacked, float? line)
{
    /// <summary>How many photos the HNSW index gathers.</summary>
    public int Candidates => filter == PhotoFilter.None ? PhotoIndex.HnswCandidates : PhotoIndex.FilteredCandidates;

    /// <summary>
    /// Compares the embeddings of all photos that pass the filter. Distances are computed first and joined as the small
    /// rows they are: a join that takes vectors or paths along copies them all (1,000 vectors of 512 dimensions: 3.5 ms
    /// instead of 1.9 ms).
    /// </summary>
    /// <param name="connection">Where to run it.</param>
    /// <param name="columns">Of <c>photos</c> and <c>pictures</c>; at the end comes whether there is an HNSW index.</param>
    /// <param name="among">The photos that pass the filter, where they are known; else null.</param>
    /// <param name="first">Photos that come before all others.</param>
    /// <param name="firstAreGood">Whether those count as if they reached the line.</param>
    /// <param name="limit">How many hits at most.</param>
    /// <param name="offset">How many of the first to pass over.</param>
    public NpgsqlBatch Exact(NpgsqlConnection connection, string columns, long[]? among, long[] first, bool firstAreGood, int limit, int offset)
    {
        var command = Command((long)limit, (long)offset, first);
        var isAll = filter == PhotoFilter.None && among is null;
        var matching = isAll ? "SELECT id, picture_id FROM photos"
            : among is not null ? $"SELECT id, picture_id FROM photos WHERE id = ANY (${Add(command, among)})"
            : $"SELECT photos.id, picture_id FROM photos JOIN pictures ON pictures.id = picture_id WHERE {filter.Sql(command.Parameters)}";
        // A list of all photos would only be copied; one that passed a filter is used twice.
        var kept = isAll ? "NOT MATERIALIZED" : "MATERIALIZED";
        var compared = isAll ? "" : "WHERE picture_id IN (SELECT picture_id FROM matching)";
        command.CommandText =
            $"""
            WITH matching AS {kept} ({matching}), distances AS MATERIALIZED (
                SELECT picture_id, embedding <=> $1 AS distance FROM {table.Name} {compared}
            ), found AS (
                SELECT id, picture_id, distance, id = ANY ($4) AS is_first FROM distances JOIN matching USING (picture_id)
            ), {Page($"{columns}, {HitColumns}, {table.HasHnsw}", Good(command, firstAreGood))}
            """;
        return new NpgsqlBatch(connection) { BatchCommands = { command } };
    }

    /// <summary>A page out of what the HNSW index gathers.</summary>
    /// <param name="connection">Where to run it.</param>
    /// <param name="columns">
    /// Of <c>photos</c> and <c>pictures</c>; the number of tiles is of those that were gathered, and how many reach the line is null
    /// where all that were gathered do: there may be more.
    /// </param>
    /// <param name="limit">How many hits at most.</param>
    /// <param name="offset">How many of the first to pass over.</param>
    public NpgsqlBatch Hnsw(NpgsqlConnection connection, string columns, int limit, int offset)
    {
        var command = Command((long)limit, (long)offset);
        var good = line is null ? Good(command) : $"CASE WHEN (SELECT {Score("max(distance)")} FROM gathered) < {Line(command)} THEN {Good(command)} END";
        command.CommandText =
            $"""
            {Gather(command)}, found AS (
                SELECT photos.id, picture_id, distance, false AS is_first
                FROM gathered JOIN photos USING (picture_id) JOIN pictures ON pictures.id = picture_id
                WHERE {filter.Sql(command.Parameters)}
            ), {Page($"{columns}, {HitColumns}", good)}
            """;
        return WithHnsw(connection, command);
    }

    /// <summary>The numbers of all photos that the HNSW index gathers.</summary>
    public NpgsqlBatch Gathered(NpgsqlConnection connection)
    {
        var command = Command();
        command.CommandText =
            $"""
            {Gather(command)}
            SELECT photos.id FROM gathered JOIN photos USING (picture_id) JOIN pictures ON pictures.id = picture_id
            WHERE {filter.Sql(command.Parameters)}
            """;
        return WithHnsw(connection, command);
    }

    private NpgsqlBatchCommand Command(params object[] values)
    {
        var command = new NpgsqlBatchCommand { Parameters = { EmbeddingColumn.Parameter(query) } };
        foreach (var value in values)
            Add(command, value);
        return command;
    }

    /// <returns>The parameter's number.</returns>
    private static int Add(NpgsqlBatchCommand command, object value)
    {
        command.Parameters.Add(new NpgsqlParameter { Value = value });
        return command.Parameters.Count;
    }

    /// <summary>
    /// The nearest pictures that have a photo which passes the filter. The index serves an order by distance alone, so
    /// the order among equals is made outside. The filter is a scalar subquery, which leaves the planner no join that
    /// would lose the index's order.
    /// </summary>
    private string Gather(NpgsqlBatchCommand command) =>
        $"""
        WITH gathered AS MATERIALIZED (
            SELECT picture_id, embedding <=> $1 AS distance FROM {table.Name} AS embeddings
            WHERE (SELECT true FROM photos JOIN pictures ON pictures.id = picture_id
                   WHERE picture_id = embeddings.picture_id AND {filter.Sql(command.Parameters)} LIMIT 1)
            ORDER BY distance LIMIT {Candidates}
        )
        """;

    /// <summary>How many tiles reach the line.</summary>
    private string Good(NpgsqlBatchCommand command, bool firstAreGood = false) => line is null
        ? "NULL::bigint"
        : $"count(*) FILTER (WHERE {Score("distance")} >= {Line(command)}{(firstAreGood ? " OR is_first" : "")}) OVER ()";

    private string Line(NpgsqlBatchCommand command) => $"${Add(command, line!)}";

    /// <summary>The cosine similarity that a hit has, to the bit.</summary>
    private static string Score(string distance) => $"(1 - {distance})::real";

    /// <summary>Of the photos that were found, the page: $2 tiles after the first $3.</summary>
    private string Page(string columns, string good) =>
        $"""
        tiles AS (
            {(stacked
                ? $"SELECT DISTINCT ON ({StackRecords.Tile}) id, distance, is_first FROM found LEFT JOIN stacks USING (picture_id) ORDER BY {StackRecords.Tile}, is_first DESC, distance, id"
                : "SELECT id, distance, is_first FROM found")}
        ), page AS (
            SELECT *, count(*) OVER () AS total, {good} AS good FROM tiles ORDER BY is_first DESC, distance, id LIMIT $2 OFFSET $3
        )
        SELECT {columns} FROM page JOIN photos USING (id) JOIN pictures ON pictures.id = picture_id ORDER BY is_first DESC, distance, photos.id
        """;

    private string HitColumns => stacked
        ? """
          1 - distance,
          (SELECT count(*) FROM photos AS place WHERE place.picture_id = pictures.id),
          (SELECT count(DISTINCT place.picture_id) FROM stacks AS own JOIN stacks AS mate USING (stack_id) JOIN photos AS place ON place.picture_id = mate.picture_id
           WHERE own.picture_id = pictures.id),
          total, good
          """
        : "1 - distance, 1::bigint, 1::bigint, total, good";

    private static NpgsqlBatch WithHnsw(NpgsqlConnection connection, NpgsqlBatchCommand command) => new(connection)
    {
        BatchCommands =
        {
            new NpgsqlBatchCommand(
                $"SELECT set_config('hnsw.ef_search', '{PhotoIndex.HnswCandidates}', true), set_config('hnsw.iterative_scan', 'strict_order', true), set_config('enable_seqscan', 'off', true)"),
            command,
        },
    };
}

using ClipSearch.Core.Data;
using ClipSearch.Core.Embeddings;
using ClipSearch.Core.Library;
using ClipSearch.Core.Library.Duplicates;
using Npgsql;

namespace ClipSearch.Core.Search;

/// <summary>
/// The statements that find the photos nearest to an embedding. Each returns the columns of a photo, its cosine similarity, the number of
/// photos with the same image, the number of images in its stack, the total number of tiles, and the number of tiles that reach the
/// threshold.
/// </summary>
/// <param name="table">The table with the model's embeddings.</param>
/// <param name="query">An embedding from that model.</param>
/// <param name="filter">The filter that photos must match.</param>
/// <param name="stacked">Whether the photos of a stack are one tile that shows the nearest of them; otherwise each photo is a tile.</param>
/// <param name="threshold">The minimum cosine similarity of counted tiles; null for no count.</param>
internal sealed class NearestSql(EmbeddingTable table, Embedding query, PhotoFilter filter, bool stacked, float? threshold)
{
    /// <summary>How many photos the HNSW index collects.</summary>
    public int Candidates => filter == PhotoFilter.None ? NearestPhotos.HnswCandidates : NearestPhotos.FilteredCandidates;

    /// <summary>
    /// Compares the embeddings of all photos that match the filter. Distances are computed first and joined as small rows, because a join
    /// that includes vectors or paths copies all of them (1,000 vectors of 512 dimensions: 3.5 ms instead of 1.9 ms).
    /// </summary>
    /// <param name="connection">The connection that runs the batch.</param>
    /// <param name="columns">Columns of <c>photos</c> and <c>pictures</c>. The last column is whether there is an HNSW index.</param>
    /// <param name="among">The photos that match the filter, if known; otherwise null.</param>
    /// <param name="first">Photos that come before all others.</param>
    /// <param name="firstAreGood">Whether those count as reaching the threshold.</param>
    /// <param name="limit">The maximum number of results.</param>
    /// <param name="offset">The number of results to skip.</param>
    public NpgsqlBatch Exact(NpgsqlConnection connection, string columns, long[]? among, long[] first, bool firstAreGood, int limit, int offset)
    {
        var command = Command((long)limit, (long)offset, first);
        var isAll = filter == PhotoFilter.None && among is null;
        var matching = isAll ? "SELECT id, picture_id FROM photos"
            : among is not null ? $"SELECT id, picture_id FROM photos WHERE id = ANY (${Add(command, among)})"
            : $"SELECT photos.id, picture_id FROM photos JOIN pictures ON pictures.id = picture_id WHERE {filter.Sql(command.Parameters)}";
        // Materialising all photos would only copy them. A filtered list is used twice.
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

    /// <summary>Selects a page from the candidates of the HNSW index.</summary>
    /// <param name="connection">The connection that runs the batch.</param>
    /// <param name="columns">
    /// Columns of <c>photos</c> and <c>pictures</c>. The number of tiles counts candidates only, and the number that reach the threshold is
    /// null if all candidates do, because there may be more.
    /// </param>
    /// <param name="limit">The maximum number of results.</param>
    /// <param name="offset">The number of results to skip.</param>
    public NpgsqlBatch Hnsw(NpgsqlConnection connection, string columns, int limit, int offset)
    {
        var command = Command((long)limit, (long)offset);
        var good = threshold is null ? Good(command) : $"CASE WHEN (SELECT {Score("max(distance)")} FROM gathered) < {Threshold(command)} THEN {Good(command)} END";
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

    /// <summary>Selects the ids of all candidates of the HNSW index.</summary>
    public NpgsqlBatch CandidateIds(NpgsqlConnection connection)
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
    /// Collects the nearest images that have a photo which matches the filter. The index supports an order by distance alone, so ties are
    /// ordered outside. The filter is a scalar subquery, which leaves the planner no join that would lose the index order.
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

    /// <summary>Counts the tiles that reach the threshold.</summary>
    private string Good(NpgsqlBatchCommand command, bool firstAreGood = false) => threshold is null
        ? "NULL::bigint"
        : $"count(*) FILTER (WHERE {Score("distance")} >= {Threshold(command)}{(firstAreGood ? " OR is_first" : "")}) OVER ()";

    private string Threshold(NpgsqlBatchCommand command) => $"${Add(command, threshold!)}";

    /// <summary>Computes the cosine similarity of a result, bit for bit.</summary>
    private static string Score(string distance) => $"(1 - {distance})::real";

    /// <summary>Selects a page from the found photos: $2 tiles after the first $3.</summary>
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
                $"SELECT set_config('hnsw.ef_search', '{NearestPhotos.HnswCandidates}', true), set_config('hnsw.iterative_scan', 'strict_order', true), set_config('enable_seqscan', 'off', true)"),
            command,
        },
    };
}

using ClipSearch.Core.Data;
using ClipSearch.Core.Embeddings;
using ClipSearch.Core.Library;
using ClipSearch.Core.Library.Duplicates;
using ClipSearch.Core.Library.Facets;

namespace ClipSearch.Core.Search;

/// <summary>
/// The statements that find the photos nearest to an embedding. Each returns the columns that <see cref="FoundRow"/> reads. Values that
/// appear several times are one parameter.
/// </summary>
/// <param name="table">The table with the model's embeddings.</param>
/// <param name="query">An embedding from that model.</param>
/// <param name="filter">The filter that photos must match.</param>
/// <param name="stacked">Whether the photos of a stack are one tile that shows the nearest of them; otherwise each photo is a tile.</param>
/// <param name="threshold">The minimum cosine similarity of counted tiles; null for no count.</param>
internal sealed class NearestSql(EmbeddingTable table, Embedding query, PhotoFilter filter, bool stacked, float? threshold)
{
    private static readonly Sql s_hnswSettings = Sql.Of(
        $"SELECT set_config('hnsw.ef_search', '{NearestPhotos.HnswCandidates:literal}', true), set_config('hnsw.iterative_scan', 'strict_order', true), set_config('enable_seqscan', 'off', true)");

    private readonly Sql _condition = filter.Condition;
    private readonly Sql? _threshold = threshold is { } value ? Sql.Value(value) : null;

    /// <summary>How many photos the HNSW index collects.</summary>
    public int Candidates => filter == PhotoFilter.None ? NearestPhotos.HnswCandidates : NearestPhotos.FilteredCandidates;

    /// <summary>
    /// Compares the embeddings of all photos that match the filter. Distances are computed first and joined as small rows, because a join
    /// that includes vectors or paths copies all of them (1,000 vectors of 512 dimensions: 3.5 ms instead of 1.9 ms).
    /// </summary>
    /// <param name="among">The photos that match the filter, if known; otherwise null.</param>
    /// <param name="first">Photos that come before all others.</param>
    /// <param name="firstAreGood">Whether those count as reaching the threshold.</param>
    /// <param name="limit">The maximum number of results.</param>
    /// <param name="offset">The number of results to skip.</param>
    public Sql Exact(long[]? among, long[] first, bool firstAreGood, int limit, int offset)
    {
        var isAll = filter == PhotoFilter.None && among is null;
        var matching = isAll ? Sql.Of($"SELECT id, image_id FROM photos")
            : among is not null ? Sql.Of($"SELECT id, image_id FROM photos WHERE id = ANY ({among})")
            : $"SELECT photos.id, image_id FROM photos JOIN images ON images.id = image_id WHERE {_condition}";
        // Materialising all photos would only copy them. A filtered list is used twice.
        var kept = isAll ? Sql.Of($"NOT MATERIALIZED") : $"MATERIALIZED";
        var compared = isAll ? Sql.Of($"") : $"WHERE image_id IN (SELECT image_id FROM matching)";
        return Sql.Of(
            $"""
            WITH matching AS {kept} ({matching}), distances AS MATERIALIZED (
                SELECT image_id, frame, embedding <=> {query} AS distance FROM {table} {compared}
            ), found AS (
                SELECT id, image_id, frame, distance, id = ANY ({first}) AS is_first FROM distances JOIN matching USING (image_id)
            ), {Page(Sql.Of($"{table.HasHnsw}"), Good(firstAreGood), limit, offset)}
            """);
    }

    /// <summary>
    /// Selects a page from the nearest images of a library without an index, which a scan collects. Only they are joined: of 1,000 photos, that
    /// takes half the time of <see cref="Exact"/>. As there, the number that reach the threshold is counted, but it is null if all candidates
    /// reach it, because there may be more.
    /// </summary>
    /// <param name="candidates">The number of images to collect; more if others are as near as the last.</param>
    /// <param name="limit">The maximum number of results.</param>
    /// <param name="offset">The number of results to skip.</param>
    public Sql Scan(int candidates, int limit, int offset) => Sql.Of(
        $"""
        WITH gathered AS MATERIALIZED (
            SELECT image_id, frame, embedding <=> {query} AS distance FROM {table}
            ORDER BY distance FETCH FIRST {candidates:literal} ROWS WITH TIES
        ), found AS (
            SELECT id, image_id, frame, distance, false AS is_first FROM gathered JOIN photos USING (image_id)
        ), {Page(Sql.Of($"NULL::boolean"), GoodOfGathered(), limit, offset)}
        """);

    /// <summary>
    /// Selects a page from the candidates of the HNSW index. The number of tiles counts candidates only, and the number that reach the
    /// threshold is null if all candidates do, because there may be more.
    /// </summary>
    /// <param name="limit">The maximum number of results.</param>
    /// <param name="offset">The number of results to skip.</param>
    public IReadOnlyList<Sql> Hnsw(int limit, int offset) =>
    [
        s_hnswSettings,
        Sql.Of(
            $"""
            {Gather()}, found AS (
                SELECT photos.id, image_id, frame, distance, false AS is_first
                FROM gathered JOIN photos USING (image_id) JOIN images ON images.id = image_id
                WHERE {_condition}
            ), {Page(Sql.Of($"NULL::boolean"), GoodOfGathered(), limit, offset)}
            """),
    ];

    /// <summary>Selects the IDs of all candidates of the HNSW index.</summary>
    public IReadOnlyList<Sql> CandidateIds() =>
    [
        s_hnswSettings,
        Sql.Of(
            $"""
            {Gather()}
            SELECT DISTINCT photos.id FROM gathered JOIN photos USING (image_id) JOIN images ON images.id = image_id
            WHERE {_condition}
            """),
    ];

    /// <summary>
    /// Collects the nearest images that have a photo which matches the filter. The index supports an order by distance alone, so ties are
    /// ordered outside. The filter is a scalar subquery, which leaves the planner no join that would lose the index order.
    /// </summary>
    private Sql Gather() => Sql.Of(
        $"""
        WITH gathered AS MATERIALIZED (
            SELECT image_id, frame, embedding <=> {query} AS distance FROM {table} AS embeddings
            WHERE (SELECT true FROM photos JOIN images ON images.id = image_id
                   WHERE image_id = embeddings.image_id AND {_condition} LIMIT 1)
            ORDER BY distance LIMIT {Candidates:literal}
        )
        """);

    /// <summary>Counts the tiles that reach the threshold.</summary>
    private Sql Good(bool firstAreGood = false)
    {
        if (_threshold is null)
            return Sql.Of($"NULL::bigint");
        var first = firstAreGood ? Sql.Of($" OR is_first") : $"";
        return Sql.Of($"count(*) FILTER (WHERE {Score(Sql.Of($"distance"))} >= {_threshold}{first}) OVER ()");
    }

    /// <summary>Counts the tiles among the candidates that reach the threshold, unless all candidates do.</summary>
    private Sql GoodOfGathered() => _threshold is null ? Good() : $"CASE WHEN (SELECT {Score(Sql.Of($"max(distance)"))} FROM gathered) < {_threshold} THEN {Good()} END";

    /// <summary>Computes the cosine similarity of a result, bit for bit.</summary>
    private static Sql Score(Sql distance) => Sql.Of($"(1 - {distance})::real");

    /// <summary>Selects a page from the found photos.</summary>
    private Sql Page(Sql hasHnsw, Sql good, int limit, int offset)
    {
        var tiles = stacked
            ? Sql.Of($"SELECT DISTINCT ON ({StackRecords.Tile}) id, frame, distance, is_first FROM found LEFT JOIN stacks USING (image_id) ORDER BY {StackRecords.Tile}, is_first DESC, distance, id, frame")
            : $"SELECT DISTINCT ON (id) id, frame, distance, is_first FROM found ORDER BY id, distance, frame";
        var sizes = stacked
            ? Sql.Of(
                $"""
                (SELECT count(*) FROM photos AS place WHERE place.image_id = images.id),
                (SELECT count(DISTINCT place.image_id) FROM stacks AS own JOIN stacks AS mate USING (stack_id) JOIN photos AS place ON place.image_id = mate.image_id
                 WHERE own.image_id = images.id)
                """)
            : $"1::bigint, 1::bigint";
        return Sql.Of(
            $"""
            tiles AS (
                {tiles}
            ), page AS (
                SELECT *, count(*) OVER () AS total, {good} AS good FROM tiles ORDER BY is_first DESC, distance, id LIMIT {(long)limit} OFFSET {(long)offset}
            )
            SELECT {PhotoRows.Columns}, 1 - distance, frame_times[page.frame + 1], {sizes}, total, good, {hasHnsw}
            FROM page JOIN photos USING (id) JOIN images ON images.id = image_id ORDER BY is_first DESC, distance, photos.id
            """);
    }
}

/// <summary>A row of <see cref="NearestSql"/>.</summary>
/// <param name="Photo">The photo that the tile shows.</param>
/// <param name="Score">The cosine similarity of the photo and the query.</param>
/// <param name="At">The time of the frame of a video that matches best; null for an image.</param>
/// <param name="Places">The number of photos with the same image.</param>
/// <param name="Stacked">The number of images in its stack, 0 without a stack.</param>
/// <param name="Total">The number of tiles.</param>
/// <param name="Good">The number of tiles that reach the threshold; null if they are not counted.</param>
/// <param name="HasHnsw">Whether there is an HNSW index; null if the statement does not check.</param>
internal sealed record FoundRow(Photo Photo, double Score, TimeSpan? At, long Places, long Stacked, long Total, long? Good, bool? HasHnsw)
{
    /// <summary>Reads a row.</summary>
    public static FoundRow Read(Row row) => new(
        PhotoRows.Read(row), row.Next<double>(), row.Next<int?>() is { } at ? TimeSpan.FromMilliseconds(at) : null, row.Next<long>(), row.Next<long>(), row.Next<long>(), row.Next<long?>(), row.Next<bool?>());
}

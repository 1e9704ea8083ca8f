using System.Globalization;
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
    private static readonly Sql s_null = Sql.Of($"NULL::bigint");

    private readonly bool _isFiltered = filter != PhotoFilter.None;
    private readonly Sql _condition = filter.Condition;
    private readonly Sql? _threshold = threshold is { } value ? Sql.Value(value) : null;

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
        var isAll = !_isFiltered && among is null;
        var matching = isAll ? Sql.Of($"SELECT id, image_id FROM photos")
            : among is not null ? Sql.Of($"SELECT id, image_id FROM photos WHERE id = ANY ({among})")
            : $"SELECT photos.id, image_id FROM photos JOIN images ON images.id = image_id WHERE {_condition}";
        // Materialising all photos would only copy them. A filtered list is used twice.
        var kept = isAll ? Sql.Of($"NOT MATERIALIZED") : $"MATERIALIZED";
        var compared = isAll ? Sql.Of($"") : $" WHERE image_id IN (SELECT image_id FROM matching)";
        var good = _threshold is null ? s_null : $"(SELECT count(*) FROM tiles WHERE {Score(Sql.Of($"distance"))} >= {_threshold}{(firstAreGood ? Sql.Of($" OR is_first") : Sql.Of($""))})";
        return Page(
            Sql.Of(
                $"""
                matching AS {kept} ({matching}), distances AS MATERIALIZED (
                    SELECT image_id, frame, embedding <=> {query} AS distance FROM {table}{compared}
                )
                """),
            Sql.Of($"distances JOIN matching USING (image_id)"), Sql.Of($"id = ANY ({first})"), Sql.Of($"(SELECT count(*) FROM tiles), {good}, {table.HasHnsw}"), limit, offset);
    }

    /// <summary>
    /// Selects a page from the nearest images of a library without an index. Only they are joined: of 1,000 photos, that takes half the time of
    /// <see cref="Exact"/>. The number of tiles that reach the threshold is null if all collected images do, because there may be more.
    /// </summary>
    /// <param name="candidates">The number of images to collect; more if others are as near as the last.</param>
    /// <param name="limit">The maximum number of results.</param>
    /// <param name="offset">The number of results to skip.</param>
    public Sql Scan(int candidates, int limit, int offset) => GatheredPage(Gather(Sql.True, candidates), limit, offset);

    /// <summary>Selects a page from the nearest images in the HNSW index. The rest is as for <see cref="Scan"/>.</summary>
    /// <param name="breadth">The breadth of the search in the index.</param>
    /// <param name="candidates">The number of images to collect; more if others are as near as the last.</param>
    /// <param name="limit">The maximum number of results.</param>
    /// <param name="offset">The number of results to skip.</param>
    public IReadOnlyList<Sql> Hnsw(int breadth, int candidates, int limit, int offset) => [HnswSettings(breadth), GatheredPage(Gather(HasMatch, candidates), limit, offset)];

    /// <summary>Selects the IDs of the photos of the nearest images in the HNSW index.</summary>
    /// <param name="breadth">The breadth of the search in the index.</param>
    /// <param name="candidates">The number of images to collect; more if others are as near as the last.</param>
    public IReadOnlyList<Sql> CandidateIds(int breadth, int candidates) =>
        [HnswSettings(breadth), Sql.Of($"WITH {Gather(HasMatch, candidates)}\nSELECT DISTINCT photos.id FROM {GatheredPhotos}")];

    /// <summary>Sets how the HNSW index is searched in this transaction. An iterative scan continues until enough photos match a filter.</summary>
    private static Sql HnswSettings(int breadth) => Sql.Of(
        $"SELECT set_config('hnsw.ef_search', {breadth.ToString(CultureInfo.InvariantCulture)}, true), set_config('hnsw.iterative_scan', 'strict_order', true), set_config('enable_seqscan', 'off', true)");

    /// <summary>
    /// Whether an image has a photo that matches the filter. It is a scalar subquery, which leaves the planner no join that would lose the
    /// order of the index.
    /// </summary>
    private Sql HasMatch => _isFiltered
        ? Sql.Of($"(SELECT true FROM photos JOIN images ON images.id = image_id WHERE image_id = embeddings.image_id AND {_condition} LIMIT 1)")
        : $"(SELECT true FROM photos WHERE image_id = embeddings.image_id LIMIT 1)";

    /// <summary>The photos of the collected images that match the filter.</summary>
    private Sql GatheredPhotos => _isFiltered
        ? Sql.Of($"gathered JOIN (SELECT photos.id, image_id FROM photos JOIN images ON images.id = image_id WHERE {_condition}) AS photos USING (image_id)")
        : $"gathered JOIN photos USING (image_id)";

    /// <summary>
    /// Collects the nearest images. The HNSW index supports an order by distance alone. All images as near as the last are included, and
    /// ordered later, so any number of candidates gives the same list.
    /// </summary>
    private Sql Gather(Sql condition, int candidates) => Sql.Of(
        $"""
        gathered AS MATERIALIZED (
            SELECT image_id, frame, embedding <=> {query} AS distance FROM {table} AS embeddings WHERE {condition}
            ORDER BY distance FETCH FIRST {candidates:literal} ROWS WITH TIES
        )
        """);

    private Sql GatheredPage(Sql gather, int limit, int offset)
    {
        var good = _threshold is null ? s_null
            : $"CASE WHEN (SELECT {Score(Sql.Of($"max(distance)"))} FROM gathered) < {_threshold} THEN (SELECT count(*) FROM tiles WHERE {Score(Sql.Of($"distance"))} >= {_threshold}) END";
        return Page(gather, GatheredPhotos, Sql.Of($"false"), Sql.Of($"{s_null}, {good}, NULL::boolean"), limit, offset);
    }

    /// <summary>Computes the cosine similarity of a result, bit for bit.</summary>
    private static Sql Score(Sql distance) => Sql.Of($"(1 - {distance})::real");

    /// <summary>Returns the statement that groups photos to tiles, and selects a page of them.</summary>
    /// <param name="collect">The common table expressions with the images and their distances.</param>
    /// <param name="photos">The photos of these images.</param>
    /// <param name="isFirst">Whether a photo comes before all others.</param>
    /// <param name="counts">The last three columns of a row.</param>
    /// <param name="limit">The maximum number of results.</param>
    /// <param name="offset">The number of results to skip.</param>
    private Sql Page(Sql collect, Sql photos, Sql isFirst, Sql counts, int limit, int offset)
    {
        var (tile, stack) = stacked ? (StackRecords.Tile, Sql.Of($"stack_id")) : (Sql.Of($"id"), Sql.Of($"NULL::bigint AS stack_id"));
        var stacks = stacked ? Sql.Of($" LEFT JOIN stacks USING (image_id)") : $"";
        var sizes = stacked
            ? Sql.Of(
                $"""
                (SELECT count(*) FROM photos AS place WHERE place.image_id = page.image_id),
                CASE WHEN stack_id IS NULL THEN 1 ELSE
                    (SELECT count(DISTINCT place.image_id) FROM stacks AS mate JOIN photos AS place USING (image_id) WHERE mate.stack_id = page.stack_id) END
                """)
            : $"1::bigint, 1::bigint";
        return Sql.Of(
            $"""
            WITH {collect}, tiles AS (
                SELECT DISTINCT ON ({tile}) id, image_id, {stack}, frame, distance, {isFirst} AS is_first FROM {photos}{stacks}
                ORDER BY {tile}, is_first DESC, distance, id, frame
            ), page AS (
                SELECT * FROM tiles ORDER BY is_first DESC, distance, id LIMIT {(long)limit} OFFSET {(long)offset}
            )
            SELECT {PhotoRows.Columns}, 1 - distance, frame_times[page.frame + 1], {sizes}, {counts}
            FROM page JOIN photos USING (id) JOIN images ON images.id = page.image_id ORDER BY is_first DESC, distance, photos.id
            """);
    }
}

/// <summary>A row of <see cref="NearestSql"/>.</summary>
/// <param name="Photo">The photo that the tile shows.</param>
/// <param name="Score">The cosine similarity of the photo and the query.</param>
/// <param name="At">The time of the frame of a video that matches best; null for an image.</param>
/// <param name="Places">The number of photos with the same image.</param>
/// <param name="Stacked">The number of images in its stack, 1 without a stack.</param>
/// <param name="Total">The number of tiles; null if they are not counted.</param>
/// <param name="Good">The number of tiles that reach the threshold; null if they are not counted.</param>
/// <param name="HasHnsw">Whether there is an HNSW index; null if the statement does not check.</param>
internal sealed record FoundRow(Photo Photo, double Score, TimeSpan? At, long Places, long Stacked, long? Total, long? Good, bool? HasHnsw)
{
    /// <summary>Reads a row.</summary>
    public static FoundRow Read(Row row) => new(
        PhotoRows.Read(row), row.Next<double>(), row.Next<int?>() is { } at ? TimeSpan.FromMilliseconds(at) : null, row.Next<long>(), row.Next<long>(), row.Next<long?>(), row.Next<long?>(), row.Next<bool?>());
}

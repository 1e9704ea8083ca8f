using ClipSearch.Core.Data;
using ClipSearch.Core.Imaging;
using Npgsql;
using Pgvector;

namespace ClipSearch.Core.Library.Duplicates;

/// <summary>A stack: photos that are copies of the same image or near-duplicates.</summary>
/// <param name="Count">The number of photos in the stack.</param>
/// <param name="Photos">The first of these photos, ordered by number of pixels, then by file length, both descending.</param>
public sealed record PhotoStack(long Count, IReadOnlyList<Photo> Photos);

/// <summary>A page of the library's stacks.</summary>
/// <param name="Stacks">The stacks, largest first.</param>
/// <param name="Total">The total number of stacks.</param>
public sealed record StackPage(IReadOnlyList<PhotoStack> Stacks, long Total);

/// <summary>
/// Stores the stacks. Pairs of near-duplicates are found by signature when images are added. The stacks are derived from these pairs and
/// from the photos in the library, so a photo that is removed or restored leaves or joins its stack.
/// </summary>
public sealed class StackRecords(Database database)
{
    /// <summary>The maximum number of photos of a stack, or copies of a photo, in a list.</summary>
    public const int MaxShown = 12;

    /// <summary>
    /// The ID of the tile of an image in results: its stack ID, else its image ID.
    /// Valid on <c>photos LEFT JOIN stacks USING (image_id)</c>.
    /// </summary>
    internal static readonly Sql Tile = Sql.Of($"coalesce(stack_id, image_id)");

    /// <summary>
    /// The key of the advisory lock for near-duplicates and stacks. Concurrent transactions would not see each other's new images.
    /// </summary>
    private const long LockKey = 0x436C6970_53746163;

    /// <summary>The number of nearest images that an image is compared with. Further near-duplicates are connected through these.</summary>
    private const int MaxNearest = 16;

    /// <summary>The maximum time between two images of a burst. EXIF has a resolution of one second.</summary>
    private static readonly Sql s_burstPause = Sql.Of($"interval '3 seconds'");

    /// <summary>
    /// The maximum number of images of the same camera and time that an image is compared with. A stopped camera clock gives all images
    /// the same time.
    /// </summary>
    private const int MaxBurst = 64;

    private static readonly Sql s_largest = Sql.Of($"width::bigint * height DESC, bytes DESC, image_id, photos.id");

    /// <summary>The images of a tile: those of a stack, or the single image with this ID.</summary>
    private static readonly Sql s_imagesOfTile = Sql.Of($"SELECT image_id FROM stacks WHERE stack_id = tile UNION SELECT tile");

    /// <summary>Locks near-duplicates and stacks until the end of the transaction.</summary>
    internal static Sql Lock => Sql.Of($"SELECT pg_advisory_xact_lock({LockKey})");

    /// <summary>Returns the statements that store the signature of an image and find its near-duplicates.</summary>
    internal static IEnumerable<Sql> Put(byte[] contentHash, ImageSignature signature)
    {
        var vector = signature.Values is { } values ? new Vector(values) : null;
        yield return Sql.Of($"INSERT INTO signatures SELECT id, {vector} FROM images WHERE content_hash = {contentHash} ON CONFLICT DO NOTHING");
        if (vector is null)
            yield break;
        // A plan that was made with few signatures would scan the table even after it has grown.
        yield return Sql.Of($"SELECT set_config('enable_seqscan', 'off', true)");
        // The nearest are selected before the image itself and those too far away are filtered out: the index supports ORDER BY only.
        yield return Sql.Of(
            $"""
            WITH own AS (SELECT * FROM images WHERE content_hash = {contentHash}), nearest AS MATERIALIZED (
                SELECT image_id, signature <-> {vector} AS distance FROM signatures ORDER BY distance LIMIT {MaxNearest:literal}
            ), burst AS MATERIALIZED (
                SELECT mate.image_id FROM own CROSS JOIN LATERAL (
                    SELECT id AS image_id FROM images WHERE camera = own.camera AND width = own.width AND height = own.height
                    AND taken_at BETWEEN own.taken_at - {s_burstPause} AND own.taken_at + {s_burstPause}
                    ORDER BY taken_at DESC, id DESC LIMIT {MaxBurst:literal}
                ) AS mate
            ), alike AS (
                SELECT image_id FROM nearest WHERE distance <= {ImageSignature.NearlySame:literal}
                UNION SELECT image_id FROM burst JOIN signatures USING (image_id) WHERE signature <-> {vector} <= {ImageSignature.SameScene:literal}
            )
            INSERT INTO near_duplicates SELECT least(own.id, image_id), greatest(own.id, image_id) FROM own JOIN alike ON image_id <> own.id
            ON CONFLICT DO NOTHING
            """);
    }

    /// <summary>Updates all stacks to match the photos in the library.</summary>
    /// <exception cref="DatabaseUnavailableException">The database is not available.</exception>
    public Task RefreshAsync(CancellationToken cancellationToken) =>
        RefreshAsync(Sql.Of($"SELECT image_id, other_id FROM near_duplicates"), isAll: true, cancellationToken);

    /// <summary>
    /// Updates the stacks of some photos, which were added or restored. If that fails, the next scan updates them.
    /// </summary>
    /// <param name="photos">The IDs of the photos.</param>
    /// <param name="cancellationToken">Cancels the operation.</param>
    public async Task TryRefreshAsync(IReadOnlyCollection<long> photos, CancellationToken cancellationToken)
    {
        try
        {
            await RefreshAsync(Connected(photos), isAll: false, cancellationToken);
        }
        catch (Exception e) when (e is DatabaseUnavailableException or DatabaseUnusableException or PostgresException)
        {
            // The photos are stored, and the caller reports that.
        }
    }

    /// <summary>Selects the pairs of all images that are connected with those of some photos.</summary>
    private static Sql Connected(IReadOnlyCollection<long> photos) =>
        // near_duplicates has an index for each of its columns.
        Sql.Of(
            $"""
            WITH RECURSIVE connected AS (
                SELECT image_id FROM photos WHERE id = ANY ({photos.ToArray()})
                UNION
                SELECT next.image_id FROM connected CROSS JOIN LATERAL (
                    SELECT other_id AS image_id FROM near_duplicates WHERE near_duplicates.image_id = connected.image_id
                    UNION ALL SELECT near_duplicates.image_id FROM near_duplicates WHERE other_id = connected.image_id
                ) AS next WHERE EXISTS (SELECT FROM photos WHERE photos.image_id = next.image_id)
            )
            SELECT near_duplicates.image_id, other_id FROM connected JOIN near_duplicates USING (image_id)
            """);

    /// <param name="pairs">Selects pairs of near-duplicates; with one of a stack, all of it.</param>
    /// <param name="isAll">Whether images that are in none of the pairs are in no stack.</param>
    /// <param name="cancellationToken">Cancels the operation.</param>
    private Task<int> RefreshAsync(Sql pairs, bool isAll, CancellationToken cancellationToken) => database.RunAsync(
        async (connection, token) =>
        {
            await using var transaction = await connection.BeginTransactionAsync(token);
            var nearDuplicates = await connection.ListAsync(
                [
                    Lock,
                    Sql.Of(
                        $"""
                        SELECT image_id, other_id FROM ({pairs}) AS pair
                        WHERE EXISTS (SELECT FROM photos WHERE image_id = pair.image_id) AND EXISTS (SELECT FROM photos WHERE image_id = other_id)
                        """),
                ],
                row => (row.Next<long>(), row.Next<long>()),
                token);
            var stacks = StackPlan.Of(nearDuplicates);
            var (images, stackIds) = (Sql.Value(stacks.Keys.ToArray()), Sql.Value(stacks.Values.ToArray()));
            var outdated = Sql.Of($"(image_id, stack_id) NOT IN (SELECT * FROM unnest({images}, {stackIds}))");
            var changed = await connection.ExecuteAsync(
                [
                    Sql.Of($"DELETE FROM stacks WHERE {(isAll ? outdated : $"image_id = ANY ({images}) AND {outdated}")}"),
                    Sql.Of($"INSERT INTO stacks SELECT * FROM unnest({images}, {stackIds}) ON CONFLICT DO NOTHING"),
                ],
                token);
            await transaction.CommitAsync(token);
            return changed;
        },
        cancellationToken);

    /// <summary>Lists the stacks of the library, those with the most photos first. Copies of the same image are also a stack.</summary>
    /// <param name="limit">The maximum number of stacks.</param>
    /// <param name="offset">The number of stacks to skip.</param>
    /// <param name="cancellationToken">Cancels the operation.</param>
    /// <exception cref="DatabaseUnavailableException">The database is not available.</exception>
    public Task<StackPage> ListAsync(int limit, int offset, CancellationToken cancellationToken) => database.RunAsync(
        async (connection, token) =>
        {
            var tiles = Sql.Of($"SELECT {Tile} AS tile, count(*) AS photos FROM photos LEFT JOIN stacks USING (image_id) GROUP BY tile HAVING count(*) > 1");
            var photos = await connection.ListAsync(
                $"""
                WITH page AS ({tiles} ORDER BY photos DESC, tile LIMIT {(long)limit} OFFSET {(long)offset})
                SELECT page.tile, page.photos, {PhotoRows.Columns}
                FROM page CROSS JOIN LATERAL (
                    SELECT photos.id FROM photos JOIN images ON images.id = image_id WHERE image_id IN ({s_imagesOfTile}) ORDER BY {s_largest} LIMIT {MaxShown:literal}
                ) AS shown JOIN photos USING (id) JOIN images ON images.id = image_id
                ORDER BY page.photos DESC, tile, {s_largest}
                """,
                row => (Tile: row.Next<long>(), Count: row.Next<long>(), Photo: PhotoRows.Read(row)),
                token);
            var total = await connection.ScalarAsync<long>($"SELECT count(*) FROM ({tiles}) AS tiles", token);
            return new StackPage([.. photos.GroupBy(photo => (photo.Tile, photo.Count)).Select(stack => new PhotoStack(stack.Key.Count, [.. stack.Select(photo => photo.Photo)]))], total);
        },
        cancellationToken);

    /// <summary>Lists the other photos with the same image as a photo, byte for byte, ordered by path.</summary>
    /// <exception cref="DatabaseUnavailableException">The database is not available.</exception>
    public Task<List<Photo>> CopiesAsync(Photo photo, CancellationToken cancellationToken) => database.ListAsync(
        $"""
        SELECT {PhotoRows.Columns} FROM photos JOIN images ON images.id = image_id
        WHERE image_id = (SELECT image_id FROM photos WHERE id = {photo.Id}) AND photos.id <> {photo.Id} ORDER BY path LIMIT {MaxShown:literal}
        """,
        PhotoRows.Read,
        cancellationToken);

    /// <summary>Returns the stack of a photo, including the photo itself. Without a stack, returns the photo and its copies.</summary>
    /// <param name="photo">The ID of the photo.</param>
    /// <param name="limit">The maximum number of photos.</param>
    /// <param name="offset">The number of photos to skip.</param>
    /// <param name="cancellationToken">Cancels the operation.</param>
    /// <returns>The stack; null if the library has no such photo.</returns>
    /// <exception cref="DatabaseUnavailableException">The database is not available.</exception>
    public Task<PhotoStack?> FindAsync(long photo, int limit, int offset, CancellationToken cancellationToken) => database.RunAsync(
        async (connection, token) =>
        {
            var own = Sql.Of($"WITH own AS (SELECT {Tile} AS tile FROM photos LEFT JOIN stacks USING (image_id) WHERE photos.id = {photo})");
            var inStack = Sql.Of(
                $"FROM photos JOIN images ON images.id = image_id WHERE image_id IN (SELECT image_id FROM own, LATERAL ({s_imagesOfTile}) AS same)");
            if (await connection.ScalarAsync<long>($"{own} SELECT count(*) {inStack}", token) is not (> 0 and var count))
                return null;
            var photos = await connection.ListAsync(
                $"{own} SELECT {PhotoRows.Columns} {inStack} ORDER BY {s_largest} LIMIT {(long)limit} OFFSET {(long)offset}", PhotoRows.Read, token);
            return new PhotoStack(count, photos);
        },
        cancellationToken);
}

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
    /// Valid on <c>photos LEFT JOIN stacks USING (picture_id)</c>.
    /// </summary>
    internal const string Tile = "coalesce(stack_id, picture_id)";

    /// <summary>
    /// The key of the advisory lock for near-duplicates and stacks. Concurrent transactions would not see each other's new images.
    /// </summary>
    private const long LockKey = 0x436C6970_53746163;

    /// <summary>The number of nearest images that an image is compared with. Further near-duplicates are connected through these.</summary>
    private const int MaxNearest = 16;

    /// <summary>The maximum time between two images of a burst. EXIF has a resolution of one second.</summary>
    private const string BurstPause = "3 seconds";

    /// <summary>
    /// The maximum number of images of the same camera and time that an image is compared with. A stopped camera clock gives all images
    /// the same time.
    /// </summary>
    private const int MaxBurst = 64;

    private const string Largest = "width::bigint * height DESC, bytes DESC, picture_id, photos.id";

    /// <summary>The images of a tile: those of a stack, or the single image with this ID.</summary>
    private const string PicturesOfTile = "SELECT picture_id FROM stacks WHERE stack_id = tile UNION SELECT tile";

    /// <summary>Returns the command that locks near-duplicates and stacks until the end of the transaction.</summary>
    internal static NpgsqlBatchCommand Lock() => new($"SELECT pg_advisory_xact_lock({LockKey})");

    /// <summary>Returns the commands that store the signature of an image and find its near-duplicates.</summary>
    internal static IEnumerable<NpgsqlBatchCommand> Put(byte[] contentHash, ImageSignature signature)
    {
        NpgsqlBatchCommand Command(string sql) => new(sql)
        {
            Parameters =
            {
                new() { Value = contentHash },
                new() { Value = signature.Values is { } values ? new Vector(values) : DBNull.Value, DataTypeName = "vector" },
            },
        };
        yield return Command("INSERT INTO signatures SELECT id, $2 FROM pictures WHERE content_hash = $1 ON CONFLICT DO NOTHING");
        if (signature.Values is null)
            yield break;
        // A plan that was made with few signatures would scan the table even after it has grown.
        yield return new NpgsqlBatchCommand("SELECT set_config('enable_seqscan', 'off', true)");
        // The nearest are selected before the image itself and those too far away are filtered out: the index supports ORDER BY only.
        yield return Command(
            $"""
            WITH own AS (SELECT * FROM pictures WHERE content_hash = $1), nearest AS MATERIALIZED (
                SELECT picture_id, signature <-> $2 AS distance FROM signatures ORDER BY distance LIMIT {MaxNearest}
            ), burst AS MATERIALIZED (
                SELECT mate.picture_id FROM own CROSS JOIN LATERAL (
                    SELECT id AS picture_id FROM pictures WHERE camera = own.camera AND width = own.width AND height = own.height
                    AND taken_at BETWEEN own.taken_at - interval '{BurstPause}' AND own.taken_at + interval '{BurstPause}'
                    ORDER BY taken_at DESC, id DESC LIMIT {MaxBurst}
                ) AS mate
            ), alike AS (
                SELECT picture_id FROM nearest WHERE distance <= {ImageSignature.NearlySame}
                UNION SELECT picture_id FROM burst JOIN signatures USING (picture_id) WHERE signature <-> $2 <= {ImageSignature.SameScene}
            )
            INSERT INTO likenesses SELECT least(own.id, picture_id), greatest(own.id, picture_id) FROM own JOIN alike ON picture_id <> own.id
            ON CONFLICT DO NOTHING
            """);
    }

    /// <summary>Updates the stacks to match the photos in the library.</summary>
    /// <exception cref="DatabaseUnavailableException">The database is not available.</exception>
    public Task RefreshAsync(CancellationToken cancellationToken) => database.RunAsync(
        async (connection, token) =>
        {
            await using var transaction = await connection.BeginTransactionAsync(token);
            await using var read = new NpgsqlBatch(connection, transaction)
            {
                BatchCommands =
                {
                    Lock(),
                    new NpgsqlBatchCommand(
                        """
                        SELECT picture_id, other_id FROM likenesses
                        WHERE EXISTS (SELECT FROM photos WHERE picture_id = likenesses.picture_id) AND EXISTS (SELECT FROM photos WHERE picture_id = other_id)
                        """),
                },
            };
            var likenesses = new List<(long, long)>();
            await using (var reader = await read.ExecuteReaderAsync(token))
            {
                await reader.NextResultAsync(token);
                while (await reader.ReadAsync(token))
                    likenesses.Add((reader.GetInt64(0), reader.GetInt64(1)));
            }

            var stacks = StackPlan.Of(likenesses);
            NpgsqlBatchCommand Command(string sql) => new(sql) { Parameters = { new() { Value = stacks.Keys.ToArray() }, new() { Value = stacks.Values.ToArray() } } };
            await using var write = new NpgsqlBatch(connection, transaction)
            {
                BatchCommands =
                {
                    Command("DELETE FROM stacks WHERE (picture_id, stack_id) NOT IN (SELECT * FROM unnest($1, $2))"),
                    Command("INSERT INTO stacks SELECT * FROM unnest($1, $2) ON CONFLICT DO NOTHING"),
                },
            };
            var changed = await write.ExecuteNonQueryAsync(token);
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
            const string Tiles = $"SELECT {Tile} AS tile, count(*) AS photos FROM photos LEFT JOIN stacks USING (picture_id) GROUP BY tile HAVING count(*) > 1";
            await using var command = new NpgsqlCommand(
                $"""
                WITH page AS ({Tiles} ORDER BY photos DESC, tile LIMIT $1 OFFSET $2)
                SELECT {PhotoRows.Columns}, page.tile, page.photos
                FROM page CROSS JOIN LATERAL (
                    SELECT photos.id FROM photos JOIN pictures ON pictures.id = picture_id WHERE picture_id IN ({PicturesOfTile}) ORDER BY {Largest} LIMIT {MaxShown}
                ) AS shown JOIN photos USING (id) JOIN pictures ON pictures.id = picture_id
                ORDER BY page.photos DESC, tile, {Largest}
                """,
                connection)
            {
                Parameters = { new() { Value = (long)limit }, new() { Value = (long)offset } },
            };
            var stacks = new List<(long Tile, long Count, List<Photo> Photos)>();
            await using (var reader = await command.ExecuteReaderAsync(token))
            {
                while (await reader.ReadAsync(token))
                {
                    var (tile, count) = (reader.GetInt64(PhotoRows.ColumnCount), reader.GetInt64(PhotoRows.ColumnCount + 1));
                    if (stacks.Count == 0 || stacks[^1].Tile != tile)
                        stacks.Add((tile, count, []));
                    stacks[^1].Photos.Add(PhotoRows.Read(reader));
                }
            }

            await using var total = new NpgsqlCommand($"SELECT count(*) FROM ({Tiles}) AS tiles", connection);
            return new StackPage([.. stacks.Select(stack => new PhotoStack(stack.Count, stack.Photos))], (long)(await total.ExecuteScalarAsync(token))!);
        },
        cancellationToken);

    /// <summary>Lists the other photos with the same image as a photo, byte for byte, ordered by path.</summary>
    /// <exception cref="DatabaseUnavailableException">The database is not available.</exception>
    public Task<List<Photo>> CopiesAsync(Photo photo, CancellationToken cancellationToken) => database.ListAsync(
        $"""
        SELECT {PhotoRows.Columns} FROM photos JOIN pictures ON pictures.id = picture_id
        WHERE picture_id = (SELECT picture_id FROM photos WHERE id = $1) AND photos.id <> $1 ORDER BY path LIMIT {MaxShown}
        """,
        [photo.Id],
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
            const string InStack = $"FROM photos JOIN pictures ON pictures.id = picture_id WHERE picture_id IN (SELECT picture_id FROM own, LATERAL ({PicturesOfTile}) AS same)";
            const string Own = $"WITH own AS (SELECT {Tile} AS tile FROM photos LEFT JOIN stacks USING (picture_id) WHERE photos.id = $1)";
            await using var count = new NpgsqlCommand($"{Own} SELECT count(*) {InStack}", connection) { Parameters = { new() { Value = photo } } };
            if ((long)(await count.ExecuteScalarAsync(token))! is not (> 0 and var photos))
                return null;
            await using var command = new NpgsqlCommand($"{Own} SELECT {PhotoRows.Columns} {InStack} ORDER BY {Largest} LIMIT $2 OFFSET $3", connection)
            {
                Parameters = { new() { Value = photo }, new() { Value = (long)limit }, new() { Value = (long)offset } },
            };
            return new PhotoStack(photos, await PhotoRows.ReadAllAsync(command, token));
        },
        cancellationToken);
}

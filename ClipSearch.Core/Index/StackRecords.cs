using ClipSearch.Core.Stacks;
using Npgsql;
using Pgvector;

namespace ClipSearch.Core.Index;

/// <summary>Photos that are one picture at several places, or pictures that look nearly the same.</summary>
/// <param name="Count">How many photos there are.</param>
/// <param name="Photos">The first of them: those with the most pixels, of these the longest files.</param>
public sealed record PhotoStack(long Count, IReadOnlyList<Photo> Photos);

/// <summary>One page of the library's stacks.</summary>
/// <param name="Stacks">The largest first.</param>
/// <param name="Total">How many stacks there are.</param>
public sealed record StackPage(IReadOnlyList<PhotoStack> Stacks, long Total);

/// <summary>
/// Stacks of photos. Likenesses are found as pictures come, by their signatures; which photos stack follows from them and
/// from what the library holds, so a photo that goes or comes back leaves or joins its stack.
/// </summary>
public sealed class StackRecords(Database database)
{
    /// <summary>The most photos of a stack, or copies of a photo, that a list shows.</summary>
    public const int ShownAtMost = 12;

    /// <summary>A picture's tile in results: the number of its stack, else its own. On <c>photos LEFT JOIN stacks USING (picture_id)</c>.</summary>
    internal const string Tile = "coalesce(stack_id, picture_id)";

    /// <summary>Two that come at once would not see each other; so likenesses and stacks are found one transaction at a time.</summary>
    private const long LockKey = 0x436C6970_53746163;

    /// <summary>With so many of the nearest a picture is compared; further ones hang together with it through these.</summary>
    private const int NearestAtMost = 16;

    /// <summary>How far apart in time two pictures of a burst may be. EXIF tells whole seconds.</summary>
    private const string BurstPause = "3 seconds";

    /// <summary>With so many pictures of its camera and time a picture is compared: a camera whose clock stands still takes all at one time.</summary>
    private const int BurstAtMost = 64;

    private const string Largest = "width::bigint * height DESC, bytes DESC, picture_id, photos.id";

    /// <summary>The pictures of a tile: those of a stack, or the one that stands alone under its own number.</summary>
    private const string PicturesOfTile = "SELECT picture_id FROM stacks WHERE stack_id = tile UNION SELECT tile";

    /// <summary>Keeps other transactions from finding likenesses until this one ends.</summary>
    internal static NpgsqlBatchCommand Lock() => new($"SELECT pg_advisory_xact_lock({LockKey})");

    /// <summary>Keeps a picture's signature, and finds the pictures that it is like.</summary>
    internal static IEnumerable<NpgsqlBatchCommand> Put(byte[] contentHash, PictureSignature signature)
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
        // Planned while there are few signatures, the statement would go on to read all of them when there are many.
        yield return new NpgsqlBatchCommand("SELECT set_config('enable_seqscan', 'off', true)");
        // The nearest are gathered before they are told from the picture itself and from what is too far: the index serves an order alone.
        yield return Command(
            $"""
            WITH own AS (SELECT * FROM pictures WHERE content_hash = $1), nearest AS MATERIALIZED (
                SELECT picture_id, signature <-> $2 AS distance FROM signatures ORDER BY distance LIMIT {NearestAtMost}
            ), burst AS MATERIALIZED (
                SELECT mate.picture_id FROM own CROSS JOIN LATERAL (
                    SELECT id AS picture_id FROM pictures WHERE camera = own.camera AND width = own.width AND height = own.height
                    AND taken_at BETWEEN own.taken_at - interval '{BurstPause}' AND own.taken_at + interval '{BurstPause}'
                    ORDER BY taken_at DESC, id DESC LIMIT {BurstAtMost}
                ) AS mate
            ), alike AS (
                SELECT picture_id FROM nearest WHERE distance <= {PictureSignature.NearlySame}
                UNION SELECT picture_id FROM burst JOIN signatures USING (picture_id) WHERE signature <-> $2 <= {PictureSignature.SameScene}
            )
            INSERT INTO likenesses SELECT least(own.id, picture_id), greatest(own.id, picture_id) FROM own JOIN alike ON picture_id <> own.id
            ON CONFLICT DO NOTHING
            """);
    }

    /// <summary>Brings the stacks in step with the photos that the library holds.</summary>
    /// <exception cref="DatabaseUnavailableException">The database does not answer.</exception>
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

    /// <summary>The stacks of the library, those with the most photos first; copies of one picture are a stack, too.</summary>
    /// <param name="limit">How many at most.</param>
    /// <param name="offset">How many of the first to pass over.</param>
    /// <param name="cancellationToken">Cancels the operation.</param>
    /// <exception cref="DatabaseUnavailableException">The database does not answer.</exception>
    public Task<StackPage> ListAsync(int limit, int offset, CancellationToken cancellationToken) => database.RunAsync(
        async (connection, token) =>
        {
            const string Tiles = $"SELECT {Tile} AS tile, count(*) AS photos FROM photos LEFT JOIN stacks USING (picture_id) GROUP BY tile HAVING count(*) > 1";
            await using var command = new NpgsqlCommand(
                $"""
                WITH page AS ({Tiles} ORDER BY photos DESC, tile LIMIT $1 OFFSET $2)
                SELECT {PhotoIndex.PhotoColumns}, page.tile, page.photos
                FROM page CROSS JOIN LATERAL (
                    SELECT photos.id FROM photos JOIN pictures ON pictures.id = picture_id WHERE picture_id IN ({PicturesOfTile}) ORDER BY {Largest} LIMIT {ShownAtMost}
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
                    var (tile, count) = (reader.GetInt64(PhotoIndex.PhotoColumnCount), reader.GetInt64(PhotoIndex.PhotoColumnCount + 1));
                    if (stacks.Count == 0 || stacks[^1].Tile != tile)
                        stacks.Add((tile, count, []));
                    stacks[^1].Photos.Add(PhotoIndex.ReadPhoto(reader));
                }
            }

            await using var total = new NpgsqlCommand($"SELECT count(*) FROM ({Tiles}) AS tiles", connection);
            return new StackPage([.. stacks.Select(stack => new PhotoStack(stack.Count, stack.Photos))], (long)(await total.ExecuteScalarAsync(token))!);
        },
        cancellationToken);

    /// <summary>Other photos that are the same picture as one, byte for byte; the first by path.</summary>
    /// <exception cref="DatabaseUnavailableException">The database does not answer.</exception>
    public Task<List<Photo>> CopiesAsync(Photo photo, CancellationToken cancellationToken) => database.ListAsync(
        $"""
        SELECT {PhotoIndex.PhotoColumns} FROM photos JOIN pictures ON pictures.id = picture_id
        WHERE picture_id = (SELECT picture_id FROM photos WHERE id = $1) AND photos.id <> $1 ORDER BY path LIMIT {ShownAtMost}
        """,
        [photo.Id],
        PhotoIndex.ReadPhoto,
        cancellationToken);

    /// <summary>The stack that a photo is in, itself included; of a photo that stands alone, itself and its copies.</summary>
    /// <param name="photo">The photo's number.</param>
    /// <param name="limit">How many photos at most.</param>
    /// <param name="offset">How many of the first to pass over.</param>
    /// <param name="cancellationToken">Cancels the operation.</param>
    /// <returns>The stack; null if the library has no such photo.</returns>
    /// <exception cref="DatabaseUnavailableException">The database does not answer.</exception>
    public Task<PhotoStack?> FindAsync(long photo, int limit, int offset, CancellationToken cancellationToken) => database.RunAsync(
        async (connection, token) =>
        {
            const string InStack = $"FROM photos JOIN pictures ON pictures.id = picture_id WHERE picture_id IN (SELECT picture_id FROM own, LATERAL ({PicturesOfTile}) AS same)";
            const string Own = $"WITH own AS (SELECT {Tile} AS tile FROM photos LEFT JOIN stacks USING (picture_id) WHERE photos.id = $1)";
            await using var count = new NpgsqlCommand($"{Own} SELECT count(*) {InStack}", connection) { Parameters = { new() { Value = photo } } };
            if ((long)(await count.ExecuteScalarAsync(token))! is not (> 0 and var photos))
                return null;
            await using var command = new NpgsqlCommand($"{Own} SELECT {PhotoIndex.PhotoColumns} {InStack} ORDER BY {Largest} LIMIT $2 OFFSET $3", connection)
            {
                Parameters = { new() { Value = photo }, new() { Value = (long)limit }, new() { Value = (long)offset } },
            };
            return new PhotoStack(photos, await PhotoIndex.ReadPhotosAsync(command, token));
        },
        cancellationToken);
}

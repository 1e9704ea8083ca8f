using System.Text;
using ClipSearch.Core.Clip;
using ClipSearch.Core.Native.Vips;
using ClipSearch.Core.Stacks;
using Npgsql;
using NpgsqlTypes;

namespace ClipSearch.Core.Index;

/// <summary>What the library knows of a file.</summary>
/// <param name="Id">The photo's number.</param>
/// <param name="Path">Its absolute path.</param>
/// <param name="Bytes">The file's length when it was taken in.</param>
/// <param name="ModifiedTicks">The file's last write then, 100 ns since year 1, UTC.</param>
/// <param name="IsComplete">Whether its facts, placeholder and signature are known and the active model has its embedding.</param>
/// <param name="ETag">What its bucket called the content then; null for a file on disk.</param>
public sealed record KnownPhoto(long Id, string Path, long Bytes, long ModifiedTicks, bool IsComplete, string? ETag = null);

/// <summary>A file that is to be taken in.</summary>
/// <param name="Path">Its absolute path.</param>
/// <param name="Bytes">Its length.</param>
/// <param name="ModifiedTicks">Its last write, 100 ns since year 1, UTC.</param>
/// <param name="ContentHash">SHA-256 of its content.</param>
/// <param name="Header">What its header says.</param>
/// <param name="Embedding">Its embedding by the active model; null where the library has that already.</param>
public sealed record NewPhoto(string Path, long Bytes, long ModifiedTicks, byte[] ContentHash, ImageHeader Header, Embedding? Embedding)
{
    /// <summary>A tiny WebP of it, see <see cref="Thumbnailer.CreatePlaceholder"/>; null leaves the one that the library has.</summary>
    public byte[]? Placeholder { get; init; }

    /// <summary>How the picture looks; null where the library has that already.</summary>
    public PictureSignature? Signature { get; init; }

    /// <summary>What its bucket calls the content; null for a file on disk.</summary>
    public string? ETag { get; init; }

    /// <summary>EXIF's time, else the file's by this machine's clock; whole microseconds, as the database keeps them.</summary>
    internal DateTime TakenAt => Header.Exif.TakenAt ?? DateTime.SpecifyKind(new DateTime(ModifiedTicks, DateTimeKind.Utc).ToLocalTime(), DateTimeKind.Unspecified);
}

/// <summary>A picture that needs no embedding.</summary>
/// <param name="Header">What its header says; null for one that an older version took in, which did not keep that.</param>
/// <param name="HasPlaceholder">Whether it has a placeholder.</param>
/// <param name="HasSignature">Whether it is known how it looks.</param>
public sealed record EmbeddedPicture(ImageHeader? Header, bool HasPlaceholder, bool HasSignature);

/// <summary>A file that could not be taken in.</summary>
/// <param name="Path">Its absolute path.</param>
/// <param name="Reason">One sentence.</param>
public sealed record PhotoFailure(string Path, string Reason)
{
    /// <summary>Length and last write of a file whose content is to blame: until they change, it would fail again. Null where reading failed, which may pass.</summary>
    public (long Bytes, long ModifiedTicks)? Content { get; init; }

    /// <summary>Beside <see cref="Content"/>, what its bucket called it; null for a file on disk.</summary>
    public string? ETag { get; init; }
}

/// <summary>Files and folders that could not be taken in.</summary>
/// <param name="Failures">By path, <see cref="Most"/> of them at most.</param>
/// <param name="Total">How many there are.</param>
public sealed record FailurePage(IReadOnlyList<PhotoFailure> Failures, long Total)
{
    /// <summary>As many as a page or an answer tells.</summary>
    public const int Most = 20;
}

/// <summary>What seeding reads and writes of the library.</summary>
public sealed class PhotoRecords(Database database, PhotoIndex index)
{
    /// <summary>Keeps a picture whose file has gone for so long, in case it comes back (a drive that was not mounted).</summary>
    private const string OrphanAge = "30 days";

    /// <summary>The photos at and below a folder.</summary>
    /// <param name="folder">An absolute path.</param>
    /// <param name="cancellationToken">Cancels the operation.</param>
    public Task<List<KnownPhoto>> KnownBelowAsync(string folder, CancellationToken cancellationToken) => database.RunAsync(
        async (connection, token) =>
        {
            var table = await index.TableAsync(connection, token);
            await using var command = new NpgsqlCommand(
                $"""
                SELECT photos.id, path, bytes, modified_ticks,
                    embeddings.picture_id IS NOT NULL AND format IS NOT NULL AND placeholder IS NOT NULL
                    AND EXISTS (SELECT FROM signatures WHERE picture_id = photos.picture_id), etag
                FROM photos JOIN pictures ON pictures.id = picture_id LEFT JOIN {table.Name} AS embeddings USING (picture_id)
                WHERE path ^@ $1
                """,
                connection)
            {
                Parameters = { new() { Value = PhotoRoots.Prefix(folder) } },
            };
            await using var reader = await command.ExecuteReaderAsync(token);
            var photos = new List<KnownPhoto>();
            while (await reader.ReadAsync(token))
                photos.Add(new KnownPhoto(reader.GetInt64(0), reader.GetString(1), reader.GetInt64(2), reader.GetInt64(3), reader.GetBoolean(4), reader.IsDBNull(5) ? null : reader.GetString(5)));
            return photos;
        },
        cancellationToken);

    /// <summary>A picture whose embedding by the active model is there, or null.</summary>
    /// <param name="contentHash">SHA-256 of its content.</param>
    /// <param name="cancellationToken">Cancels the operation.</param>
    public Task<EmbeddedPicture?> FindEmbeddedAsync(byte[] contentHash, CancellationToken cancellationToken) => database.RunAsync<EmbeddedPicture?>(
        async (connection, token) =>
        {
            var table = await index.TableAsync(connection, token);
            await using var command = new NpgsqlCommand(
                $"""
                SELECT width, height, format, placeholder IS NOT NULL, EXISTS (SELECT FROM signatures WHERE picture_id = pictures.id), {PhotoIndex.ExifColumns}
                FROM pictures JOIN {table.Name} ON picture_id = pictures.id WHERE content_hash = $1
                """,
                connection)
            {
                Parameters = { new() { Value = contentHash } },
            };
            await using var reader = await command.ExecuteReaderAsync(token);
            if (!await reader.ReadAsync(token))
                return null;
            return new EmbeddedPicture(
                reader.IsDBNull(2) ? null : new ImageHeader(reader.GetInt32(0), reader.GetInt32(1), reader.GetString(2)) { Exif = PhotoIndex.ReadExif(reader, 5) },
                reader.GetBoolean(3),
                reader.GetBoolean(4));
        },
        cancellationToken);

    /// <summary>Imports a batch, all of it or nothing; a photo that is there already is brought up to date.</summary>
    public Task PutAsync(IReadOnlyList<NewPhoto> photos, CancellationToken cancellationToken) => database.RunAsync(
        async (connection, token) =>
        {
            var table = await index.TableAsync(connection, token);
            // One implicit transaction.
            await using var batch = Put(connection, table, photos);
            return await batch.ExecuteNonQueryAsync(token);
        },
        cancellationToken);

    /// <summary>Adds a photo unless the library has its content: of several that bring the same at once, one adds it.</summary>
    /// <param name="contentHash">SHA-256 of its content.</param>
    /// <param name="isThere">Whether the file at a path that the library knows still exists.</param>
    /// <param name="place">Gives the file its name; called while nobody else can add the content, and again after a lost connection.</param>
    /// <param name="cancellationToken">Cancels the operation.</param>
    /// <returns>The path of the photo that the library has already; null where this one was added.</returns>
    public Task<string?> AddAsync(byte[] contentHash, Func<string, bool> isThere, Func<NewPhoto> place, CancellationToken cancellationToken) => database.RunAsync(
        async (connection, token) =>
        {
            var table = await index.TableAsync(connection, token);
            await using var transaction = await connection.BeginTransactionAsync(token);
            await using var find = new NpgsqlBatch(connection, transaction)
            {
                BatchCommands =
                {
                    StackRecords.Lock(),
                    new("SELECT path FROM photos JOIN pictures ON pictures.id = picture_id WHERE content_hash = $1 ORDER BY photos.id") { Parameters = { new() { Value = contentHash } } },
                },
            };
            await using (var reader = await find.ExecuteReaderAsync(token))
            {
                await reader.NextResultAsync(token);
                while (await reader.ReadAsync(token))
                {
                    if (isThere(reader.GetString(0)))
                        return reader.GetString(0);
                }
            }

            await using var batch = Put(connection, table, [place()]);
            batch.Transaction = transaction;
            await batch.ExecuteNonQueryAsync(token);
            await transaction.CommitAsync(token);
            return null;
        },
        cancellationToken);

    /// <summary>The statements that import photos. They take the lock of <see cref="StackRecords"/>, so there is one at a time.</summary>
    private static NpgsqlBatch Put(NpgsqlConnection connection, EmbeddingTable table, IReadOnlyList<NewPhoto> photos)
    {
        // Both sorts keep two seeders from locking the same rows in opposite order.
        var batch = new NpgsqlBatch(connection) { BatchCommands = { StackRecords.Lock() } };
        batch.BatchCommands.Add(new NpgsqlBatchCommand(
            """
            WITH incoming AS (
                SELECT * FROM unnest($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16)
                AS photo (path, content_hash, bytes, modified_ticks, photo_taken_at, width, height, format, taken_at, utc_offset, camera, lens, latitude, longitude,
                    placeholder, etag)
            ), put AS (
                INSERT INTO pictures (content_hash, width, height, format, taken_at, utc_offset, camera, lens, latitude, longitude, placeholder)
                SELECT DISTINCT ON (content_hash) content_hash, width, height, format, taken_at, utc_offset, camera, lens, latitude, longitude, placeholder
                FROM incoming ORDER BY content_hash
                ON CONFLICT (content_hash) DO UPDATE
                SET orphaned_at = NULL, width = excluded.width, height = excluded.height, format = excluded.format, taken_at = excluded.taken_at,
                    utc_offset = excluded.utc_offset, camera = excluded.camera, lens = excluded.lens,
                    latitude = excluded.latitude, longitude = excluded.longitude, placeholder = coalesce(excluded.placeholder, pictures.placeholder)
                RETURNING id, content_hash
            )
            INSERT INTO photos (path, picture_id, bytes, modified_ticks, etag, taken_at)
            SELECT path, put.id, bytes, modified_ticks, etag, photo_taken_at FROM incoming JOIN put USING (content_hash) ORDER BY path
            ON CONFLICT (path) DO UPDATE
            SET picture_id = excluded.picture_id, bytes = excluded.bytes, modified_ticks = excluded.modified_ticks, etag = excluded.etag,
                taken_at = excluded.taken_at, seeded_at = now()
            """)
        {
            Parameters =
            {
                new() { Value = photos.Select(photo => photo.Path).ToArray() },
                new() { Value = photos.Select(photo => photo.ContentHash).ToArray() },
                new() { Value = photos.Select(photo => photo.Bytes).ToArray() },
                new() { Value = photos.Select(photo => photo.ModifiedTicks).ToArray() },
                new() { Value = photos.Select(photo => photo.TakenAt).ToArray(), NpgsqlDbType = NpgsqlDbType.Array | NpgsqlDbType.Timestamp },
                new() { Value = photos.Select(photo => photo.Header.Width).ToArray() },
                new() { Value = photos.Select(photo => photo.Header.Height).ToArray() },
                new() { Value = photos.Select(photo => photo.Header.Format).ToArray() },
                new() { Value = photos.Select(photo => photo.Header.Exif.TakenAt).ToArray(), NpgsqlDbType = NpgsqlDbType.Array | NpgsqlDbType.Timestamp },
                new() { Value = photos.Select(photo => photo.Header.Exif.UtcOffset).ToArray(), NpgsqlDbType = NpgsqlDbType.Array | NpgsqlDbType.Interval },
                new() { Value = photos.Select(photo => photo.Header.Exif.Camera).ToArray(), NpgsqlDbType = NpgsqlDbType.Array | NpgsqlDbType.Text },
                new() { Value = photos.Select(photo => photo.Header.Exif.Lens).ToArray(), NpgsqlDbType = NpgsqlDbType.Array | NpgsqlDbType.Text },
                new() { Value = photos.Select(photo => photo.Header.Exif.Latitude).ToArray() },
                new() { Value = photos.Select(photo => photo.Header.Exif.Longitude).ToArray() },
                new() { Value = photos.Select(photo => photo.Placeholder).ToArray(), NpgsqlDbType = NpgsqlDbType.Array | NpgsqlDbType.Bytea },
                new() { Value = photos.Select(photo => photo.ETag).ToArray(), NpgsqlDbType = NpgsqlDbType.Array | NpgsqlDbType.Text },
            },
        });
        foreach (var photo in photos.Where(photo => photo.Embedding is not null).OrderBy(photo => Convert.ToHexString(photo.ContentHash), StringComparer.Ordinal))
        {
            batch.BatchCommands.Add(new NpgsqlBatchCommand(
                $"INSERT INTO {table.Name} SELECT id, $2 FROM pictures WHERE content_hash = $1 ON CONFLICT DO NOTHING")
            {
                Parameters = { new() { Value = photo.ContentHash }, EmbeddingColumn.Parameter(photo.Embedding!) },
            });
        }

        foreach (var command in photos.Where(photo => photo.Signature is not null).SelectMany(photo => StackRecords.Put(photo.ContentHash, photo.Signature!)))
            batch.BatchCommands.Add(command);
        return batch;
    }

    /// <summary>Forgets photos whose files have gone. Their pictures stay for a while, without being found.</summary>
    public Task<int> RemoveAsync(IReadOnlyCollection<long> ids, CancellationToken cancellationToken) =>
        database.ExecuteAsync("DELETE FROM photos WHERE id = ANY ($1)", [ids.ToArray()], cancellationToken);

    /// <summary>Notes which pictures have lost their last photo, and deletes those that lost it long ago.</summary>
    public Task SweepOrphansAsync(CancellationToken cancellationToken) => database.ExecuteAsync(
        $"""
        UPDATE pictures SET orphaned_at = now()
        WHERE orphaned_at IS NULL AND NOT EXISTS (SELECT FROM photos WHERE picture_id = pictures.id)
        AND NOT EXISTS (SELECT FROM trash WHERE picture_id = pictures.id);
        DELETE FROM pictures WHERE orphaned_at < now() - interval '{OrphanAge}';
        """,
        [],
        cancellationToken);

    /// <summary>Which of some contents neither a photo nor one in the trash has.</summary>
    /// <param name="contentHashes">SHA-256, 64 lower-case hexadecimal digits each.</param>
    /// <param name="cancellationToken">Cancels the operation.</param>
    public Task<List<string>> UnusedAsync(IReadOnlyCollection<string> contentHashes, CancellationToken cancellationToken) => database.ListAsync(
        """
        SELECT encode(hash, 'hex') FROM unnest($1) AS hash WHERE NOT EXISTS (
            SELECT FROM pictures WHERE content_hash = hash
            AND (EXISTS (SELECT FROM photos WHERE picture_id = pictures.id) OR EXISTS (SELECT FROM trash WHERE picture_id = pictures.id))
        )
        """,
        [contentHashes.Select(Convert.FromHexString).ToArray()],
        reader => reader.GetString(0),
        cancellationToken);

    /// <summary>The files and folders at and below a folder that could not be taken in when it was last looked through.</summary>
    /// <param name="folder">An absolute path.</param>
    /// <param name="cancellationToken">Cancels the operation.</param>
    public Task<List<PhotoFailure>> FailuresBelowAsync(string folder, CancellationToken cancellationToken) => database.ListAsync(
        "SELECT path, reason, bytes, modified_ticks, etag FROM failures WHERE path ^@ $1 ORDER BY path",
        [PhotoRoots.Prefix(folder)],
        reader => new PhotoFailure(reader.GetString(0), reader.GetString(1))
        {
            Content = reader.IsDBNull(2) ? null : (reader.GetInt64(2), reader.GetInt64(3)),
            ETag = reader.IsDBNull(4) ? null : reader.GetString(4),
        },
        cancellationToken);

    /// <summary>What could not be taken in at and below some folders when they were last looked through, for a page or an answer.</summary>
    /// <param name="folders">Absolute paths; none lies in another.</param>
    /// <param name="cancellationToken">Cancels the operation.</param>
    /// <exception cref="DatabaseUnavailableException">The database does not answer.</exception>
    public async Task<FailurePage> FirstFailuresAsync(IReadOnlyList<string> folders, CancellationToken cancellationToken)
    {
        var rows = await database.ListAsync(
            "SELECT path, reason, count(*) OVER () FROM failures WHERE path ^@ ANY ($1) ORDER BY path LIMIT $2",
            [folders.Select(PhotoRoots.Prefix).ToArray(), FailurePage.Most],
            reader => (Failure: new PhotoFailure(reader.GetString(0), reader.GetString(1)), Total: reader.GetInt64(2)),
            cancellationToken);
        return new FailurePage([.. rows.Select(row => row.Failure)], rows is [var first, ..] ? first.Total : 0);
    }

    /// <summary>Records which files at and below a folder could not be taken in, in place of what was recorded before.</summary>
    public Task PutFailuresAsync(string folder, IReadOnlyList<PhotoFailure> failures, CancellationToken cancellationToken) => database.RunAsync(
        async (connection, token) =>
        {
            // Names that cannot be written as they are may look alike.
            var distinct = failures.Select(failure => failure with { Path = Storable(failure.Path), Reason = Storable(failure.Reason) }).DistinctBy(failure => failure.Path).ToList();
            await using var batch = new NpgsqlBatch(connection)
            {
                BatchCommands =
                {
                    new NpgsqlBatchCommand("DELETE FROM failures WHERE path ^@ $1") { Parameters = { new() { Value = PhotoRoots.Prefix(folder) } } },
                    new NpgsqlBatchCommand(
                        """
                        INSERT INTO failures (path, reason, bytes, modified_ticks, etag) SELECT * FROM unnest($1, $2, $3, $4, $5)
                        """)
                    {
                        Parameters =
                        {
                            new() { Value = distinct.Select(failure => failure.Path).ToArray() },
                            new() { Value = distinct.Select(failure => failure.Reason).ToArray() },
                            new() { Value = distinct.Select(failure => failure.Content?.Bytes).ToArray() },
                            new() { Value = distinct.Select(failure => failure.Content?.ModifiedTicks).ToArray() },
                            new() { Value = distinct.Select(failure => failure.ETag).ToArray(), NpgsqlDbType = NpgsqlDbType.Array | NpgsqlDbType.Text },
                        },
                    },
                },
            };
            return await batch.ExecuteNonQueryAsync(token);
        },
        cancellationToken);

    /// <summary>A text as PostgreSQL keeps it: without NUL, and with U+FFFD for half a character.</summary>
    private static string Storable(string text) => Encoding.UTF8.GetString(Encoding.UTF8.GetBytes(text)).Replace('\0', '\uFFFD');

    /// <summary>Where drives with photos were mounted when their folders were last looked through: absolute paths, in order.</summary>
    public Task<List<string>> MountPointsAsync(CancellationToken cancellationToken) =>
        database.ListAsync("SELECT path FROM mount_points ORDER BY path", [], reader => reader.GetString(0), cancellationToken);

    /// <summary>Records where drives with photos are mounted at and below a folder, in place of what was recorded before.</summary>
    public Task PutMountPointsAsync(string folder, IReadOnlyList<string> points, CancellationToken cancellationToken) => database.RunAsync(
        async (connection, token) =>
        {
            await using var batch = new NpgsqlBatch(connection)
            {
                BatchCommands =
                {
                    new NpgsqlBatchCommand("DELETE FROM mount_points WHERE path = $1 OR path ^@ $2")
                    {
                        Parameters = { new() { Value = folder }, new() { Value = PhotoRoots.Prefix(folder) } },
                    },
                    new NpgsqlBatchCommand("INSERT INTO mount_points SELECT unnest($1)") { Parameters = { new() { Value = points.ToArray() } } },
                },
            };
            return await batch.ExecuteNonQueryAsync(token);
        },
        cancellationToken);
}

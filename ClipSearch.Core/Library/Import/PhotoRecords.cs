using System.Text;
using ClipSearch.Core.Data;
using ClipSearch.Core.Imaging;
using ClipSearch.Core.Library.Duplicates;
using ClipSearch.Core.Paths;
using Npgsql;
using NpgsqlTypes;

namespace ClipSearch.Core.Library.Import;

/// <summary>Reads and writes the photos and images of the library for imports.</summary>
public sealed class PhotoRecords(Database database, EmbeddingIndex embeddings)
{
    /// <summary>How long an image without photos is kept, in case its file returns (for example on an unmounted drive).</summary>
    private const string OrphanAge = "30 days";

    /// <summary>Lists the photos in a folder and below it.</summary>
    /// <param name="folder">The absolute path of the folder.</param>
    /// <param name="cancellationToken">Cancels the operation.</param>
    public Task<List<KnownPhoto>> KnownBelowAsync(string folder, CancellationToken cancellationToken) => database.RunAsync(
        async (connection, token) =>
        {
            var table = await embeddings.TableAsync(connection, token);
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
                Parameters = { new() { Value = LibraryFolders.Prefix(folder) } },
            };
            await using var reader = await command.ExecuteReaderAsync(token);
            var photos = new List<KnownPhoto>();
            while (await reader.ReadAsync(token))
                photos.Add(new KnownPhoto(reader.GetInt64(0), reader.GetString(1), reader.GetInt64(2), reader.GetInt64(3), reader.GetBoolean(4), reader.IsDBNull(5) ? null : reader.GetString(5)));
            return photos;
        },
        cancellationToken);

    /// <summary>Finds an image that has an embedding by the active model; null if there is none.</summary>
    /// <param name="contentHash">The SHA-256 hash of the content, 32 bytes.</param>
    /// <param name="cancellationToken">Cancels the operation.</param>
    public Task<EmbeddedImage?> FindEmbeddedAsync(byte[] contentHash, CancellationToken cancellationToken) => database.RunAsync<EmbeddedImage?>(
        async (connection, token) =>
        {
            var table = await embeddings.TableAsync(connection, token);
            await using var command = new NpgsqlCommand(
                $"""
                SELECT width, height, format, placeholder IS NOT NULL, EXISTS (SELECT FROM signatures WHERE picture_id = pictures.id), {PhotoRows.ExifColumns}
                FROM pictures JOIN {table.Name} ON picture_id = pictures.id WHERE content_hash = $1
                """,
                connection)
            {
                Parameters = { new() { Value = contentHash } },
            };
            await using var reader = await command.ExecuteReaderAsync(token);
            if (!await reader.ReadAsync(token))
                return null;
            return new EmbeddedImage(
                reader.IsDBNull(2) ? null : new ImageHeader(reader.GetInt32(0), reader.GetInt32(1), reader.GetString(2)) { Exif = PhotoRows.ReadExif(reader, 5) },
                reader.GetBoolean(3),
                reader.GetBoolean(4));
        },
        cancellationToken);

    /// <summary>Imports a batch of photos in one transaction. Existing photos are updated.</summary>
    public Task PutAsync(IReadOnlyList<NewPhoto> photos, CancellationToken cancellationToken) => database.RunAsync(
        async (connection, token) =>
        {
            var table = await embeddings.TableAsync(connection, token);
            // A batch is an implicit transaction.
            await using var batch = Put(connection, table, photos);
            return await batch.ExecuteNonQueryAsync(token);
        },
        cancellationToken);

    /// <summary>
    /// Adds a photo unless the library already has its content. Of concurrent calls with the same content, only one adds it.
    /// </summary>
    /// <param name="contentHash">The SHA-256 hash of the content, 32 bytes.</param>
    /// <param name="isThere">Returns whether the file of a known photo still exists.</param>
    /// <param name="place">
    /// Moves the file to its final name. Called under the lock that prevents concurrent additions, and again after a lost connection.
    /// </param>
    /// <param name="cancellationToken">Cancels the operation.</param>
    /// <returns>The path of the existing photo with this content; null if the photo was added.</returns>
    public Task<string?> AddAsync(byte[] contentHash, Func<string, bool> isThere, Func<NewPhoto> place, CancellationToken cancellationToken) => database.RunAsync(
        async (connection, token) =>
        {
            var table = await embeddings.TableAsync(connection, token);
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

    /// <summary>
    /// Returns the statements that import photos. They take the lock of <see cref="StackRecords"/>, so imports run one at a time.
    /// </summary>
    private static NpgsqlBatch Put(NpgsqlConnection connection, EmbeddingTable table, IReadOnlyList<NewPhoto> photos)
    {
        // Both sorts prevent deadlocks: two imports lock the same rows in the same order.
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

    /// <summary>Removes photos whose files no longer exist. Their images are kept for a while but are not searchable.</summary>
    public Task<int> RemoveAsync(IReadOnlyCollection<long> ids, CancellationToken cancellationToken) =>
        database.ExecuteAsync("DELETE FROM photos WHERE id = ANY ($1)", [ids.ToArray()], cancellationToken);

    /// <summary>Marks the images that have no photo left, and deletes those that were marked more than 30 days ago.</summary>
    public Task SweepOrphansAsync(CancellationToken cancellationToken) => database.ExecuteAsync(
        $"""
        UPDATE pictures SET orphaned_at = now()
        WHERE orphaned_at IS NULL AND NOT EXISTS (SELECT FROM photos WHERE picture_id = pictures.id)
        AND NOT EXISTS (SELECT FROM trash WHERE picture_id = pictures.id);
        DELETE FROM pictures WHERE orphaned_at < now() - interval '{OrphanAge}';
        """,
        [],
        cancellationToken);

    /// <summary>Returns those of some hashes whose image has neither a photo in the library nor one in the trash.</summary>
    /// <param name="contentHashes">The SHA-256 hashes, 64 lower-case hexadecimal digits each.</param>
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
}

using System.Text;
using ClipSearch.Core.Data;
using ClipSearch.Core.Imaging;
using ClipSearch.Core.Imaging.Metadata;
using ClipSearch.Core.Library.Duplicates;
using ClipSearch.Core.Library.Storage;
using ClipSearch.Core.Paths;
using NpgsqlTypes;

namespace ClipSearch.Core.Library.Import;

/// <summary>Reads and writes the photos and images of the library for imports.</summary>
public sealed class PhotoRecords(Database database, EmbeddingIndex embeddings)
{
    /// <summary>Whether the metadata of an image has been read by this version.</summary>
    private static Sql HasMetadata => Sql.Of($"format IS NOT NULL AND metadata_version >= {ExifFacts.Version:literal}");

    /// <summary>How long an image without photos is kept, in case its file returns (for example on an unmounted drive).</summary>
    private static readonly TimeSpan OrphanAge = TimeSpan.FromDays(30);

    /// <summary>
    /// Returns a mark, the next transaction ID. The file of a photo that was stored before the mark was in place before it, because files
    /// are moved to their place before their row is written.
    /// </summary>
    /// <param name="cancellationToken">Cancels the operation.</param>
    public async Task<string> MarkAsync(CancellationToken cancellationToken) =>
        (await database.ScalarAsync<string>($"SELECT pg_snapshot_xmax(pg_current_snapshot())::text", cancellationToken))!;

    /// <summary>Lists the photos in a folder and below it.</summary>
    /// <param name="folder">The absolute path of the folder.</param>
    /// <param name="mark">The mark for <see cref="KnownPhoto.IsNew"/>.</param>
    /// <param name="cancellationToken">Cancels the operation.</param>
    public Task<List<KnownPhoto>> KnownBelowAsync(string folder, string mark, CancellationToken cancellationToken) => database.RunAsync(
        async (connection, token) =>
        {
            var table = await embeddings.TableAsync(connection, token);
            return await connection.ListAsync(
                $"""
                SELECT photos.id, path, bytes, modified_ticks,
                    embeddings.image_id IS NOT NULL AND {HasMetadata} AND placeholder IS NOT NULL
                    AND EXISTS (SELECT FROM signatures WHERE image_id = photos.image_id), etag, sidecar_version, changed_at, companions, companion_bytes,
                    age(photos.xmin) <= age({mark}::xid8::xid), photos.xmin
                FROM photos JOIN images ON images.id = photos.image_id LEFT JOIN {table} AS embeddings ON embeddings.image_id = photos.image_id AND frame = 0
                WHERE path ^@ {LibraryFolders.Prefix(folder)}
                """,
                row => new KnownPhoto(row.Next<long>(), row.Next<string>(), row.Next<long>(), row.Next<long>(), row.Next<bool>(), row.NextOrNull<string>())
                {
                    SidecarVersion = row.NextOrNull<string>(),
                    ChangedAt = row.Next<long?>(),
                    Companions = row.NextOrNull<string[]>() ?? [],
                    CompanionBytes = row.Next<long>(),
                    IsNew = row.Next<bool>(),
                    Version = row.Next<uint>(),
                },
                token);
        },
        cancellationToken);

    /// <summary>
    /// Finds an image that has an embedding by the active model; null if there is none. An image without photos is then kept for another
    /// 30 days, so that it still exists when its photo is stored.
    /// </summary>
    /// <param name="contentHash">The SHA-256 hash of the content, 32 bytes.</param>
    /// <param name="cancellationToken">Cancels the operation.</param>
    public Task<KnownImage?> FindKnownAsync(byte[] contentHash, CancellationToken cancellationToken) => database.RunAsync(
        async (connection, token) =>
        {
            var table = await embeddings.TableAsync(connection, token);
            return (await connection.ListAsync(
                [
                    Sql.Of($"UPDATE images SET orphaned_at = now() WHERE content_hash = {contentHash} AND orphaned_at IS NOT NULL RETURNING id"),
                    Sql.Of(
                        $"""
                        SELECT width, height, CASE WHEN {HasMetadata} THEN format END, {PhotoRows.ExifColumns}, is_damaged, duration_ms, frame_times, frames,
                            placeholder IS NOT NULL, EXISTS (SELECT FROM signatures WHERE image_id = images.id)
                        FROM images JOIN {table} ON image_id = images.id AND frame = 0 WHERE content_hash = {contentHash}
                        """),
                ],
                row =>
                {
                    var (width, height, format, exif, isDamaged) = (row.Next<int>(), row.Next<int>(), row.NextOrNull<string>(), PhotoRows.ReadExif(row), row.Next<bool>());
                    var (video, frames) = (PhotoRows.ReadVideo(row), row.Next<int>());
                    var header = format is null ? null : new ImageHeader(width, height, format) { Exif = exif, IsDamaged = isDamaged, Frames = frames };
                    return new KnownImage(header, row.Next<bool>(), row.Next<bool>()) { Video = video };
                },
                token)).SingleOrDefault();
        },
        cancellationToken);

    /// <summary>Imports a batch of photos in one transaction. Existing photos are updated.</summary>
    public Task PutAsync(IReadOnlyList<NewPhoto> photos, CancellationToken cancellationToken) => database.RunAsync(
        async (connection, token) =>
        {
            var table = await embeddings.TableAsync(connection, token);
            // A batch is an implicit transaction.
            return await connection.ExecuteAsync(Put(table, photos), token);
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
            var paths = await connection.ListAsync(
                [
                    StackRecords.Lock,
                    Sql.Of($"SELECT path FROM photos JOIN images ON images.id = image_id WHERE content_hash = {contentHash} ORDER BY photos.id"),
                ],
                row => row.Next<string>(),
                token);
            if (paths.Find(path => isThere(path)) is { } existing)
                return existing;
            await connection.ExecuteAsync(Put(table, [place()]), token);
            await transaction.CommitAsync(token);
            return null;
        },
        cancellationToken);

    /// <summary>
    /// Returns the statements that import photos. They take the lock of <see cref="StackRecords"/>, so imports run one at a time.
    /// </summary>
    private static IEnumerable<Sql> Put(EmbeddingTable table, IReadOnlyList<NewPhoto> photos)
    {
        var now = DateTime.UtcNow;
        var dates = photos.Select(photo => photo.Date(now)).ToList();
        yield return StackRecords.Lock;
        // Both sorts prevent deadlocks: two imports lock the same rows in the same order.
        yield return Sql.Of(
            $"""
            WITH incoming AS (
                SELECT * FROM unnest(
                    {photos.Select(photo => photo.Path).ToArray()},
                    {photos.Select(photo => NameFolding.KeyOfPath(photo.Path)).ToArray()},
                    {photos.Select(photo => NameFolding.KeyOfName(photo.Path)).ToArray()},
                    {photos.Select(photo => photo.ContentHash).ToArray()},
                    {photos.Select(photo => photo.Bytes).ToArray()},
                    {photos.Select(photo => photo.ModifiedTicks).ToArray()},
                    {Sql.Array(dates.Select(date => date.At), NpgsqlDbType.Timestamp)},
                    {dates.Select(date => date.Source.Name()).ToArray()},
                    {Sql.Array(dates.Select(date => date.UtcOffset), NpgsqlDbType.Interval)},
                    {Sql.Array(photos.Select(photo => photo.SidecarVersion), NpgsqlDbType.Text)},
                    {photos.Select(photo => photo.Header.Width).ToArray()},
                    {photos.Select(photo => photo.Header.Height).ToArray()},
                    {photos.Select(photo => photo.Header.Format).ToArray()},
                    {Sql.Array(photos.Select(photo => photo.Header.Exif.TakenAt), NpgsqlDbType.Timestamp)},
                    {Sql.Array(photos.Select(photo => photo.Header.Exif.Date?.Source.Name()), NpgsqlDbType.Text)},
                    {Sql.Array(photos.Select(photo => photo.Header.Exif.UtcOffset), NpgsqlDbType.Interval)},
                    {Sql.Array(photos.Select(photo => photo.Header.Exif.Camera), NpgsqlDbType.Text)},
                    {Sql.Array(photos.Select(photo => photo.Header.Exif.Lens), NpgsqlDbType.Text)},
                    {photos.Select(photo => photo.Header.Exif.Latitude).ToArray()},
                    {photos.Select(photo => photo.Header.Exif.Longitude).ToArray()},
                    {photos.Select(photo => photo.Header.Exif.Altitude).ToArray()},
                    {photos.Select(photo => photo.Header.IsDamaged).ToArray()},
                    {photos.Select(photo => (int?)photo.Video?.Duration.TotalMilliseconds).ToArray()},
                    {Sql.Array(photos.Select(photo => photo.Video is { } video ? string.Join(',', video.Frames.Select(at => (int)at.TotalMilliseconds)) : null), NpgsqlDbType.Text)},
                    {Sql.Array(photos.Select(photo => Joined(photo.Companions)), NpgsqlDbType.Text)},
                    {photos.Select(photo => photo.CompanionBytes).ToArray()},
                    {photos.Select(photo => photo.Header.Frames).ToArray()},
                    {Sql.Array(photos.Select(photo => photo.Placeholder), NpgsqlDbType.Bytea)},
                    {Sql.Array(photos.Select(photo => photo.ETag), NpgsqlDbType.Text)},
                    {photos.Select(photo => photo.ChangedAt).ToArray()})
                AS photo (path, search_path, search_name, content_hash, bytes, modified_ticks, detected_at, detected_source, detected_offset, sidecar_version,
                    width, height, format, taken_at, taken_at_source, utc_offset, camera, lens, latitude, longitude, altitude, is_damaged, duration_ms, frame_times, companions,
                    companion_bytes, frames, placeholder, etag, changed_at)
            ), put AS (
                INSERT INTO images (content_hash, width, height, format, metadata_version, taken_at, taken_at_source, utc_offset, camera, lens, latitude, longitude, altitude,
                    is_damaged, duration_ms, frame_times, frames, placeholder, corrected_at, corrected_offset)
                SELECT DISTINCT ON (content_hash) content_hash, width, height, format, {ExifFacts.Version:literal}, taken_at, taken_at_source, utc_offset, camera, lens,
                    latitude, longitude, altitude, is_damaged, duration_ms, string_to_array(frame_times, ',')::integer[], frames, placeholder, corrected_at, corrected_offset
                FROM incoming LEFT JOIN LATERAL (
                    -- A file that was edited keeps its corrected date, unless it is another photo by its metadata.
                    SELECT corrected_at, corrected_offset FROM photos JOIN images ON images.id = image_id
                    WHERE photos.path = incoming.path AND images.taken_at IS NOT DISTINCT FROM incoming.taken_at AND images.camera IS NOT DISTINCT FROM incoming.camera
                ) AS before ON true
                ORDER BY content_hash, corrected_at
                ON CONFLICT (content_hash) DO UPDATE
                SET orphaned_at = NULL, width = excluded.width, height = excluded.height, format = excluded.format, metadata_version = excluded.metadata_version,
                    taken_at = excluded.taken_at, taken_at_source = excluded.taken_at_source, utc_offset = excluded.utc_offset, camera = excluded.camera,
                    lens = excluded.lens, latitude = excluded.latitude, longitude = excluded.longitude, altitude = excluded.altitude,
                    is_damaged = excluded.is_damaged, duration_ms = excluded.duration_ms, frame_times = excluded.frame_times, frames = excluded.frames,
                    placeholder = coalesce(excluded.placeholder, images.placeholder)
                RETURNING id, content_hash, corrected_at
            )
            INSERT INTO photos (path, search_path, search_name, image_id, bytes, modified_ticks, etag, taken_at, detected_at, taken_at_source, utc_offset, sidecar_version,
                changed_at, companions, companion_bytes)
            SELECT path, search_path, search_name, put.id, bytes, modified_ticks, etag, coalesce(corrected_at, detected_at), detected_at, detected_source, detected_offset,
                sidecar_version, changed_at, string_to_array(companions, '/'), companion_bytes
            FROM incoming JOIN put USING (content_hash) ORDER BY path
            ON CONFLICT (path) DO UPDATE
            SET search_path = excluded.search_path, search_name = excluded.search_name, image_id = excluded.image_id, bytes = excluded.bytes,
                modified_ticks = excluded.modified_ticks, etag = excluded.etag, taken_at = excluded.taken_at, detected_at = excluded.detected_at,
                taken_at_source = excluded.taken_at_source, utc_offset = excluded.utc_offset, sidecar_version = excluded.sidecar_version,
                changed_at = excluded.changed_at, companions = excluded.companions, companion_bytes = excluded.companion_bytes, seeded_at = now()
            """);
        foreach (var photo in photos.Where(photo => photo.Embedding is not null).OrderBy(photo => Convert.ToHexString(photo.ContentHash), StringComparer.Ordinal))
        {
            foreach (var (frame, embedding) in photo.OtherFrames.Prepend(photo.Embedding!).Index())
                yield return Sql.Of($"INSERT INTO {table} (image_id, frame, embedding) SELECT id, {frame}, {embedding} FROM images WHERE content_hash = {photo.ContentHash} ON CONFLICT DO NOTHING");
        }

        foreach (var sql in photos.Where(photo => photo.Signature is not null).SelectMany(photo => StackRecords.Put(photo.ContentHash, photo.Signature!)))
            yield return sql;
    }

    /// <summary>Records the companions of photos whose own files have not changed.</summary>
    /// <param name="photos">The IDs, and the files with their companions.</param>
    /// <param name="cancellationToken">Cancels the operation.</param>
    public Task NoteCompanionsAsync(IReadOnlyCollection<(long Id, PhotoFile File)> photos, CancellationToken cancellationToken) => database.ExecuteAsync(
        $"""
        UPDATE photos SET companions = string_to_array(noted.companions, '/'), companion_bytes = noted.companion_bytes
        FROM unnest(
            {photos.Select(photo => photo.Id).ToArray()}, {Sql.Array(photos.Select(photo => Joined(photo.File.Companions)), NpgsqlDbType.Text)},
            {photos.Select(photo => photo.File.CompanionBytes).ToArray()}) AS noted (id, companions, companion_bytes)
        WHERE photos.id = noted.id
        """,
        cancellationToken);

    /// <summary>Records the times of change of photos that have none, because an older version or an upload stored them.</summary>
    /// <param name="photos">The IDs and the times of change of the unchanged files.</param>
    /// <param name="cancellationToken">Cancels the operation.</param>
    public Task NoteChangeTimesAsync(IReadOnlyCollection<(long Id, long ChangedAt)> photos, CancellationToken cancellationToken) => database.ExecuteAsync(
        $"""
        UPDATE photos SET changed_at = noted.changed_at
        FROM unnest({photos.Select(photo => photo.Id).ToArray()}, {photos.Select(photo => photo.ChangedAt).ToArray()}) AS noted (id, changed_at)
        WHERE photos.id = noted.id AND photos.changed_at IS NULL
        """,
        cancellationToken);

    /// <summary>
    /// Removes photos whose files no longer exist, except those that were stored again since they were read. Their images are kept for a
    /// while but are not searchable.
    /// </summary>
    public Task<int> RemoveAsync(IReadOnlyCollection<KnownPhoto> photos, CancellationToken cancellationToken) => database.ExecuteAsync(
        $"""
        DELETE FROM photos USING unnest({photos.Select(photo => photo.Id).ToArray()}, {Sql.Array(photos.Select(photo => photo.Version), NpgsqlDbType.Xid)}) AS known (id, version)
        WHERE photos.id = known.id AND photos.xmin = known.version
        """,
        cancellationToken);

    /// <summary>Returns file names as one text, since no file name contains a slash; null if there are none.</summary>
    private static string? Joined(IReadOnlyList<string> names) => names.Count == 0 ? null : string.Join('/', names.Select(StorableText.Of));

    /// <summary>Marks the images that have no photo left, and deletes those that were marked more than 30 days ago.</summary>
    public Task SweepOrphansAsync(CancellationToken cancellationToken) => database.ExecuteAsync(
        [
            Sql.Of(
                $"""
                UPDATE images SET orphaned_at = now()
                WHERE orphaned_at IS NULL AND NOT EXISTS (SELECT FROM photos WHERE image_id = images.id)
                AND NOT EXISTS (SELECT FROM trash WHERE image_id = images.id)
                """),
            Sql.Of($"DELETE FROM images WHERE orphaned_at < now() - {OrphanAge}"),
        ],
        cancellationToken);

    /// <summary>Returns those of some hashes whose image has neither a photo in the library nor one in the trash.</summary>
    /// <param name="contentHashes">The SHA-256 hashes, 64 lower-case hexadecimal digits each.</param>
    /// <param name="cancellationToken">Cancels the operation.</param>
    public Task<List<string>> UnusedAsync(IReadOnlyCollection<string> contentHashes, CancellationToken cancellationToken) => database.ListAsync(
        $"""
        SELECT encode(hash, 'hex') FROM unnest({contentHashes.Select(Convert.FromHexString).ToArray()}) AS hash WHERE NOT EXISTS (
            SELECT FROM images WHERE content_hash = hash
            AND (EXISTS (SELECT FROM photos WHERE image_id = images.id) OR EXISTS (SELECT FROM trash WHERE image_id = images.id))
        )
        """,
        row => row.Next<string>(),
        cancellationToken);
}

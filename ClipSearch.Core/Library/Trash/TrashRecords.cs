using ClipSearch.Core.Data;
using ClipSearch.Core.Imaging.Metadata;
using ClipSearch.Core.Library.Import;
using ClipSearch.Core.Paths;

namespace ClipSearch.Core.Library.Trash;

/// <summary>A photo in the trash.</summary>
/// <param name="Id">The ID of the photo in the trash.</param>
/// <param name="Path">The original absolute path of the file.</param>
/// <param name="TrashPath">The current absolute path of the file.</param>
/// <param name="Bytes">The length of the file in bytes.</param>
/// <param name="DeletedAt">The time of the deletion.</param>
/// <param name="ContentHash">The SHA-256 hash of the file, 64 lower-case hexadecimal digits.</param>
/// <param name="Pixels">The number of pixels of the image.</param>
public sealed record TrashedPhoto(long Id, string Path, string TrashPath, long Bytes, DateTime DeletedAt, string ContentHash, long Pixels)
{
    /// <summary>The time of the poster of a video; null for an image.</summary>
    public TimeSpan? Poster { get; init; }
}

/// <summary>A move into or out of the trash that was started and not recorded as finished.</summary>
/// <param name="Id">The ID of the photo in the trash.</param>
/// <param name="Path">The original absolute path of the file.</param>
/// <param name="TrashPath">The absolute path of the file in the trash.</param>
/// <param name="RestoringTo">The absolute path that the file is restored to; null for a move into the trash.</param>
public sealed record UnfinishedMove(long Id, string Path, string TrashPath, string? RestoringTo);

/// <summary>Stores the state of the trash in the database.</summary>
public sealed class TrashRecords(Database database)
{
    /// <summary>
    /// The minimum time between the first purge that finds a photo expired and the purge that deletes it, so that a temporarily wrong clock
    /// deletes nothing.
    /// </summary>
    private static readonly TimeSpan Confirmation = TimeSpan.FromHours(20);

    /// <summary>The columns of a photo's detected date and sidecar, the same in <c>photos</c> and <c>trash</c>.</summary>
    private static readonly Sql DateColumns = Sql.Of($"detected_at, taken_at_source, utc_offset, sidecar_version");

    /// <summary>The date of a photo that returns from the trash. Meanwhile, a copy may have been corrected, or its correction reset.</summary>
    private static readonly Sql TakenAt = Sql.Of($"coalesce((SELECT corrected_at FROM images WHERE id = image_id), detected_at, taken_at)");

    /// <summary>Lists the photos in the trash, most recently deleted first.</summary>
    public Task<List<TrashedPhoto>> ListAsync(CancellationToken cancellationToken) =>
        ReadAsync(Sql.Of($"is_moved ORDER BY deleted_at DESC, trash.id DESC"), cancellationToken);

    /// <summary>
    /// Lists the photos that have been in the trash for longer than a time, by the clock of the database, both now and at an earlier
    /// call at least 20 hours ago. Records which photos have expired now.
    /// </summary>
    public async Task<List<TrashedPhoto>> OverdueAsync(TimeSpan age, CancellationToken cancellationToken)
    {
        await database.ExecuteAsync(
            $"""
            UPDATE trash SET overdue_since = CASE WHEN deleted_at < now() - {age} THEN now() END
            WHERE (overdue_since IS NULL) = (deleted_at < now() - {age}) OR overdue_since > now()
            """,
            cancellationToken);
        return await ReadAsync(Sql.Of($"is_moved AND restoring_to IS NULL AND overdue_since <= now() - {Confirmation}"), cancellationToken);
    }

    /// <summary>Returns a photo of the trash; null if the trash has no such photo.</summary>
    public async Task<TrashedPhoto?> FindAsync(long id, CancellationToken cancellationToken) =>
        (await ReadAsync(Sql.Of($"trash.id = {id} AND is_moved"), cancellationToken)).SingleOrDefault();

    /// <summary>Records that a file is about to be moved to the trash. The photo is removed from the library.</summary>
    /// <returns>The ID of the photo in the trash; null if the photo no longer exists.</returns>
    public Task<long?> BeginDeleteAsync(long photo, string trashPath, CancellationToken cancellationToken) => database.ChangeAsync<long?>(
        $"""
        WITH gone AS (DELETE FROM photos WHERE id = {photo} RETURNING id, path, image_id, bytes, modified_ticks, taken_at, {DateColumns})
        INSERT INTO trash (photo_id, path, trash_path, image_id, bytes, modified_ticks, taken_at, {DateColumns}, is_moved)
        SELECT id, path, {trashPath}, image_id, bytes, modified_ticks, taken_at, {DateColumns}, false FROM gone RETURNING id
        """,
        done: $"SELECT id FROM trash WHERE photo_id = {photo} AND trash_path = {trashPath} AND NOT is_moved",
        cancellationToken);

    /// <summary>Records that the file has been moved to the trash.</summary>
    /// <returns>
    /// The ID of the photo in the trash; null if another process has reverted the move, because it found the file at its original path.
    /// </returns>
    public Task<long?> FinishDeleteAsync(long id, CancellationToken cancellationToken) =>
        database.ScalarAsync<long?>($"UPDATE trash SET is_moved = true WHERE id = {id} RETURNING id", cancellationToken);

    /// <summary>Records that the file was not moved. The photo returns to the library with its previous ID.</summary>
    public Task UndoDeleteAsync(long id, CancellationToken cancellationToken) => database.ExecuteAsync(
        $"""
        WITH back AS (DELETE FROM trash WHERE id = {id} AND NOT is_moved RETURNING photo_id, path, image_id, bytes, modified_ticks, taken_at, {DateColumns})
        INSERT INTO photos (id, path, image_id, bytes, modified_ticks, taken_at, {DateColumns}) OVERRIDING SYSTEM VALUE
        SELECT photo_id, path, image_id, bytes, modified_ticks, {TakenAt}, {DateColumns} FROM back
        ON CONFLICT DO NOTHING
        """,
        cancellationToken);

    /// <summary>Records that a file is about to be restored to a path.</summary>
    /// <returns>The ID of the photo in the trash; null if it is not there or is already being restored.</returns>
    public Task<long?> BeginRestoreAsync(long id, string path, CancellationToken cancellationToken) =>
        database.ChangeAsync<long?>(
            $"UPDATE trash SET restoring_to = {path} WHERE id = {id} AND is_moved AND restoring_to IS NULL RETURNING id",
            done: $"SELECT id FROM trash WHERE id = {id} AND restoring_to = {path}",
            cancellationToken);

    /// <summary>
    /// Records that the file has been restored, even if another process has reverted or finished the move in the meantime. The photo
    /// returns to the library.
    /// </summary>
    /// <param name="id">The ID of the photo in the trash.</param>
    /// <param name="path">The absolute path that the file was restored to.</param>
    /// <param name="cancellationToken">Cancels the operation.</param>
    /// <returns>The ID of the photo; null if the trash no longer has it.</returns>
    public async Task<long?> FinishRestoreAsync(long id, string path, CancellationToken cancellationToken) => await database.ScalarAsync<long?>(
        $"""
        WITH back AS (DELETE FROM trash WHERE id = {id} RETURNING image_id, bytes, modified_ticks, taken_at, {DateColumns})
        INSERT INTO photos (path, search_path, search_name, image_id, bytes, modified_ticks, taken_at, {DateColumns})
        SELECT {path}, {NameFolding.KeyOfPath(path)}, {NameFolding.KeyOfName(path)}, image_id, bytes, modified_ticks, {TakenAt}, {DateColumns} FROM back
        ON CONFLICT (path) DO UPDATE
        SET image_id = excluded.image_id, bytes = excluded.bytes, modified_ticks = excluded.modified_ticks, taken_at = excluded.taken_at,
            detected_at = excluded.detected_at, taken_at_source = excluded.taken_at_source, utc_offset = excluded.utc_offset, sidecar_version = excluded.sidecar_version
        RETURNING id
        """,
        cancellationToken)
        ?? await database.ScalarAsync<long?>($"SELECT id FROM photos WHERE path = {path}", cancellationToken);

    /// <summary>Records that the file stays in the trash.</summary>
    public Task UndoRestoreAsync(long id, CancellationToken cancellationToken) =>
        database.ExecuteAsync($"UPDATE trash SET restoring_to = NULL WHERE id = {id}", cancellationToken);

    /// <summary>Lists the moves that were started and not recorded as finished.</summary>
    public Task<List<UnfinishedMove>> UnfinishedAsync(CancellationToken cancellationToken) => database.ListAsync(
        $"SELECT id, path, trash_path, restoring_to FROM trash WHERE NOT is_moved OR restoring_to IS NOT NULL ORDER BY id",
        row => new UnfinishedMove(row.Next<long>(), row.Next<string>(), row.Next<string>(), row.NextOrNull<string>()),
        cancellationToken);

    /// <summary>Returns those of some files in the trash folders that have no database row.</summary>
    public Task<List<string>> UnknownAsync(IReadOnlyCollection<string> trashPaths, CancellationToken cancellationToken) => database.ListAsync(
        $"SELECT file.path FROM unnest({trashPaths.ToArray()}) AS file (path) WHERE NOT EXISTS (SELECT FROM trash WHERE trash_path = file.path)",
        row => row.Next<string>(),
        cancellationToken);

    /// <summary>Adds a row for a file in a trash folder.</summary>
    /// <param name="file">The file, with the path that it would be restored to.</param>
    /// <param name="trashPath">The absolute path of the file in the trash.</param>
    /// <param name="cancellationToken">Cancels the operation.</param>
    public Task AdoptAsync(NewPhoto file, string trashPath, CancellationToken cancellationToken)
    {
        var date = file.Date(DateTime.UtcNow);
        return database.ExecuteAsync(
            $"""
            WITH image AS (
                INSERT INTO images (content_hash, width, height) VALUES ({file.ContentHash}, {file.Header.Width}, {file.Header.Height})
                ON CONFLICT (content_hash) DO UPDATE SET orphaned_at = NULL RETURNING id
            )
            INSERT INTO trash (path, trash_path, image_id, bytes, modified_ticks, taken_at, detected_at, taken_at_source)
            SELECT {file.Path}, {trashPath}, id, {file.Bytes}, {file.ModifiedTicks}, {date.At}, {date.At}, {date.Source.Name()} FROM image
            ON CONFLICT (trash_path) DO NOTHING
            """,
            cancellationToken);
    }

    /// <summary>Removes a photo of the trash from the database.</summary>
    public Task RemoveAsync(long id, CancellationToken cancellationToken) => database.ExecuteAsync($"DELETE FROM trash WHERE id = {id}", cancellationToken);

    private Task<List<TrashedPhoto>> ReadAsync(Sql condition, CancellationToken cancellationToken) => database.ListAsync(
        $"""
        SELECT trash.id, path, trash_path, bytes, deleted_at, encode(content_hash, 'hex'), width::bigint * height, CASE WHEN duration_ms IS NOT NULL THEN coalesce(frame_times[1], 0) END
        FROM trash JOIN images ON images.id = image_id WHERE {condition}
        """,
        row => new TrashedPhoto(row.Next<long>(), row.Next<string>(), row.Next<string>(), row.Next<long>(), row.Next<DateTime>(), row.Next<string>(), row.Next<long>())
        {
            Poster = row.Next<int?>() is { } at ? TimeSpan.FromMilliseconds(at) : null,
        },
        cancellationToken);
}

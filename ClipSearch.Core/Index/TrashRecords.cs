namespace ClipSearch.Core.Index;

/// <summary>A photo in the trash.</summary>
/// <param name="Id">Its number there.</param>
/// <param name="Path">Where its file lay, absolute.</param>
/// <param name="TrashPath">Where it lies now, absolute.</param>
/// <param name="Bytes">The file's length.</param>
/// <param name="DeletedAt">When it was deleted.</param>
/// <param name="ContentHash">SHA-256 of the file, 64 lower-case hexadecimal digits.</param>
/// <param name="Pixels">Of its picture.</param>
public sealed record TrashedPhoto(long Id, string Path, string TrashPath, long Bytes, DateTime DeletedAt, string ContentHash, long Pixels);

/// <summary>A move into or out of the trash that was begun, and whose end the library does not know.</summary>
/// <param name="Id">The photo's number in the trash.</param>
/// <param name="Path">Where its file was, absolute.</param>
/// <param name="TrashPath">Where it is in the trash, absolute.</param>
/// <param name="RestoringTo">Where it is moved back to, absolute; null while it is moved into the trash.</param>
public sealed record UnfinishedMove(long Id, string Path, string TrashPath, string? RestoringTo);

/// <summary>What the library knows of its trash.</summary>
public sealed class TrashRecords(Database database)
{
    /// <summary>How long after a purge has first seen a photo overdue another may delete it: a clock that is wrong for one start deletes nothing.</summary>
    private const string Confirmation = "20 hours";

    private const string Photos =
        "SELECT trash.id, path, trash_path, bytes, deleted_at, encode(content_hash, 'hex'), width::bigint * height FROM trash JOIN pictures ON pictures.id = picture_id";

    /// <summary>The photos in the trash, the last deleted first.</summary>
    public Task<List<TrashedPhoto>> ListAsync(CancellationToken cancellationToken) =>
        ReadAsync($"{Photos} WHERE is_moved ORDER BY deleted_at DESC, trash.id DESC", [], cancellationToken);

    /// <summary>
    /// Those that have been there for longer than a time, by the database's clock, and were so at an earlier call at least 20 hours ago. Notes
    /// which are so now.
    /// </summary>
    public async Task<List<TrashedPhoto>> OverdueAsync(TimeSpan age, CancellationToken cancellationToken)
    {
        await database.ExecuteAsync(
            """
            UPDATE trash SET overdue_since = CASE WHEN deleted_at < now() - $1 THEN now() END
            WHERE (overdue_since IS NULL) = (deleted_at < now() - $1) OR overdue_since > now()
            """,
            [age],
            cancellationToken);
        return await ReadAsync($"{Photos} WHERE is_moved AND restoring_to IS NULL AND overdue_since <= now() - interval '{Confirmation}'", [], cancellationToken);
    }

    /// <summary>One photo in the trash, or null.</summary>
    public async Task<TrashedPhoto?> FindAsync(long id, CancellationToken cancellationToken) => (await ReadAsync(
        $"{Photos} WHERE trash.id = $1 AND is_moved", [id], cancellationToken)).SingleOrDefault();

    /// <summary>Notes that a photo's file is about to be moved into the trash; the photo is no longer found.</summary>
    /// <returns>Its number in the trash; null where the photo has gone already.</returns>
    public Task<long?> BeginDeleteAsync(long photo, string trashPath, CancellationToken cancellationToken) => database.ScalarAsync<long?>(
        """
        WITH gone AS (DELETE FROM photos WHERE id = $1 RETURNING id, path, picture_id, bytes, modified_ticks, taken_at)
        INSERT INTO trash (photo_id, path, trash_path, picture_id, bytes, modified_ticks, taken_at, is_moved)
        SELECT id, path, $2, picture_id, bytes, modified_ticks, taken_at, false FROM gone RETURNING id
        """,
        [photo, trashPath],
        cancellationToken,
        done: "SELECT id FROM trash WHERE photo_id = $1 AND trash_path = $2 AND NOT is_moved");

    /// <summary>Notes that the file has been moved into the trash.</summary>
    /// <returns>Its number in the trash; null where another process has undone the move meanwhile, since the file was where it lay then.</returns>
    public Task<long?> FinishDeleteAsync(long id, CancellationToken cancellationToken) =>
        database.ScalarAsync<long?>("UPDATE trash SET is_moved = true WHERE id = $1 RETURNING id", [id], cancellationToken);

    /// <summary>Notes that the file stays where it was; the photo is found again, by its own number.</summary>
    public Task UndoDeleteAsync(long id, CancellationToken cancellationToken) => database.ExecuteAsync(
        """
        WITH back AS (DELETE FROM trash WHERE id = $1 AND NOT is_moved RETURNING photo_id, path, picture_id, bytes, modified_ticks, taken_at)
        INSERT INTO photos (id, path, picture_id, bytes, modified_ticks, taken_at) OVERRIDING SYSTEM VALUE
        SELECT photo_id, path, picture_id, bytes, modified_ticks, taken_at FROM back
        ON CONFLICT DO NOTHING
        """,
        [id],
        cancellationToken);

    /// <summary>Notes where a file is about to be moved back to.</summary>
    /// <returns>The photo's number in the trash; null where it has gone, or is moved back by somebody else.</returns>
    public Task<long?> BeginRestoreAsync(long id, string path, CancellationToken cancellationToken) =>
        database.ScalarAsync<long?>(
            "UPDATE trash SET restoring_to = $2 WHERE id = $1 AND is_moved AND restoring_to IS NULL RETURNING id",
            [id, path],
            cancellationToken,
            done: "SELECT id FROM trash WHERE id = $1 AND restoring_to = $2");

    /// <summary>Notes that the file has been moved back, also where another process has undone or finished the move meanwhile; the photo is found from now on.</summary>
    /// <param name="id">The photo's number in the trash.</param>
    /// <param name="path">Where its file was moved to, absolute.</param>
    /// <param name="cancellationToken">Cancels the operation.</param>
    /// <returns>The photo's number; null where the trash no longer has such a photo.</returns>
    public async Task<long?> FinishRestoreAsync(long id, string path, CancellationToken cancellationToken) => await database.ScalarAsync<long?>(
        """
        WITH back AS (DELETE FROM trash WHERE id = $1 RETURNING picture_id, bytes, modified_ticks, taken_at)
        INSERT INTO photos (path, picture_id, bytes, modified_ticks, taken_at)
        SELECT $2, picture_id, bytes, modified_ticks, taken_at FROM back
        ON CONFLICT (path) DO UPDATE SET picture_id = excluded.picture_id, bytes = excluded.bytes, modified_ticks = excluded.modified_ticks, taken_at = excluded.taken_at
        RETURNING id
        """,
        [id, path],
        cancellationToken)
        ?? await database.ScalarAsync<long?>("SELECT id FROM photos WHERE path = $1", [path], cancellationToken);

    /// <summary>Notes that the file stays in the trash.</summary>
    public Task UndoRestoreAsync(long id, CancellationToken cancellationToken) =>
        database.ExecuteAsync("UPDATE trash SET restoring_to = NULL WHERE id = $1", [id], cancellationToken);

    /// <summary>The moves that were begun and not finished.</summary>
    public Task<List<UnfinishedMove>> UnfinishedAsync(CancellationToken cancellationToken) => database.ListAsync(
        "SELECT id, path, trash_path, restoring_to FROM trash WHERE NOT is_moved OR restoring_to IS NOT NULL ORDER BY id",
        [],
        reader => new UnfinishedMove(reader.GetInt64(0), reader.GetString(1), reader.GetString(2), reader.IsDBNull(3) ? null : reader.GetString(3)),
        cancellationToken);

    /// <summary>Which of some files in the trash's folders no row has.</summary>
    public Task<List<string>> UnknownAsync(IReadOnlyCollection<string> trashPaths, CancellationToken cancellationToken) => database.ListAsync(
        "SELECT file.path FROM unnest($1) AS file (path) WHERE NOT EXISTS (SELECT FROM trash WHERE trash_path = file.path)",
        [trashPaths.ToArray()],
        reader => reader.GetString(0),
        cancellationToken);

    /// <summary>Adds a file that is in a trash's folder without a row.</summary>
    /// <param name="file">The file; its path is where it would be restored to.</param>
    /// <param name="trashPath">Where it is, absolute.</param>
    /// <param name="cancellationToken">Cancels the operation.</param>
    public Task AdoptAsync(NewPhoto file, string trashPath, CancellationToken cancellationToken) => database.ExecuteAsync(
        """
        WITH picture AS (
            INSERT INTO pictures (content_hash, width, height) VALUES ($1, $2, $3)
            ON CONFLICT (content_hash) DO UPDATE SET orphaned_at = NULL RETURNING id
        )
        INSERT INTO trash (path, trash_path, picture_id, bytes, modified_ticks, taken_at)
        SELECT $4, $5, id, $6, $7, $8 FROM picture ON CONFLICT (trash_path) DO NOTHING
        """,
        [file.ContentHash, file.Header.Width, file.Header.Height, file.Path, trashPath, file.Bytes, file.ModifiedTicks, file.TakenAt],
        cancellationToken);

    /// <summary>Forgets a photo of the trash.</summary>
    public Task RemoveAsync(long id, CancellationToken cancellationToken) => database.ExecuteAsync("DELETE FROM trash WHERE id = $1", [id], cancellationToken);

    private Task<List<TrashedPhoto>> ReadAsync(string sql, object[] values, CancellationToken cancellationToken) => database.ListAsync(
        sql,
        values,
        reader => new TrashedPhoto(
            reader.GetInt64(0), reader.GetString(1), reader.GetString(2), reader.GetInt64(3), reader.GetDateTime(4), reader.GetString(5), reader.GetInt64(6)),
        cancellationToken);
}

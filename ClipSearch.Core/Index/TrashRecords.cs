using Npgsql;

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

/// <summary>What the library knows of its trash.</summary>
public sealed class TrashRecords(Database database)
{
    private const string Photos =
        "SELECT trash.id, path, trash_path, bytes, deleted_at, encode(content_hash, 'hex'), width::bigint * height FROM trash JOIN pictures ON pictures.id = picture_id";

    /// <summary>The photos in the trash, the last deleted first.</summary>
    public Task<List<TrashedPhoto>> ListAsync(CancellationToken cancellationToken) =>
        ReadAsync($"{Photos} ORDER BY deleted_at DESC, trash.id DESC", [], cancellationToken);

    /// <summary>Those that have been there for longer than a time.</summary>
    public Task<List<TrashedPhoto>> OlderThanAsync(TimeSpan age, CancellationToken cancellationToken) => ReadAsync(
        $"{Photos} WHERE deleted_at < now() - $1", [new() { Value = age }], cancellationToken);

    /// <summary>One photo in the trash, or null.</summary>
    public async Task<TrashedPhoto?> FindAsync(long id, CancellationToken cancellationToken) => (await ReadAsync(
        $"{Photos} WHERE trash.id = $1", [new() { Value = id }], cancellationToken)).SingleOrDefault();

    /// <summary>Notes that a photo's file was moved into the trash; the photo is no longer found.</summary>
    /// <returns>Its number in the trash; null where the photo had gone already.</returns>
    public Task<long?> PutAsync(long photo, string trashPath, CancellationToken cancellationToken) => database.RunAsync(
        async (connection, token) =>
        {
            await using var command = new NpgsqlCommand(
                """
                WITH gone AS (DELETE FROM photos WHERE id = $1 RETURNING path, picture_id, bytes, modified_ticks, taken_at)
                INSERT INTO trash (path, trash_path, picture_id, bytes, modified_ticks, taken_at)
                SELECT path, $2, picture_id, bytes, modified_ticks, taken_at FROM gone RETURNING id
                """,
                connection)
            {
                Parameters = { new() { Value = photo }, new() { Value = trashPath } },
            };
            return (long?)await command.ExecuteScalarAsync(token);
        },
        cancellationToken);

    /// <summary>Notes that a file lies at a path again; the photo is found from now on.</summary>
    /// <returns>The photo's number; null where the trash had no such photo any more.</returns>
    public Task<long?> RestoreAsync(long id, string path, CancellationToken cancellationToken) => database.RunAsync(
        async (connection, token) =>
        {
            await using var command = new NpgsqlCommand(
                """
                WITH back AS (DELETE FROM trash WHERE id = $1 RETURNING picture_id, bytes, modified_ticks, taken_at)
                INSERT INTO photos (path, picture_id, bytes, modified_ticks, taken_at)
                SELECT $2, picture_id, bytes, modified_ticks, taken_at FROM back
                ON CONFLICT (path) DO UPDATE SET picture_id = excluded.picture_id, bytes = excluded.bytes, modified_ticks = excluded.modified_ticks, taken_at = excluded.taken_at
                RETURNING id
                """,
                connection)
            {
                Parameters = { new() { Value = id }, new() { Value = path } },
            };
            return (long?)await command.ExecuteScalarAsync(token);
        },
        cancellationToken);

    /// <summary>Forgets a photo of the trash.</summary>
    public Task RemoveAsync(long id, CancellationToken cancellationToken) => database.RunAsync(
        async (connection, token) =>
        {
            await using var command = new NpgsqlCommand("DELETE FROM trash WHERE id = $1", connection) { Parameters = { new() { Value = id } } };
            return await command.ExecuteNonQueryAsync(token);
        },
        cancellationToken);

    private Task<List<TrashedPhoto>> ReadAsync(string sql, NpgsqlParameter[] parameters, CancellationToken cancellationToken) => database.RunAsync(
        async (connection, token) =>
        {
            await using var command = new NpgsqlCommand(sql, connection);
            foreach (var parameter in parameters)
                command.Parameters.Add(parameter.Clone());
            await using var reader = await command.ExecuteReaderAsync(token);
            var photos = new List<TrashedPhoto>();
            while (await reader.ReadAsync(token))
            {
                photos.Add(new TrashedPhoto(
                    reader.GetInt64(0), reader.GetString(1), reader.GetString(2), reader.GetInt64(3), reader.GetDateTime(4), reader.GetString(5), reader.GetInt64(6)));
            }

            return photos;
        },
        cancellationToken);
}

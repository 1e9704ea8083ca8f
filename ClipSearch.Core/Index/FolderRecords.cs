using Npgsql;

namespace ClipSearch.Core.Index;

/// <summary>A folder that has photos.</summary>
/// <param name="Path">Its absolute path.</param>
/// <param name="Photos">How many photos lie in it and below it.</param>
/// <param name="Cover">The first of them by path.</param>
public sealed record LibraryFolder(string Path, long Photos, Photo Cover);

/// <summary>The tree of folders as the library's photos make it up; the disk is not looked at.</summary>
public sealed class FolderRecords(Database database, PhotoRoots roots)
{
    /// <summary>The folders where the tree begins: those of PHOTOS_DIR, then those outside it that were imported.</summary>
    /// <exception cref="DatabaseUnavailableException">The database does not answer.</exception>
    public async Task<IReadOnlyList<LibraryFolder>> TopAsync(CancellationToken cancellationToken)
    {
        await NameOutsideAsync(cancellationToken);
        var top = new List<LibraryFolder>();
        foreach (var path in roots.Folders.Concat(roots.Outside))
        {
            if (await FindAsync(path, cancellationToken) is { } folder)
                top.Add(folder);
        }

        return top;
    }

    /// <summary>Records that a folder outside PHOTOS_DIR is imported: what lies in it is named from there.</summary>
    /// <param name="path">Its absolute path.</param>
    /// <param name="cancellationToken">Cancels the operation.</param>
    /// <exception cref="DatabaseUnavailableException">The database does not answer.</exception>
    public Task NoteSeededAsync(string path, CancellationToken cancellationToken) =>
        database.ExecuteAsync("INSERT INTO seeded_folders VALUES ($1) ON CONFLICT DO NOTHING", [path], cancellationToken);

    /// <summary>Gives what lies outside PHOTOS_DIR its names. Earlier versions recorded no folders; there, names begin at the outermost folders with photos.</summary>
    /// <exception cref="DatabaseUnavailableException">The database does not answer.</exception>
    public async Task NameOutsideAsync(CancellationToken cancellationToken)
    {
        var seeded = await database.ListAsync("SELECT path FROM seeded_folders ORDER BY path", [], reader => reader.GetString(0), cancellationToken);
        var others = await database.ListAsync(
            "SELECT DISTINCT folder FROM photos WHERE NOT folder ^@ ANY ($1) ORDER BY folder",
            [roots.Folders.Concat(seeded).Select(PhotoRoots.Prefix).ToArray()],
            reader => PhotoPath.Full(reader.GetString(0), "/"),
            cancellationToken);
        roots.NameOutside([.. seeded, .. others]);
    }

    /// <summary>A folder; null if no photo lies in it or below it.</summary>
    /// <param name="path">Its absolute path.</param>
    /// <param name="cancellationToken">Cancels the operation.</param>
    /// <exception cref="DatabaseUnavailableException">The database does not answer.</exception>
    public Task<LibraryFolder?> FindAsync(string path, CancellationToken cancellationToken) => database.RunAsync(
        async (connection, token) =>
        {
            var prefix = PhotoRoots.Prefix(path);
            await using var command = new NpgsqlCommand(
                $"""
                WITH below AS (SELECT count(*) AS photos, min(path) AS first FROM photos WHERE folder >= $1 AND folder < $2)
                SELECT {PhotoIndex.PhotoColumns}, photos FROM below JOIN photos ON path = first JOIN pictures ON pictures.id = picture_id
                """,
                connection)
            {
                Parameters = { new() { Value = prefix }, new() { Value = After(prefix) } },
            };
            await using var reader = await command.ExecuteReaderAsync(token);
            return await reader.ReadAsync(token) ? new LibraryFolder(path, reader.GetInt64(PhotoIndex.PhotoColumnCount), PhotoIndex.ReadPhoto(reader)) : null;
        },
        cancellationToken);

    /// <summary>
    /// The folders right in a folder, by name. Folders are counted first and parted then: a library of 100,000 photos in
    /// 1,000 folders takes 39 ms at its top and 2 ms a level below. A folder without a name, which only a bucket can have,
    /// is left out: no address could tell it from the one that it lies in.
    /// </summary>
    /// <param name="path">The folder's absolute path.</param>
    /// <param name="cancellationToken">Cancels the operation.</param>
    /// <exception cref="DatabaseUnavailableException">The database does not answer.</exception>
    public Task<IReadOnlyList<LibraryFolder>> InAsync(string path, CancellationToken cancellationToken) => database.RunAsync<IReadOnlyList<LibraryFolder>>(
        async (connection, token) =>
        {
            var prefix = PhotoRoots.Prefix(path);
            await using var command = new NpgsqlCommand(
                $"""
                WITH folders AS (
                    SELECT folder, count(*) AS photos, min(path) AS first FROM photos WHERE folder > $1 AND folder < $2 GROUP BY folder
                ), parts AS (
                    SELECT split_part(substr(folder, length($1) + 1), $3, 1) AS part, sum(photos)::bigint AS below, min(first) AS first FROM folders GROUP BY part
                )
                SELECT {PhotoIndex.PhotoColumns}, below, part FROM parts JOIN photos ON path = first JOIN pictures ON pictures.id = picture_id WHERE part <> ''
                """,
                connection)
            {
                Parameters = { new() { Value = prefix }, new() { Value = After(prefix) }, new() { Value = prefix[^1].ToString() } },
            };
            await using var reader = await command.ExecuteReaderAsync(token);
            var folders = new List<LibraryFolder>();
            while (await reader.ReadAsync(token))
                folders.Add(new LibraryFolder(prefix + reader.GetString(PhotoIndex.PhotoColumnCount + 1), reader.GetInt64(PhotoIndex.PhotoColumnCount), PhotoIndex.ReadPhoto(reader)));
            return [.. folders.OrderBy(folder => folder.Path, StringComparer.OrdinalIgnoreCase).ThenBy(folder => folder.Path, StringComparer.Ordinal)];
        },
        cancellationToken);

    /// <summary>The photos right in a folder, by name.</summary>
    /// <param name="path">The folder's absolute path.</param>
    /// <param name="from">The name to begin at; there need not be such a file.</param>
    /// <param name="limit">How many at most.</param>
    /// <param name="cancellationToken">Cancels the operation.</param>
    /// <exception cref="DatabaseUnavailableException">The database does not answer.</exception>
    public Task<List<Photo>> PhotosAsync(string path, string from, int limit, CancellationToken cancellationToken) =>
        PhotosAsync(path, "path >= $2", from, "path", limit, cancellationToken);

    /// <summary>The photos right in a folder that come before a name, the last of them first.</summary>
    /// <param name="path">The folder's absolute path.</param>
    /// <param name="before">The name, itself not included.</param>
    /// <param name="limit">How many at most.</param>
    /// <param name="cancellationToken">Cancels the operation.</param>
    /// <exception cref="DatabaseUnavailableException">The database does not answer.</exception>
    public Task<List<Photo>> PhotosBeforeAsync(string path, string before, int limit, CancellationToken cancellationToken) =>
        PhotosAsync(path, "path < $2", before, "path DESC", limit, cancellationToken);

    /// <summary>Where a photo stands among those right in its folder, by name.</summary>
    /// <param name="id">The photo's number.</param>
    /// <param name="cancellationToken">Cancels the operation.</param>
    /// <returns>Its place; null if the library has no such photo.</returns>
    /// <exception cref="DatabaseUnavailableException">The database does not answer.</exception>
    public Task<PhotoPlace?> PlaceAsync(long id, CancellationToken cancellationToken) => database.RunAsync(
        async (connection, token) =>
        {
            await using var command = new NpgsqlCommand(
                """
                SELECT
                    (SELECT count(*) FROM photos WHERE folder = own.folder AND path <= own.path),
                    (SELECT count(*) FROM photos WHERE folder = own.folder),
                    (SELECT id FROM photos WHERE folder = own.folder AND path < own.path ORDER BY path DESC LIMIT 1),
                    (SELECT id FROM photos WHERE folder = own.folder AND path > own.path ORDER BY path LIMIT 1)
                FROM photos AS own WHERE id = $1
                """,
                connection)
            {
                Parameters = { new() { Value = id } },
            };
            return await PhotoIndex.ReadPlaceAsync(command, token);
        },
        cancellationToken);

    private Task<List<Photo>> PhotosAsync(string path, string condition, string name, string order, int limit, CancellationToken cancellationToken) => database.ListAsync(
        $"""
        SELECT {PhotoIndex.PhotoColumns} FROM photos JOIN pictures ON pictures.id = picture_id
        WHERE folder = $1 AND {condition} ORDER BY {order} LIMIT $3
        """,
        [PhotoRoots.Prefix(path), PhotoRoots.Prefix(path) + name, (long)limit],
        PhotoIndex.ReadPhoto,
        cancellationToken);

    /// <summary>What comes right after all that begins with a prefix, in the order of bytes.</summary>
    private static string After(string prefix) => prefix[..^1] + (char)(prefix[^1] + 1);
}

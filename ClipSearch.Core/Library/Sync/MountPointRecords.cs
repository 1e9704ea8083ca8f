using ClipSearch.Core.Data;
using ClipSearch.Core.Paths;

namespace ClipSearch.Core.Library.Sync;

/// <summary>Stores where drives with photos were mounted at the last scan.</summary>
public sealed class MountPointRecords(Database database)
{
    /// <summary>Lists the mount points of drives with photos at the last scan, as absolute paths in order.</summary>
    public Task<List<string>> ListAsync(CancellationToken cancellationToken) =>
        database.ListAsync($"SELECT path FROM mount_points ORDER BY path", row => row.Next<string>(), cancellationToken);

    /// <summary>Replaces the recorded mount points in a folder and below it.</summary>
    public Task PutAsync(string folder, IReadOnlyList<string> points, CancellationToken cancellationToken) => database.ExecuteAsync(
        [
            Sql.Of($"DELETE FROM mount_points WHERE path = {folder} OR path ^@ {LibraryFolders.Prefix(folder)}"),
            Sql.Of($"INSERT INTO mount_points SELECT unnest({points.ToArray()})"),
        ],
        cancellationToken);
}

using ClipSearch.Core.Data;
using ClipSearch.Core.Paths;
using Npgsql;

namespace ClipSearch.Core.Library.Sync;

/// <summary>Stores where drives with photos were mounted at the last scan.</summary>
public sealed class MountPointRecords(Database database)
{
    /// <summary>Lists the mount points of drives with photos at the last scan, as absolute paths in order.</summary>
    public Task<List<string>> ListAsync(CancellationToken cancellationToken) =>
        database.ListAsync("SELECT path FROM mount_points ORDER BY path", [], reader => reader.GetString(0), cancellationToken);

    /// <summary>Replaces the recorded mount points in a folder and below it.</summary>
    public Task PutAsync(string folder, IReadOnlyList<string> points, CancellationToken cancellationToken) => database.RunAsync(
        async (connection, token) =>
        {
            await using var batch = new NpgsqlBatch(connection)
            {
                BatchCommands =
                {
                    new NpgsqlBatchCommand("DELETE FROM mount_points WHERE path = $1 OR path ^@ $2")
                    {
                        Parameters = { new() { Value = folder }, new() { Value = LibraryFolders.Prefix(folder) } },
                    },
                    new NpgsqlBatchCommand("INSERT INTO mount_points SELECT unnest($1)") { Parameters = { new() { Value = points.ToArray() } } },
                },
            };
            return await batch.ExecuteNonQueryAsync(token);
        },
        cancellationToken);
}

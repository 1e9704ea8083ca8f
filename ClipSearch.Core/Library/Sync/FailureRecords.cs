using System.Text;
using ClipSearch.Core.Data;
using ClipSearch.Core.Paths;
using Npgsql;
using NpgsqlTypes;

namespace ClipSearch.Core.Library.Sync;

/// <summary>Stores which files and folders could not be imported.</summary>
public sealed class FailureRecords(Database database)
{
    /// <summary>Lists the import failures of the last scan in a folder and below it.</summary>
    /// <param name="folder">The absolute path of the folder.</param>
    /// <param name="cancellationToken">Cancels the operation.</param>
    public Task<List<PhotoFailure>> ListBelowAsync(string folder, CancellationToken cancellationToken) => database.ListAsync(
        "SELECT path, reason, bytes, modified_ticks, etag FROM failures WHERE path ^@ $1 ORDER BY path",
        [LibraryFolders.Prefix(folder)],
        reader => new PhotoFailure(reader.GetString(0), reader.GetString(1))
        {
            Content = reader.IsDBNull(2) ? null : (reader.GetInt64(2), reader.GetInt64(3)),
            ETag = reader.IsDBNull(4) ? null : reader.GetString(4),
        },
        cancellationToken);

    /// <summary>Lists the first import failures of the last scan in some folders and below them, for a page or an API response.</summary>
    /// <param name="folders">The absolute paths of the folders; none is inside another.</param>
    /// <param name="cancellationToken">Cancels the operation.</param>
    /// <exception cref="DatabaseUnavailableException">The database is not available.</exception>
    public async Task<FailurePage> FirstAsync(IReadOnlyList<string> folders, CancellationToken cancellationToken)
    {
        var rows = await database.ListAsync(
            "SELECT path, reason, count(*) OVER () FROM failures WHERE path ^@ ANY ($1) ORDER BY path LIMIT $2",
            [folders.Select(LibraryFolders.Prefix).ToArray(), FailurePage.Most],
            reader => (Failure: new PhotoFailure(reader.GetString(0), reader.GetString(1)), Total: reader.GetInt64(2)),
            cancellationToken);
        return new FailurePage([.. rows.Select(row => row.Failure)], rows is [var first, ..] ? first.Total : 0);
    }

    /// <summary>Replaces the recorded import failures of a folder and its subfolders.</summary>
    public Task PutAsync(string folder, IReadOnlyList<PhotoFailure> failures, CancellationToken cancellationToken) => database.RunAsync(
        async (connection, token) =>
        {
            // Replacing characters can make different names equal.
            var distinct = failures.Select(failure => failure with { Path = Storable(failure.Path), Reason = Storable(failure.Reason) }).DistinctBy(failure => failure.Path).ToList();
            await using var batch = new NpgsqlBatch(connection)
            {
                BatchCommands =
                {
                    new NpgsqlBatchCommand("DELETE FROM failures WHERE path ^@ $1") { Parameters = { new() { Value = LibraryFolders.Prefix(folder) } } },
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

    /// <summary>Converts a text for PostgreSQL: replaces NUL and unpaired surrogates with U+FFFD.</summary>
    private static string Storable(string text) => Encoding.UTF8.GetString(Encoding.UTF8.GetBytes(text)).Replace('\0', '\uFFFD');
}

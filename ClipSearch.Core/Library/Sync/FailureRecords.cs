using ClipSearch.Core.Data;
using ClipSearch.Core.Paths;
using NpgsqlTypes;

namespace ClipSearch.Core.Library.Sync;

/// <summary>Stores which files and folders could not be imported, including files that need a program that is not installed.</summary>
public sealed class FailureRecords(Database database)
{
    /// <summary>Lists the import failures of the last scan in a folder and below it, and the files that need another program.</summary>
    /// <param name="folder">The absolute path of the folder.</param>
    /// <param name="cancellationToken">Cancels the operation.</param>
    public Task<List<PhotoFailure>> ListBelowAsync(string folder, CancellationToken cancellationToken) => database.ListAsync(
        $"SELECT path, reason, bytes, modified_ticks, etag, needs FROM failures WHERE path ^@ {LibraryFolders.Prefix(folder)} ORDER BY path",
        row => new PhotoFailure(row.Next<string>(), row.Next<string>())
        {
            Content = (row.Next<long?>(), row.Next<long?>()) is ({ } bytes, { } modifiedTicks) ? (bytes, modifiedTicks) : null,
            ETag = row.NextOrNull<string>(),
            Needs = row.NextOrNull<string>(),
        },
        cancellationToken);

    /// <summary>
    /// Lists the first import failures of the last scan in some folders and below them, for a page or an API response, without files that need
    /// another program.
    /// </summary>
    /// <param name="folders">The absolute paths of the folders; none is inside another.</param>
    /// <param name="cancellationToken">Cancels the operation.</param>
    /// <exception cref="DatabaseUnavailableException">The database is not available.</exception>
    public async Task<FailurePage> FirstAsync(IReadOnlyList<string> folders, CancellationToken cancellationToken)
    {
        var rows = await database.ListAsync(
            $"SELECT path, reason, count(*) OVER () FROM failures WHERE path ^@ ANY ({folders.Select(LibraryFolders.Prefix).ToArray()}) AND needs IS NULL ORDER BY path LIMIT {FailurePage.Max}",
            row => (Failure: new PhotoFailure(row.Next<string>(), row.Next<string>()), Total: row.Next<long>()),
            cancellationToken);
        return new FailurePage([.. rows.Select(row => row.Failure)], rows is [var first, ..] ? first.Total : 0);
    }

    /// <summary>Replaces the recorded import failures of a folder and its subfolders.</summary>
    public Task PutAsync(string folder, IReadOnlyList<PhotoFailure> failures, CancellationToken cancellationToken)
    {
        // Replacing characters can make different names equal.
        var distinct = failures.Select(failure => failure with { Path = StorableText.Of(failure.Path), Reason = StorableText.Of(failure.Reason) }).DistinctBy(failure => failure.Path).ToList();
        return database.ExecuteAsync(
            [
                Sql.Of($"DELETE FROM failures WHERE path ^@ {LibraryFolders.Prefix(folder)}"),
                Sql.Of(
                    $"""
                    INSERT INTO failures (path, reason, bytes, modified_ticks, etag, needs) SELECT * FROM unnest(
                        {distinct.Select(failure => failure.Path).ToArray()},
                        {distinct.Select(failure => failure.Reason).ToArray()},
                        {distinct.Select(failure => failure.Content?.Bytes).ToArray()},
                        {distinct.Select(failure => failure.Content?.ModifiedTicks).ToArray()},
                        {Sql.Array(distinct.Select(failure => failure.ETag), NpgsqlDbType.Text)},
                        {Sql.Array(distinct.Select(failure => failure.Needs), NpgsqlDbType.Text)})
                    """),
            ],
            cancellationToken);
    }
}

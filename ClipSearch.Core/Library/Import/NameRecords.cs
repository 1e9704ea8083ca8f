using ClipSearch.Core.Data;
using ClipSearch.Core.Library.Duplicates;
using ClipSearch.Core.Paths;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace ClipSearch.Core.Library.Import;

/// <summary>Stores the folded names of photos that an earlier version, or one that is still running, has imported.</summary>
public sealed partial class NameRecords(Database database, ILogger<NameRecords> logger)
{
    /// <summary>The number of photos in one statement, which locks their rows for some 25 ms (benchmark <c>library</c>).</summary>
    private const int BatchSize = 1000;

    /// <summary>Up to this number of changed photos, the statistics of the table stay as they are.</summary>
    private const int FewPhotos = 5000;

    /// <summary>Stores the folded names of all photos that have none.</summary>
    public async Task FillAsync(CancellationToken cancellationToken)
    {
        var filled = 0;
        while (await database.ListAsync(
            $"SELECT id, path FROM photos WHERE search_path IS NULL LIMIT {BatchSize:literal}",
            row => (Id: row.Next<long>(), Path: row.Next<string>()),
            cancellationToken) is [_, ..] photos)
        {
            // Under the lock of imports, which change rows in another order.
            filled += await database.ExecuteAsync(
                [
                    StackRecords.Lock,
                    Sql.Of(
                        $"""
                        UPDATE photos SET search_path = key.path, search_name = key.name
                        FROM unnest({photos.Select(photo => photo.Id).ToArray()}, {photos.Select(photo => NameFolding.KeyOfPath(photo.Path)).ToArray()},
                            {photos.Select(photo => NameFolding.KeyOfName(photo.Path)).ToArray()}) AS key (id, path, name)
                        WHERE photos.id = key.id AND search_path IS NULL
                        """),
                ],
                cancellationToken);
        }

        if (filled > 0)
            LogFilled(logger, filled);
        if (filled > FewPhotos)
            await TidyUpAsync(cancellationToken);
    }

    /// <summary>
    /// Vacuums the table and updates its statistics, which otherwise say that the columns are null. PostgreSQL does the same by itself, but
    /// later, and only with autovacuum.
    /// </summary>
    private Task<int> TidyUpAsync(CancellationToken cancellationToken) => database.RunAsync(
        async (connection, token) =>
        {
            try
            {
                await using var command = new NpgsqlCommand("VACUUM (ANALYZE) photos", connection) { CommandTimeout = 0 };
                return await command.ExecuteNonQueryAsync(token);
            }
            catch (PostgresException e)
            {
                LogUntidy(logger, e.MessageText);
                return 0;
            }
        },
        cancellationToken);

    [LoggerMessage(Level = LogLevel.Information, Message = "Prepared the names of {Photos} photos for searches that ignore case and accents")]
    private static partial void LogFilled(ILogger logger, int photos);

    [LoggerMessage(Level = LogLevel.Warning, Message = "VACUUM failed, so queries are slightly slower: {Cause}")]
    private static partial void LogUntidy(ILogger logger, string cause);
}

using ClipSearch.Core.Data;
using ClipSearch.Core.Paths;
using Npgsql;

namespace ClipSearch.Core.Library;

/// <summary>The folders and cameras that a <see cref="PhotoFilter"/> can select.</summary>
/// <param name="Folders">The display names of the folders with photos in them or below them, sorted.</param>
/// <param name="Cameras">The names of the cameras, sorted.</param>
public sealed record FilterChoices(IReadOnlyList<string> Folders, IReadOnlyList<string> Cameras);

/// <summary>Lists the filter choices. The query scans all photos (100,000 in 61 ms, benchmark <c>library</c>), so it is cached.</summary>
public sealed class ChoiceRecords(Database database, LibraryFolders roots)
{
    /// <summary>The maximum number of folders with photos of their own, and of cameras. Those with the most photos are kept.</summary>
    internal const int AtMost = 300;

    private static readonly TimeSpan Age = TimeSpan.FromMinutes(1);

    private (FilterChoices Choices, long At)? _known;

    /// <summary>Returns the choices, up to a minute old.</summary>
    /// <exception cref="DatabaseUnavailableException">The database is not available.</exception>
    public async Task<FilterChoices> FindAsync(CancellationToken cancellationToken)
    {
        if (_known is { } known && Environment.TickCount64 - known.At < Age.TotalMilliseconds)
            return known.Choices;
        var choices = await database.RunAsync(ReadAsync, cancellationToken);
        _known = (choices, Environment.TickCount64);
        return choices;
    }

    private async Task<FilterChoices> ReadAsync(NpgsqlConnection connection, CancellationToken cancellationToken)
    {
        await using var batch = new NpgsqlBatch(connection)
        {
            BatchCommands =
            {
                new($"SELECT left(folder, -1) FROM photos GROUP BY folder ORDER BY count(*) DESC, folder LIMIT {AtMost}"),
                new($"SELECT camera FROM photos JOIN pictures ON pictures.id = picture_id WHERE camera IS NOT NULL GROUP BY camera ORDER BY count(*) DESC, camera LIMIT {AtMost}"),
            },
        };
        await using var reader = await batch.ExecuteReaderAsync(cancellationToken);
        var folders = new SortedSet<string>(StringComparer.OrdinalIgnoreCase);
        while (await reader.ReadAsync(cancellationToken))
            folders.UnionWith(AndAbove(reader.GetString(0)));
        await reader.NextResultAsync(cancellationToken);
        var cameras = new List<string>();
        while (await reader.ReadAsync(cancellationToken))
            cameras.Add(reader.GetString(0));
        return new FilterChoices([.. folders], [.. cameras.Order(StringComparer.OrdinalIgnoreCase)]);
    }

    /// <summary>Returns a folder and its parent folders, up to but without the library folder.</summary>
    private IEnumerable<string> AndAbove(string folder)
    {
        while (roots.IsNamed(folder))
        {
            yield return roots.Shown(folder);
            folder = folder[..folder.LastIndexOf(LibraryPath.Separator(folder))];
        }
    }
}

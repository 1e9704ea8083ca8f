using Npgsql;

namespace ClipSearch.Core.Index;

/// <summary>What the library holds that a <see cref="PhotoFilter"/> can ask for.</summary>
/// <param name="Folders">Those with photos in them or below, as people know them, in the order of their names.</param>
/// <param name="Cameras">In the order of their names.</param>
public sealed record FilterChoices(IReadOnlyList<string> Folders, IReadOnlyList<string> Cameras);

/// <summary>Finds the choices. All photos are looked through for them, 100,000 in 61 ms (the benchmark <c>library</c>), so they are kept for a while.</summary>
public sealed class ChoiceRecords(Database database, PhotoRoots roots)
{
    /// <summary>The most folders that have photos of their own, and the most cameras: those with the most photos.</summary>
    internal const int AtMost = 300;

    private static readonly TimeSpan Age = TimeSpan.FromMinutes(1);

    private (FilterChoices Choices, long At)? _known;

    /// <summary>The choices, up to a minute old.</summary>
    /// <exception cref="DatabaseUnavailableException">The database does not answer.</exception>
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

    /// <summary>A folder and those that it lies in, below those that names begin at.</summary>
    private IEnumerable<string> AndAbove(string folder)
    {
        while (roots.IsNamed(folder))
        {
            yield return roots.Shown(folder);
            folder = folder[..folder.LastIndexOf(PhotoPath.Separator(folder))];
        }
    }
}

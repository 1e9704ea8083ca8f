using ClipSearch.Core.Data;
using ClipSearch.Core.Paths;
using Npgsql;

namespace ClipSearch.Core.Library.Facets;

/// <summary>
/// Lists the values in the library that the form suggests, for each facet with suggestions. The queries scan all photos (100,000 in 61 ms,
/// benchmark <c>library</c>), so the lists are cached.
/// </summary>
public sealed class FacetChoices(Database database, LibraryFolders folders, FacetList facets)
{
    /// <summary>The maximum number of selected texts of a facet, for instance of folders with photos of their own. The most frequent are kept.</summary>
    internal const int Max = 300;

    private static readonly TimeSpan s_maxAge = TimeSpan.FromMinutes(1);

    private (IReadOnlyDictionary<Facet, IReadOnlyList<string>> Choices, long At)? _known;

    /// <summary>Returns the sorted suggestions by facet, up to a minute old.</summary>
    /// <exception cref="DatabaseUnavailableException">The database is not available.</exception>
    public async Task<IReadOnlyDictionary<Facet, IReadOnlyList<string>>> FindAsync(CancellationToken cancellationToken)
    {
        if (_known is { } known && Environment.TickCount64 - known.At < s_maxAge.TotalMilliseconds)
            return known.Choices;
        var choices = await database.RunAsync(ReadAsync, cancellationToken);
        _known = (choices, Environment.TickCount64);
        return choices;
    }

    private async Task<IReadOnlyDictionary<Facet, IReadOnlyList<string>>> ReadAsync(NpgsqlConnection connection, CancellationToken cancellationToken)
    {
        var choices = new Dictionary<Facet, IReadOnlyList<string>>();
        foreach (var facet in facets.All)
        {
            if (facet.Suggestions is not { } suggestions)
                continue;
            var texts = await connection.ListAsync($"{suggestions.Select} LIMIT {Max:literal}", row => row.Next<string>(), cancellationToken);
            var names = texts.SelectMany(text => suggestions.Names(text, folders)).DistinctBy(NameFolding.FoldPath);
            choices.Add(facet, [.. names.OrderBy(NameFolding.FoldPath, StringComparer.Ordinal)]);
        }

        return choices;
    }
}

using System.Collections.Concurrent;
using ClipSearch.Core.Data;
using ClipSearch.Core.Library;
using ClipSearch.Core.Library.Duplicates;
using ClipSearch.Core.Library.Facets;
using Npgsql;

namespace ClipSearch.Core.Search;

/// <summary>Counts the photos that match a filter, and caches the counts until the library changes.</summary>
public sealed class MatchCounts(EmbeddingIndex embeddings, LibraryChanges changes)
{
    /// <summary>
    /// Up to this many photos that match a filter are compared exactly, even if there is an HNSW index. Of 100,000 photos, 8,300 matches
    /// take 42 ms to compare and 22 to 27 ms with the index, which gets slower with fewer matches (the benchmark <c>library</c>).
    /// </summary>
    /// <value>6,000</value>
    internal int MaxExactMatches { get; set; } = 6_000;

    /// <summary>
    /// In a library with an HNSW index, the matches of a filter are cached until the library changes, because counting takes longer than
    /// searching. While the library keeps changing, or without change notifications, they are cached for this long.
    /// </summary>
    /// <value>5 s</value>
    internal TimeSpan MatchAge { get; set; } = TimeSpan.FromSeconds(5);

    /// <summary>The maximum age of a cached match, in case a change notification is lost.</summary>
    private static readonly TimeSpan MaxMatchAge = TimeSpan.FromMinutes(10);

    /// <summary>The maximum number of cached filters, some 48 kB each.</summary>
    private const int MaxKept = 64;

    private readonly ConcurrentDictionary<(PhotoFilter Filter, bool Stacked), KnownMatch> _matches = new();

    /// <summary>
    /// Finds the photos that match a filter. With an HNSW index and a library that keeps changing, the result may be some seconds old.
    /// </summary>
    internal async Task<FilterMatch> FindAsync(NpgsqlConnection connection, EmbeddingTable table, PhotoFilter filter, bool stacked, CancellationToken cancellationToken)
    {
        // Read before counting, because later changes may not be included in the count.
        var version = changes.Version;
        if (_matches.TryGetValue((filter, stacked), out var known))
        {
            var isUnchanged = version is not null && known.Version == version;
            // Without an index, counting takes as long as searching, so it is not put off.
            var maxAge = isUnchanged ? MaxMatchAge : embeddings.HasHnsw ? MatchAge : TimeSpan.Zero;
            if (Environment.TickCount64 - known.At < maxAge.TotalMilliseconds)
                return known.Match;
        }

        var match = filter == PhotoFilter.None
            ? new FilterMatch(await CountAsync(connection, table, stacked, cancellationToken), null)
            : await ReadMatchAsync(connection, table, filter, stacked, cancellationToken);
        if (_matches.Count >= MaxKept)
            _matches.Clear();
        _matches[(filter, stacked)] = new KnownMatch(match, version, Environment.TickCount64);
        return match;
    }

    private async Task<FilterMatch> ReadMatchAsync(
        NpgsqlConnection connection, EmbeddingTable table, PhotoFilter filter, bool stacked, CancellationToken cancellationToken)
    {
        var count = stacked
            ? Sql.Of($"SELECT count(DISTINCT {StackRecords.Tile}) FROM matching LEFT JOIN stacks USING (image_id)")
            : $"SELECT count(*) FROM matching";
        return (await connection.ListAsync(
            $"""
            WITH matching AS MATERIALIZED (
                SELECT photos.id, image_id FROM photos JOIN images ON images.id = image_id JOIN {table} USING (image_id)
                WHERE frame = 0 AND {filter.Condition}
            )
            SELECT ({count}), CASE WHEN (SELECT count(*) FROM matching) <= {MaxExactMatches} THEN ARRAY(SELECT id FROM matching) END
            """,
            row => new FilterMatch(row.Next<long>(), row.NextOrNull<long[]>()),
            cancellationToken)).Single();
    }

    /// <summary>
    /// Counts all photos or stacks, and checks for the HNSW index. Images are counted in the order of their ids, which two indexes provide,
    /// and stacks among the few images that are in one. That takes 24 ms for 100,000 photos; counting distinct tiles takes 60 ms.
    /// </summary>
    public async Task<long> CountAsync(NpgsqlConnection connection, EmbeddingTable table, bool stacked, CancellationToken cancellationToken)
    {
        var count = stacked
            ? Sql.Of(
                $"""
                count(*) FILTER (WHERE stack_id IS NULL) + count(DISTINCT stack_id)
                FROM (SELECT DISTINCT image_id FROM photos JOIN {table} USING (image_id)) AS found LEFT JOIN stacks USING (image_id)
                """)
            : $"count(*) FROM photos JOIN {table} USING (image_id) WHERE frame = 0";
        (embeddings.HasHnsw, var total) = (await connection.ListAsync(
            $"SELECT {table.HasHnsw}, {count}", row => (row.Next<bool>(), row.Next<long>()), cancellationToken)).Single();
        return total;
    }

    /// <param name="Match">The photos that match a filter.</param>
    /// <param name="Version">The library version of the match; null without change notifications.</param>
    /// <param name="At">The time of the match, by <see cref="Environment.TickCount64"/>.</param>
    private sealed record KnownMatch(FilterMatch Match, long? Version, long At);
}

/// <summary>The photos that match a filter.</summary>
/// <param name="Total">The number of matching photos or stacks.</param>
/// <param name="Photos">Their ids, if they are few; otherwise null.</param>
internal sealed record FilterMatch(long Total, long[]? Photos);

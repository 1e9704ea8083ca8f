using System.Diagnostics;
using System.Globalization;
using ClipSearch.Core.Data;
using ClipSearch.Core.Embeddings;
using ClipSearch.Core.Library;
using ClipSearch.Core.Search;
using Microsoft.Extensions.DependencyInjection;

namespace ClipSearch.Benchmarks;

/// <summary>
/// Measures time and recall of searches against an exact scan of a generated library: with queries that resemble photos of the library (seen)
/// and with queries from clusters of their own (unseen).
/// </summary>
internal static class RecallBenchmark
{
    private const int Queries = 100;
    private const int Hits = 24;

    private static readonly Dictionary<Embedding, List<long>> s_exact = new(ReferenceEqualityComparer.Instance);

    /// <summary>Prints time and recall of searches as the site runs them.</summary>
    public static async Task RunAsync(ServiceProvider services, int rows, int dimensions, CancellationToken cancellationToken)
    {
        var nearest = services.GetRequiredService<NearestPhotos>();
        foreach (var (name, queries) in QueriesOf(rows, dimensions))
        {
            var (times, recall) = await MeasureAsync(
                services, queries,
                async query => [.. (await nearest.SearchAsync(new NearestQuery(query) { Limit = Hits, Stacked = false }, cancellationToken)).Hits.Select(hit => hit.Photo.Id)],
                cancellationToken);
            Measure.Print($"{Hits} nearest, {name} queries", times);
            Measure.Print($"recall@{Hits}, {name} queries", $"{recall:P2}");
        }
    }

    /// <summary>Prints time and recall of the HNSW index alone by the breadth of its search, and the time of the exact scan alone.</summary>
    public static async Task PrintCurveAsync(ServiceProvider services, int rows, int dimensions, CancellationToken cancellationToken)
    {
        foreach (var (name, queries) in QueriesOf(rows, dimensions))
        {
            foreach (var breadth in new[] { 0, 50, 100, 200, 300, 400, 600, 800, 1000 })
            {
                var (times, recall) = await MeasureAsync(services, queries, query => IndexAsync(query, breadth), cancellationToken);
                Measure.Print(breadth == 0 ? $"exact scan, {name} queries" : $"HNSW, ef_search {breadth}, {name} queries: recall@{Hits} {recall:P2}", times);
            }
        }

        Task<IReadOnlyList<long>> IndexAsync(Embedding query, int breadth) => services.GetRequiredService<Database>().RunAsync<IReadOnlyList<long>>(
            async (connection, token) =>
            {
                var table = await services.GetRequiredService<EmbeddingIndex>().TableAsync(connection, token);
                var (name, value) = breadth == 0 ? ("enable_indexscan", "off") : ("hnsw.ef_search", breadth.ToString(CultureInfo.InvariantCulture));
                return await connection.ListAsync(
                    [
                        Sql.Of($"SELECT set_config({name}, {value}, true)"),
                        Sql.Of(
                            $"""
                            WITH nearest AS MATERIALIZED (SELECT image_id FROM {table} ORDER BY embedding <=> {query} LIMIT {Hits:literal})
                            SELECT photos.id FROM nearest JOIN photos USING (image_id)
                            """),
                    ],
                    row => row.Next<long>(),
                    token);
            },
            cancellationToken);
    }

    private static (string Name, Embedding[] Queries)[] QueriesOf(int rows, int dimensions) =>
    [
        ("seen", [.. Enumerable.Range(0, Queries).Select(i => MadeUpPhotos.Embed((int)((i + 0.5) * rows / Queries), dimensions))]),
        ("unseen", [.. Enumerable.Range(0, Queries).Select(i => MadeUpPhotos.Embed(rows + (i * 97), dimensions))]),
    ];

    /// <summary>Runs queries, some of them twice, first to warm up.</summary>
    /// <returns>The milliseconds of each, ascending, and the share of the nearest photos that were found.</returns>
    private static async Task<(double[] Times, double Recall)> MeasureAsync(
        ServiceProvider services, Embedding[] queries, Func<Embedding, Task<IReadOnlyList<long>>> search, CancellationToken cancellationToken)
    {
        foreach (var query in queries.Where(query => !s_exact.ContainsKey(query)))
            s_exact.Add(query, await ExactAsync(services, query, cancellationToken));
        var times = new List<double>();
        var kept = 0;
        foreach (var query in queries.Take(queries.Length / 4))
            await search(query);
        foreach (var query in queries)
        {
            var start = Stopwatch.GetTimestamp();
            var found = await search(query);
            times.Add(Stopwatch.GetElapsedTime(start).TotalMilliseconds);
            kept += found.Intersect(s_exact[query]).Count();
        }

        return ([.. times.Order()], kept / (double)(queries.Length * Hits));
    }

    /// <summary>Returns the photos nearest to a query without the index.</summary>
    private static Task<List<long>> ExactAsync(ServiceProvider services, Embedding query, CancellationToken cancellationToken) => services.GetRequiredService<Database>().RunAsync(
        async (connection, token) =>
        {
            var table = await services.GetRequiredService<EmbeddingIndex>().TableAsync(connection, token);
            // An order by more than the distance does not use the index.
            return await connection.ListAsync(
                $"SELECT photos.id FROM {table} JOIN photos USING (image_id) ORDER BY embedding <=> {query}, photos.id LIMIT {Hits:literal}", row => row.Next<long>(), token);
        },
        cancellationToken);
}

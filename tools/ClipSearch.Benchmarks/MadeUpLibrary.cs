using System.Diagnostics;
using ClipSearch.Core.Data;
using ClipSearch.Core.Library;
using ClipSearch.Core.Library.Duplicates;
using ClipSearch.Core.Library.Import;
using ClipSearch.Core.Library.Storage;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;

namespace ClipSearch.Benchmarks;

/// <summary>Fills a library with generated photos.</summary>
internal static class MadeUpLibrary
{
    /// <summary>
    /// The number of photos that are imported with their signatures, as the sync does. The near-duplicates of further photos are written
    /// without comparing signatures, because comparing those of a million photos takes hours.
    /// </summary>
    private const int Compared = 10_000;

    private const int BatchSize = 1000;

    /// <summary>Imports photos, builds their stacks, and prints the times.</summary>
    /// <param name="services">The services of an empty library.</param>
    /// <param name="rows">The number of photos.</param>
    /// <param name="dimensions">The number of dimensions of an embedding.</param>
    /// <param name="file">Returns the file of a photo, by number.</param>
    /// <param name="cancellationToken">Cancels the operation.</param>
    public static async Task FillAsync(ServiceProvider services, int rows, int dimensions, Func<int, PhotoFile> file, CancellationToken cancellationToken)
    {
        var (records, stacks) = (services.GetRequiredService<PhotoRecords>(), services.GetRequiredService<StackRecords>());
        var compared = Math.Min(rows, Compared);
        var clock = Stopwatch.StartNew();
        foreach (var numbers in Enumerable.Range(0, compared).Chunk(BatchSize))
            await records.PutAsync([.. numbers.Select(number => MadeUpPhotos.Photo(number, file(number), dimensions))], cancellationToken);
        Measure.Print("rows written, with duplicate detection", $"{compared / clock.Elapsed.TotalSeconds:F0}/s");
        if (rows > compared)
        {
            clock.Restart();
            foreach (var numbers in Enumerable.Range(compared, rows - compared).Chunk(BatchSize))
                await records.PutAsync([.. numbers.AsParallel().AsOrdered().Select(number => MadeUpPhotos.Photo(number, file(number), dimensions) with { Signature = null })], cancellationToken);
            await ExecuteAsync(
                services,
                $"""
                INSERT INTO signatures SELECT id, NULL FROM images ON CONFLICT DO NOTHING;
                INSERT INTO near_duplicates SELECT id, id + 1 FROM images WHERE (id - 1) % {MadeUpPhotos.PhotosPerDuplicate} = 0 AND id < (SELECT max(id) FROM images) ON CONFLICT DO NOTHING
                """,
                cancellationToken);
            Measure.Print("rows written, without", $"{(rows - compared) / clock.Elapsed.TotalSeconds:F0}/s");
        }

        clock.Restart();
        await stacks.RefreshAsync(cancellationToken);
        Measure.Print($"{(await stacks.ListAsync(1, 0, cancellationToken)).Total} stacks built", $"{clock.Elapsed.TotalMilliseconds:F0} ms");
        // PostgreSQL starts both automatically within minutes of inserting many rows.
        await ExecuteAsync(services, "VACUUM ANALYZE", cancellationToken);
    }

    /// <summary>Builds the HNSW index if there are more embeddings than a number, and prints its time and size.</summary>
    public static async Task IndexAsync(ServiceProvider services, long maxExactScan, CancellationToken cancellationToken)
    {
        var clock = Stopwatch.StartNew();
        if (!await services.GetRequiredService<EmbeddingIndex>().EnsureHnswAsync(maxExactScan, cancellationToken))
            return;
        Measure.Print("building the HNSW index", $"{clock.Elapsed.TotalSeconds:F1} s");
        var (table, index) = (await services.GetRequiredService<Database>().ListAsync(
            $"SELECT pg_relation_size(indrelid), pg_relation_size(indexrelid) FROM pg_index WHERE indexrelid::regclass::text ~ '^embeddings_.*_hnsw$'",
            row => (row.Next<long>(), row.Next<long>()),
            cancellationToken)).Single();
        Measure.Print("size of the embeddings / of their index", $"{table >> 20} / {index >> 20} MB");
    }

    /// <summary>Runs a statement without a time limit.</summary>
    public static Task ExecuteAsync(ServiceProvider services, string sql, CancellationToken cancellationToken) => services.GetRequiredService<Database>().RunAsync(
        async (connection, token) =>
        {
            await using var command = new NpgsqlCommand(sql, connection) { CommandTimeout = 0 };
            return await command.ExecuteNonQueryAsync(token);
        },
        cancellationToken);
}

using System.Data;
using ClipSearch.Core.Data;
using ClipSearch.Core.Postgres;
using Npgsql;

namespace ClipSearch.Core.Library;

/// <summary>Builds the HNSW index with the memory and the processes that its size needs.</summary>
/// <param name="connection">An open connection without a transaction.</param>
/// <param name="table">The table with the embeddings.</param>
internal sealed class IndexBuild(NpgsqlConnection connection, EmbeddingTable table)
{
    /// <summary>The memory of a vector in pgvector's graph besides its values, in bytes: the links to 32 neighbours, and headers.</summary>
    private const int BytesPerVector = 800;

    /// <summary>The minimum memory per process, in MB. With less, PostgreSQL uses fewer processes.</summary>
    private const long MegabytesPerProcess = 32;

    /// <summary>The maximum memory on another server, whose size is unknown, in MB: the graph of 290,000 photos.</summary>
    private const long MaxMegabytesElsewhere = 512;

    /// <summary>The maximum number of processes besides the first. All statements of a server together have 8 by default.</summary>
    private const int MaxWorkers = 7;

    /// <summary>
    /// Builds the index with the settings of the server. Searches continue during the build. An invalid index, which an interrupted build
    /// leaves behind, is dropped first.
    /// </summary>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        await ExecuteAsync($"DROP INDEX IF EXISTS {table.IndexName}", cancellationToken);
        await ExecuteAsync($"CREATE INDEX CONCURRENTLY {table.IndexName} ON {table.Name} USING hnsw (embedding halfvec_cosine_ops)", cancellationToken);
    }

    /// <summary>
    /// Builds the index with its own settings, and resets them. A build takes ten times as long if the graph exceeds
    /// <c>maintenance_work_mem</c>.
    /// </summary>
    /// <param name="rows">The number of embeddings.</param>
    /// <param name="isPrivate">Whether the server is the private one, which has the memory and the cores of this machine.</param>
    /// <param name="cancellationToken">Cancels the operation.</param>
    public async Task RunAsync(long rows, bool isPrivate, CancellationToken cancellationToken)
    {
        try
        {
            var kilobytes = Megabytes(rows, table.Dimensions, isPrivate ? PrivatePostgres.MaxIndexMegabytes : MaxMegabytesElsewhere) * 1024;
            // A server may have a higher setting. CONCURRENTLY rules out a transaction, and with it settings of a transaction.
            await ExecuteAsync(
                $"SELECT set_config('maintenance_work_mem', greatest({kilobytes}, pg_size_bytes(current_setting('maintenance_work_mem')) / 1024) || 'kB', false)",
                cancellationToken);
            if (isPrivate)
                await ExecuteAsync($"SET max_parallel_maintenance_workers = {Workers}", cancellationToken);
            try
            {
                await RunAsync(cancellationToken);
            }
            catch (PostgresException e) when (e.SqlState is PostgresErrorCodes.DiskFull or PostgresErrorCodes.OutOfMemory)
            {
                // The processes of a parallel build share the graph in shared memory, of which a container has 64 MB by default.
                await ExecuteAsync("SET max_parallel_maintenance_workers = 0", cancellationToken);
                await RunAsync(cancellationToken);
            }
        }
        finally
        {
            if (connection.State == ConnectionState.Open)
                await ExecuteAsync("RESET maintenance_work_mem; RESET max_parallel_maintenance_workers", CancellationToken.None);
        }
    }

    /// <summary>Returns the memory of a graph in MB, with a fifth to spare.</summary>
    /// <param name="rows">The number of embeddings.</param>
    /// <param name="dimensions">The number of dimensions of an embedding.</param>
    /// <param name="limit">The maximum to return.</param>
    internal static long Megabytes(long rows, int dimensions, long limit)
    {
        var graph = rows * (BytesPerVector + (sizeof(ushort) * dimensions)) / (1024 * 1024);
        return Math.Min(limit, Math.Max(graph * 6 / 5, MegabytesPerProcess * (Workers + 1)));
    }

    /// <summary>The first process takes part in the build, so together they use each core.</summary>
    private static int Workers => Math.Clamp(Environment.ProcessorCount - 1, 1, MaxWorkers);

    private async Task ExecuteAsync(string sql, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand(sql, connection) { CommandTimeout = 0 };
        await command.ExecuteNonQueryAsync(cancellationToken);
    }
}

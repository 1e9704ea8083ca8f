using Microsoft.Extensions.Logging;

namespace ClipSearch.Core.Postgres;

/// <summary>
/// A private PostgreSQL server in <c>DATA_DIR/postgres</c>, used if <c>DATABASE_URL</c> is not set. All processes with the same DATA_DIR
/// share it. The first one starts it and the last one stops it.
/// </summary>
/// <remarks>
/// It listens on a Unix socket in a folder that only its user can enter (on Windows: on the loopback address, with a password). The system
/// releases the locks of a killed process. The next process then uses the server that is still running, and stops it when it exits.
/// </remarks>
public sealed class PrivatePostgres : IAsyncDisposable
{
    /// <summary>The maximum time that disposing waits for another process that starts or stops the server.</summary>
    private static readonly TimeSpan LeaveTimeout = TimeSpan.FromSeconds(30);

    /// <summary>
    /// The maximum memory for building an index, in MB: a quarter of the memory, at most 4 GB. An HNSW index of a million photos takes 2.1 GB.
    /// </summary>
    internal static long MaxIndexMegabytes => Math.Clamp(GC.GetGCMemoryInfo().TotalAvailableMemoryBytes / 4 / (1024 * 1024), 64, 4096);

    private readonly PostgresHome _home;
    private readonly PostgresServer _server;
    private readonly SemaphoreSlim _one = new(1);
    private FileLock? _use;
    private bool _disposed;

    private PrivatePostgres(PostgresHome home, PostgresServer server)
    {
        _home = home;
        _server = server;
    }

    /// <summary>
    /// The connection string of the server, with the role and database <c>clipsearch</c>. The role may create extensions. On Unix the
    /// string does not change during the lifetime of this object; on Windows <see cref="EnsureRunningAsync"/> may change the port.
    /// </summary>
    public string ConnectionString { get; private set; } = "";

    /// <summary>The folder that contains the database's files and <c>run/server.log</c>.</summary>
    public string Folder => _home.Folder;

    /// <summary>
    /// Connects to the server of a data directory: creates its database (about a second), and starts the server unless it is running.
    /// </summary>
    /// <param name="dataDir">DATA_DIR, which is created if missing.</param>
    /// <param name="logger">Logs when the server is created, started, stopped or recovered.</param>
    /// <param name="token">Cancels the operation. A server that is starting is stopped unless others use it.</param>
    /// <exception cref="PostgresServerException">
    /// The programs or pgvector are missing, or the server cannot be created or started.
    /// </exception>
    public static Task<PrivatePostgres> StartAsync(string dataDir, ILogger logger, CancellationToken token) =>
        StartAsync(dataDir, OperatingSystem.IsWindows(), logger, token);

    internal static async Task<PrivatePostgres> StartAsync(string dataDir, bool overLoopback, ILogger logger, CancellationToken token)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(dataDir);
        ArgumentNullException.ThrowIfNull(logger);
        var home = await PostgresHome.OpenAsync(dataDir, logger, token);
        var postgres = new PrivatePostgres(home, new PostgresServer(home, overLoopback, logger));
        try
        {
            await postgres.EnsureRunningAsync(token);
            return postgres;
        }
        catch
        {
            await postgres.DisposeAsync();
            throw;
        }
    }

    /// <summary>
    /// Starts the server again if it has stopped; to be called if a connection fails. Does almost nothing while the server responds.
    /// Thread-safe.
    /// </summary>
    /// <exception cref="PostgresServerException">The server cannot be started.</exception>
    public async Task EnsureRunningAsync(CancellationToken token)
    {
        await _one.WaitAsync(token);
        try
        {
            using (await FileLock.ExclusiveAsync(_home.DecisionLock, token))
            {
                ObjectDisposedException.ThrowIf(_disposed, this);
                var alone = _use is null && IsUnused();
                _use ??= FileLock.TryShared(_home.UsersLock)
                    ?? throw new PostgresServerException($"{_home.UsersLock} is held by a program that is not ClipSearch.");
                ConnectionString = (await _server.EnsureRunningAsync(alone, token)).ConnectionString;
            }
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new PostgresServerException($"The private PostgreSQL in {_home.Folder} cannot be used: {e.Message}", e);
        }
        finally
        {
            _one.Release();
        }
    }

    /// <summary>Releases the server and stops it if no other process uses it. The connections must be closed first.</summary>
    public async ValueTask DisposeAsync()
    {
        await _one.WaitAsync();
        try
        {
            _disposed = true;
            if (_use is null)
                return;
            using var timeout = new CancellationTokenSource(LeaveTimeout);
            using (await FileLock.ExclusiveAsync(_home.DecisionLock, timeout.Token))
            {
                _use.Dispose();
                _use = null;
                if (IsUnused())
                    await _server.StopAsync();
            }
        }
        catch (OperationCanceledException)
        {
            // Another process is still starting the server, and will stop it.
            _use?.Dispose();
            _use = null;
        }
        finally
        {
            _one.Release();
        }
    }

    /// <summary>Whether no process uses the server. The result is valid while the decision lock is held.</summary>
    private bool IsUnused()
    {
        using var alone = FileLock.TryExclusive(_home.UsersLock);
        return alone is not null;
    }
}

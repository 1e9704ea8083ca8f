using Microsoft.Extensions.Logging;

namespace ClipSearch.Core.Postgres;

/// <summary>
/// A PostgreSQL of ClipSearch's own in <c>DATA_DIR/postgres</c>, for when no <c>DATABASE_URL</c> is set. All processes of
/// one DATA_DIR share it: the first starts it, the last to leave stops it.
/// </summary>
/// <remarks>
/// It listens on a Unix socket in a folder that only its user can enter (on Windows: on the loopback, with a password).
/// The system frees the locks of a process that is killed; the server it leaves behind is used by the next one, and
/// stopped when that one goes.
/// </remarks>
public sealed class PrivatePostgres : IAsyncDisposable
{
    /// <summary>How long leaving waits for another process that starts or stops the server.</summary>
    private static readonly TimeSpan LeavePatience = TimeSpan.FromSeconds(30);

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
    /// Where the server listens, as role and database <c>clipsearch</c>; the role may create extensions. On Unix it stays
    /// the same for as long as this object lives; on Windows <see cref="EnsureRunningAsync"/> may change the port.
    /// </summary>
    public string ConnectionString { get; private set; } = "";

    /// <summary>The folder of the database's files and of <c>run/server.log</c>.</summary>
    public string Folder => _home.Folder;

    /// <summary>Joins the server of a data directory: makes its database (about a second), starts it or finds it running.</summary>
    /// <param name="dataDir">DATA_DIR; made if missing.</param>
    /// <param name="logger">Takes what is made, started, stopped or recovered.</param>
    /// <param name="token">Ends the wait; a server that was being started is stopped unless others use it.</param>
    /// <exception cref="PostgresServerException">The programs or pgvector are missing, or the server cannot be made or started.</exception>
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
    /// Starts the server again if it is gone; call it when a connection fails. Does next to nothing while the server
    /// answers, and may be called from several threads.
    /// </summary>
    /// <exception cref="PostgresServerException">It cannot be started.</exception>
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

    /// <summary>Leaves the server and, as the last of its users, stops it. Close the connections first.</summary>
    public async ValueTask DisposeAsync()
    {
        await _one.WaitAsync();
        try
        {
            _disposed = true;
            if (_use is null)
                return;
            using var patience = new CancellationTokenSource(LeavePatience);
            using (await FileLock.ExclusiveAsync(_home.DecisionLock, patience.Token))
            {
                _use.Dispose();
                _use = null;
                if (IsUnused())
                    await _server.StopAsync();
            }
        }
        catch (OperationCanceledException)
        {
            // Another process has been starting the server all this time: it will stop it.
            _use?.Dispose();
            _use = null;
        }
        finally
        {
            _one.Release();
        }
    }

    /// <summary>Whether no process uses the server; the answer holds while the decision lock is held.</summary>
    private bool IsUnused()
    {
        using var alone = FileLock.TryExclusive(_home.UsersLock);
        return alone is not null;
    }
}

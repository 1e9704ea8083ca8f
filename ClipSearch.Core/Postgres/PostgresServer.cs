using System.Diagnostics;
using Microsoft.Extensions.Logging;

namespace ClipSearch.Core.Postgres;

/// <summary>Finds, starts and stops the server of a home. The caller of its methods must hold the home's decision lock.</summary>
internal sealed partial class PostgresServer(PostgresHome home, bool overLoopback, ILogger logger)
{
    private static readonly TimeSpan Poll = TimeSpan.FromMilliseconds(5);

    /// <summary>The maximum time that a start waits for the processes of a killed server, which may be running a long query.</summary>
    private static readonly TimeSpan OrphanTimeout = TimeSpan.FromSeconds(60);

    /// <summary>After this time, a server that reports it is ready but accepts no connections has lost its socket.</summary>
    private static readonly TimeSpan UnreachableTimeout = TimeSpan.FromSeconds(2);

    /// <summary>The maximum time to wait for a stop, which writes the contents of memory to the disk.</summary>
    private static readonly TimeSpan StopTimeout = TimeSpan.FromSeconds(30);

    /// <summary>The maximum time that pg_ctl waits for a server that recovers after a crash, in seconds.</summary>
    private const int RecoveryTimeout = 3600;

    /// <summary>The maximum length of the log in bytes. A longer one is replaced at the next start.</summary>
    private const long MaxLogLength = 4 * 1024 * 1024;

    private PostgresBinaries? _binaries;

    /// <summary>Returns the address of the running server, and starts it if necessary.</summary>
    /// <param name="alone">Whether no other process uses the home.</param>
    /// <param name="token">Cancels the operation.</param>
    /// <exception cref="PostgresServerException">The server cannot be created or started.</exception>
    public async Task<ServerAddress> EnsureRunningAsync(bool alone, CancellationToken token)
    {
        var begin = Stopwatch.GetTimestamp();
        while (true)
        {
            var pid = PostmasterPid.Read(home.Cluster);
            if (pid is not null && pid.IsReady && pid.IsOf(home))
            {
                var running = await ServerAddress.OfAsync(pid, home, token);
                if (await running.RespondsAsync(token))
                    return running;
            }

            if (pid is null || !pid.IsServerOf(home))
            {
                if (pid is not null && !alone && !pid.IsOf(home))
                {
                    // The other process is not visible, perhaps because it is in a container. A second server on the same files would
                    // corrupt them.
                    throw new PostgresServerException(
                        $"Another ClipSearch uses {home.Folder} under a different path, {pid.Cluster}. Stop it, use the same path for both, or set another DATA_DIR.");
                }

                if (pid is not null)
                {
                    LogStale(logger, pid.ProcessId, home.Cluster);
                    File.Delete(PostmasterPid.FileIn(home.Cluster));
                }

                if (await TryStartAsync(Stopwatch.GetElapsedTime(begin) < OrphanTimeout, token) is { } started)
                {
                    var duration = Stopwatch.GetElapsedTime(begin);
                    LogStarted(logger, duration, started.Host);
                    return started;
                }
            }
            else if (pid.IsReady && Stopwatch.GetElapsedTime(begin) > UnreachableTimeout)
            {
                LogUnreachable(logger, pid.ProcessId);
                await StopAsync();
            }

            // The server is starting, recovering or stopping, or processes of a killed server are still running.
            await Task.Delay(Poll, token);
        }
    }

    /// <summary>Stops the server, if it is running, after it has written its data to the disk.</summary>
    public async Task StopAsync()
    {
        if (PostmasterPid.Read(home.Cluster) is not { } pid || !pid.IsServerOf(home))
            return;
        var begin = Stopwatch.GetTimestamp();
        var address = await ServerAddress.OfAsync(pid, home, CancellationToken.None);
        var binaries = await FindBinariesAsync(CancellationToken.None);
        // pg_ctl's own wait is not used because it checks only ten times per second.
        await Tool.RunAsync(binaries.PgCtl, ["stop", "--silent", "--mode=fast", "--no-wait"], ContextOf(home), CancellationToken.None);
        while (PostmasterPid.Read(home.Cluster)?.ProcessId == pid.ProcessId && pid.IsServerOf(home))
        {
            if (Stopwatch.GetElapsedTime(begin) > StopTimeout)
            {
                LogNotStopped(logger, pid.ProcessId, StopTimeout);
                return;
            }

            await Task.Delay(Poll);
        }

        address.Release(home);
        var duration = Stopwatch.GetElapsedTime(begin);
        LogStopped(logger, duration);
    }

    /// <summary>Starts the server; returns null if processes of a killed server block it and may still exit.</summary>
    private async Task<ServerAddress?> TryStartAsync(bool mayRetry, CancellationToken token)
    {
        var binaries = await FindBinariesAsync(token);
        var address = await ServerAddress.ForHomeAsync(home, overLoopback, token);
        if (!Directory.Exists(home.Cluster))
            await PostgresCluster.CreateAsync(home, binaries, address, logger, token);

        address.Clear();
        var log = new FileInfo(home.Log);
        if (log.Exists && log.Length > MaxLogLength)
            log.Delete();
        var logged = log.Exists ? log.Length : 0;

        var control = Tool.RunAsync(
            binaries.PgCtl, ["start", "--silent", "--wait", $"--timeout={RecoveryTimeout}", "--log=server.log", "--options=" + Options(address)],
            ContextOf(home), token);
        // pg_ctl checks only ten times per second; the file shows the status sooner.
        while (!control.IsCompleted)
        {
            if (PostmasterPid.Read(home.Cluster) is { IsReady: true } pid && pid.IsServerOf(home))
                return address;
            await Task.WhenAny(control, Task.Delay(Poll, token));
        }

        var result = await control;
        if (result.ExitCode == 0)
            return address;
        var reason = ServerLog.LastError(home.Log, logged) ?? result.Reason;
        if (mayRetry && reason.Contains("pre-existing shared memory block", StringComparison.Ordinal))
            return null;
        throw new PostgresServerException($"PostgreSQL {binaries.Major} does not start in {home.Cluster}: {reason} (Details: {home.Log})");
    }

    private async Task<PostgresBinaries> FindBinariesAsync(CancellationToken token) =>
        _binaries ??= await PostgresBinaries.FindAsync(PostgresCluster.Version(home), token);

    /// <summary>Returns the settings for a small machine and a single application.</summary>
    private string Options(ServerAddress address) => string.Join(' ',
    [
        address.Options,
        $"-c cluster_name={home.ClusterName}",
        $"-c shared_buffers={SharedBuffers()}MB",
        "-c max_connections=40",
        "-c jit=off",
        // There are no replicas of this server, so loading and index builds can write less WAL.
        "-c wal_level=minimal -c max_wal_senders=0",
        SharedMemory(),
        // Search texts are kept out of the log.
        "-c log_min_error_statement=panic -c log_error_verbosity=terse -c log_checkpoints=off",
    ]);

    /// <summary>
    /// Returns the size of the shared buffers in MB: one eighth of the memory, limited to 64 to 2,048 MB. An HNSW index takes 130 MB for 100,000
    /// photos and 1.3 GB for a million. Searching one that fits takes half the time. Unused buffers take no memory.
    /// </summary>
    private static long SharedBuffers() => Math.Clamp(GC.GetGCMemoryInfo().TotalAvailableMemoryBytes / 8 / (1024 * 1024), 64, 2048);

    /// <summary>
    /// Returns the shared memory option. Parallel index builds need shared memory of maintenance_work_mem's size, which exceeds a
    /// container's /dev/shm of 64 MB. Files are used instead in that case.
    /// </summary>
    private static string SharedMemory()
    {
        const string folder = "/dev/shm";
        var enough = PrivatePostgres.MaxIndexMegabytes * 1024 * 1024;
        var isSmall = OperatingSystem.IsLinux() && (!Directory.Exists(folder) || new DriveInfo(folder).AvailableFreeSpace < enough);
        return isSmall ? "-c dynamic_shared_memory_type=mmap" : "";
    }

    private static ToolContext ContextOf(PostgresHome home) => new() { User = home.User, Folder = home.Run, Cluster = home.Cluster };

    [LoggerMessage(Level = LogLevel.Information, Message = "PostgreSQL started in {Duration} at {Host}")]
    private static partial void LogStarted(ILogger logger, TimeSpan duration, string host);

    [LoggerMessage(Level = LogLevel.Information, Message = "PostgreSQL stopped in {Duration}")]
    private static partial void LogStopped(ILogger logger, TimeSpan duration);

    [LoggerMessage(Level = LogLevel.Warning, Message = "PostgreSQL (process {ProcessId}) ended without a clean shutdown; recovering {Cluster}")]
    private static partial void LogStale(ILogger logger, int processId, string cluster);

    [LoggerMessage(Level = LogLevel.Warning, Message = "PostgreSQL (process {ProcessId}) does not accept connections; restarting it")]
    private static partial void LogUnreachable(ILogger logger, int processId);

    [LoggerMessage(Level = LogLevel.Warning, Message = "PostgreSQL (process {ProcessId}) did not stop within {Timeout}; the shutdown continues in the background")]
    private static partial void LogNotStopped(ILogger logger, int processId, TimeSpan timeout);
}

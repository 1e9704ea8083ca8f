using System.Diagnostics;
using Microsoft.Extensions.Logging;

namespace ClipSearch.Core.Postgres;

/// <summary>The server of a home: found running, started or stopped. Its methods need the home's decision lock.</summary>
internal sealed partial class PostgresServer(PostgresHome home, bool overLoopback, ILogger logger)
{
    private static readonly TimeSpan Poll = TimeSpan.FromMilliseconds(5);

    /// <summary>How long a start may wait for the processes of a killed server, which may be at work on a long query.</summary>
    private static readonly TimeSpan OrphanPatience = TimeSpan.FromSeconds(60);

    /// <summary>After this long, a server that says it is ready and takes no connections has lost its socket.</summary>
    private static readonly TimeSpan UnreachablePatience = TimeSpan.FromSeconds(2);

    /// <summary>How long a stop is awaited; it writes what is in memory to the disk.</summary>
    private static readonly TimeSpan StopPatience = TimeSpan.FromSeconds(30);

    /// <summary>How long pg_ctl waits for a server that recovers after a crash, in seconds.</summary>
    private const int RecoveryPatience = 3600;

    /// <summary>A log longer than this is begun anew at the next start.</summary>
    private const long LongestLog = 4 * 1024 * 1024;

    private PostgresBinaries? _binaries;

    /// <summary>The address of the running server, which is started if there is none.</summary>
    /// <param name="alone">No other process uses the home.</param>
    /// <param name="token">Ends the wait.</param>
    /// <exception cref="PostgresServerException">It cannot be made or started.</exception>
    public async Task<ServerAddress> EnsureRunningAsync(bool alone, CancellationToken token)
    {
        var begin = Stopwatch.GetTimestamp();
        while (true)
        {
            var pid = PostmasterPid.Read(home.Cluster);
            if (pid is not null && pid.IsReady && pid.IsOf(home))
            {
                var running = await ServerAddress.OfAsync(pid, home, token);
                if (await running.AnswersAsync(token))
                    return running;
            }

            if (pid is null || !pid.IsServerOf(home))
            {
                if (pid is not null && !alone && !pid.IsOf(home))
                {
                    // Out of sight, perhaps in a container: a second server on the same files would ruin them.
                    throw new PostgresServerException(
                        $"Another ClipSearch uses {home.Folder} under a different path, {pid.Cluster}. Stop it, give both the same path, or set another DATA_DIR.");
                }

                if (pid is not null)
                {
                    LogStale(logger, pid.ProcessId, home.Cluster);
                    File.Delete(PostmasterPid.FileIn(home.Cluster));
                }

                if (await TryStartAsync(Stopwatch.GetElapsedTime(begin) < OrphanPatience, token) is { } started)
                {
                    var duration = Stopwatch.GetElapsedTime(begin);
                    LogStarted(logger, duration, started.Host);
                    return started;
                }
            }
            else if (pid.IsReady && Stopwatch.GetElapsedTime(begin) > UnreachablePatience)
            {
                LogUnreachable(logger, pid.ProcessId);
                await StopAsync();
            }

            // Starting, recovering or stopping; or its orphaned processes are still there.
            await Task.Delay(Poll, token);
        }
    }

    /// <summary>Stops the server, if it runs, once its data is on the disk.</summary>
    public async Task StopAsync()
    {
        if (PostmasterPid.Read(home.Cluster) is not { } pid || !pid.IsServerOf(home))
            return;
        var begin = Stopwatch.GetTimestamp();
        var address = await ServerAddress.OfAsync(pid, home, CancellationToken.None);
        var binaries = await FindBinariesAsync(CancellationToken.None);
        // Not pg_ctl's own wait, which looks ten times a second.
        await Tool.RunAsync(binaries.PgCtl, ["stop", "--silent", "--mode=fast", "--no-wait"], CancellationToken.None, home.User, home.Run, home.Cluster);
        while (PostmasterPid.Read(home.Cluster)?.ProcessId == pid.ProcessId && pid.IsServerOf(home))
        {
            if (Stopwatch.GetElapsedTime(begin) > StopPatience)
            {
                LogNotStopped(logger, pid.ProcessId, StopPatience);
                return;
            }

            await Task.Delay(Poll);
        }

        address.Release(home);
        var duration = Stopwatch.GetElapsedTime(begin);
        LogStopped(logger, duration);
    }

    /// <summary>Starts the server; null when the processes of a killed one are in its way and may yet go.</summary>
    private async Task<ServerAddress?> TryStartAsync(bool mayRetry, CancellationToken token)
    {
        var binaries = await FindBinariesAsync(token);
        var address = await ServerAddress.ForHomeAsync(home, overLoopback, token);
        if (!Directory.Exists(home.Cluster))
            await PostgresCluster.CreateAsync(home, binaries, address, logger, token);

        address.Clear();
        var log = new FileInfo(home.Log);
        if (log.Exists && log.Length > LongestLog)
            log.Delete();
        var logged = log.Exists ? log.Length : 0;

        var control = Tool.RunAsync(
            binaries.PgCtl, ["start", "--silent", "--wait", $"--timeout={RecoveryPatience}", "--log=server.log", "--options=" + Options(address)],
            token, home.User, home.Run, home.Cluster);
        // pg_ctl looks ten times a second; the file says it sooner.
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
        throw new PostgresServerException($"PostgreSQL {binaries.Major} does not start in {home.Cluster}: {reason} (More in {home.Log}.)");
    }

    private async Task<PostgresBinaries> FindBinariesAsync(CancellationToken token) =>
        _binaries ??= await PostgresBinaries.FindAsync(PostgresCluster.Version(home), token);

    /// <summary>Settings for a small machine and one application.</summary>
    private string Options(ServerAddress address) => string.Join(' ',
    [
        address.Options,
        $"-c cluster_name={home.ClusterName}",
        $"-c shared_buffers={SharedBuffers()}MB",
        "-c max_connections=40",
        "-c jit=off",
        // No copies of this server exist: loading and index builds then write less.
        "-c wal_level=minimal -c max_wal_senders=0",
        SharedMemory(),
        // What people search for stays out of the log.
        "-c log_min_error_statement=panic -c log_error_verbosity=terse -c log_checkpoints=off",
    ]);

    /// <summary>
    /// At most an eighth of the memory, 64 to 512 MB: an HNSW index of 100,000 photos takes 260 MB, and a search goes through 44 MB of it,
    /// in 60 ms where the pages come from the files and in 6 ms where they are here. What is not used is not taken.
    /// </summary>
    private static long SharedBuffers() => Math.Clamp(GC.GetGCMemoryInfo().TotalAvailableMemoryBytes / 8 / (1024 * 1024), 64, 512);

    /// <summary>
    /// Parallel index builds need shared memory of maintenance_work_mem's size, for which a container's /dev/shm of 64 MB
    /// is too small: files then take its place.
    /// </summary>
    private static string SharedMemory()
    {
        const string folder = "/dev/shm";
        const long enough = 512L * 1024 * 1024;
        var isSmall = OperatingSystem.IsLinux() && (!Directory.Exists(folder) || new DriveInfo(folder).AvailableFreeSpace < enough);
        return isSmall ? "-c dynamic_shared_memory_type=mmap" : "";
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "PostgreSQL started in {Duration} at {Host}")]
    private static partial void LogStarted(ILogger logger, TimeSpan duration, string host);

    [LoggerMessage(Level = LogLevel.Information, Message = "PostgreSQL stopped in {Duration}")]
    private static partial void LogStopped(ILogger logger, TimeSpan duration);

    [LoggerMessage(Level = LogLevel.Warning, Message = "PostgreSQL (process {ProcessId}) is gone without a goodbye; it recovers in {Cluster}")]
    private static partial void LogStale(ILogger logger, int processId, string cluster);

    [LoggerMessage(Level = LogLevel.Warning, Message = "PostgreSQL (process {ProcessId}) takes no connections; it is started again")]
    private static partial void LogUnreachable(ILogger logger, int processId);

    [LoggerMessage(Level = LogLevel.Warning, Message = "PostgreSQL (process {ProcessId}) has not stopped within {Patience}; it goes on stopping by itself")]
    private static partial void LogNotStopped(ILogger logger, int processId, TimeSpan patience);
}

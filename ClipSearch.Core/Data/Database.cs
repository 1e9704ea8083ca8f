using System.Data.Common;
using ClipSearch.Core.Postgres;
using ClipSearch.Core.Settings;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace ClipSearch.Core.Data;

/// <summary>The versions of the database software, and the size of the library.</summary>
/// <param name="PostgreSql">The server's version, for instance "17.6 (Debian 17.6-1)".</param>
/// <param name="Vector">The version of pgvector.</param>
/// <param name="Photos">The number of photos, including those that a model has not embedded.</param>
public sealed record DatabaseFacts(string PostgreSql, string Vector, long Photos);

/// <summary>
/// The PostgreSQL database that holds the library: the one in <c>DATABASE_URL</c>, or else a private one. It is opened and migrated at
/// first use. If that fails, each later use tries again, so the site recovers without a restart.
/// </summary>
public sealed partial class Database(ClipSearchOptions options, ILoggerFactory loggers) : IAsyncDisposable
{
    /// <summary>
    /// For this long after a failed attempt, further attempts fail with the same error, so that requests do not queue up behind a server
    /// that is down.
    /// </summary>
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);

    private static readonly AsyncLocal<TimeSpan?> s_limit = new();

    private readonly ILogger _logger = loggers.CreateLogger<Database>();
    private readonly SemaphoreSlim _opening = new(1);
    private PrivatePostgres? _private;
    private NpgsqlDataSource? _dataSource;
    private string? _connectionString;
    private DatabaseUnavailableException? _lastFailure;
    private long _lastFailureAt;

    /// <summary>The location of the database without secrets, for messages, logs and <c>doctor</c>.</summary>
    public string Description { get; private set; } =
        options.DatabaseUrl is null ? $"the private PostgreSQL in {options.DataDir}" : "the database that DATABASE_URL names";

    /// <summary>
    /// Whether a connection pooler (PgBouncer) sits between this process and the server. Each transaction may then run on another server
    /// connection, so no session state may outlive a transaction: no setting, no lock, no LISTEN.
    /// </summary>
    internal bool IsPooled { get; private set; }

    /// <summary>Whether the server is the private one, which has the memory and the cores of this machine.</summary>
    internal bool IsPrivate => options.DatabaseUrl is null;

    /// <summary>
    /// Limits the duration of each later use of the database in the current async flow, so that a page does not wait indefinitely for an
    /// unresponsive server.
    /// </summary>
    public static void LimitWaiting(TimeSpan limit) => s_limit.Value = limit;

    /// <summary>
    /// Runs an operation on a connection. If the connection is lost, runs it again on a new one, after restarting a private server that has
    /// stopped.
    /// </summary>
    /// <param name="work">The operation. It may run again from its beginning, so it must not leave partial results.</param>
    /// <param name="cancellationToken">Cancels the operation.</param>
    /// <exception cref="DatabaseUnavailableException">The database is not available.</exception>
    /// <exception cref="DatabaseUnusableException">
    /// The database lacks pgvector, privileges or disk space, has newer tables, or has damaged files.
    /// </exception>
    public async Task<T> RunAsync<T>(Func<NpgsqlConnection, CancellationToken, Task<T>> work, CancellationToken cancellationToken)
    {
        try
        {
            return s_limit.Value is { } limit
                ? await RunWithinAsync(limit, work, cancellationToken)
                : await RunAgainAsync(work, cancellationToken);
        }
        catch (PostgresException e) when (Trouble(e) is { } trouble)
        {
            var failure = new DatabaseUnusableException($"The database failed ({Description}): {e.MessageText.TrimEnd('.')}. {trouble}", e);
            LogTrouble(_logger, failure.Message);
            throw failure;
        }
    }

    /// <summary>Checks that the server responds.</summary>
    /// <exception cref="DatabaseUnavailableException">The database is not available.</exception>
    /// <exception cref="DatabaseUnusableException">
    /// The database lacks pgvector, privileges or disk space, has newer tables, or has damaged files.
    /// </exception>
    public Task PingAsync(CancellationToken cancellationToken) => ScalarAsync<int>($"SELECT 1", cancellationToken);

    /// <summary>Runs a statement and returns the first value of its result, or the default value if there is none or it is NULL.</summary>
    /// <param name="sql">The statement.</param>
    /// <param name="cancellationToken">Cancels the operation.</param>
    /// <exception cref="DatabaseUnavailableException">The database is not available.</exception>
    /// <exception cref="DatabaseUnusableException">
    /// The database lacks pgvector, privileges or disk space, has newer tables, or has damaged files.
    /// </exception>
    internal Task<T?> ScalarAsync<T>(Sql sql, CancellationToken cancellationToken) =>
        RunAsync((connection, token) => connection.ScalarAsync<T>(sql, token), cancellationToken);

    /// <summary>Runs a change and returns the first value of its result, or the default value if there is none or it is NULL.</summary>
    /// <param name="change">The statement.</param>
    /// <param name="done">
    /// A query for what the change has returned. If the connection is lost after the server has run the change, the change runs again and
    /// finds nothing to do.
    /// </param>
    /// <param name="cancellationToken">Cancels the operation.</param>
    /// <exception cref="DatabaseUnavailableException">The database is not available.</exception>
    /// <exception cref="DatabaseUnusableException">
    /// The database lacks pgvector, privileges or disk space, has newer tables, or has damaged files.
    /// </exception>
    internal Task<T?> ChangeAsync<T>(Sql change, Sql done, CancellationToken cancellationToken)
    {
        var runs = 0;
        return RunAsync(
            async (connection, token) =>
            {
                var isFirst = runs++ == 0;
                var value = await connection.ScalarAsync<T>(change, token);
                return value is null && !isFirst ? await connection.ScalarAsync<T>(done, token) : value;
            },
            cancellationToken);
    }

    /// <summary>Runs a statement and returns the number of changed rows.</summary>
    /// <param name="sql">The statement.</param>
    /// <param name="cancellationToken">Cancels the operation.</param>
    /// <exception cref="DatabaseUnavailableException">The database is not available.</exception>
    /// <exception cref="DatabaseUnusableException">
    /// The database lacks pgvector, privileges or disk space, has newer tables, or has damaged files.
    /// </exception>
    internal Task<int> ExecuteAsync(Sql sql, CancellationToken cancellationToken) => ExecuteAsync([sql], cancellationToken);

    /// <summary>Runs statements in one transaction and returns the number of changed rows.</summary>
    /// <param name="statements">The statements.</param>
    /// <param name="cancellationToken">Cancels the operation.</param>
    /// <exception cref="DatabaseUnavailableException">The database is not available.</exception>
    /// <exception cref="DatabaseUnusableException">
    /// The database lacks pgvector, privileges or disk space, has newer tables, or has damaged files.
    /// </exception>
    internal Task<int> ExecuteAsync(IReadOnlyList<Sql> statements, CancellationToken cancellationToken) =>
        RunAsync((connection, token) => connection.ExecuteAsync(statements, token), cancellationToken);

    /// <summary>Runs a statement and returns its rows.</summary>
    /// <param name="sql">The statement.</param>
    /// <param name="read">Reads a row.</param>
    /// <param name="cancellationToken">Cancels the operation.</param>
    /// <exception cref="DatabaseUnavailableException">The database is not available.</exception>
    /// <exception cref="DatabaseUnusableException">
    /// The database lacks pgvector, privileges or disk space, has newer tables, or has damaged files.
    /// </exception>
    internal Task<List<T>> ListAsync<T>(Sql sql, Func<Row, T> read, CancellationToken cancellationToken) =>
        RunAsync((connection, token) => connection.ListAsync(sql, read, token), cancellationToken);

    /// <summary>Reads the versions of the database software and the number of photos.</summary>
    /// <exception cref="DatabaseUnavailableException">The database is not available.</exception>
    /// <exception cref="DatabaseUnusableException">
    /// The database lacks pgvector, privileges or disk space, has newer tables, or has damaged files.
    /// </exception>
    public async Task<DatabaseFacts> FactsAsync(CancellationToken cancellationToken) => (await ListAsync(
        $"SELECT current_setting('server_version'), (SELECT extversion FROM pg_extension WHERE extname = 'vector'), (SELECT count(*) FROM photos)",
        row => new DatabaseFacts(row.Next<string>(), row.Next<string>(), row.Next<long>()),
        cancellationToken)).Single();

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        if (_dataSource is not null)
            await _dataSource.DisposeAsync();
        if (_private is not null)
            await _private.DisposeAsync();
        _opening.Dispose();
    }

    /// <summary>
    /// Runs an operation with a time limit that also applies to an unresponsive server, and cancels it when the limit expires.
    /// </summary>
    private async Task<T> RunWithinAsync<T>(TimeSpan limit, Func<NpgsqlConnection, CancellationToken, Task<T>> work, CancellationToken cancellationToken)
    {
        var cancelling = new CancellationTokenSource();
        var running = RunAgainAsync(work, cancelling.Token);
        try
        {
            return await running.WaitAsync(limit, cancellationToken);
        }
        catch (TimeoutException e) when (!running.IsCompleted)
        {
            throw Unavailable(new TimeoutException($"no response within {limit.TotalSeconds:0} s", e));
        }
        finally
        {
            // To cancel a statement, Npgsql opens a connection and blocks until the server responds. With an unresponsive server that never
            // ends. A dedicated thread takes none from the thread pool, and there are at most as many of them as connections.
            if (!running.IsCompleted)
                new Thread(cancelling.Cancel) { IsBackground = true, Name = "Cancel a statement" }.Start();
        }
    }

    /// <summary>Runs an operation, and once more on a new connection if the first is lost.</summary>
    private async Task<T> RunAgainAsync<T>(Func<NpgsqlConnection, CancellationToken, Task<T>> work, CancellationToken token)
    {
        for (var attempt = 1; ; attempt++)
        {
            NpgsqlDataSource? dataSource = null;
            try
            {
                dataSource = await OpenAsync(token);
                await using var connection = await dataSource.OpenConnectionAsync(token);
                return await work(connection, token);
            }
            // The pool is disposed if it was replaced a moment ago.
            catch (Exception e) when (IsLostConnection(e) || (e is ObjectDisposedException && dataSource != _dataSource))
            {
                if (attempt == 2)
                    throw Unavailable(e);
                if (_private is not null)
                {
                    LogLost(_logger, e.Message);
                    await RestartAsync(_private, token);
                }

                if (dataSource is not null)
                    await ReplaceAsync(dataSource, token);
            }
        }
    }

    /// <summary>
    /// Replaces a pool that had a lost connection. Its other connections are probably lost, too, and each would fail once.
    /// </summary>
    private async Task ReplaceAsync(NpgsqlDataSource lost, CancellationToken cancellationToken)
    {
        await _opening.WaitAsync(cancellationToken);
        try
        {
            if (_dataSource != lost)
                return;
            _dataSource = Build(_connectionString!);
        }
        finally
        {
            _opening.Release();
        }

        // Connections in use are closed when they are returned.
        await lost.DisposeAsync();
    }

    private NpgsqlDataSource Build(string connectionString)
    {
        var builder = new NpgsqlDataSourceBuilder(connectionString) { Name = "clipsearch" };
        builder.UseLoggerFactory(loggers);
        builder.UseVector();
        return builder.Build();
    }

    /// <summary>Returns the remedy for a server that reports a lasting problem, or null for other errors.</summary>
    private static string? Trouble(PostgresException e) => e.SqlState switch
    {
        PostgresErrorCodes.DiskFull => "Free up space on its disk. Stored data is intact, and search still works.",
        PostgresErrorCodes.OutOfMemory => "Give it more memory, or lower its work_mem and shared_buffers.",
        PostgresErrorCodes.ReadOnlySqlTransaction => "It is read-only. Connect to the primary server, or turn off read-only mode.",
        PostgresErrorCodes.DataCorrupted or PostgresErrorCodes.IndexCorrupted =>
            "Its files are damaged. Check the disk, then restore a backup or import the photos into a new database.",
        PostgresErrorCodes.IoError or PostgresErrorCodes.UndefinedFile or PostgresErrorCodes.DuplicateFile => "Its files cannot be read or written. Check the disk and the file permissions.",
        _ => null,
    };

    /// <summary>
    /// Whether an error means that the server or the connection to it is unavailable, as opposed to an invalid statement.
    /// </summary>
    private static bool IsLostConnection(Exception e) => e switch
    {
        PostgresException postgres => postgres.SqlState is PostgresErrorCodes.AdminShutdown or PostgresErrorCodes.CrashShutdown
            or PostgresErrorCodes.CannotConnectNow or PostgresErrorCodes.TooManyConnections or PostgresErrorCodes.DatabaseDropped
            // A pooler also reports class 08, for instance when it has lost its server. Class 28 is a user that may not connect.
            || postgres.SqlState.StartsWith("08", StringComparison.Ordinal) || postgres.SqlState.StartsWith("28", StringComparison.Ordinal)
            || postgres.SqlState == PostgresErrorCodes.InvalidCatalogName
            // The columns of a prepared statement have changed, by a migration of a newer version. Other connections have prepared it, too.
            || postgres is { SqlState: PostgresErrorCodes.FeatureNotSupported, Routine: "RevalidateCachedQuery" },
        NpgsqlException => true,
        TimeoutException => true,
        _ => false,
    };

    private async ValueTask<NpgsqlDataSource> OpenAsync(CancellationToken cancellationToken)
    {
        if (_dataSource is not null)
            return _dataSource;
        await _opening.WaitAsync(cancellationToken);
        try
        {
            if (_dataSource is not null)
                return _dataSource;
            if (_lastFailure is not null && Environment.TickCount64 - _lastFailureAt < Pause.TotalMilliseconds)
                throw new DatabaseUnavailableException(_lastFailure.Message, _lastFailure);

            var connectionString = await ConnectionStringAsync(cancellationToken);
            var findings = await new Migrator(connectionString, loggers.CreateLogger<Migrator>()).MigrateAsync(cancellationToken);
            IsPooled = findings.IsPooled;
            if (IsPooled)
                LogPooler(_logger);
            _dataSource = Build(_connectionString = Fitted(connectionString, findings));
            _lastFailure = null;
            LogOpened(_logger, Description);
            return _dataSource;
        }
        catch (Exception e) when (e is PostgresServerException || IsLostConnection(e))
        {
            _lastFailure = Unavailable(e);
            _lastFailureAt = Environment.TickCount64;
            throw _lastFailure;
        }
        finally
        {
            _opening.Release();
        }
    }

    private async Task<string> ConnectionStringAsync(CancellationToken cancellationToken)
    {
        NpgsqlConnectionStringBuilder builder;
        if (options.DatabaseUrl is { } text)
        {
            DatabaseUrl url;
            try
            {
                url = DatabaseUrl.Parse(text);
            }
            catch (FormatException e)
            {
                throw new DatabaseUnusableException(e.Message, e);
            }

            foreach (var warning in url.Warnings)
                LogUrlWarning(_logger, warning);
            Description = url.Description;
            builder = new NpgsqlConnectionStringBuilder(url.ConnectionString);
        }
        else
        {
            _private ??= await PrivatePostgres.StartAsync(options.DataDir, _logger, cancellationToken);
            await _private.EnsureRunningAsync(cancellationToken);
            builder = new NpgsqlConnectionStringBuilder(_private.ConnectionString);
        }

        SetDefault(builder, "Application Name", "ClipSearch");
        // A host that is down is reported before a page reaches its own timeout.
        SetDefault(builder, "Timeout", 5);
        SetDefault(builder, "Cancellation Timeout", 1000);
        // Two processes, the site and a command, fit into the 40 connections of a private server, and leave some for doctor.
        SetDefault(builder, "Maximum Pool Size", 16);
        return builder.ConnectionString;
    }

    /// <summary>
    /// Prepares recurring statements (every search) once per connection. Behind a pooler, each transaction may use another server
    /// connection, so no prepared statement is left on it (see <see cref="IsPooled"/>). A returned connection is not reset, which takes 0.1 ms:
    /// settings and locks end with their transaction, and the others are reset where they are set.
    /// </summary>
    private static string Fitted(string connectionString, DatabaseFindings findings)
    {
        var builder = new NpgsqlConnectionStringBuilder(connectionString);
        SetDefault(builder, "Max Auto Prepare", findings.IsPooled ? 0 : 32);
        // PostgreSQL's default of 4 is that of hard disks. With it, counting 100,000 photos takes 53 ms instead of 31. With 1.1, filters that many
        // photos match take up to 1.6 times as long (benchmark `library`).
        if (!findings.IsPooled && findings.HasDefaultPageCost)
            builder.Options = $"{builder.Options} -c random_page_cost=2".TrimStart();
        builder.NoResetOnClose = true;
        if (findings.SearchPath is { } searchPath)
            builder.SearchPath = searchPath;
        return builder.ConnectionString;
    }

    /// <summary>Sets a value that the connection string does not contain.</summary>
    private static void SetDefault(NpgsqlConnectionStringBuilder builder, string keyword, object value)
    {
        // ContainsKey of Npgsql's builder is true for each keyword that it knows.
        if (!new DbConnectionStringBuilder { ConnectionString = builder.ConnectionString }.ContainsKey(keyword))
            builder[keyword] = value;
    }

    private async Task RestartAsync(PrivatePostgres server, CancellationToken cancellationToken)
    {
        try
        {
            await server.EnsureRunningAsync(cancellationToken);
        }
        catch (PostgresServerException e)
        {
            throw Unavailable(e);
        }
    }

    private DatabaseUnavailableException Unavailable(Exception e)
    {
        var cause = (e.InnerException is System.Net.Sockets.SocketException socket ? socket.Message : e.Message).ReplaceLineEndings(" ").TrimEnd('.');
        LogUnavailable(_logger, Description, cause);
        var remedy = options.DatabaseUrl is null ? "Run doctor for the details" : "Start it, or correct DATABASE_URL";
        return new DatabaseUnavailableException($"The database is not available ({Description}): {cause}. {remedy}.", e);
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "Opened {Database}")]
    private static partial void LogOpened(ILogger logger, string database);

    [LoggerMessage(Level = LogLevel.Warning, Message = "DATABASE_URL: {Warning}")]
    private static partial void LogUrlWarning(ILogger logger, string warning);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Lost the connection to the private PostgreSQL ({Cause}); restarting it")]
    private static partial void LogLost(ILogger logger, string cause);

    [LoggerMessage(Level = LogLevel.Information, Message = "The database is behind a connection pooler; statements are not prepared, and changes by other processes are visible after a few seconds")]
    private static partial void LogPooler(ILogger logger);

    [LoggerMessage(Level = LogLevel.Error, Message = "{Trouble}")]
    private static partial void LogTrouble(ILogger logger, string trouble);

    [LoggerMessage(Level = LogLevel.Error, Message = "{Database} is not available: {Cause}")]
    private static partial void LogUnavailable(ILogger logger, string database, string cause);
}

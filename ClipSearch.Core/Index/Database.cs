using ClipSearch.Core.Postgres;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace ClipSearch.Core.Index;

/// <summary>What a database is.</summary>
/// <param name="PostgreSql">The server's version, for instance "17.6 (Debian 17.6-1)".</param>
/// <param name="Vector">The version of pgvector.</param>
/// <param name="Photos">How many photos it holds, those among them that some model has not embedded.</param>
public sealed record DatabaseFacts(string PostgreSql, string Vector, long Photos);

/// <summary>
/// The PostgreSQL that holds the library: the one that <c>DATABASE_URL</c> names, else a private one. It is opened and
/// migrated at the first use; when it cannot be, each later use tries again, so the site recovers by itself.
/// </summary>
public sealed partial class Database(ClipSearchOptions options, ILoggerFactory loggers) : IAsyncDisposable
{
    /// <summary>After a failed attempt, further ones within this time answer with its error, so that a crowd does not queue up behind a dead server.</summary>
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);

    private static readonly AsyncLocal<TimeSpan?> s_limit = new();

    private readonly ILogger _logger = loggers.CreateLogger<Database>();
    private readonly SemaphoreSlim _opening = new(1);
    private PrivatePostgres? _private;
    private NpgsqlDataSource? _dataSource;
    private string? _connectionString;
    private DatabaseUnavailableException? _lastFailure;
    private long _lastFailureAt;

    /// <summary>Where the database is, without secrets: for messages, logs and <c>doctor</c>.</summary>
    public string Description { get; private set; } =
        options.DatabaseUrl is null ? $"the private PostgreSQL in {options.DataDir}" : "the database that DATABASE_URL names";

    /// <summary>
    /// Whether a connection pooler (PgBouncer) is between this process and the server. Each transaction may then run on another connection to
    /// the server, so nothing of a session may outlive one: no setting, no lock, no LISTEN.
    /// </summary>
    internal bool IsPooled { get; private set; }

    /// <summary>
    /// Limits how long each use of the database may take from here on in this flow of control: a page waits for a silent server only so long.
    /// </summary>
    public static void LimitWaiting(TimeSpan limit) => s_limit.Value = limit;

    /// <summary>
    /// Runs something on a connection. Where the connection turns out to be lost, it is run again on a new one; a private server that has died is
    /// started again before.
    /// </summary>
    /// <param name="work">What to run; it may run again from its beginning, so it leaves nothing half done.</param>
    /// <param name="cancellationToken">Cancels the operation.</param>
    /// <exception cref="DatabaseUnavailableException">The database does not answer.</exception>
    /// <exception cref="DatabaseUnusableException">It answers, but has no pgvector, no rights, newer tables, a full disk or damaged files.</exception>
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
            var failure = new DatabaseUnusableException($"The database cannot go on ({Description}): {e.MessageText.TrimEnd('.')}. {trouble}", e);
            LogTrouble(_logger, failure.Message);
            throw failure;
        }
    }

    /// <summary>Checks that the server answers.</summary>
    /// <exception cref="DatabaseUnavailableException">The database does not answer.</exception>
    /// <exception cref="DatabaseUnusableException">It answers, but has no pgvector, no rights, newer tables, a full disk or damaged files.</exception>
    public Task PingAsync(CancellationToken cancellationToken) => ScalarAsync<int>("SELECT 1", [], cancellationToken);

    /// <summary>Runs a statement and returns the first value of its result; default where there is none, or it is NULL.</summary>
    /// <param name="sql">The statement; the values are $1, $2, and so on.</param>
    /// <param name="values">Its values, none of them null.</param>
    /// <param name="cancellationToken">Cancels the operation.</param>
    /// <exception cref="DatabaseUnavailableException">The database does not answer.</exception>
    /// <exception cref="DatabaseUnusableException">It answers, but has no pgvector, no rights, newer tables, a full disk or damaged files.</exception>
    /// <param name="done">
    /// A query, with the same values, for what the statement has returned. The connection may be lost after the server has run the statement,
    /// which then runs again and finds nothing to do.
    /// </param>
    internal Task<T?> ScalarAsync<T>(string sql, object[] values, CancellationToken cancellationToken, string? done = null)
    {
        var runs = 0;
        return RunAsync(
            async (connection, token) =>
            {
                var isFirst = runs++ == 0;
                var value = await FirstValueAsync<T>(connection, sql, values, token);
                return value is null && !isFirst && done is not null ? await FirstValueAsync<T>(connection, done, values, token) : value;
            },
            cancellationToken);
    }

    /// <summary>Runs a statement and returns how many rows it has changed.</summary>
    /// <param name="sql">The statement; the values are $1, $2, and so on.</param>
    /// <param name="values">Its values, none of them null.</param>
    /// <param name="cancellationToken">Cancels the operation.</param>
    /// <exception cref="DatabaseUnavailableException">The database does not answer.</exception>
    /// <exception cref="DatabaseUnusableException">It answers, but has no pgvector, no rights, newer tables, a full disk or damaged files.</exception>
    internal Task<int> ExecuteAsync(string sql, object[] values, CancellationToken cancellationToken) => RunAsync(
        async (connection, token) =>
        {
            await using var command = Command(connection, sql, values);
            return await command.ExecuteNonQueryAsync(token);
        },
        cancellationToken);

    /// <summary>Runs a statement and returns its rows.</summary>
    /// <param name="sql">The statement; the values are $1, $2, and so on.</param>
    /// <param name="values">Its values, none of them null.</param>
    /// <param name="read">Reads a row.</param>
    /// <param name="cancellationToken">Cancels the operation.</param>
    /// <exception cref="DatabaseUnavailableException">The database does not answer.</exception>
    /// <exception cref="DatabaseUnusableException">It answers, but has no pgvector, no rights, newer tables, a full disk or damaged files.</exception>
    internal Task<List<T>> ListAsync<T>(string sql, object[] values, Func<NpgsqlDataReader, T> read, CancellationToken cancellationToken) => RunAsync(
        async (connection, token) =>
        {
            await using var command = Command(connection, sql, values);
            await using var reader = await command.ExecuteReaderAsync(token);
            var rows = new List<T>();
            while (await reader.ReadAsync(token))
                rows.Add(read(reader));
            return rows;
        },
        cancellationToken);

    /// <summary>Asks the server what it is.</summary>
    /// <exception cref="DatabaseUnavailableException">The database does not answer.</exception>
    /// <exception cref="DatabaseUnusableException">It answers, but has no pgvector, no rights, newer tables, a full disk or damaged files.</exception>
    public Task<DatabaseFacts> FactsAsync(CancellationToken cancellationToken) => RunAsync(
        async (connection, token) =>
        {
            await using var command = new NpgsqlCommand(
                "SELECT current_setting('server_version'), (SELECT extversion FROM pg_extension WHERE extname = 'vector'), (SELECT count(*) FROM photos)", connection);
            await using var reader = await command.ExecuteReaderAsync(token);
            await reader.ReadAsync(token);
            return new DatabaseFacts(reader.GetString(0), reader.GetString(1), reader.GetInt64(2));
        },
        cancellationToken);

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        if (_dataSource is not null)
            await _dataSource.DisposeAsync();
        if (_private is not null)
            await _private.DisposeAsync();
        _opening.Dispose();
    }

    /// <summary>Waits no longer than a time, also for a server that says nothing; what was begun is cancelled.</summary>
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
            throw Unavailable(new TimeoutException($"it has not answered within {limit.TotalSeconds:0} s", e));
        }
        finally
        {
            // Npgsql connects to ask the server to cancel a statement, and blocks until it answers, which a silent one never does. On a thread of
            // its own that takes none from the pool; there are no more of them than connections.
            if (!running.IsCompleted)
                new Thread(cancelling.Cancel) { IsBackground = true, Name = "Cancel a statement" }.Start();
        }
    }

    /// <summary>Runs something, and once more on a new connection where the first turns out to be lost.</summary>
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
            // A pool that was replaced in the moment before is disposed.
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

    /// <summary>Replaces a pool that had a lost connection: its others are likely to be lost, too, and each would fail once.</summary>
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

    private static async Task<T?> FirstValueAsync<T>(NpgsqlConnection connection, string sql, object[] values, CancellationToken cancellationToken)
    {
        await using var command = Command(connection, sql, values);
        return await command.ExecuteScalarAsync(cancellationToken) is { } value and not DBNull ? (T)value : default;
    }

    private static NpgsqlCommand Command(NpgsqlConnection connection, string sql, object[] values)
    {
        var command = new NpgsqlCommand(sql, connection);
        foreach (var value in values)
            command.Parameters.Add(new NpgsqlParameter { Value = value });
        return command;
    }

    private NpgsqlDataSource Build(string connectionString)
    {
        var builder = new NpgsqlDataSourceBuilder(connectionString) { Name = "clipsearch" };
        builder.UseLoggerFactory(loggers);
        builder.UseVector();
        return builder.Build();
    }

    /// <summary>What helps where the server reports that it cannot go on as it is; null for other errors.</summary>
    private static string? Trouble(PostgresException e) => e.SqlState switch
    {
        PostgresErrorCodes.DiskFull => "Make room on its disk; nothing that is stored is lost, and searching goes on.",
        PostgresErrorCodes.OutOfMemory => "Give it more memory, or lower its work_mem and shared_buffers.",
        PostgresErrorCodes.ReadOnlySqlTransaction => "It only reads: connect to the primary server, or end its read-only mode.",
        PostgresErrorCodes.DataCorrupted or PostgresErrorCodes.IndexCorrupted =>
            "Its files are damaged: check the disk, then restore a backup, or let ClipSearch import the photos into a new database.",
        PostgresErrorCodes.IoError or PostgresErrorCodes.UndefinedFile or PostgresErrorCodes.DuplicateFile => "Its files cannot be read or written: check the disk and its rights.",
        _ => null,
    };

    /// <summary>Whether an error means that the server or the way to it is gone, not that a statement is wrong.</summary>
    private static bool IsLostConnection(Exception e) => e switch
    {
        PostgresException postgres => postgres.SqlState is PostgresErrorCodes.AdminShutdown or PostgresErrorCodes.CrashShutdown
            or PostgresErrorCodes.CannotConnectNow or PostgresErrorCodes.TooManyConnections or PostgresErrorCodes.DatabaseDropped
            // 08 is also what a pooler reports, such as a server that it has lost; 28 is a user that may not connect.
            || postgres.SqlState.StartsWith("08", StringComparison.Ordinal) || postgres.SqlState.StartsWith("28", StringComparison.Ordinal)
            || postgres.SqlState == PostgresErrorCodes.InvalidCatalogName,
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

        if (!builder.ContainsKey("Application Name"))
            builder.ApplicationName = "ClipSearch";
        // A dead host is given up while a page still waits.
        if (!builder.ContainsKey("Timeout"))
            builder.Timeout = 5;
        if (!builder.ContainsKey("Cancellation Timeout"))
            builder.CancellationTimeout = 1000;
        // Two processes, the site and a command, fit into the 40 connections of a private server, with some left for doctor.
        if (!builder.ContainsKey("Maximum Pool Size"))
            builder.MaxPoolSize = 16;
        return builder.ConnectionString;
    }

    /// <summary>
    /// Statements that recur (every search) are planned once a connection. Behind a pooler a connection of ours is another one of the server's
    /// each time: then nothing is left on it, no plan and no reset (see <see cref="IsPooled"/>).
    /// </summary>
    private static string Fitted(string connectionString, DatabaseFindings findings)
    {
        var builder = new NpgsqlConnectionStringBuilder(connectionString);
        if (!builder.ContainsKey("Max Auto Prepare"))
            builder.MaxAutoPrepare = findings.IsPooled ? 0 : 32;
        if (findings.IsPooled)
            builder.NoResetOnClose = true;
        if (findings.SearchPath is { } searchPath)
            builder.SearchPath = searchPath;
        return builder.ConnectionString;
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
        return new DatabaseUnavailableException($"The database does not answer ({Description}): {cause}. {remedy}.", e);
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "Opened {Database}")]
    private static partial void LogOpened(ILogger logger, string database);

    [LoggerMessage(Level = LogLevel.Warning, Message = "DATABASE_URL: {Warning}")]
    private static partial void LogUrlWarning(ILogger logger, string warning);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Lost the private PostgreSQL ({Cause}); starting it again")]
    private static partial void LogLost(ILogger logger, string cause);

    [LoggerMessage(Level = LogLevel.Information, Message = "The database is behind a connection pooler; statements are not prepared, and changes by other processes show within seconds")]
    private static partial void LogPooler(ILogger logger);

    [LoggerMessage(Level = LogLevel.Error, Message = "{Trouble}")]
    private static partial void LogTrouble(ILogger logger, string trouble);

    [LoggerMessage(Level = LogLevel.Error, Message = "{Database} does not answer: {Cause}")]
    private static partial void LogUnavailable(ILogger logger, string database, string cause);
}

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

    private readonly ILogger _logger = loggers.CreateLogger<Database>();
    private readonly SemaphoreSlim _opening = new(1);
    private PrivatePostgres? _private;
    private NpgsqlDataSource? _dataSource;
    private DatabaseUnavailableException? _lastFailure;
    private long _lastFailureAt;

    /// <summary>Where the database is, without secrets: for messages, logs and <c>doctor</c>.</summary>
    public string Description { get; private set; } =
        options.DatabaseUrl is null ? $"the private PostgreSQL in {options.DataDir}" : "the database that DATABASE_URL names";

    /// <summary>Does something on a connection. A private server that has died meanwhile is started again, once.</summary>
    /// <param name="work">What to do; it may be done a second time from its beginning, so it leaves nothing half done.</param>
    /// <param name="cancellationToken">Gives up waiting.</param>
    /// <exception cref="DatabaseUnavailableException">The database does not answer.</exception>
    /// <exception cref="DatabaseUnusableException">It answers, but has no pgvector, no rights or newer tables.</exception>
    public async Task<T> RunAsync<T>(Func<NpgsqlConnection, CancellationToken, Task<T>> work, CancellationToken cancellationToken)
    {
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                var dataSource = await OpenAsync(cancellationToken);
                await using var connection = await dataSource.OpenConnectionAsync(cancellationToken);
                return await work(connection, cancellationToken);
            }
            catch (Exception e) when (IsLostConnection(e))
            {
                if (_private is null || attempt == 2)
                    throw Unavailable(e);
                LogLost(_logger, e.Message);
                await RestartAsync(_private, cancellationToken);
            }
        }
    }

    /// <summary>Asks the server for a sign of life.</summary>
    /// <exception cref="DatabaseUnavailableException">The database does not answer.</exception>
    /// <exception cref="DatabaseUnusableException">It answers, but has no pgvector, no rights or newer tables.</exception>
    public Task PingAsync(CancellationToken cancellationToken) => RunAsync(
        async (connection, token) =>
        {
            await using var command = new NpgsqlCommand("SELECT 1", connection);
            return await command.ExecuteScalarAsync(token);
        },
        cancellationToken);

    /// <summary>Asks the server what it is.</summary>
    /// <exception cref="DatabaseUnavailableException">The database does not answer.</exception>
    /// <exception cref="DatabaseUnusableException">It answers, but has no pgvector, no rights or newer tables.</exception>
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

    /// <summary>Whether an error means that the server or the way to it is gone, not that a statement is wrong.</summary>
    private static bool IsLostConnection(Exception e) => e switch
    {
        PostgresException postgres => postgres.SqlState is PostgresErrorCodes.AdminShutdown or PostgresErrorCodes.CrashShutdown
            or PostgresErrorCodes.CannotConnectNow or PostgresErrorCodes.TooManyConnections or PostgresErrorCodes.DatabaseDropped
            || postgres.SqlState.StartsWith("28", StringComparison.Ordinal)
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
            if (await new Migrator(connectionString, loggers.CreateLogger<Migrator>()).MigrateAsync(cancellationToken) is { } searchPath)
                connectionString = new NpgsqlConnectionStringBuilder(connectionString) { SearchPath = searchPath }.ConnectionString;
            var builder = new NpgsqlDataSourceBuilder(connectionString) { Name = "clipsearch" };
            builder.UseLoggerFactory(loggers);
            builder.UseVector();
            _dataSource = builder.Build();
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

        // Statements that recur (every search) are planned once a connection.
        if (!builder.ContainsKey("Max Auto Prepare"))
            builder.MaxAutoPrepare = 32;
        if (!builder.ContainsKey("Application Name"))
            builder.ApplicationName = "ClipSearch";
        // Not told otherwise, a dead host is given up within a page's patience.
        if (!builder.ContainsKey("Timeout"))
            builder.Timeout = 5;
        return builder.ConnectionString;
    }

    private async Task RestartAsync(PrivatePostgres server, CancellationToken cancellationToken)
    {
        try
        {
            await server.EnsureRunningAsync(cancellationToken);
            // Pooled connections of the dead server would each fail once more.
            _dataSource?.Clear();
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

    [LoggerMessage(Level = LogLevel.Error, Message = "{Database} does not answer: {Cause}")]
    private static partial void LogUnavailable(ILogger logger, string database, string cause);
}

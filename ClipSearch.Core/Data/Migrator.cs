using System.Reflection;
using ClipSearch.Core.Postgres;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace ClipSearch.Core.Data;

/// <summary>The properties of the database that later connections need.</summary>
/// <param name="SearchPath">The required search_path if pgvector is in a schema outside the default one; otherwise null.</param>
/// <param name="IsPooled">Whether a connection pooler sits between this process and the server.</param>
/// <param name="HasDefaultPageCost">Whether nobody has set <c>random_page_cost</c>.</param>
public sealed record DatabaseFindings(string? SearchPath, bool IsPooled, bool HasDefaultPageCost);

/// <summary>
/// Installs pgvector in a database and migrates its tables to this version. Numbered .sql files are each applied once, in order, in a
/// transaction of their own. An advisory lock on a second connection keeps other processes out. The migrator opens its own connections, so
/// that a data source opened afterwards knows the types of an extension that was just installed or updated.
/// </summary>
public sealed partial class Migrator(string connectionString, ILogger<Migrator> logger)
{
    /// <summary>The key of the advisory lock: a fixed number that nothing else in the database uses.</summary>
    private const long LockKey = 0x436C6970_4D696772;

    private const string ResourcePrefix = "ClipSearch.Core.Data.Migrations.";

    /// <summary>Applies the missing migrations.</summary>
    /// <exception cref="DatabaseUnusableException">
    /// The database is newer than this program, or its pgvector is missing, too old or in a schema without access.
    /// </exception>
    public async Task<DatabaseFindings> MigrateAsync(CancellationToken cancellationToken)
    {
        // A pool without a name is reported by its connection string.
        var builder = new NpgsqlDataSourceBuilder(connectionString) { Name = "clipsearch-migration" };
        // Loading the types of a database takes longer than all statements here together.
        builder.ConfigureTypeLoading(types => types.EnableTypeLoading(false));
        await using var dataSource = builder.Build();
        await using var connection = await dataSource.OpenConnectionAsync(cancellationToken);
        connection.Notice += (_, notice) => LogStep(notice.Notice);
        var known = Migrations();
        if (await AppliedAsync(connection, cancellationToken) == known[^1].Number && await VectorVersionAsync(connection, cancellationToken) >= PostgresBinaries.MinimumVector)
            return await FindAsync(connection, cancellationToken);

        await using var locking = await dataSource.OpenConnectionAsync(cancellationToken);
        // The lock ends with its transaction. A session lock would be left behind in a pooler.
        await using var turn = await locking.BeginTransactionAsync(cancellationToken);
        await locking.ExecuteAsync($"SELECT pg_advisory_xact_lock({LockKey})", cancellationToken);
        // Also releases the snapshot of the statement before. VACUUM could not make rows visible that are newer than a snapshot in use.
        await locking.ExecuteAsync($"SET LOCAL idle_in_transaction_session_timeout = 0", cancellationToken);
        return await MigrateAsync(connection, known, cancellationToken);
    }

    /// <summary>Applies the missing migrations. The caller holds the lock.</summary>
    private async Task<DatabaseFindings> MigrateAsync(NpgsqlConnection connection, List<Migration> known, CancellationToken cancellationToken)
    {
        await connection.ExecuteAsync(
            $"CREATE TABLE IF NOT EXISTS migrations (number integer PRIMARY KEY, name text NOT NULL, applied_at timestamptz NOT NULL DEFAULT now())",
            cancellationToken);
        var applied = await AppliedAsync(connection, cancellationToken);
        if (applied > known[^1].Number)
        {
            throw new DatabaseUnusableException(
                $"The database has version {applied} and was migrated by a newer ClipSearch; this release supports version {known[^1].Number}. Use the newer release, or another database.");
        }

        await EnsureVectorAsync(connection, cancellationToken);
        var findings = await FindAsync(connection, cancellationToken);
        foreach (var migration in known.Where(migration => migration.Number > applied))
        {
            await ApplyAsync(connection, migration, cancellationToken);
            LogApplied(logger, migration.Number, migration.Name);
        }

        if (applied < known[^1].Number)
            await TidyUpAsync(connection, cancellationToken);
        return findings;
    }

    private static async Task<DatabaseFindings> FindAsync(NpgsqlConnection connection, CancellationToken cancellationToken)
    {
        var isPooled = await IsPooledAsync(connection, cancellationToken);
        var hasDefaultPageCost = await connection.ScalarAsync<bool>($"SELECT source = 'default' FROM pg_settings WHERE name = 'random_page_cost'", cancellationToken);
        return new DatabaseFindings(await FindVectorAsync(connection, isPooled, cancellationToken), isPooled, hasDefaultPageCost);
    }

    /// <summary>
    /// Whether a connection pooler sits in front of the server: the process id reported at connection differs from the server's own.
    /// </summary>
    private static async Task<bool> IsPooledAsync(NpgsqlConnection connection, CancellationToken cancellationToken)
    {
        return await connection.ScalarAsync<int>($"SELECT pg_backend_pid()", cancellationToken) != connection.ProcessID;
    }

    private static async Task ApplyAsync(NpgsqlConnection connection, Migration migration, CancellationToken cancellationToken)
    {
        await using var transaction = await connection.BeginTransactionAsync(cancellationToken);
        try
        {
            // A migration of a large library can exceed the default timeout.
            await using var change = new NpgsqlCommand(migration.Sql, connection, transaction) { CommandTimeout = 0 };
            await change.ExecuteNonQueryAsync(cancellationToken);
        }
        catch (PostgresException e) when (e.SqlState == PostgresErrorCodes.InsufficientPrivilege)
        {
            throw NoPrivilege(e);
        }

        await connection.ExecuteAsync($"INSERT INTO migrations (number, name) VALUES ({migration.Number}, {migration.Name})", cancellationToken);
        await transaction.CommitAsync(cancellationToken);
    }

    private static async Task EnsureVectorAsync(NpgsqlConnection connection, CancellationToken cancellationToken)
    {
        var version = await VectorVersionAsync(connection, cancellationToken);
        if (version >= PostgresBinaries.MinimumVector)
            return;
        try
        {
            await connection.ExecuteAsync(version is null ? Sql.Of($"CREATE EXTENSION IF NOT EXISTS vector") : $"ALTER EXTENSION vector UPDATE", cancellationToken);
        }
        catch (PostgresException e) when (version is null && e.SqlState is PostgresErrorCodes.UndefinedFile or PostgresErrorCodes.FeatureNotSupported)
        {
            throw new DatabaseUnusableException(
                $"This PostgreSQL has no pgvector. Install version {PostgresBinaries.MinimumVector} or later on the server (Debian and Ubuntu: package postgresql-NN-pgvector; for the private PostgreSQL: scripts/setup).", e);
        }
        catch (PostgresException e) when (version is null && e.SqlState == PostgresErrorCodes.InsufficientPrivilege)
        {
            throw NoPrivilege(e);
        }
        catch (PostgresException e) when (version is not null)
        {
            throw TooOld(version, e);
        }

        version = await VectorVersionAsync(connection, cancellationToken);
        if (version < PostgresBinaries.MinimumVector)
            throw TooOld(version, null);
    }

    /// <summary>
    /// Makes pgvector's types, operators and operator classes visible to the connection, because statements name them without their schema.
    /// </summary>
    /// <returns>The required search_path, or null if the connection finds them already.</returns>
    private static async Task<string?> FindVectorAsync(NpgsqlConnection connection, bool isPooled, CancellationToken cancellationToken)
    {
        var vector = (await connection.ListAsync(
            $"""
            SELECT nspname::text, quote_ident(nspname), nspname = ANY (current_schemas(true)), has_schema_privilege(pg_namespace.oid, 'USAGE'),
                current_user::text, current_setting('search_path')
            FROM pg_extension JOIN pg_namespace ON pg_namespace.oid = extnamespace WHERE extname = 'vector'
            """,
            row => (
                Schema: row.Next<string>(), QuotedSchema: row.Next<string>(), IsInSearchPath: row.Next<bool>(), IsUsable: row.Next<bool>(),
                User: row.Next<string>(), SearchPath: row.Next<string>()),
            cancellationToken)).Single();
        if (!vector.IsUsable)
        {
            throw new DatabaseUnusableException(
                $"pgvector is in the schema {vector.Schema}, which the database user {vector.User} has no permission to use. " +
                $"As the schema's owner, run GRANT USAGE ON SCHEMA {vector.QuotedSchema} TO {vector.User} in this database.");
        }

        if (vector.IsInSearchPath)
            return null;
        var searchPath = vector.SearchPath.Length > 0 ? $"{vector.SearchPath}, {vector.QuotedSchema}" : vector.QuotedSchema;
        if (isPooled)
        {
            var alter = await connection.ScalarAsync<string>(
                $"SELECT format('ALTER ROLE %I IN DATABASE %I SET search_path = %s', current_user, current_database(), {searchPath})", cancellationToken);
            throw new DatabaseUnusableException(
                $"pgvector is in the schema {vector.Schema}, which is not in the search_path, and ClipSearch cannot change the search_path behind a connection pooler. " +
                $"Run {alter}, then make the pooler reconnect (RECONNECT).");
        }

        await connection.ExecuteAsync($"SELECT set_config('search_path', {searchPath}, false)", cancellationToken);
        return searchPath;
    }

    private static DatabaseUnusableException TooOld(Version version, PostgresException? cause) => new(
        $"This database has pgvector {version}; ClipSearch needs {PostgresBinaries.MinimumVector} or later. Install it on the server (Debian and Ubuntu: package postgresql-NN-pgvector; " +
        "for the private PostgreSQL: scripts/setup), then run ALTER EXTENSION vector UPDATE in this database as the extension's owner.",
        cause);

    private static DatabaseUnusableException NoPrivilege(PostgresException cause) => new(
        $"The database user has no permission to create the tables ({cause.MessageText}). As a superuser, run CREATE EXTENSION vector in this database, and grant the user CREATE on its schema.",
        cause);

    private static async Task<Version?> VectorVersionAsync(NpgsqlConnection connection, CancellationToken cancellationToken)
    {
        var version = await connection.ScalarAsync<string>($"SELECT extversion FROM pg_extension WHERE extname = 'vector'", cancellationToken);
        return version is null ? null : Version.Parse(version);
    }

    /// <summary>
    /// Vacuums tables that earlier migrations rewrote. PostgreSQL does not vacuum such a table before a fifth of it changes, and until then
    /// it has no index-only scans: counting 100,000 photos takes 113 ms instead of 51.
    /// </summary>
    private async Task TidyUpAsync(NpgsqlConnection connection, CancellationToken cancellationToken)
    {
        try
        {
            var embeddings = await connection.ScalarAsync<string>($"SELECT string_agg(', embeddings_' || id, '') FROM models", cancellationToken);
            await using var command = new NpgsqlCommand($"VACUUM (ANALYZE) photos, images{embeddings}", connection) { CommandTimeout = 0 };
            await command.ExecuteNonQueryAsync(cancellationToken);
        }
        catch (PostgresException e)
        {
            LogUntidy(logger, e.MessageText);
        }
    }

    /// <returns>The number of the last applied migration, or 0.</returns>
    private static async Task<int> AppliedAsync(NpgsqlConnection connection, CancellationToken cancellationToken)
    {
        try
        {
            return await connection.ScalarAsync<int>($"SELECT coalesce(max(number), 0) FROM migrations", cancellationToken);
        }
        catch (PostgresException e) when (e.SqlState == PostgresErrorCodes.UndefinedTable)
        {
            return 0;
        }
    }

    private static List<Migration> Migrations()
    {
        var assembly = Assembly.GetExecutingAssembly();
        return
        [
            .. assembly.GetManifestResourceNames()
                .Where(name => name.StartsWith(ResourcePrefix, StringComparison.Ordinal))
                .Order(StringComparer.Ordinal)
                .Select(name =>
                {
                    using var reader = new StreamReader(assembly.GetManifestResourceStream(name)!);
                    var file = name[ResourcePrefix.Length..^".sql".Length];
                    return new Migration(int.Parse(file[..4]), file, reader.ReadToEnd());
                }),
        ];
    }

    /// <summary>Logs the messages of a migration (RAISE INFO). Other notices come from PostgreSQL itself.</summary>
    private void LogStep(PostgresNotice notice)
    {
        if (notice.InvariantSeverity == "INFO")
            LogStep(logger, notice.MessageText);
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "{Step}")]
    private static partial void LogStep(ILogger logger, string step);

    [LoggerMessage(Level = LogLevel.Information, Message = "Migrated the database to version {Number} ({Name})")]
    private static partial void LogApplied(ILogger logger, int number, string name);

    [LoggerMessage(Level = LogLevel.Warning, Message = "VACUUM failed after the migration, so queries are slightly slower: {Cause}")]
    private static partial void LogUntidy(ILogger logger, string cause);

    private sealed record Migration(int Number, string Name, string Sql);
}

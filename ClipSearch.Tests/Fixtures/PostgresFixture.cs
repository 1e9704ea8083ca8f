using ClipSearch.Core.Data;
using ClipSearch.Core.Models;
using ClipSearch.Core.Postgres;
using ClipSearch.Tests.Fixtures;
using Microsoft.Extensions.Logging.Abstractions;
using Npgsql;

[assembly: AssemblyFixture(typeof(PostgresFixture))]

namespace ClipSearch.Tests.Fixtures;

/// <summary>
/// Runs private PostgreSQL servers for all tests, started by the first test that needs them; each library gets its own database on one of
/// them. A server accepts 40 connections, fewer than all test collections together use.
/// </summary>
public sealed class PostgresFixture : IAsyncDisposable
{
    private const string MigratedTemplate = "migrated";

    private readonly Lazy<Task<(PrivatePostgres Server, string Folder)>>[] _servers = [new(StartAsync), new(StartAsync)];
    private int _databases;

    /// <summary>Creates an empty database.</summary>
    /// <returns>Its DATABASE_URL.</returns>
    public Task<string> NewDatabaseAsync() => NewDatabaseAsync("template1");

    /// <summary>Creates an empty library with its own folder of photos and the tiny model.</summary>
    public async Task<TestLibrary> NewLibraryAsync(TestBucket? bucket = null, IReadOnlyList<string>? exclude = null, string clipModel = ModelNames.Tiny, string ffmpeg = "ffmpeg") =>
        new(await NewDatabaseAsync(MigratedTemplate), bucket: bucket, exclude: exclude, clipModel: clipModel, ffmpeg: ffmpeg);

    public async ValueTask DisposeAsync()
    {
        foreach (var started in _servers.Where(server => server.IsValueCreated))
        {
            var (server, folder) = await started.Value;
            await server.DisposeAsync();
            Directory.Delete(folder, recursive: true);
        }
    }

    private async Task<string> NewDatabaseAsync(string template)
    {
        var number = Interlocked.Increment(ref _databases);
        var (server, _) = await _servers[number % _servers.Length].Value;
        var name = $"test_{number}";
        await ExecuteAsync(server, $"CREATE DATABASE {name} TEMPLATE {template}");
        return new NpgsqlConnectionStringBuilder(server.ConnectionString)
        {
            Database = name,
            MaxPoolSize = 10,
            // An idle library releases its connections.
            ConnectionIdleLifetime = 10,
            ConnectionPruningInterval = 5,
        }.ConnectionString;
    }

    private static async Task<(PrivatePostgres Server, string Folder)> StartAsync()
    {
        var folder = Directory.CreateTempSubdirectory("clipsearch-tests").FullName;
        // If the tests run as root, the server runs as another user, who needs access to the folder.
        if (!OperatingSystem.IsWindows())
            File.SetUnixFileMode(folder, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute | UnixFileMode.OtherExecute);
        var server = await PrivatePostgres.StartAsync(folder, NullLogger.Instance, CancellationToken.None);
        // Autovacuum starts a worker for each database once a minute: with 300 databases they keep half a core busy.
        await ExecuteAsync(server, "ALTER SYSTEM SET autovacuum = off");
        // The databases need not survive a crash of the machine. Otherwise creating and stopping them waits for the disk.
        await ExecuteAsync(server, "ALTER SYSTEM SET fsync = off");
        await ExecuteAsync(server, "SELECT pg_reload_conf()");
        await ExecuteAsync(server, $"CREATE DATABASE {MigratedTemplate}");
        var migrated = new NpgsqlConnectionStringBuilder(server.ConnectionString) { Database = MigratedTemplate, Pooling = false }.ConnectionString;
        await new Migrator(migrated, NullLogger<Migrator>.Instance).MigrateAsync(CancellationToken.None);
        return (server, folder);
    }

    private static async Task ExecuteAsync(PrivatePostgres server, string sql)
    {
        await using var connection = new NpgsqlConnection(new NpgsqlConnectionStringBuilder(server.ConnectionString) { Pooling = false }.ConnectionString);
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync();
    }
}

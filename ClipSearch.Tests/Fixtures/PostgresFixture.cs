using ClipSearch.Core;
using ClipSearch.Core.Postgres;
using ClipSearch.Tests.Fixtures;
using Microsoft.Extensions.Logging.Abstractions;
using Npgsql;

[assembly: AssemblyFixture(typeof(PostgresFixture))]

namespace ClipSearch.Tests.Fixtures;

/// <summary>
/// Private PostgreSQL servers for all tests, started by the first that needs them; each library gets a database of its own on one of them. A
/// server takes 40 connections, fewer than all collections of tests hold at once.
/// </summary>
public sealed class PostgresFixture : IAsyncDisposable
{
    private readonly Lazy<Task<(PrivatePostgres Server, string Folder)>>[] _servers = [new(StartAsync), new(StartAsync)];
    private int _databases;

    /// <summary>Makes an empty database.</summary>
    /// <returns>What DATABASE_URL would be for it.</returns>
    public async Task<string> NewDatabaseAsync()
    {
        var number = Interlocked.Increment(ref _databases);
        var (server, _) = await _servers[number % _servers.Length].Value;
        var name = $"test_{number}";
        await using var connection = new NpgsqlConnection(new NpgsqlConnectionStringBuilder(server.ConnectionString) { Pooling = false }.ConnectionString);
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand($"CREATE DATABASE {name}", connection);
        await command.ExecuteNonQueryAsync();
        return new NpgsqlConnectionStringBuilder(server.ConnectionString)
        {
            Database = name,
            MaxPoolSize = 10,
            // A library that is at rest leaves its connections to others.
            ConnectionIdleLifetime = 10,
            ConnectionPruningInterval = 5,
        }.ConnectionString;
    }

    /// <summary>Makes an empty library with a folder of photos of its own and the tiny model.</summary>
    public async Task<TestLibrary> NewLibraryAsync(TestBucket? bucket = null) => new(await NewDatabaseAsync(), bucket: bucket);

    public async ValueTask DisposeAsync()
    {
        foreach (var started in _servers.Where(server => server.IsValueCreated))
        {
            var (server, folder) = await started.Value;
            await server.DisposeAsync();
            Directory.Delete(folder, recursive: true);
        }
    }

    private static async Task<(PrivatePostgres Server, string Folder)> StartAsync()
    {
        var folder = Directory.CreateTempSubdirectory("clipsearch-tests").FullName;
        // As root the server runs as another user, who must come through here; else it would be put elsewhere, and stay.
        if (!OperatingSystem.IsWindows())
            File.SetUnixFileMode(folder, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute | UnixFileMode.OtherExecute);
        return (await PrivatePostgres.StartAsync(folder, NullLogger.Instance, CancellationToken.None), folder);
    }
}

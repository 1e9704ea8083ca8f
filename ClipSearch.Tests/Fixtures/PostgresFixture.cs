using ClipSearch.Core;
using ClipSearch.Core.Postgres;
using ClipSearch.Tests.Fixtures;
using Microsoft.Extensions.Logging.Abstractions;
using Npgsql;

[assembly: AssemblyFixture(typeof(PostgresFixture))]

namespace ClipSearch.Tests.Fixtures;

/// <summary>One private PostgreSQL for all tests; each library gets a database of its own on it.</summary>
public sealed class PostgresFixture : IAsyncLifetime
{
    private readonly string _folder = Directory.CreateTempSubdirectory("clipsearch-tests").FullName;
    private PrivatePostgres? _postgres;
    private int _databases;

    public async ValueTask InitializeAsync()
    {
        // As root the server runs as another user, who must come through here; else it would be put elsewhere, and stay.
        if (!OperatingSystem.IsWindows())
            File.SetUnixFileMode(_folder, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute | UnixFileMode.OtherExecute);
        _postgres = await PrivatePostgres.StartAsync(_folder, NullLogger.Instance, CancellationToken.None);
    }

    /// <summary>Makes an empty database.</summary>
    /// <returns>What DATABASE_URL would be for it.</returns>
    public async Task<string> NewDatabaseAsync()
    {
        var builder = new NpgsqlConnectionStringBuilder(_postgres!.ConnectionString) { Pooling = false };
        var name = $"test_{Interlocked.Increment(ref _databases)}";
        await using var connection = new NpgsqlConnection(builder.ConnectionString);
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand($"CREATE DATABASE {name}", connection);
        await command.ExecuteNonQueryAsync();
        return new NpgsqlConnectionStringBuilder(_postgres.ConnectionString) { Database = name, MaxPoolSize = 10 }.ConnectionString;
    }

    /// <summary>Makes an empty library with a folder of photos of its own and the tiny model.</summary>
    public async Task<TestLibrary> NewLibraryAsync() => new(await NewDatabaseAsync());

    public async ValueTask DisposeAsync()
    {
        if (_postgres is not null)
            await _postgres.DisposeAsync();
        Directory.Delete(_folder, recursive: true);
    }
}

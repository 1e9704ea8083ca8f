using System.Data;
using Npgsql;

namespace ClipSearch.Tests.Fixtures;

/// <summary>Blocks imports into a library with a database lock. Searches still work.</summary>
internal sealed class LockedImages : IAsyncDisposable
{
    private readonly NpgsqlConnection _connection;

    private LockedImages(NpgsqlConnection connection) => _connection = connection;

    /// <summary>Locks a library. Creates its tables if they do not exist.</summary>
    public static async Task<LockedImages> OfAsync(TestLibrary library)
    {
        var token = TestContext.Current.CancellationToken;
        await library.Nearest.CountAsync(token);
        var connection = new NpgsqlConnection(library.Options.DatabaseUrl);
        await connection.OpenAsync(token);
        await using var hold = new NpgsqlCommand("BEGIN; LOCK TABLE images IN EXCLUSIVE MODE", connection);
        await hold.ExecuteNonQueryAsync(token);
        return new LockedImages(connection);
    }

    /// <summary>Releases the lock, if it is still held.</summary>
    public async ValueTask DisposeAsync()
    {
        if (_connection.State != ConnectionState.Open)
            return;
        await using (var release = new NpgsqlCommand("ROLLBACK", _connection))
            await release.ExecuteNonQueryAsync(CancellationToken.None);
        await _connection.DisposeAsync();
    }
}

using System.Data;
using Npgsql;

namespace ClipSearch.Tests.Fixtures;

/// <summary>Keeps photos from being put into a library for as long as it is held; what is in there is found meanwhile.</summary>
internal sealed class HeldPictures : IAsyncDisposable
{
    private readonly NpgsqlConnection _connection;

    private HeldPictures(NpgsqlConnection connection) => _connection = connection;

    /// <summary>Begins to hold a library, whose tables are made if they are not there yet.</summary>
    public static async Task<HeldPictures> OfAsync(TestLibrary library)
    {
        var token = TestContext.Current.CancellationToken;
        await library.Nearest.CountAsync(token);
        var connection = new NpgsqlConnection(library.Options.DatabaseUrl);
        await connection.OpenAsync(token);
        await using var hold = new NpgsqlCommand("BEGIN; LOCK TABLE pictures IN EXCLUSIVE MODE", connection);
        await hold.ExecuteNonQueryAsync(token);
        return new HeldPictures(connection);
    }

    /// <summary>Lets go, if that has not been done.</summary>
    public async ValueTask DisposeAsync()
    {
        if (_connection.State != ConnectionState.Open)
            return;
        await using (var release = new NpgsqlCommand("ROLLBACK", _connection))
            await release.ExecuteNonQueryAsync(CancellationToken.None);
        await _connection.DisposeAsync();
    }
}

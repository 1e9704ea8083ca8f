using System.Net;
using ClipSearch.Tests.Fixtures;
using ClipSearch.Tests.Torture;
using ClipSearch.Tests.Web;

namespace ClipSearch.Tests.Library.Trash;

/// <summary>The database fails during a move to or from the trash, and the site continues.</summary>
public sealed class TrashTroubleTests(PostgresFixture postgres) : IAsyncLifetime
{
    private TestLibrary _library = null!;
    private DatabaseRelay _network = null!;
    private TestSite _site = null!;
    private LibraryClient _client = null!;
    private long _photo;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _library = await postgres.NewLibraryAsync();
        var path = _library.Draw(1, "trip/1.jpg");
        _network = DatabaseRelay.To(_library.Options.DatabaseUrl!);
        _site = await (await TestSite.StartAsync(TestSite.OptionsFor(_library, databaseUrl: _network.ConnectionString))).SeededAsync();
        _client = new LibraryClient(_site.Client);
        _photo = (await _library.Lookup.FindByPathAsync(path, Token))!.Id;
    }

    public async ValueTask DisposeAsync()
    {
        await _site.DisposeAsync();
        await _network.DisposeAsync();
        await _library.DisposeAsync();
    }

    /// <summary>The server runs a statement, the response is lost with the connection, and the statement runs again.</summary>
    [Theory]
    [InlineData("INSERT ON trash", "true")]
    [InlineData("UPDATE ON trash", "new.is_moved")]
    public async Task A_delete_completes_after_a_lost_connection(string statement, string rows)
    {
        var (status, trashId) = await LoseResponseAsync(statement, rows, () => _client.DeleteAsync(_photo, Token));

        Assert.Equal(HttpStatusCode.OK, status);
        Assert.Equal(trashId, Assert.Single(await _client.TrashAsync(Token)).Id);
        Assert.Empty(await _client.PhotosAsync(Token));
        Assert.Empty(await _library.TrashRecords.UnfinishedAsync(Token));
    }

    [Theory]
    [InlineData("UPDATE ON trash", "new.restoring_to IS NOT NULL")]
    [InlineData("DELETE ON trash", "true")]
    public async Task A_restore_completes_after_a_lost_connection(string statement, string rows)
    {
        var (_, trashId) = await _client.DeleteAsync(_photo, Token);

        var (status, photo) = await LoseResponseAsync(statement, rows, () => _client.RestoreAsync(trashId!.Value, Token));

        Assert.Equal(HttpStatusCode.OK, status);
        Assert.Equal("trip/1.jpg", photo!.Path);
        Assert.Empty(await _client.TrashAsync(Token));
        Assert.Empty(await _library.TrashRecords.UnfinishedAsync(Token));
    }

    /// <summary>A process that starts in the meantime sees a move that was started, and a file that has not moved.</summary>
    [Fact]
    public async Task A_delete_completes_although_another_process_reverts_it()
    {
        var request = await BeginAsync("INSERT ON trash", "true", () => _client.DeleteAsync(_photo, Token));
        await _library.Recovery.RunAsync(Token);
        _network.Resume();

        Assert.Equal(HttpStatusCode.OK, (await request).Status);
        Assert.Equal((await request).TrashId, Assert.Single(await _client.TrashAsync(Token)).Id);
        Assert.Empty(await _client.PhotosAsync(Token));
    }

    [Fact]
    public async Task A_restore_completes_although_another_process_reverts_it()
    {
        var (_, trashId) = await _client.DeleteAsync(_photo, Token);
        var request = await BeginAsync("UPDATE ON trash", "new.restoring_to IS NOT NULL", () => _client.RestoreAsync(trashId!.Value, Token));
        await _library.Recovery.RunAsync(Token);
        _network.Resume();

        Assert.Equal(HttpStatusCode.OK, (await request).Status);
        Assert.Equal("trip/1.jpg", Assert.Single(await _client.PhotosAsync(Token)).Path);
        Assert.Empty(await _client.TrashAsync(Token));
    }

    [Fact]
    public async Task A_restore_completes_although_another_process_finishes_it()
    {
        var path = Path.Combine(_library.Folder, "trip/1.jpg");
        var id = (await _library.Trash.DeleteAsync(_photo, Token))!.Value;
        await _library.TrashRecords.BeginRestoreAsync(id, path, Token);

        var photo = await _library.TrashRecords.FinishRestoreAsync(id, path, Token);

        Assert.Equal((await _library.Lookup.FindByPathAsync(path, Token))!.Id, photo);
        Assert.Equal(photo, await _library.TrashRecords.FinishRestoreAsync(id, path, Token));
    }

    [Fact]
    public async Task A_delete_that_cannot_be_recorded_is_recorded_when_the_database_works_again()
    {
        await FailAsync("UPDATE ON trash");

        Assert.Equal(HttpStatusCode.ServiceUnavailable, (await _client.DeleteAsync(_photo, Token)).Status);

        Assert.Empty(await _client.TrashAsync(Token));
        await _library.SqlAsync("DROP FUNCTION fail CASCADE");
        await TestSite.UntilAsync(async () => (await _client.TrashAsync(Token)).Count == 1);
        Assert.Equal(HttpStatusCode.OK, (await _client.RestoreAsync((await _client.TrashAsync(Token))[0].Id, Token)).Status);
    }

    [Fact]
    public async Task A_restore_that_cannot_be_recorded_is_recorded_when_the_database_works_again()
    {
        var (_, trashId) = await _client.DeleteAsync(_photo, Token);
        await FailAsync("DELETE ON trash");

        Assert.Equal(HttpStatusCode.ServiceUnavailable, (await _client.RestoreAsync(trashId!.Value, Token)).Status);

        await _library.SqlAsync("DROP FUNCTION fail CASCADE");
        await TestSite.UntilAsync(async () => (await _client.TrashAsync(Token)).Count == 0);
        Assert.Equal("trip/1.jpg", Assert.Single(await _client.PhotosAsync(Token)).Path);
    }

    private async Task FailAsync(string statement) => await _library.SqlAsync(
        $"""
        CREATE FUNCTION fail() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE EXCEPTION 'could not extend file' USING ERRCODE = '53100'; END $$;
        CREATE TRIGGER fail BEFORE {statement} FOR EACH ROW EXECUTE FUNCTION fail();
        """);

    /// <summary>Runs a request for which the response to a statement is lost.</summary>
    private async Task<T> LoseResponseAsync<T>(string statement, string rows, Func<Task<T>> send)
    {
        var request = await BeginAsync(statement, rows, send);
        _network.DropAll();
        _network.Resume();
        return await request;
    }

    /// <summary>Starts a request for which the response to a statement is delayed until the network resumes.</summary>
    private async Task<Task<T>> BeginAsync<T>(string statement, string rows, Func<Task<T>> send)
    {
        await using var held = await HeldStatement.OfAsync(_library, statement, rows);
        var request = send();
        await held.ReachedAsync();
        _network.Stall();
        return request;
    }
}

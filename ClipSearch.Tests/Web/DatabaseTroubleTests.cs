using System.Net;
using ClipSearch.Tests.Fixtures;

namespace ClipSearch.Tests.Web;

/// <summary>A database that does not respond, drops connections, gets many requests, or cannot write.</summary>
public sealed class DatabaseTroubleTests(PostgresFixture postgres) : IAsyncLifetime
{
    private TestLibrary _library = null!;
    private DatabaseRelay _network = null!;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _library = await postgres.NewLibraryAsync();
        for (var i = 1; i <= 30; i++)
            _library.Draw(i, $"{i}.jpg");
        await _library.SyncAsync(Token);
        _network = DatabaseRelay.To(_library.Options.DatabaseUrl!);
    }

    public async ValueTask DisposeAsync()
    {
        await _network.DisposeAsync();
        await _library.DisposeAsync();
    }

    [Fact]
    public async Task A_database_that_does_not_respond_leads_to_an_error_page()
    {
        await using var site = await StartAsync();
        site.Client.Timeout = TimeSpan.FromSeconds(30);
        _network.Stall();

        foreach (var address in new[] { "/?q=cat", "/library", "/api/photos" })
        {
            var response = await site.GetAsync(address);
            Assert.Equal(HttpStatusCode.ServiceUnavailable, response.StatusCode);
            Assert.Contains("no response within", WebUtility.HtmlDecode(await response.Content.ReadAsStringAsync(Token)), StringComparison.Ordinal);
        }

        _network.Resume();
        await TestSite.UntilAsync(async () => (await site.GetAsync("/?q=cat")).StatusCode == HttpStatusCode.OK);
    }

    [Fact]
    public async Task Searches_succeed_after_connections_are_dropped()
    {
        await using var site = await StartAsync();
        for (var round = 0; round < 5; round++)
        {
            await SearchAtOnceAsync(site, 40);
            _network.DropAll();
        }

        await SearchAtOnceAsync(site, 40);
    }

    [Fact]
    public async Task Three_hundred_concurrent_searches_succeed()
    {
        await using var site = await StartAsync();

        await SearchAtOnceAsync(site, 300);
    }

    [Theory]
    [InlineData("53100", "Free up space on its disk")]
    [InlineData("XX001", "restore a backup")]
    [InlineData("25006", "primary server")]
    public async Task A_failed_write_has_its_remedy_and_search_continues(string code, string remedy)
    {
        await _library.SqlAsync(
            $"""
            CREATE FUNCTION fail() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE EXCEPTION 'could not extend file' USING ERRCODE = '{code}'; END $$;
            CREATE TRIGGER fail BEFORE INSERT OR UPDATE OR DELETE ON photos FOR EACH STATEMENT EXECUTE FUNCTION fail();
            CREATE TRIGGER fail BEFORE INSERT OR UPDATE OR DELETE ON images FOR EACH STATEMENT EXECUTE FUNCTION fail();
            CREATE TRIGGER fail BEFORE INSERT OR UPDATE OR DELETE ON trash FOR EACH STATEMENT EXECUTE FUNCTION fail();
            CREATE TRIGGER fail BEFORE INSERT OR UPDATE OR DELETE ON failures FOR EACH STATEMENT EXECUTE FUNCTION fail();
            CREATE TRIGGER fail BEFORE INSERT OR UPDATE OR DELETE ON phrases FOR EACH STATEMENT EXECUTE FUNCTION fail();
            """);
        await using var site = await TestSite.StartAsync(TestSite.OptionsFor(_library));

        using var form = new MultipartFormDataContent { { new ByteArrayContent(TestImages.Draw(99)), "files", "new.jpg" } };
        var response = await site.Client.PostAsync("/api/photos", form, Token);
        Assert.Equal(HttpStatusCode.ServiceUnavailable, response.StatusCode);
        Assert.Contains(remedy, await response.Content.ReadAsStringAsync(Token), StringComparison.Ordinal);
        var photo = (await _library.Lookup.FindByPathAsync(Path.Combine(_library.Folder, "1.jpg"), Token))!;
        Assert.Equal(HttpStatusCode.ServiceUnavailable, (await site.Client.DeleteAsync($"/api/photos/{photo.Id}", Token)).StatusCode);
        Assert.True(File.Exists(photo.Path));
        Assert.Equal(30, Directory.GetFiles(_library.Folder, "*.jpg", SearchOption.AllDirectories).Length);

        foreach (var address in new[] { "/?q=cat", $"/photos/{photo.Id}", $"/photos/{photo.Id}/thumb", "/browse", "/library" })
            Assert.Equal(HttpStatusCode.OK, (await site.GetAsync(address)).StatusCode);
    }

    private static async Task SearchAtOnceAsync(TestSite site, int requests)
    {
        var responses = await Task.WhenAll(Enumerable.Range(0, requests).Select(i => site.GetAsync($"/?q=cat+{i}")));
        Assert.True(
            responses.All(response => response.StatusCode == HttpStatusCode.OK),
            string.Join('\n', responses.CountBy(response => response.StatusCode).Select(group => $"{group.Value} × {group.Key}").Concat(site.Log.All)));
    }

    private async Task<TestSite> StartAsync() => await (await TestSite.StartAsync(TestSite.OptionsFor(_library, databaseUrl: _network.ConnectionString))).SeededAsync();
}

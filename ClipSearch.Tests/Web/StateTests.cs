using System.Net;
using System.Text.Json;
using ClipSearch.Core.Models;
using ClipSearch.Core.Postgres;
using ClipSearch.Tests.Fixtures;
using ClipSearch.Tests.Models;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging.Abstractions;
using Npgsql;

namespace ClipSearch.Tests.Web;

/// <summary>Pages, statuses and health checks while a component is loading or unavailable.</summary>
[Collection(GalleryCollection.Name)]
public sealed class StateTests(GalleryFixture gallery)
{
    private const string ClosedPort = "postgres://someone:secret-word@127.0.0.1:9/library";

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_search_while_the_model_loads_gets_503_and_polls()
    {
        await using var library = await gallery.Postgres.NewLibraryAsync();
        library.Draw(1, "one.jpg");
        using var load = new ManualResetEventSlim();
        await using var site = await TestSite.StartAsync(TestSite.OptionsFor(library), TestSite.LoadingUntil(load));

        try
        {
            var response = await site.GetFragmentAsync("/?q=cat");
            Assert.Equal(503, (int)response.StatusCode);
            Assert.Equal("2", response.Headers.RetryAfter!.ToString());
            var problem = (await TestSite.HtmlAsync(response)).QuerySelector(".problem")!;
            Assert.Contains("still loading", problem.TextContent, StringComparison.Ordinal);
            Assert.Equal("/?q=cat", problem.GetAttribute("hx-get"));
            Assert.Equal("load delay:2s", problem.GetAttribute("hx-trigger"));
            Assert.Contains("still loading", (await site.JsonAsync("/api/search?q=cat", 503)).GetProperty("title").GetString(), StringComparison.Ordinal);
            Assert.Equal(200, (int)(await site.GetAsync("/")).StatusCode);
            await AssertReadinessAsync(site, "model", "is still loading");
        }
        finally
        {
            load.Set();
        }

        await site.SeededAsync();
        Assert.Single((await site.PageAsync("/?q=cat")).QuerySelectorAll("#hits > [data-photo]"));
        await TestSite.UntilAsync(async () => (int)(await site.GetAsync("/health/ready")).StatusCode == 200);
    }

    [Fact]
    public async Task A_model_that_cannot_be_loaded_has_its_remedy()
    {
        await using var library = await gallery.Postgres.NewLibraryAsync();
        using var models = new TemporaryFolder();
        TestFiles.CopyTinyModel(models.Path, ModelNames.Tiny);
        await File.WriteAllTextAsync(models["clipsearch/tiny/onnx/text_model.onnx"], "not a graph", Token);
        await using var site = await TestSite.StartAsync(TestSite.OptionsFor(library, modelsDir: models.Path));

        var page = await site.PageAsync("/?q=cat", 500);
        Assert.Contains("The model cannot be used", page.QuerySelector("#results .problem h2")!.TextContent, StringComparison.Ordinal);
        Assert.Contains("model verify", page.QuerySelector("#results .problem")!.TextContent, StringComparison.Ordinal);
        Assert.Null(page.QuerySelector(".problem")!.GetAttribute("hx-get"));
        Assert.Contains("model verify", (await site.JsonAsync("/api/search?q=cat", 500)).GetProperty("detail").GetString(), StringComparison.Ordinal);
        await AssertReadinessAsync(site, "model", "model verify");
    }

    [Fact]
    public async Task A_database_that_is_down_is_reported_without_its_password()
    {
        await using var library = await gallery.Postgres.NewLibraryAsync();
        await using var site = await TestSite.StartAsync(TestSite.OptionsFor(library, databaseUrl: ClosedPort));

        var page = await site.PageAsync("/?q=cat", 503);
        Assert.Contains("The database is down", page.QuerySelector("#results .problem h2")!.TextContent, StringComparison.Ordinal);
        Assert.Equal("cat", page.QuerySelector("#q")!.GetAttribute("value"));
        Assert.Equal("/?q=cat", page.QuerySelector(".problem a")!.GetAttribute("href"));
        Assert.Contains("The database is not available", (await site.FragmentAsync("/?q=cat", 503)).TextContent, StringComparison.Ordinal);
        Assert.Equal("5", (await site.GetAsync("/api/search?q=cat")).Headers.RetryAfter!.ToString());
        Assert.Contains("The database is not available", (await site.JsonAsync("/api/search?q=cat", 503)).GetProperty("detail").GetString(), StringComparison.Ordinal);
        Assert.Equal(503, (int)(await site.GetAsync("/api/status")).StatusCode);
        Assert.Equal(503, (int)(await site.GetAsync("/photos/1/thumb")).StatusCode);
        Assert.Equal(503, (int)(await site.GetAsync("/photos/1/file")).StatusCode);
        await site.PageAsync("/photos/1", 503);
        await AssertReadinessAsync(site, "database", "The database is not available");

        await TestSite.UntilAsync(() => site.Sync.Failure is not null);
        Assert.Contains("The database is not available", (await site.PageAsync("/")).QuerySelector(".notice")!.TextContent, StringComparison.Ordinal);
        Assert.Equal("live", (await site.JsonAsync("/health/live")).GetProperty("status").GetString());
        Assert.DoesNotContain(site.Log.All, line => line.Contains("secret-word", StringComparison.Ordinal));
    }

    [Fact]
    public async Task The_site_reconnects_after_the_database_restarts()
    {
        var data = Directory.CreateTempSubdirectory("clipsearch-web-");
        try
        {
            await using var library = await gallery.Postgres.NewLibraryAsync();
            library.Draw(1, "one.jpg");
            var server = await PrivatePostgres.StartAsync(data.FullName, NullLogger.Instance, Token);
            var address = new NpgsqlConnectionStringBuilder(server.ConnectionString);
            await using var site = await (await TestSite.StartAsync(TestSite.OptionsFor(library, databaseUrl: address.ConnectionString))).SeededAsync();
            Assert.Single((await site.PageAsync("/?q=cat")).QuerySelectorAll("#hits > [data-photo]"));
            await AssertReadyAsync(site);

            await server.DisposeAsync();
            Assert.Contains("The database is down", (await site.FragmentAsync("/?q=cat", 503)).TextContent, StringComparison.Ordinal);
            await AssertReadinessAsync(site, "database", "The database is not available");

            await using var again = await PrivatePostgres.StartAsync(data.FullName, NullLogger.Instance, Token);
            Assert.Equal(address.Host, new NpgsqlConnectionStringBuilder(again.ConnectionString).Host);
            Assert.Single((await site.PageAsync("/?q=cat")).QuerySelectorAll("#hits > [data-photo]"));
            await AssertReadyAsync(site);
        }
        finally
        {
            data.Delete(recursive: true);
        }
    }

    [Fact]
    public async Task The_import_starts_when_the_database_becomes_available()
    {
        var data = Directory.CreateTempSubdirectory("clipsearch-web-");
        try
        {
            await using var library = await gallery.Postgres.NewLibraryAsync();
            library.Draw(1, "one.jpg");
            var server = await PrivatePostgres.StartAsync(data.FullName, NullLogger.Instance, Token);
            var address = server.ConnectionString;
            await server.DisposeAsync();
            await using var site = await TestSite.StartAsync(TestSite.OptionsFor(library, databaseUrl: address));
            await TestSite.UntilAsync(() => site.Sync.Failure is not null);

            await using var again = await PrivatePostgres.StartAsync(data.FullName, NullLogger.Instance, Token);
            await site.SeededAsync();
            Assert.Null(site.Sync.Failure);
            Assert.Single((await site.PageAsync("/?q=cat")).QuerySelectorAll("#hits > [data-photo]"));
        }
        finally
        {
            data.Delete(recursive: true);
        }
    }

    [Fact]
    public async Task An_invalid_database_URL_is_reported()
    {
        await using var library = await gallery.Postgres.NewLibraryAsync();
        await using var site = await TestSite.StartAsync(TestSite.OptionsFor(library, databaseUrl: "mysql://a:secret-word@b/c"));

        var page = await site.PageAsync("/?q=cat", 503);
        Assert.Contains("The database cannot be used", page.QuerySelector("#results .problem h2")!.TextContent, StringComparison.Ordinal);
        Assert.DoesNotContain("secret-word", page.Source.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_unexpected_error_is_logged_with_details_and_shown_without()
    {
        await using var library = await gallery.Postgres.NewLibraryAsync();
        library.Draw(1, "one.jpg");
        await using var site = await (await TestSite.StartAsync(TestSite.OptionsFor(library))).SeededAsync();
        await ExecuteAsync(library.Options.DatabaseUrl!, "DROP TABLE photos CASCADE");

        var problem = (await site.FragmentAsync("/?q=cat", 500)).QuerySelector(".problem")!;
        Assert.Contains("Something went wrong", problem.TextContent, StringComparison.Ordinal);
        Assert.DoesNotContain("relation", problem.TextContent, StringComparison.OrdinalIgnoreCase);
        var trace = problem.TextContent.Split("log for ")[1].Split('.')[0];
        Assert.Contains(site.Log.All, line => line.StartsWith($"Error {trace}: GET / failed", StringComparison.Ordinal) && line.Contains("42P01", StringComparison.Ordinal));
        Assert.DoesNotContain("photos", (await site.JsonAsync("/api/search?q=cat", 500)).GetProperty("detail").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_site_serves_and_reports_a_missing_table()
    {
        await using var library = await gallery.Postgres.NewLibraryAsync();
        for (var i = 0; i < 12; i++)
            library.Draw(i, $"{i}.jpg");
        await library.SyncAsync(Token);
        Assert.True(await library.Embeddings.EnsureHnswAsync(10, Token));
        await ExecuteAsync(library.Options.DatabaseUrl!, "DROP TABLE photos CASCADE");

        await using var site = await TestSite.StartAsync(TestSite.OptionsFor(library));

        await TestSite.UntilAsync(() => site.Sync.Failure is not null);
        await TestSite.UntilAsync(() => site.Log.All.Any(line => line.Contains("names of folders outside PHOTOS_DIR could not be updated", StringComparison.Ordinal)));
        Assert.False(site.Services.GetRequiredService<IHostApplicationLifetime>().ApplicationStopping.IsCancellationRequested);
        var page = await site.PageAsync("/");
        Assert.NotNull(page.QuerySelector("form #q"));
        Assert.StartsWith("New photos are not being imported.", page.QuerySelector("#sync-failure")!.TextContent.Trim(), StringComparison.Ordinal);
        Assert.Contains("Something went wrong", (await site.PageAsync("/?q=cat", 500)).QuerySelector("#results .problem h2")!.TextContent, StringComparison.Ordinal);
        await AssertReadinessAsync(site, "photos", "server log");
    }

    [Fact]
    public async Task A_missing_folder_is_reported_and_the_site_is_ready()
    {
        await using var library = await gallery.Postgres.NewLibraryAsync();
        var missing = Path.Combine(library.Folder, "not here");
        await using var site = await (await TestSite.StartAsync(TestSite.OptionsFor(library, photosDir: missing))).SeededAsync();

        Assert.Contains($"There is no folder {missing}", (await site.PageAsync("/?q=cat")).QuerySelector("#results .problem")!.TextContent, StringComparison.Ordinal);
        Assert.Contains(site.Log.All, line => line.StartsWith("Warning", StringComparison.Ordinal) && line.Contains(missing, StringComparison.Ordinal));
        await AssertReadyAsync(site);
    }

    [Fact]
    public async Task A_running_import_is_counted_and_imported_photos_are_searchable()
    {
        await using var library = await gallery.Postgres.NewLibraryAsync();
        for (var i = 0; i < 10; i++)
            library.Draw(i, $"{i}.jpg");
        await using (await (await TestSite.StartAsync(TestSite.OptionsFor(library))).SeededAsync())
        {
        }

        for (var i = 10; i < 40; i++)
            library.Draw(i, $"{i}.jpg");
        await using var held = await LockedImages.OfAsync(library);
        await using var site = await TestSite.StartAsync(TestSite.OptionsFor(library));
        await TestSite.UntilAsync(() => site.Sync.Status.Found == 40);

        Assert.Contains("Importing 10 of 40 photos", (await site.FragmentAsync("/?q=cat")).QuerySelector("#seeding")!.TextContent, StringComparison.Ordinal);
        Assert.Contains("10 of 40 photos", (await site.PageAsync("/")).QuerySelector("#seeding")!.TextContent, StringComparison.Ordinal);
        Assert.Equal("Scanning", (await site.PageAsync("/library")).QuerySelector(".state")!.TextContent);
        Assert.Equal(10, (await site.PageAsync("/?q=cat")).QuerySelectorAll("#hits > [data-photo]").Length);
        Assert.Contains("10 of 40 photos", (await site.FragmentAsync("/library")).QuerySelector("#seeding[hx-trigger='every 2s']")!.TextContent, StringComparison.Ordinal);
        Assert.Equal("running", (await site.JsonAsync("/api/status")).GetProperty("sync").GetProperty("state").GetString());
        await AssertReadinessAsync(site, "photos", "0 of 30 new photos");

        await held.DisposeAsync();
        await site.SeededAsync();
        Assert.Null((await site.PageAsync("/?q=cat")).QuerySelector("#seeding"));
        var end = await TestSite.HtmlAsync(await site.GetAsync("/library", ("HX-Request", "true"), ("HX-Target", "seeding")));
        Assert.Contains("Photos ready to search: 40.", end.QuerySelector("#seeded")!.TextContent, StringComparison.Ordinal);
        await AssertReadyAsync(site);
    }

    [Fact]
    public async Task Stopping_ends_a_running_sync_and_the_next_start_continues()
    {
        await using var library = await gallery.Postgres.NewLibraryAsync();
        for (var i = 0; i < 12; i++)
            library.Draw(i, $"{i}.jpg");
        await using (await (await TestSite.StartAsync(TestSite.OptionsFor(library, photosDir: Directory.CreateDirectory(Path.Combine(library.Folder, "none")).FullName))).SeededAsync())
        {
        }

        await using var held = await LockedImages.OfAsync(library);
        await using (var site = await TestSite.StartAsync(TestSite.OptionsFor(library)))
        {
            await TestSite.UntilAsync(() => site.Sync.Status.Found == 12);
            await site.StopAsync();
            Assert.Contains(site.Log.All, line => line.Contains("the next start continues", StringComparison.Ordinal));
            Assert.DoesNotContain(site.Log.All, line => line.StartsWith("Error", StringComparison.Ordinal));
        }

        await held.DisposeAsync();
        await using var next = await (await TestSite.StartAsync(TestSite.OptionsFor(library))).SeededAsync();
        Assert.Equal(12, (await next.JsonAsync("/api/search?q=cat")).GetProperty("total").GetInt64());
    }

    [Fact]
    public async Task A_ready_site_lists_each_check()
    {
        var response = await gallery.Site.JsonAsync("/health/ready");

        Assert.Equal("ready", response.GetProperty("status").GetString());
        Assert.Equal(["model", "database", "photos"], response.GetProperty("checks").EnumerateArray().Select(check => check.GetProperty("name").GetString()));
        Assert.All(response.GetProperty("checks").EnumerateArray(), check => Assert.True(check.GetProperty("ok").GetBoolean()));
    }

    private static async Task AssertReadyAsync(TestSite site) =>
        Assert.Equal("ready", (await site.JsonAsync("/health/ready")).GetProperty("status").GetString());

    private static async Task AssertReadinessAsync(TestSite site, string failed, string message)
    {
        var response = await site.JsonAsync("/health/ready", 503);
        Assert.Equal("unready", response.GetProperty("status").GetString());
        var check = response.GetProperty("checks").EnumerateArray().Single(check => check.GetProperty("name").GetString() == failed);
        Assert.False(check.GetProperty("ok").GetBoolean());
        Assert.Contains(message, check.GetProperty("says").GetString(), StringComparison.Ordinal);
    }

    private static async Task ExecuteAsync(string connectionString, string sql)
    {
        await using var connection = new NpgsqlConnection(connectionString);
        await connection.OpenAsync(Token);
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync(Token);
    }
}

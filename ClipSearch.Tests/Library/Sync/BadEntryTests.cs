using System.Diagnostics;
using ClipSearch.Core.Library.Sync;
using ClipSearch.Tests.Fixtures;
using ClipSearch.Tests.Web;

namespace ClipSearch.Tests.Library.Sync;

/// <summary>An entry that cannot be imported is one failure, and the others are imported.</summary>
public sealed class BadEntryTests(PostgresFixture postgres)
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("@316516000000")]
    [InlineData("@-99999999999")]
    public async Task An_invalid_modification_time_affects_only_its_file(string time)
    {
        // Most file systems clamp it; a tmpfs does not.
        Assert.SkipUnless(Directory.Exists("/dev/shm"), "Needs a tmpfs.");
        var folder = Directory.CreateDirectory($"/dev/shm/clipsearch-test-{Guid.NewGuid():N}").FullName;
        try
        {
            await using var library = new TestLibrary(await postgres.NewDatabaseAsync(), folder);
            library.Draw(1, "good.jpg");
            var bad = library.Draw(2, "bad.jpg");
            library.Draw(3, "trip/also good.jpg");
            await library.SyncAsync(Token);
            await RunAsync("touch", "-d", time, bad);
            library.Draw(4, "new.jpg");

            var summary = await library.SyncAsync(Token);

            var failure = Assert.Single(summary.Failures);
            Assert.Equal(bad, failure.Path);
            Assert.Contains("modification time", failure.Reason, StringComparison.Ordinal);
            Assert.Equal((1, 0), (summary.Embedded, summary.Removed));
            // The file still exists, so its photo stays.
            Assert.Equal(["bad.jpg", "good.jpg", "new.jpg", "trip/also good.jpg"], (await library.FindAsync()).Order(StringComparer.Ordinal));
            Assert.Equal(bad, Assert.Single(await library.Failures.ListBelowAsync(folder, Token)).Path);
            await using var site = await (await TestSite.StartAsync(TestSite.OptionsFor(library))).SeededAsync();
            var photo = await library.Lookup.FindByPathAsync(bad, Token);
            Assert.True((await site.GetAsync($"/photos/{photo!.Id}/file")).IsSuccessStatusCode);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    [Fact]
    public async Task Photos_of_the_years_1_and_9999_are_imported_and_shown()
    {
        Assert.SkipUnless(Directory.Exists("/dev/shm"), "Needs a tmpfs.");
        var folder = Directory.CreateDirectory($"/dev/shm/clipsearch-test-{Guid.NewGuid():N}").FullName;
        try
        {
            await using var library = new TestLibrary(await postgres.NewDatabaseAsync(), folder);
            await RunAsync("touch", "-d", "0001-01-01T00:00:00Z", library.Draw(1, "first.jpg"));
            await RunAsync("touch", "-d", "9999-12-31T23:59:59.9999999Z", library.Draw(2, "last.jpg"));

            Assert.Equal((2, 0), ((await library.SyncAsync(Token)).Embedded, (await library.SyncAsync(Token)).Failures.Count));
            await using var site = await (await TestSite.StartAsync(TestSite.OptionsFor(library))).SeededAsync();

            Assert.Equal(2, (await site.PageAsync("/browse")).QuerySelectorAll(".photos > li").Length);
            foreach (var name in new[] { "first.jpg", "last.jpg" })
            {
                var id = (await library.Lookup.FindByPathAsync(Path.Combine(folder, name), Token))!.Id;
                Assert.True((await site.GetAsync($"/photos/{id}")).IsSuccessStatusCode);
                Assert.True((await site.GetAsync($"/api/photos/{id}")).IsSuccessStatusCode);
            }
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    [Fact]
    public async Task A_path_longer_than_the_database_allows_affects_only_its_file()
    {
        await using var library = await postgres.NewLibraryAsync();
        for (var i = 0; i < 12; i++)
            library.Draw(i, $"{i}.jpg");
        var random = new Random(1);
        // Random letters, which PostgreSQL cannot compress; each part is a folder.
        var parts = Enumerable.Range(0, 15).Select(_ => new string(random.GetItems("abcdefghijklmnopqrstuvwxyz0123456789".ToCharArray(), 240)));
        var path = library.Draw(99, Path.Combine([.. parts, "x.jpg"]));

        var summary = await library.SyncAsync(Token);

        Assert.Equal((13, 12), (summary.Found, summary.Embedded));
        var failure = Assert.Single(summary.Failures);
        Assert.Equal(path, failure.Path);
        Assert.Contains($"Its path has {path.Length} bytes", failure.Reason, StringComparison.Ordinal);
        Assert.Equal(12, (await library.FindAsync()).Count);
        var again = await library.SyncAsync(Token);
        Assert.Equal((0, 12, 1), (again.Embedded, again.Unchanged, again.Failures.Count));

        File.Move(path, Path.Combine(library.Folder, "moved.jpg"));
        var moved = await library.SyncAsync(Token);
        Assert.Equal((13, 0), (moved.Unchanged + moved.Embedded + moved.Recognized, moved.Failures.Count));
    }

    [Fact]
    public async Task Only_the_rejected_row_of_a_batch_fails()
    {
        await using var library = await postgres.NewLibraryAsync();
        await library.SqlAsync(
            """
            CREATE FUNCTION refuse() RETURNS trigger LANGUAGE plpgsql AS
            $$BEGIN IF new.path LIKE '%bad%' THEN RAISE EXCEPTION 'not this one' USING ERRCODE = '22000'; END IF; RETURN new; END$$;
            CREATE TRIGGER refuse BEFORE INSERT ON photos FOR EACH ROW EXECUTE FUNCTION refuse();
            """);
        for (var i = 0; i < 20; i++)
            library.Draw(i, i == 7 ? "bad.jpg" : $"{i}.jpg");
        var progress = new SyncProgress([library.Folder]);

        var summary = await library.SyncAsync(progress, Token);

        Assert.Equal((20, 19, 0), (summary.Found, summary.Embedded, summary.Removed));
        Assert.Equal("The database rejected it: not this one (22000).", Assert.Single(summary.Failures).Reason);
        Assert.Equal((20, 20), (progress.Status.ToRead, progress.Status.Done));
        Assert.Equal(19, (await library.FindAsync()).Count);
    }

    [Fact]
    public async Task A_database_that_rejects_every_row_stops_the_sync()
    {
        await using var library = await postgres.NewLibraryAsync();
        library.Draw(1, "a.jpg");
        await library.SyncAsync(Token);
        await library.SqlAsync("ALTER TABLE photos RENAME COLUMN seeded_at TO renamed");
        library.Draw(2, "b.jpg");
        library.Draw(3, "c.jpg");

        await Assert.ThrowsAsync<Npgsql.PostgresException>(() => library.SyncAsync(Token));
    }

    [Fact]
    public async Task The_site_is_unready_from_a_failed_sync_to_the_next_successful_one()
    {
        await using var library = await postgres.NewLibraryAsync();
        library.Draw(1, "a.jpg");
        await using var site = await (await TestSite.StartAsync(TestSite.OptionsFor(library))).SeededAsync();
        Assert.Equal("ready", (await site.JsonAsync("/health/ready")).GetProperty("status").GetString());

        await library.SqlAsync("ALTER TABLE photos RENAME COLUMN seeded_at TO renamed");
        library.Draw(2, "b.jpg");
        await TestSite.UntilAsync(() => site.Sync.Failure is not null);
        var unready = await site.JsonAsync("/health/ready", 503);
        Assert.Equal("photos", unready.GetProperty("checks").EnumerateArray().Single(check => !check.GetProperty("ok").GetBoolean()).GetProperty("name").GetString());

        await library.SqlAsync("ALTER TABLE photos RENAME COLUMN renamed TO seeded_at");
        site.Sync.RunNow(mayBeEmpty: false);
        await TestSite.UntilAsync(() => site.Sync.Failure is null);
        Assert.Equal("ready", (await site.JsonAsync("/health/ready")).GetProperty("status").GetString());
    }

    private static async Task RunAsync(string program, params string[] arguments)
    {
        using var process = Process.Start(program, arguments);
        await process.WaitForExitAsync(Token);
        Assert.Equal(0, process.ExitCode);
    }
}

using ClipSearch.Core.Data;
using ClipSearch.Tests.Fixtures;
using ClipSearch.Tests.Web;
using Npgsql;

namespace ClipSearch.Tests.Data;

public sealed class DatabaseTests(PostgresFixture postgres)
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Concurrent_processes_can_migrate_an_empty_database()
    {
        var url = await postgres.NewDatabaseAsync();
        var libraries = Enumerable.Range(0, 6).Select(_ => new TestLibrary(url)).ToList();

        var counts = await Task.WhenAll(libraries.Select(library => library.Nearest.CountAsync(Token)));

        Assert.All(counts, count => Assert.Equal(0, count));
        foreach (var library in libraries)
            await library.DisposeAsync();
    }

    [Fact]
    public async Task Recurring_statements_are_prepared_and_prepared_again_after_a_change_of_their_columns()
    {
        await using var library = await postgres.NewLibraryAsync();
        await library.SqlAsync("CREATE TABLE things (size integer); INSERT INTO things VALUES (1)");
        for (var i = 0; i < 8; i++)
            Assert.Equal("1", await ThingAsync());
        Assert.Equal((1L, "ClipSearch"), await library.Database.RunAsync(
            async (connection, token) => (await CountAsync(connection, token), (await connection.ScalarAsync<string>($"SELECT current_setting('application_name')", token))!), Token));

        await library.SqlAsync("ALTER TABLE things ALTER size TYPE text");

        Assert.Equal("1", await ThingAsync());

        Task<string> ThingAsync() => library.Database.RunAsync(
            async (connection, token) =>
            {
                await using var command = new NpgsqlCommand("SELECT size FROM things", connection);
                return (await command.ExecuteScalarAsync(token))!.ToString()!;
            },
            Token);

        static Task<long> CountAsync(NpgsqlConnection connection, CancellationToken token) =>
            connection.ScalarAsync<long>($"SELECT count(*) FROM pg_prepared_statements WHERE statement = 'SELECT size FROM things'", token);
    }

    [Theory]
    [InlineData("", 16, 5, 32)]
    [InlineData(";Maximum Pool Size=3;Timeout=9;Max Auto Prepare=0", 3, 9, 0)]
    public async Task Settings_of_the_connection_have_defaults(string own, int poolSize, int timeout, int prepared)
    {
        var url = new NpgsqlConnectionStringBuilder(await postgres.NewDatabaseAsync());
        url.Remove("Maximum Pool Size");
        await using var library = new TestLibrary(url.ConnectionString + own);

        var used = await library.Database.RunAsync((connection, _) => Task.FromResult(new NpgsqlConnectionStringBuilder(connection.ConnectionString)), Token);

        Assert.Equal((poolSize, timeout, prepared), (used.MaxPoolSize, used.Timeout, used.MaxAutoPrepare));
    }

    [Theory]
    [InlineData("", "2")]
    [InlineData(";Options=-c random_page_cost=3 -c work_mem=5MB", "3")]
    [InlineData(";Options=-c work_mem=5MB", "2")]
    public async Task Reading_a_page_at_random_counts_as_cheap_unless_set_otherwise(string own, string expected)
    {
        await using var library = new TestLibrary(await postgres.NewDatabaseAsync() + own);

        Assert.Equal(expected, await library.Database.ScalarAsync<string>($"SHOW random_page_cost", Token));
        Assert.Equal(own.Length == 0 ? "4MB" : "5MB", await library.Database.ScalarAsync<string>($"SHOW work_mem", Token));
    }

    [Fact]
    public async Task A_database_of_a_newer_version_is_refused_and_not_changed()
    {
        await using var library = await postgres.NewLibraryAsync();
        await library.SqlAsync("INSERT INTO migrations (number, name) VALUES (9999, 'from the future')");
        var migrations = await library.SqlAsync("SELECT count(*) FROM migrations");
        await using var older = library.Other();

        var error = await Assert.ThrowsAsync<DatabaseUnusableException>(() => older.Nearest.CountAsync(Token));

        Assert.Contains("9999", error.Message, StringComparison.Ordinal);
        Assert.Equal(migrations, await library.SqlAsync("SELECT count(*) FROM migrations"));
    }

    [Fact]
    public async Task An_unreachable_server_is_reported_in_one_line_without_the_password()
    {
        await using var library = new TestLibrary("postgres://me:s3cret@127.0.0.1:1/photos");

        var error = await Assert.ThrowsAsync<DatabaseUnavailableException>(() => library.Nearest.CountAsync(Token));

        Assert.Contains("127.0.0.1:1", error.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("s3cret", error.ToString() + library.Database.Description, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', error.Message);
    }

    [Fact]
    public async Task A_statement_is_cancelled_after_its_time_limit()
    {
        await using var library = await postgres.NewLibraryAsync();
        Assert.Equal(0, await library.Nearest.CountAsync(Token));
        const string Slow = "SELECT count(*) FROM pg_sleep(3600)";

        var error = await Assert.ThrowsAsync<DatabaseUnavailableException>(() => RunWithinAsync(library, TimeSpan.FromMilliseconds(200), async (connection, token) =>
        {
            await using var command = new NpgsqlCommand(Slow, connection) { CommandTimeout = 0 };
            return await command.ExecuteScalarAsync(token);
        }));

        Assert.Contains("no response within", error.Message, StringComparison.Ordinal);
        await TestSite.UntilAsync(async () => Equals(0L, await library.SqlAsync($"SELECT count(*) FROM pg_stat_activity WHERE query = '{Slow}' AND state = 'active'")));
    }

    [Fact]
    public async Task Many_statements_that_an_unresponsive_server_cannot_cancel_fail_and_later_ones_succeed()
    {
        await using var library = await postgres.NewLibraryAsync();
        await using var network = DatabaseRelay.To(library.Options.DatabaseUrl!);
        await using var site = new TestLibrary(network.ConnectionString, library.Folder);
        Assert.Equal(0, await site.Nearest.CountAsync(Token));
        network.Stall();

        await Task.WhenAll(Enumerable.Range(0, 30).Select(_ => Assert.ThrowsAsync<DatabaseUnavailableException>(() =>
            RunWithinAsync(site, TimeSpan.FromMilliseconds(200), (connection, token) => new NpgsqlCommand("SELECT 1", connection).ExecuteScalarAsync(token)))));

        network.Resume();
        await TestSite.UntilAsync(async () => await site.Nearest.CountAsync(Token) == 0);
    }

    [Fact]
    public async Task An_invalid_URL_is_reported_without_the_password()
    {
        await using var library = new TestLibrary("postgres://me:s3cret@host:notaport/photos");

        var error = await Assert.ThrowsAsync<DatabaseUnusableException>(() => library.Nearest.CountAsync(Token));

        Assert.Contains("DATABASE_URL", error.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("s3cret", error.ToString(), StringComparison.Ordinal);
    }

    private static async Task<T> RunWithinAsync<T>(TestLibrary library, TimeSpan limit, Func<NpgsqlConnection, CancellationToken, Task<T>> work)
    {
        Database.LimitWaiting(limit);
        return await library.Database.RunAsync(work, Token);
    }
}

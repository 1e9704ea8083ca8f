using System.Net;
using System.Runtime.Versioning;
using ClipSearch.Core.Data;
using ClipSearch.Tests.Fixtures;
using ClipSearch.Tests.Web;
using Npgsql;

namespace ClipSearch.Tests.Postgres;

/// <summary>A library behind PgBouncer in transaction mode, where each transaction may use another server connection.</summary>
[UnsupportedOSPlatform("windows")]
public sealed class PoolerTests(PgBouncer pooler) : IClassFixture<PgBouncer>
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_library_can_be_created_imported_searched_and_changed()
    {
        var (pooled, direct) = await pooler.NewDatabaseAsync();
        await using var library = new TestLibrary(pooled);
        library.Draw(1, "a.jpg");
        library.Draw(2, "b.jpg");
        Assert.Equal(2, (await library.SyncAsync(Token)).Embedded);
        library.Draw(3, "c.jpg");
        await using var second = library.Other();
        Assert.Equal(1, (await second.SyncAsync(Token)).Embedded);
        Assert.Equal(["a.jpg", "b.jpg", "c.jpg"], (await library.FindAsync()).Order(StringComparer.Ordinal));

        await using (var site = await (await TestSite.StartAsync(TestSite.OptionsFor(library))).SeededAsync())
        {
            Assert.Equal(HttpStatusCode.OK, (await site.GetAsync("/?q=cat")).StatusCode);
            using var form = new MultipartFormDataContent { { new ByteArrayContent(TestImages.Draw(4)), "files", "d.jpg" } };
            Assert.Equal(HttpStatusCode.Created, (await site.Client.PostAsync("/api/photos", form, Token)).StatusCode);
            var photo = (await library.Lookup.FindByPathAsync(Path.Combine(library.Folder, "a.jpg"), Token))!;
            var deleted = await site.Client.DeleteAsync($"/api/photos/{photo.Id}", Token);
            Assert.Equal(HttpStatusCode.OK, deleted.StatusCode);
            Assert.Equal(3, (await library.FindAsync()).Count);
            var trashed = (await library.Trash.ListAsync(Token)).Single();
            Assert.Equal(HttpStatusCode.OK, (await site.Client.PostAsync($"/api/trash/{trashed.Id}/restore", null, Token)).StatusCode);
            Assert.Equal(4, (await library.FindAsync()).Count);
            Assert.DoesNotContain(site.Log.All, line => line.StartsWith("Error", StringComparison.Ordinal));
        }

        Assert.Equal(0L, await Sql.ScalarAsync(direct, "SELECT count(*) FROM pg_locks WHERE locktype = 'advisory'"));
        Assert.Equal(0L, await Sql.ScalarAsync(direct, "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND state <> 'idle' AND pid <> pg_backend_pid()"));
        Assert.All(await OnEachServerConnectionAsync(pooled, "SELECT count(*)::text FROM pg_prepared_statements"), count => Assert.Equal("0", count));
    }

    [Fact]
    public async Task Concurrent_searches_and_syncs_of_several_processes_share_few_connections()
    {
        var (pooled, _) = await pooler.NewDatabaseAsync();
        await using var library = new TestLibrary(pooled);
        for (var i = 1; i <= 20; i++)
            library.Draw(i, $"{i}.jpg");
        await using var other = library.Other();

        var syncs = await Task.WhenAll(library.SyncAsync(Token), other.SyncAsync(Token));
        var found = await Task.WhenAll(Enumerable.Range(0, 60).Select(i => (i % 2 == 0 ? library : other).FindAsync($"a cat {i}")));

        Assert.Equal(20, syncs.Sum(sync => sync.Embedded));
        Assert.All(found, hits => Assert.Equal(20, hits.Count));
    }

    [Fact]
    public async Task Building_the_index_changes_no_setting_of_other_clients()
    {
        var (pooled, direct) = await pooler.NewDatabaseAsync();
        await using var library = new TestLibrary(pooled);
        for (var i = 1; i <= 12; i++)
            library.Draw(i, $"{i}.jpg");
        await library.SyncAsync(Token);
        var before = await Sql.ScalarAsync(direct, "SHOW maintenance_work_mem");
        Assert.Equal(PgBouncer.ServerConnections, (await OnEachServerConnectionAsync(pooled, "SELECT pg_backend_pid()::text")).Distinct().Count());

        Assert.True(await library.Embeddings.EnsureHnswAsync(10, Token));

        Assert.Equal(true, await Sql.ScalarAsync(direct, "SELECT indisvalid FROM pg_index WHERE indexrelid = 'embeddings_1_hnsw'::regclass"));
        Assert.All(await OnEachServerConnectionAsync(pooled, "SHOW maintenance_work_mem"), setting => Assert.Equal(before, setting));
        Assert.All(await OnEachServerConnectionAsync(pooled, "SELECT coalesce(nullif(current_setting('hnsw.ef_search', true), ''), '40')"), setting => Assert.Equal("40", setting));
        Assert.Equal(12, (await library.FindAsync()).Count);
    }

    /// <summary>A pooler does not deliver change notifications.</summary>
    [Fact]
    public async Task A_change_by_another_process_is_found_without_a_listener()
    {
        var (pooled, direct) = await pooler.NewDatabaseAsync();
        await using var library = new TestLibrary(pooled);
        await using var other = library.Other();
        for (var i = 1; i <= 12; i++)
            library.Draw(i, $"{i}.jpg");
        await library.SyncAsync(Token);
        Assert.True(await library.Embeddings.EnsureHnswAsync(10, Token));
        await library.Changes.StartAsync(Token);
        await TestSite.UntilAsync(() => library.Changes.ExecuteTask!.IsCompleted);
        library.Counts.MatchAge = TimeSpan.FromMilliseconds(50);
        Assert.Equal(12, await TotalAsync());

        library.Draw(13, "13.jpg");
        await other.SyncAsync(Token);

        await TestSite.UntilAsync(async () => await TotalAsync() == 13);
        Assert.Null(library.Changes.Version);
        Assert.Equal(0L, await Sql.ScalarAsync(direct, "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND query LIKE 'LISTEN%'"));

        async Task<long> TotalAsync() => (await library.Search.SearchAsync(new("a cat"), Token)).Total;
    }

    [Fact]
    public async Task Connections_closed_by_the_server_are_replaced()
    {
        var (pooled, direct) = await pooler.NewDatabaseAsync();
        await using var library = new TestLibrary(pooled);
        library.Draw(1, "a.jpg");
        await library.SyncAsync(Token);

        for (var round = 0; round < 5; round++)
        {
            await EndConnectionsAsync(direct);
            await UntilSucceededAsync(async () => Assert.Equal(["a.jpg"], await library.FindAsync()));
        }
    }

    [Fact]
    public async Task A_parameter_that_the_pooler_rejects_is_reported()
    {
        var (pooled, _) = await pooler.NewDatabaseAsync();
        await using var library = new TestLibrary(new NpgsqlConnectionStringBuilder(pooled) { SearchPath = "public" }.ConnectionString);

        var error = await Assert.ThrowsAsync<DatabaseUnavailableException>(() => library.Nearest.CountAsync(Token));

        Assert.Contains("unsupported startup parameter: search_path", error.Message, StringComparison.Ordinal);
        Assert.Contains("correct DATABASE_URL", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_pgvector_outside_the_search_path_is_reported_with_a_working_remedy()
    {
        var (pooled, direct) = await pooler.NewDatabaseAsync();
        await Sql.ScalarAsync(direct, "CREATE SCHEMA extensions; CREATE EXTENSION vector SCHEMA extensions");
        await using var library = new TestLibrary(pooled);

        var error = await Assert.ThrowsAsync<DatabaseUnusableException>(() => library.Nearest.CountAsync(Token));

        const string Remedy = "ALTER ROLE clipsearch IN DATABASE ";
        Assert.Contains(Remedy, error.Message, StringComparison.Ordinal);
        Assert.All(await OnEachServerConnectionAsync(pooled, "SHOW search_path"), path => Assert.Equal("\"$user\", public", path));

        // Apply the remedy of the message.
        var statement = error.Message[error.Message.IndexOf(Remedy, StringComparison.Ordinal)..].TrimEnd('.');
        await Sql.ScalarAsync(direct, statement[..statement.IndexOf(", then", StringComparison.Ordinal)]);
        await EndConnectionsAsync(direct);
        await UntilSucceededAsync(async () => Assert.Equal(0, await library.Nearest.CountAsync(Token)));
    }

    private static async Task EndConnectionsAsync(string direct) => await Sql.ScalarAsync(
        direct, "SELECT count(pg_terminate_backend(pid)) FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()");

    /// <summary>Retries until the pooler has detected its closed connections.</summary>
    private static Task UntilSucceededAsync(Func<Task> attempt) => TestSite.UntilAsync(async () =>
    {
        try
        {
            await attempt();
            return true;
        }
        catch (DatabaseUnavailableException)
        {
            return false;
        }
    });

    /// <summary>Runs a query on each server connection, with as many open transactions as there are connections.</summary>
    private static async Task<List<string>> OnEachServerConnectionAsync(string pooled, string sql)
    {
        var connectionString = new NpgsqlConnectionStringBuilder(pooled) { Pooling = false, NoResetOnClose = true }.ConnectionString;
        await using var source = NpgsqlDataSource.Create(connectionString);
        var (open, values) = (new Stack<IAsyncDisposable>(), new List<string>());
        try
        {
            for (var i = 0; i < PgBouncer.ServerConnections; i++)
            {
                var connection = await source.OpenConnectionAsync(Token);
                open.Push(connection);
                // Disposed before its connection, because the pooler closes the server connection of a client that leaves within a
                // transaction.
                open.Push(await connection.BeginTransactionAsync(Token));
                await using var command = new NpgsqlCommand(sql, connection);
                values.Add((string)(await command.ExecuteScalarAsync(Token))!);
            }
        }
        finally
        {
            while (open.TryPop(out var part))
                await part.DisposeAsync();
        }

        return values;
    }
}

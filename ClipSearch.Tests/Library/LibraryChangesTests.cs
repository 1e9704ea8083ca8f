using ClipSearch.Tests.Data;
using ClipSearch.Tests.Fixtures;
using ClipSearch.Tests.Web;
using Npgsql;

namespace ClipSearch.Tests.Library;

public sealed class LibraryChangesTests(PostgresFixture postgres)
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("INSERT INTO photos (path, image_id, bytes, modified_ticks, taken_at) SELECT '/copy.jpg', id, 1, 1, now() FROM images LIMIT 1")]
    [InlineData("DELETE FROM photos")]
    [InlineData("UPDATE images SET camera = 'Canon'")]
    [InlineData("INSERT INTO stacks SELECT id, id FROM images")]
    [InlineData("DELETE FROM embeddings_1")]
    public async Task A_change_by_another_process_increases_the_version(string sql)
    {
        await using var library = await postgres.NewLibraryAsync();
        await using var other = library.Other();
        library.Draw(1, "a.jpg");
        await library.SyncAsync(Token);
        var version = await library.ListenAsync();

        await other.SqlAsync("SELECT count(*) FROM photos");
        await other.SqlAsync(sql);

        await TestSite.UntilAsync(() => library.Changes.Version > version);
        Assert.Equal(version + 1, library.Changes.Version);
        await library.Changes.StopAsync(Token);
        Assert.Null(library.Changes.Version);
    }

    [Fact]
    public async Task After_a_lost_connection_there_is_no_version_until_it_listens_again()
    {
        await using var library = await postgres.NewLibraryAsync();
        library.Changes.RetryDelay = TimeSpan.FromSeconds(1);
        Assert.Null(library.Changes.Version);
        var version = await library.ListenAsync();

        await library.SqlAsync("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE query LIKE 'LISTEN%' AND datname = current_database()");

        await TestSite.UntilAsync(() => library.Changes.Version is null);
        await TestSite.UntilAsync(() => library.Changes.Version > version);
        await library.Changes.StopAsync(Token);
    }

    [Fact]
    public async Task A_sync_without_changes_keeps_the_version()
    {
        await using var library = await postgres.NewLibraryAsync();
        await using var other = library.Other();
        library.Draw(1, "a.jpg");
        await library.SyncAsync(Token);
        library.Changes.CheckInterval = TimeSpan.FromMilliseconds(50);
        var version = await library.ListenAsync();

        await other.SyncAsync(Token);
        await UntilCheckedAsync(library);
        await UntilCheckedAsync(library);
        Assert.Equal(version, library.Changes.Version);

        library.Draw(2, "c.jpg");
        await other.SyncAsync(Token);
        await TestSite.UntilAsync(() => library.Changes.Version > version);
        await library.Changes.StopAsync(Token);
    }

    [Fact]
    public async Task An_older_database_gets_the_change_triggers_and_is_vacuumed()
    {
        var url = await OldDatabase.CreateAsync(postgres, 11);
        await using (var connection = new NpgsqlConnection(url))
        {
            await connection.OpenAsync(Token);
            await OldDatabase.RunAsync(
                connection,
                """
                INSERT INTO models (name, fingerprint, dimensions) VALUES ('old', 'old', 3);
                CREATE TABLE embeddings_1 (picture_id bigint PRIMARY KEY REFERENCES pictures ON DELETE CASCADE, embedding vector(3) NOT NULL);
                INSERT INTO pictures (content_hash, width, height) SELECT sha256('a'), 3, 2;
                INSERT INTO photos (path, picture_id, bytes, modified_ticks, taken_at) SELECT '/a.jpg', id, 1, 1, now() FROM pictures;
                """);
        }

        await using var library = new TestLibrary(url);
        Assert.Equal(0, await library.Nearest.CountAsync(Token));

        Assert.Equal(
            ["embeddings_1", "embeddings_2", "images", "photos", "stacks"],
            (string[])(await library.SqlAsync("SELECT array_agg(tgrelid::regclass::text ORDER BY tgrelid::regclass::text COLLATE \"C\") FROM pg_trigger WHERE tgname = 'notify_library_change'"))!);
        Assert.Equal(
            ["images 1 of 1, 1", "photos 1 of 1, 1"],
            (string[])(await library.SqlAsync(
                """
                SELECT array_agg(format('%s %s of %s, %s', relname, relallvisible, relpages, reltuples) ORDER BY relname)
                FROM pg_class WHERE relname IN ('photos', 'images')
                """))!);
    }

    /// <summary>
    /// Waits until the listening connection starts its next check. The server sends pending notifications with the response to a check, and
    /// the client starts a check only after it has read the response to the previous one: after two checks, all notifications of earlier
    /// commits have been counted.
    /// </summary>
    private static async Task UntilCheckedAsync(TestLibrary library)
    {
        var now = await library.SqlAsync("SELECT clock_timestamp()::text");
        await TestSite.UntilAsync(async () => await library.SqlAsync(
            $"""
            SELECT count(*) FROM pg_stat_activity
            WHERE datname = current_database() AND query = 'SELECT pg_listening_channels()' AND query_start > timestamptz '{now}'
            """) is > 0L);
    }
}

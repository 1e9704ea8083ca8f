using ClipSearch.Core.Data;
using ClipSearch.Core.Library;
using ClipSearch.Core.Library.Facets;
using ClipSearch.Core.Search;
using ClipSearch.Tests.Fixtures;
using ClipSearch.Tests.Search;
using Npgsql;

namespace ClipSearch.Tests.Library;

public sealed class IndexBuildTests(PostgresFixture postgres)
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task An_index_is_built_with_settings_that_are_put_back(bool isPrivate)
    {
        await using var library = await postgres.NewLibraryAsync();
        await NearestPhotosTests.FillAsync(library, 50);

        await library.Database.RunAsync(
            async (connection, token) =>
            {
                var table = await library.Embeddings.TableAsync(connection, token);
                var before = await SettingsAsync(connection);
                List<string> during = [];
                // The server notes the progress of a build: here, the settings that it runs with.
                await connection.ExecuteAsync($"CREATE FUNCTION note() RETURNS event_trigger LANGUAGE plpgsql AS 'BEGIN RAISE NOTICE ''%'', current_setting(''maintenance_work_mem''); END'", token);
                await connection.ExecuteAsync($"CREATE EVENT TRIGGER note ON ddl_command_start WHEN TAG IN ('CREATE INDEX') EXECUTE FUNCTION note()", token);
                connection.Notice += (_, e) => during.Add(e.Notice.MessageText);

                await new IndexBuild(connection, table).RunAsync(250_000, isPrivate, token);

                Assert.Equal(["265MB"], during.Where(text => text.EndsWith("MB", StringComparison.Ordinal)));
                Assert.Equal(before, await SettingsAsync(connection));
                Assert.True(await connection.ScalarAsync<bool>($"SELECT {table.HasHnsw}", token));
                await connection.ExecuteAsync($"DROP EVENT TRIGGER note", token);
                return true;
            },
            Token);
    }

    [Theory]
    [InlineData(1_000_000, 8192, 2086)]
    [InlineData(1_000_000, 512, 512)]
    [InlineData(0, 8192, 0)]
    public void The_memory_of_a_build_holds_the_graph_within_a_limit(long rows, long limit, long megabytes) =>
        Assert.Equal(Math.Max(megabytes, IndexBuild.Megabytes(0, 512, limit)), IndexBuild.Megabytes(rows, 512, limit));

    [Fact]
    public async Task Index_builds_and_searches_leave_no_settings_on_their_connection()
    {
        await using var library = await postgres.NewLibraryAsync();
        await NearestPhotosTests.FillAsync(library, 50);
        Assert.True(await library.Embeddings.EnsureHnswAsync(10, Token));
        library.Counts.MaxExactMatches = -1;
        var query = NearestPhotosTests.RandomEmbedding(new Random(1));
        foreach (var filter in new[] { PhotoFilter.None, PhotoFilter.None.With(StandardFacets.Type, "jpeg") })
            Assert.Equal(24, (await library.Nearest.SearchAsync(new NearestQuery(query) { Filter = filter }, Token)).Hits.Count);

        Assert.Equal("", await library.Database.ScalarAsync<string>($"SELECT coalesce(string_agg(name, ', '), '') FROM pg_settings WHERE source = 'session'", Token));
    }

    [Theory]
    [InlineData(1_000, 100)]
    [InlineData(10_000, 200)]
    [InlineData(100_000, 449)]
    [InlineData(1_000_000, 1000)]
    [InlineData(10_000_000, 1000)]
    public void The_index_of_a_larger_library_is_searched_more_broadly(long photos, int breadth) => Assert.Equal(breadth, NearestPhotos.HnswBreadth(photos));

    private static async Task<string?> SettingsAsync(NpgsqlConnection connection) => await connection.ScalarAsync<string>(
        $"SELECT current_setting('maintenance_work_mem') || ' ' || current_setting('max_parallel_maintenance_workers')", Token);
}

using ClipSearch.Core.Embeddings;
using ClipSearch.Core.Models;
using ClipSearch.Core.Search;
using ClipSearch.Tests.Fixtures;
using ClipSearch.Tests.Web;
using Microsoft.Extensions.Logging.Abstractions;

namespace ClipSearch.Tests.Search;

public sealed class WarmUpTests(PostgresFixture postgres)
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task It_ends_without_an_error_where_neither_model_nor_database_can_be_used()
    {
        await using var library = new TestLibrary("postgres://127.0.0.1:1/photos");
        await using var encoder = new QueryEncoder(library.ActiveModel, () => throw new ModelException("broken"), NullLogger<QueryEncoder>.Instance);
        await using var warmUp = new WarmUp(library.Nearest, encoder);

        await warmUp.Ended.WaitAsync(TimeSpan.FromSeconds(30), Token);
    }

    [Fact]
    public async Task The_rest_waits_for_a_model_that_loads_and_not_for_one_that_never_does()
    {
        await using var library = await postgres.NewLibraryAsync();
        using var gate = new ManualResetEventSlim();
        await using var encoder = TestSite.LoadingUntil(gate, library.ActiveModel);
        try
        {
            await using var warmUp = new WarmUp(library.Nearest, encoder);
            await library.SqlAsync("SELECT 1");
            Assert.False(warmUp.Ended.IsCompleted);

            await warmUp.Ended.WaitAsync(TimeSpan.FromSeconds(30), Token);
            Assert.False(encoder.Loaded.IsCompleted);
        }
        finally
        {
            gate.Set();
        }
    }

    [Fact]
    public async Task Whoever_stops_the_site_waits_for_nothing()
    {
        await using var library = await postgres.NewLibraryAsync();
        using var gate = new ManualResetEventSlim();
        await using var encoder = TestSite.LoadingUntil(gate, library.ActiveModel);
        try
        {
            var warmUp = new WarmUp(library.Nearest, encoder);
            await warmUp.DisposeAsync();
            Assert.True(warmUp.Ended.IsCompletedSuccessfully);
        }
        finally
        {
            gate.Set();
        }
    }
}

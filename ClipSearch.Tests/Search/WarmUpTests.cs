using System.Diagnostics;
using ClipSearch.Core.Embeddings;
using ClipSearch.Core.Embeddings.Forms;
using ClipSearch.Core.Library;
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
    public async Task A_search_has_run_when_it_ends()
    {
        await using var other = await postgres.NewLibraryAsync();
        for (var i = 1; i <= 12; i++)
            other.Draw(i, $"{i}.jpg");
        await other.SyncAsync(Token);
        Assert.True(await other.Embeddings.EnsureHnswAsync(10, Token));
        // Another process, which has counted no photos yet. A search counts them, and keeps the count.
        await using var library = other.Other();
        library.Counts.MatchAge = TimeSpan.FromHours(1);
        await using var encoder = new QueryEncoder(library.ActiveModel, new EncoderForms(library.ActiveModel, library.Options), NullLogger<QueryEncoder>.Instance);

        await using (var warmUp = new WarmUp(library.Nearest, encoder))
            await warmUp.Ended.WaitAsync(TimeSpan.FromSeconds(30), Token);

        await other.SqlAsync($"DELETE FROM photos WHERE path = '{Path.Combine(other.Folder, "3.jpg")}'");
        var (query, _) = await encoder.EncodeAsync("a cat", TimeSpan.FromSeconds(30), Token);
        Assert.Equal(12, (await library.Nearest.SearchAsync(new NearestQuery(query) { Limit = 5 }, Token)).Total);
    }

    [Fact]
    public async Task It_ends_without_an_error_when_neither_model_nor_database_is_usable()
    {
        await using var library = new TestLibrary("postgres://127.0.0.1:1/photos");
        await using var encoder = new QueryEncoder(library.ActiveModel, () => throw new ModelException("broken"), NullLogger<QueryEncoder>.Instance);
        await using var warmUp = new WarmUp(library.Nearest, encoder);

        await warmUp.Ended.WaitAsync(TimeSpan.FromSeconds(30), Token);
    }

    [Fact]
    public async Task It_waits_for_a_loading_model_until_its_timeout()
    {
        await using var library = await postgres.NewLibraryAsync();
        using var gate = new ManualResetEventSlim();
        await using var encoder = TestSite.LoadingUntil(gate, library.ActiveModel);
        try
        {
            var clock = Stopwatch.StartNew();
            await using var warmUp = new WarmUp(library.Nearest, encoder);

            await warmUp.Ended.WaitAsync(TimeSpan.FromSeconds(30), Token);

            // Without photos, searching takes milliseconds: this time is the wait for the model.
            Assert.InRange(clock.Elapsed, TimeSpan.FromSeconds(1.5), TimeSpan.FromSeconds(30));
            Assert.False(encoder.Loaded.IsCompleted);
        }
        finally
        {
            gate.Set();
        }
    }

    [Fact]
    public async Task Disposal_ends_it_while_the_model_loads()
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

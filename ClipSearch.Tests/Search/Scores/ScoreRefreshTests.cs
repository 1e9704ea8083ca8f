using System.Collections.Concurrent;
using ClipSearch.Core.Embeddings;
using ClipSearch.Core.Library.Sync;
using ClipSearch.Core.Models;
using ClipSearch.Core.Paths;
using ClipSearch.Core.Search;
using ClipSearch.Core.Search.Scores;
using ClipSearch.Tests.Fixtures;
using ClipSearch.Tests.Web;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;

namespace ClipSearch.Tests.Search.Scores;

/// <summary>The library is measured at startup, after each sync, and every minute during a long sync.</summary>
public sealed class ScoreRefreshTests : IAsyncLifetime
{
    /// <summary>Not the name of the tiny model, which is never measured because its weights are random.</summary>
    private const string Model = "test-org/measured";

    private readonly string _models = Directory.CreateTempSubdirectory("clipsearch-models").FullName;
    private readonly RecordingTime _time = new();
    private readonly LogLines _log = new();
    private readonly PostgresFixture _postgres;
    private readonly ILoggerFactory _loggers;
    private TestLibrary _library = null!;
    private QueryEncoder _encoder = null!;
    private WarmUp _warmUp = null!;
    private LibraryScores _scores = null!;
    private LibrarySync _sync = null!;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public ScoreRefreshTests(PostgresFixture postgres)
    {
        _postgres = postgres;
        _loggers = LoggerFactory.Create(logging => logging.AddProvider(_log));
    }

    public async ValueTask InitializeAsync()
    {
        TestFiles.CopyTinyModel(_models, Model);
        _library = new TestLibrary(await _postgres.NewDatabaseAsync(), modelsDir: _models, clipModel: Model);
        for (var i = 1; i <= LibrarySample.MinPhotos; i++)
            _library.Draw(i, $"{i}.jpg");
        Use(() => TextEncoder.Load(_library.Model));
    }

    public async ValueTask DisposeAsync()
    {
        _sync.Dispose();
        await _warmUp.DisposeAsync();
        await _encoder.DisposeAsync();
        await _library.DisposeAsync();
        _loggers.Dispose();
        Directory.Delete(_models, recursive: true);
    }

    [Fact]
    public async Task The_library_is_measured_at_startup_and_every_minute_during_the_first_sync()
    {
        await _library.SyncAsync(Token);
        using var upkeep = await StartAsync();
        await TestSite.UntilAsync(() => _time.DueTimes.Count == 1);
        var first = _scores.Scale;
        Assert.NotNull(first);

        _time.Advance(TimeSpan.FromMinutes(1));
        await TestSite.UntilAsync(() => _time.DueTimes.Count == 2);

        Assert.NotSame(first, _scores.Scale);
        Assert.Equal([TimeSpan.FromMinutes(1), TimeSpan.FromMinutes(1)], _time.DueTimes);
        await upkeep.StopAsync(Token);
    }

    [Fact]
    public async Task After_the_first_sync_the_library_is_measured_after_each_sync_only()
    {
        await _sync.StartAsync(Token);
        await TestSite.UntilAsync(() => _sync.IsDone);
        using var upkeep = await StartAsync();
        await TestSite.UntilAsync(() => _scores.Scale is not null);
        var first = _scores.Scale;

        _library.Draw(LibrarySample.MinPhotos + 1, "new.jpg");
        _sync.RunNow(mayBeEmpty: false);

        await TestSite.UntilAsync(() => !ReferenceEquals(first, _scores.Scale));
        Assert.Empty(_time.DueTimes);
        await upkeep.StopAsync(Token);
        await _sync.StopAsync(Token);
    }

    [Fact]
    public async Task A_measurement_that_fails_is_logged_and_retried_a_minute_later()
    {
        await _library.SyncAsync(Token);
        await _library.SqlAsync("ALTER TABLE phrases RENAME TO renamed");
        using var upkeep = await StartAsync();
        await TestSite.UntilAsync(() => _time.DueTimes.Count == 1);
        Assert.Null(_scores.Scale);
        Assert.Single(_log.All, line => line.StartsWith("Error The relevance threshold could not be measured", StringComparison.Ordinal));

        await _library.SqlAsync("ALTER TABLE renamed RENAME TO phrases");
        _time.Advance(TimeSpan.FromMinutes(1));

        await TestSite.UntilAsync(() => _scores.Scale is not null);
        await upkeep.StopAsync(Token);
    }

    [Fact]
    public async Task A_full_disk_of_the_database_is_retried_without_an_error_in_the_log()
    {
        await _library.SyncAsync(Token);
        await _library.SqlAsync(
            """
            CREATE FUNCTION fail() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE EXCEPTION 'could not extend file' USING ERRCODE = '53100'; END $$;
            CREATE TRIGGER fail BEFORE INSERT ON phrases FOR EACH ROW EXECUTE FUNCTION fail();
            """);
        using var upkeep = await StartAsync();
        await TestSite.UntilAsync(() => _time.DueTimes.Count == 1);
        Assert.Null(_scores.Scale);

        await _library.SqlAsync("DROP FUNCTION fail CASCADE");
        _time.Advance(TimeSpan.FromMinutes(1));

        await TestSite.UntilAsync(() => _scores.Scale is not null);
        Assert.DoesNotContain(_log.All, line => line.StartsWith("Error", StringComparison.Ordinal));
        await upkeep.StopAsync(Token);
    }

    [Fact]
    public async Task A_model_that_cannot_be_loaded_ends_the_measuring()
    {
        await _library.SyncAsync(Token);
        await _warmUp.DisposeAsync();
        await _encoder.DisposeAsync();
        _sync.Dispose();
        Use(() => throw new ModelException("broken"));

        using var upkeep = await StartAsync();

        await upkeep.ExecuteTask!.WaitAsync(TimeSpan.FromSeconds(60), Token);
        Assert.Null(_scores.Scale);
        Assert.Empty(_time.DueTimes);
        Assert.DoesNotContain(_log.All, line => line.StartsWith("Error", StringComparison.Ordinal));
    }

    private void Use(Func<TextEncoder> load)
    {
        _encoder = new QueryEncoder(_library.ActiveModel, load, NullLogger<QueryEncoder>.Instance);
        _warmUp = new WarmUp(_library.Nearest, _encoder);
        _scores = new LibraryScores(_library.ActiveModel, _encoder, _library.Embeddings, new PhraseRecords(_library.Database, _library.ActiveModel));
        _sync = new LibrarySync(_library.Options, new LibraryFolders([_library.Folder]), _library.Sync, _library.FirstScanGate, NullLogger<LibrarySync>.Instance);
    }

    private async Task<ScoreRefresh> StartAsync()
    {
        var upkeep = new ScoreRefresh(_scores, _warmUp, _encoder, _sync, _time, _loggers.CreateLogger<ScoreRefresh>());
        await upkeep.StartAsync(Token);
        return upkeep;
    }

    /// <summary>A fake clock that records for how long each of its timers was started.</summary>
    private sealed class RecordingTime : FakeTimeProvider
    {
        public ConcurrentQueue<TimeSpan> DueTimes { get; } = [];

        public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
        {
            var timer = base.CreateTimer(callback, state, dueTime, period);
            DueTimes.Enqueue(dueTime);
            return timer;
        }
    }
}

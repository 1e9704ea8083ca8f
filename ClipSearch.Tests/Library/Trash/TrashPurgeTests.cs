using ClipSearch.Core.Library;
using ClipSearch.Core.Library.Trash;
using ClipSearch.Core.Settings;
using ClipSearch.Tests.Fixtures;
using ClipSearch.Tests.Web;
using Microsoft.Extensions.Logging.Abstractions;

namespace ClipSearch.Tests.Library.Trash;

/// <summary>Photos that have been in the trash for TRASH_DAYS are deleted.</summary>
public sealed class TrashPurgeTests(PostgresFixture postgres) : IAsyncLifetime
{
    private TestLibrary _library = null!;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _library = await postgres.NewLibraryAsync();
        for (var i = 1; i <= 3; i++)
            _library.Draw(i, $"{i}.jpg");
        await _library.SyncAsync(Token);
    }

    public ValueTask DisposeAsync() => _library.DisposeAsync();

    [Fact]
    public async Task Expired_photos_are_deleted_at_startup_and_daily()
    {
        var time = new Days();
        await DeleteAsync("1.jpg", daysAgo: 31);
        await DeleteAsync("2.jpg", daysAgo: 29);
        using var purge = Start(new ClipSearchOptions(), time);

        await time.DayDoneAsync();
        Assert.Equal(["2.jpg"], await TrashedAsync());
        Assert.Equal(["2.jpg"], Files());

        await DeleteAsync("3.jpg", daysAgo: 31);
        time.NextDay();
        await time.DayDoneAsync();
        Assert.Equal(["2.jpg"], await TrashedAsync());
        Assert.Equal(["2.jpg"], Files());
        await purge.StopAsync(Token);
    }

    [Theory]
    [InlineData(0, false)]
    [InlineData(30, true)]
    public async Task Nothing_is_deleted_with_0_days_or_from_a_read_only_library(int days, bool readOnly)
    {
        await DeleteAsync("1.jpg", daysAgo: 1000);
        var time = new Days();
        using var purge = Start(new ClipSearchOptions { TrashDays = days, ReadOnly = readOnly }, time);

        await (readOnly ? purge.ExecuteTask! : time.DayDoneAsync());

        Assert.Equal(["1.jpg"], await TrashedAsync());
        Assert.Equal(["1.jpg"], Files());
    }

    [Fact]
    public async Task A_temporarily_wrong_clock_deletes_nothing()
    {
        await DeleteAsync("1.jpg", daysAgo: 0);
        async Task JumpAsync(string by) =>
            await _library.SqlAsync($"UPDATE trash SET deleted_at = deleted_at - interval '{by}', overdue_since = overdue_since - interval '{by}'");

        await JumpAsync("31 days");
        Assert.Equal(0, await PurgeAsync());
        Assert.Equal(0, await PurgeAsync());
        await JumpAsync("-31 days");
        Assert.Equal(0, await PurgeAsync());
        await JumpAsync("31 days");
        Assert.Equal(0, await PurgeAsync());
        Assert.Equal(["1.jpg"], Files());

        await JumpAsync("19 hours");
        Assert.Equal(0, await PurgeAsync());
        await JumpAsync("2 hours");
        Assert.Equal(1, await PurgeAsync());
        Assert.Empty(Files());
    }

    [Fact]
    public async Task Photos_on_an_unmounted_drive_are_deleted_when_it_is_mounted()
    {
        await DeleteAsync("1.jpg", daysAgo: 31);
        var (folder, away) = (Path.Combine(_library.Folder, TrashBin.FolderName), Path.Combine(_library.Folder, ".away"));
        Directory.Move(folder, away);

        Assert.Equal(0, await _library.Trash.PurgeAsync(TimeSpan.FromDays(30), Token));
        Assert.Equal(["1.jpg"], await TrashedAsync());

        Directory.Move(away, folder);
        Assert.Equal(1, await _library.Trash.PurgeAsync(TimeSpan.FromDays(30), Token));
        Assert.Empty(Files());
    }

    [Fact]
    public async Task A_photo_that_cannot_be_deleted_does_not_keep_the_others()
    {
        await DeleteAsync("1.jpg", daysAgo: 31);
        await DeleteAsync("2.jpg", daysAgo: 31);
        // A folder in place of the file, so that not even root can delete it as a file.
        var path = Directory.GetFiles(Path.Combine(_library.Folder, TrashBin.FolderName)).Single(path => path.EndsWith("-1.jpg", StringComparison.Ordinal));
        File.Delete(path);
        Directory.CreateDirectory(path);

        var refusal = await Assert.ThrowsAsync<LibraryException>(() => _library.Trash.PurgeAsync(TimeSpan.FromDays(30), Token));

        Assert.Contains($"{path} cannot be deleted", refusal.Message, StringComparison.Ordinal);
        Assert.Equal(["1.jpg"], await TrashedAsync());
    }

    [Fact]
    public async Task The_site_deletes_expired_photos_and_logs_it()
    {
        await DeleteAsync("1.jpg", daysAgo: 31);
        await using var site = await TestSite.StartAsync(TestSite.OptionsFor(_library));

        await TestSite.UntilAsync(async () => (await TrashedAsync()).Count == 0);
        await TestSite.UntilAsync(() => site.Log.All.Any(line => line.Contains("Permanently deleted 1 photos", StringComparison.Ordinal)));
        Assert.Empty(Files());
    }

    private Task<int> PurgeAsync() => _library.Trash.PurgeAsync(TimeSpan.FromDays(30), Token);

    private TrashPurge Start(ClipSearchOptions options, TimeProvider time)
    {
        var purge = new TrashPurge(options, _library.Trash, _library.Recovery, new UnfinishedMoves(time, NullLogger<UnfinishedMoves>.Instance), time, NullLogger<TrashPurge>.Instance);
        _ = purge.StartAsync(Token);
        return purge;
    }

    /// <summary>Moves a photo to the trash as if some days ago. If it has expired, a purge of yesterday has recorded that.</summary>
    private async Task DeleteAsync(string name, int daysAgo)
    {
        var photo = await _library.Lookup.FindByPathAsync(Path.Combine(_library.Folder, name), Token);
        var trashed = await _library.Trash.DeleteAsync(photo!.Id, Token);
        await _library.SqlAsync($"UPDATE trash SET deleted_at = now() - interval '{daysAgo} days', overdue_since = {(daysAgo > 30 ? "now() - interval '1 day'" : "NULL")} WHERE id = {trashed}");
    }

    private async Task<List<string>> TrashedAsync() => [.. (await _library.Trash.ListAsync(Token)).Select(photo => Path.GetFileName(photo.Path))];

    /// <summary>Returns the original names of the files in the trash folder.</summary>
    private List<string> Files() =>
        [.. Directory.GetFiles(Path.Combine(_library.Folder, TrashBin.FolderName)).Select(path => Path.GetFileName(path).Split('-', 2)[1])];

    /// <summary>A clock whose days a test starts.</summary>
    private sealed class Days : TimeProvider
    {
        private TaskCompletionSource<TimerCallback> _waiting = new(TaskCreationOptions.RunContinuationsAsynchronously);
        private object? _state;

        public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
        {
            Assert.Equal(TimeSpan.FromDays(1), dueTime);
            _state = state;
            _waiting.SetResult(callback);
            return System.CreateTimer(_ => { }, null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        }

        /// <summary>Waits until the work of the day is done.</summary>
        public async Task DayDoneAsync() => await _waiting.Task.WaitAsync(TimeSpan.FromSeconds(60), Token);

        /// <summary>Starts the next day.</summary>
        public void NextDay()
        {
            var callback = _waiting.Task.Result;
            _waiting = new(TaskCreationOptions.RunContinuationsAsynchronously);
            callback(_state);
        }
    }
}

using ClipSearch.Core.Library.Sync;

namespace ClipSearch.Tests.Library.Sync;

public sealed class FolderChangesTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory().FullName;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task A_late_signal_for_changes_already_taken_is_not_a_change()
    {
        using var changes = Watch(_folder);
        changes.AddAll();
        changes.AddAll();
        Assert.Equal([_folder], await TakeAsync(changes));
        changes.Finish();

        var next = TakeAsync(changes);
        // The second signal is handled after the quiet period of 400 ms and must not end the wait.
        await Assert.ThrowsAsync<TimeoutException>(() => next.WaitAsync(TimeSpan.FromSeconds(1), Token));
        Assert.Equal(TimeSpan.Zero, changes.Lag);
        var changed = Make(_folder, "changed");

        Assert.Equal([changed], await next);
    }

    [Fact]
    public async Task Folders_are_watched_while_another_is_missing_and_that_one_once_it_exists_again()
    {
        var (there, missing) = (Directory.CreateDirectory(Path.Combine(_folder, "there")).FullName, Path.Combine(_folder, "missing"));
        using var changes = Watch(there, missing);

        Assert.Equal([Make(there, "first")], await TakeAsync(changes));
        // TakeAsync disposes of the watchers, because a watcher does not see a folder that was mounted again.
        changes.AddAll();
        await TakeAsync(changes, missing);
        changes.Watch();
        Assert.Equal([Make(there, "second")], await TakeAsync(changes));

        changes.AddAll();
        await TakeAsync(changes, missing);
        Directory.CreateDirectory(missing);
        changes.Watch();
        Assert.Equal([Make(missing, "third")], await TakeAsync(changes));
    }

    [Fact]
    public async Task A_change_reported_after_disposal_is_ignored()
    {
        var changes = Watch(_folder);
        var waiting = TakeAsync(changes);

        changes.Dispose();
        changes.AddAll();

        await Assert.ThrowsAsync<TimeoutException>(() => waiting.WaitAsync(TimeSpan.FromSeconds(1), Token));
    }

    private FolderChanges Watch(params string[] folders)
    {
        var changes = new FolderChanges(folders, Path.Combine(_folder, ".data"));
        changes.Watch();
        return changes;
    }

    private static string Make(string folder, string name) => Directory.CreateDirectory(Path.Combine(folder, name)).FullName;

    /// <summary>
    /// Takes the changes that the operating system reports. The timeout is shorter than the interval of the scan of all folders.
    /// </summary>
    private static Task<IReadOnlyList<string>> TakeAsync(FolderChanges changes, params string[] missing) =>
        changes.TakeAsync(missing, Token).WaitAsync(TimeSpan.FromSeconds(60), Token);
}

using ClipSearch.Core.Library.Sync;

namespace ClipSearch.Tests.Library.Sync;

public sealed class FolderChangesTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory().FullName;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task Signals_that_come_late_of_what_was_taken_are_no_change()
    {
        using var changes = Watch(_folder);
        changes.AddAll();
        changes.AddAll();
        Assert.Equal([_folder], await TakeAsync(changes));

        var next = TakeAsync(changes);
        // Longer than it waits for further changes once it had a signal.
        await Task.WhenAny(next, Task.Delay(TimeSpan.FromSeconds(1), Token));
        var changed = Make(_folder, "changed");

        Assert.Equal([changed], await next);
    }

    [Fact]
    public async Task Folders_are_watched_while_another_one_is_missing_and_it_too_once_it_is_back()
    {
        var (there, missing) = (Directory.CreateDirectory(Path.Combine(_folder, "there")).FullName, Path.Combine(_folder, "missing"));
        using var changes = Watch(there, missing);

        Assert.Equal([Make(there, "first")], await TakeAsync(changes));
        // From here on without watchers: a folder that is mounted anew is another one.
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
    public async Task A_watcher_that_tells_something_at_the_end_is_not_heard()
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

    /// <summary>Takes what the operating system reports; nothing else comes before the sweep after five minutes.</summary>
    private static Task<IReadOnlyList<string>> TakeAsync(FolderChanges changes, params string[] missing) =>
        changes.TakeAsync(missing, Token).WaitAsync(TimeSpan.FromSeconds(60), Token);
}

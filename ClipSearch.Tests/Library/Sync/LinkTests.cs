using ClipSearch.Core.Library.Sync;
using ClipSearch.Core.Paths;
using ClipSearch.Tests.Cli;
using ClipSearch.Tests.Fixtures;
using ClipSearch.Tests.Web;
using Microsoft.Extensions.Logging.Abstractions;

namespace ClipSearch.Tests.Library.Sync;

/// <summary>Symbolic links: a photo that several paths lead to is in the library once, with a stable path.</summary>
public sealed class LinkTests(PostgresFixture postgres) : IAsyncLifetime
{
    private const string Out = "OUT/";
    private const string In = "IN";

    private readonly string _outside = Directory.CreateTempSubdirectory("clipsearch-outside").FullName;
    private TestLibrary _library = null!;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => _library = await postgres.NewLibraryAsync();

    public async ValueTask DisposeAsync()
    {
        await _library.DisposeAsync();
        Directory.Delete(_outside, recursive: true);
    }

    /// <summary>
    /// Photos, links and the expected listing. <c>OUT</c> is a folder outside the library, and <c>IN</c> is the library folder.
    /// </summary>
    public static IEnumerable<TheoryDataRow<string[], string[], string[]>> Layouts =>
    [
        Layout("links lead to folders above", ["trip/x.jpg"], ["trip/up -> ..", "trip/itself -> .", "trip/absolute -> IN"], ["trip/x.jpg"]),
        Layout("a linked folder has a link back", ["OUT/store/trip/x.jpg"], ["OUT/store/trip/up -> ..", "album -> OUT/store"], ["album/trip/x.jpg"]),
        Layout("a path without links comes first", ["m/x.jpg"], ["a -> m", "z -> m", "b.jpg -> m/x.jpg", "m/y.jpg -> x.jpg"], ["m/x.jpg"]),
        Layout(
            "of several links to the same the first by name counts",
            ["OUT/store/x.jpg", "OUT/y.jpg"],
            ["b -> OUT/store", "a -> OUT/store", "two/c -> OUT/store", "d.jpg -> OUT/y.jpg", "c.jpg -> OUT/y.jpg", "e.jpg -> OUT/store/x.jpg"],
            ["a/x.jpg", "c.jpg"]),
        Layout("a link leads to what is hidden", [".hidden/x.jpg", ".hidden/.more/y.jpg"], ["shown -> .hidden"], ["shown/x.jpg"]),
        Layout("a link leads to DATA_DIR", ["x.jpg", ".data/thumbnails/y.jpg"], ["data -> .data"], ["x.jpg"]),
        Layout(
            "links lead in circles or nowhere",
            ["x.jpg"],
            ["a -> b/c", "b -> a/d", "self -> self", "self.jpg -> self.jpg", "gone.jpg -> /nowhere/at/all.jpg"],
            ["x.jpg"]),
    ];

    [Theory]
    [MemberData(nameof(Layouts))]
    public async Task A_photo_is_listed_once(string[] photos, string[] links, string[] listed)
    {
        foreach (var (number, photo) in photos.Index())
        {
            if (photo.StartsWith(Out, StringComparison.Ordinal))
                Draw(number + 1, photo[Out.Length..]);
            else
                _library.Draw(number + 1, photo);
        }

        foreach (var link in links.Select(link => link.Split(" -> ")))
        {
            var target = link[1] == In ? _library.Folder : link[1].StartsWith(Out, StringComparison.Ordinal) ? Path.Combine(_outside, link[1][Out.Length..]) : link[1];
            if (link[0].StartsWith(Out, StringComparison.Ordinal))
                LinkOutside(link[0][Out.Length..], target);
            else
                Link(link[0], target);
        }

        await AssertFoundAsync(listed);
    }

    [Fact]
    public async Task A_linked_library_folder_with_a_link_to_its_parent_has_each_photo_once()
    {
        _library.Draw(1, "real/trip/x.jpg");
        Link("real/trip/up", "..");
        Link("photos", "real");
        var photos = Path.Combine(_library.Folder, "photos");
        await using var library = Other(photos);

        var summary = await library.Sync.RunAsync([photos], new SyncProgress([photos]), cancellationToken: Token);

        Assert.Equal((1, 1), (summary.Found, summary.Embedded));
        Assert.Equal(Path.Combine(photos, "trip/x.jpg"), Assert.Single(await PathsAsync(library)));
    }

    [Fact]
    public async Task A_link_to_a_parent_of_the_library_adds_only_the_other_photos()
    {
        _library.Draw(1, "inner/x.jpg");
        _library.Draw(2, "beside/y.jpg");
        var inner = Path.Combine(_library.Folder, "inner");
        Directory.CreateSymbolicLink(Path.Combine(inner, "up"), _library.Folder);
        await using var library = Other(inner);

        await library.Sync.RunAsync([inner], new SyncProgress([inner]), cancellationToken: Token);

        Assert.Equal([Path.Combine(inner, "up/beside/y.jpg"), Path.Combine(inner, "x.jpg")], await PathsAsync(library));
    }

    [Fact]
    public async Task Hard_links_are_photos_of_their_own()
    {
        _library.Draw(1, "a.jpg");
        await ShellAsync($"ln '{_library.Folder}/a.jpg' '{_library.Folder}/b.jpg'");

        await AssertFoundAsync("a.jpg", "b.jpg");
    }

    [Fact]
    public async Task A_folder_that_is_mounted_at_two_places_is_listed_once()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux() && Environment.IsPrivilegedProcess, "Only root can mount.");
        _library.Draw(1, "a/x.jpg");
        Directory.CreateDirectory(At("z"));
        Directory.CreateDirectory(At("a/above"));

        // In a separate mount namespace, which ends with the process.
        var (code, _, error) = await ClipSearchProcess.RunByAsync(
            ["unshare", "-m", "sh", "-c", $"mount --bind '{At("a")}' '{At("z")}' && mount --rbind '{_library.Folder}' '{At("a/above")}' && exec \"$@\"", "sh"], _library.Options, "seed");

        Assert.True(code == 0, error);
        Assert.Equal(["a/x.jpg"], await _library.FindAsync());
    }

    [Fact]
    public async Task A_library_folder_that_links_into_another_has_no_photos_of_its_own()
    {
        var (one, two) = (Path.Combine(_library.Folder, "one"), Path.Combine(_library.Folder, "two"));
        _library.Draw(1, "one/trip/x.jpg");
        Directory.CreateSymbolicLink(two, Path.Combine(one, "trip"));
        await using var library = Other(one, two);

        var summary = await library.Sync.RunAsync([one, two], new SyncProgress([one, two]), cancellationToken: Token);

        Assert.Equal((1, 1), (summary.Found, summary.Embedded));
        Assert.Empty(summary.Unavailable);
        Assert.Equal([Path.Combine(one, "trip/x.jpg")], await PathsAsync(library));
        // A duplicate of an earlier version is removed.
        await library.SqlAsync($"UPDATE photos SET path = '{two}/x.jpg'");
        var again = await library.Sync.RunAsync([one, two], new SyncProgress([one, two]), cancellationToken: Token);
        Assert.Equal((1, 1), (again.Recognized, again.Removed));
        Assert.Equal([Path.Combine(one, "trip/x.jpg")], await PathsAsync(library));
    }

    [Fact]
    public async Task A_link_from_one_library_folder_to_another_adds_nothing()
    {
        var (one, two) = (Path.Combine(_library.Folder, "one"), Path.Combine(_library.Folder, "two"));
        _library.Draw(1, "one/x.jpg");
        _library.Draw(2, "two/y.jpg");
        Link("one/a", "../two");
        Link("one/b.jpg", "../two/y.jpg");
        Link("one/store", _outside);
        Link("two/store", _outside);
        Draw(3, "z.jpg");
        await using var library = Other(one, two);

        await library.Sync.RunAsync([one, two], new SyncProgress([one, two]), cancellationToken: Token);

        Assert.Equal([Path.Combine(one, "store/z.jpg"), Path.Combine(one, "x.jpg"), Path.Combine(two, "y.jpg")], await PathsAsync(library));
    }

    [Fact]
    public async Task A_folder_that_is_synced_through_a_link_is_that_of_the_library()
    {
        _library.Draw(1, "trip/x.jpg");
        _library.Draw(2, "y.jpg");
        Link("trip/up", "..");
        await _library.SyncAsync(Token);
        LinkOutside("shortcut", Path.Combine(_library.Folder, "trip"));

        foreach (var folder in new[] { Path.Combine(_outside, "shortcut"), Path.Combine(_library.Folder, "trip/up"), Path.Combine(_library.Folder, "trip/up/trip") })
            await _library.Sync.RunAsync([folder], new SyncProgress([folder]), cancellationToken: Token);

        await AssertFoundAsync("trip/x.jpg", "y.jpg");
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_link_to_an_unmounted_drive_keeps_its_photos_until_the_link_is_deleted(bool isMissing)
    {
        _library.Draw(1, "x.jpg");
        Draw(2, "nas/y.jpg");
        var (nas, away) = (Path.Combine(_outside, "nas"), Path.Combine(_outside, "away"));
        Link("albums/nas", nas);
        await AssertFoundAsync("albums/nas/y.jpg", "x.jpg");

        Directory.Move(nas, away);
        if (!isMissing)
            Directory.CreateDirectory(nas);
        var summary = await _library.SyncAsync(Token);
        Assert.Equal((1, 0), (summary.Unchanged, summary.Removed));
        Assert.StartsWith($"{At("albums/nas")} links to {nas}, which is missing or empty", Assert.Single(summary.Unavailable).Reason, StringComparison.Ordinal);
        Assert.Equal(2, (await _library.FindAsync()).Count);

        if (!isMissing)
            Directory.Delete(nas);
        Directory.Move(away, nas);
        await AssertFoundAsync("albums/nas/y.jpg", "x.jpg");

        Directory.Move(nas, away);
        File.Delete(At("albums/nas"));
        await AssertFoundAsync("x.jpg");
    }

    [Fact]
    public async Task A_sync_of_two_linked_folders_lists_their_library_folder_once()
    {
        Draw(1, "one/x.jpg");
        Draw(2, "two/y.jpg");
        Link("a/one", Path.Combine(_outside, "one"));
        Link("b/two", Path.Combine(_outside, "two"));
        await AssertFoundAsync("a/one/x.jpg", "b/two/y.jpg");
        Directory.Delete(Path.Combine(_outside, "one"), recursive: true);
        string[] folders = [At("a"), At("b")];

        var summary = await _library.Sync.RunAsync(folders, new SyncProgress(folders), cancellationToken: Token);

        Assert.Equal((1, 1, 0), (summary.Found, summary.Unchanged, summary.Removed));
        Assert.Equal(At("a/one"), Assert.Single(summary.Unavailable).Path);
    }

    [Fact]
    public async Task While_serving_links_to_parent_folders_add_nothing()
    {
        _library.Draw(1, "trip/x.jpg");
        using var sync = await ServeAsync();

        Link("trip/up", "..");
        _library.Draw(2, "trip/y.jpg");
        await UntilFoundAsync("trip/x.jpg", "trip/y.jpg");

        Directory.Move(At("trip/up"), At("trip/again"));
        _library.Draw(3, "z.jpg");
        await UntilFoundAsync("trip/x.jpg", "trip/y.jpg", "z.jpg");

        File.Delete(At("trip/again"));
        File.Delete(At("z.jpg"));
        await UntilFoundAsync("trip/x.jpg", "trip/y.jpg");
        await sync.StopAsync(Token);
    }

    [Fact]
    public async Task While_serving_a_linked_library_folder_is_watched()
    {
        _library.Draw(1, "real/trip/x.jpg");
        Link("photos", "real");
        var photos = At("photos");
        await using var library = Other(photos);
        using var sync = await ServeAsync(library, photos);

        Link("real/trip/up", "..");
        _library.Draw(2, "real/trip/y.jpg");

        await TestSite.UntilAsync(async () => (await PathsAsync(library)).SequenceEqual([Path.Combine(photos, "trip/x.jpg"), Path.Combine(photos, "trip/y.jpg")]));
        await sync.StopAsync(Token);
    }

    [Fact]
    public async Task While_serving_creating_renaming_and_deleting_a_link_updates_its_photos()
    {
        _library.Draw(1, "x.jpg");
        Draw(2, "store/y.jpg");
        Directory.CreateDirectory(At("albums"));
        using var sync = await ServeAsync();

        Link("albums/m", Path.Combine(_outside, "store"));
        await UntilFoundAsync("albums/m/y.jpg", "x.jpg");

        // A second link in another folder; the first by name is used.
        Link("more/n", Path.Combine(_outside, "store"));
        _library.Draw(3, "more/z.jpg");
        await UntilFoundAsync("albums/m/y.jpg", "more/z.jpg", "x.jpg");

        File.Delete(At("albums/m"));
        await UntilFoundAsync("more/n/y.jpg", "more/z.jpg", "x.jpg");

        Directory.Move(At("more/n"), At("more/renamed"));
        await UntilFoundAsync("more/renamed/y.jpg", "more/z.jpg", "x.jpg");

        File.Delete(At("more/renamed"));
        await UntilFoundAsync("more/z.jpg", "x.jpg");
        await sync.StopAsync(Token);
    }

    private static TheoryDataRow<string[], string[], string[]> Layout(string name, string[] photos, string[] links, string[] listed) =>
        new(photos, links, listed) { TestDisplayName = $"{nameof(A_photo_is_listed_once)}: {name}" };

    private async Task AssertFoundAsync(params string[] paths)
    {
        var summary = await _library.SyncAsync(Token);
        Assert.Equal(paths, (await _library.FindAsync()).Order(StringComparer.Ordinal));
        Assert.Equal(paths.Length, summary.Found);
        Assert.Empty(summary.Failures);
        var again = await _library.SyncAsync(Token);
        Assert.Equal((paths.Length, 0), (again.Unchanged, again.Removed));
    }

    private Task<LibrarySync> ServeAsync() => ServeAsync(_library, _library.Folder);

    private static async Task<LibrarySync> ServeAsync(TestLibrary library, string folder)
    {
        var sync = new LibrarySync(library.Options, new LibraryFolders([folder]), library.Sync, library.FirstScanGate, NullLogger<LibrarySync>.Instance);
        await sync.StartAsync(Token);
        await TestSite.UntilAsync(() => sync.IsDone);
        return sync;
    }

    private Task UntilFoundAsync(params string[] paths) => TestSite.UntilAsync(
        async () => (await _library.FindAsync()).Order(StringComparer.Ordinal).SequenceEqual(paths));

    /// <summary>Opens the same database with other library folders.</summary>
    private TestLibrary Other(params string[] folders) => new(_library.Options.DatabaseUrl!, _library.Folder, photosDirs: folders);

    private static async Task<IReadOnlyList<string>> PathsAsync(TestLibrary library) =>
        [.. (await library.FindAsync()).Select(path => Path.Combine(library.Folder, path)).Order(StringComparer.Ordinal)];

    private string At(string name) => Path.Combine(_library.Folder, name);

    private void Link(string name, string target)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(At(name))!);
        File.CreateSymbolicLink(At(name), target);
    }

    private void LinkOutside(string name, string target) => File.CreateSymbolicLink(Path.Combine(_outside, name), target);

    private void Draw(int number, string name)
    {
        var path = Path.Combine(_outside, name);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllBytes(path, TestImages.Draw(number));
    }

    private static async Task ShellAsync(string script)
    {
        using var shell = System.Diagnostics.Process.Start("sh", ["-c", script]);
        await shell.WaitForExitAsync(Token);
        Assert.Equal(0, shell.ExitCode);
    }
}

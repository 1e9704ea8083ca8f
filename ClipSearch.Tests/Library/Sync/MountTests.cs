using System.Diagnostics;
using ClipSearch.Core.Library.Sync;
using ClipSearch.Core.Paths;
using ClipSearch.Tests.Cli;
using ClipSearch.Tests.Fixtures;
using ClipSearch.Tests.Web;
using Microsoft.Extensions.Logging.Abstractions;

namespace ClipSearch.Tests.Library.Sync;

public sealed class MountTests(PostgresFixture postgres)
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task An_unmounted_drive_below_the_folder_keeps_its_photos()
    {
        await using var library = await postgres.NewLibraryAsync();
        var drive = await WithDriveAsync(library);
        Unmount(library, drive);
        File.Delete(Path.Combine(library.Folder, "gone.jpg"));
        library.Draw(5, "new.jpg");

        var progress = new SyncProgress([library.Folder]);
        var summary = await library.SyncAsync(progress, Token);

        Assert.Equal((2, 1, 1), (summary.Found, summary.Embedded, summary.Removed));
        var unavailable = Assert.Single(summary.Unavailable);
        Assert.Equal(
            (drive, $"The drive at {drive} is not mounted. Its photos stay in the library. Mount the drive again, or run seed --empty to remove its photos."),
            (unavailable.Path, unavailable.Reason));
        Assert.Equal(summary.Unavailable, progress.Status.Unavailable);
        Assert.Equal(["kept.jpg", "nas/a.jpg", "nas/below/b.jpg", "new.jpg"], await FoundAsync(library));
        Assert.Equal(drive, Assert.Single((await library.SyncAsync(Token)).Unavailable).Path);

        Mount(library, drive);
        File.Delete(Path.Combine(drive, "a.jpg"));
        var again = await library.SyncAsync(Token);
        Assert.Empty(again.Unavailable);
        Assert.Equal((0, 3, 1), (again.Embedded, again.Unchanged, again.Removed));
        Assert.Equal(["kept.jpg", "nas/below/b.jpg", "new.jpg"], await FoundAsync(library));
    }

    [Fact]
    public async Task Files_in_the_mount_point_of_an_unmounted_drive_are_not_imported()
    {
        await using var library = await postgres.NewLibraryAsync();
        var drive = await WithDriveAsync(library);
        Unmount(library, drive);
        library.Draw(6, "nas/a.jpg");
        library.Draw(7, "nas/placeholder.jpg");
        await File.WriteAllTextAsync(Path.Combine(drive, "NOT MOUNTED.jpg"), "not an image", Token);

        var summary = await library.SyncAsync(Token);

        Assert.Equal((0, 0, 0, 2, 0), (summary.Embedded, summary.Recognized, summary.Removed, summary.Unchanged, summary.Failures.Count));
        Assert.Equal(["gone.jpg", "kept.jpg", "nas/a.jpg", "nas/below/b.jpg"], await FoundAsync(library));
    }

    [Fact]
    public async Task A_library_folder_that_was_a_drive_and_has_other_files_counts_as_unmounted()
    {
        await using var library = await postgres.NewLibraryAsync();
        library.Draw(1, "a.jpg");
        library.Mounted = ["/", library.Folder];
        await library.SyncAsync(Token);
        library.Mounted = ["/"];
        File.Delete(Path.Combine(library.Folder, "a.jpg"));
        library.Draw(2, "placeholder.jpg");

        var error = await Assert.ThrowsAsync<FoldersUnavailableException>(() => library.SyncAsync(Token));

        Assert.StartsWith($"The drive at {library.Folder} is not mounted", error.Message, StringComparison.Ordinal);
        Assert.Equal(["a.jpg"], await FoundAsync(library));
        Assert.Equal(1, (await EmptyAsync(library)).Removed);
        Assert.Equal(["placeholder.jpg"], await FoundAsync(library));
        Assert.Empty((await library.SyncAsync(Token)).Unavailable);
    }

    [Fact]
    public async Task The_photos_of_a_drive_that_no_longer_exists_are_removed_on_request()
    {
        await using var library = await postgres.NewLibraryAsync();
        var drive = await WithDriveAsync(library);
        Unmount(library, drive);
        await library.SyncAsync(Token);

        var summary = await EmptyAsync(library);

        Assert.Equal((0, 2), (summary.Unavailable.Count, summary.Removed));
        Assert.Equal(["gone.jpg", "kept.jpg"], await FoundAsync(library));
        Assert.Empty((await library.SyncAsync(Token)).Unavailable);
        Assert.Equal(0L, await library.SqlAsync("SELECT count(*) FROM mount_points"));
    }

    [Fact]
    public async Task A_drive_inside_an_unmounted_drive_keeps_its_photos()
    {
        await using var library = await postgres.NewLibraryAsync();
        library.Draw(1, "nas/a.jpg");
        library.Draw(2, "nas/card/b.jpg");
        library.Draw(3, "nasturtium/c.jpg");
        var drive = Path.Combine(library.Folder, "nas");
        library.Mounted = [drive, Path.Combine(drive, "card"), drive];
        await library.SyncAsync(Token);
        Unmount(library, drive);
        library.Mounted = [];

        Assert.Equal([drive], (await library.SyncAsync(Token)).Unavailable.Select(folder => folder.Path));
        Assert.Equal(3, (await FoundAsync(library)).Count);

        Mount(library, drive);
        Directory.Delete(Path.Combine(drive, "card"), recursive: true);
        Assert.Equal([Path.Combine(drive, "card")], (await library.SyncAsync(Token)).Unavailable.Select(folder => folder.Path));
        Assert.Equal(3, (await FoundAsync(library)).Count);
    }

    [Fact]
    public async Task A_sync_of_a_folder_inside_an_unmounted_drive_is_refused()
    {
        await using var library = await postgres.NewLibraryAsync();
        var drive = await WithDriveAsync(library);
        Unmount(library, drive);
        library.Draw(8, "nas/below/c.jpg");
        string[] below = [Path.Combine(drive, "below")];

        var error = await Assert.ThrowsAsync<FoldersUnavailableException>(() => library.Sync.RunAsync(below, new SyncProgress(below), cancellationToken: Token));

        Assert.Contains($"The drive at {drive} is not mounted", error.Message, StringComparison.Ordinal);
        Assert.Equal(["gone.jpg", "kept.jpg", "nas/a.jpg", "nas/below/b.jpg"], await FoundAsync(library));
    }

    [Fact]
    public async Task A_drive_whose_photos_are_all_in_the_folder_itself_is_no_longer_a_mount_point()
    {
        await using var library = await postgres.NewLibraryAsync();
        var drive = await WithDriveAsync(library);
        library.Mounted = [];

        Assert.Empty((await library.SyncAsync(Token)).Unavailable);
        File.Delete(Path.Combine(drive, "a.jpg"));

        Assert.Equal(1, (await library.SyncAsync(Token)).Removed);
        Assert.Equal(["gone.jpg", "kept.jpg", "nas/below/b.jpg"], await FoundAsync(library));
    }

    [Fact]
    public async Task An_unmounted_drive_without_photos_is_not_reported()
    {
        await using var library = await postgres.NewLibraryAsync();
        var drive = await WithDriveAsync(library);
        Directory.Delete(drive, recursive: true);
        Directory.CreateDirectory(drive);
        Assert.Equal(2, (await library.SyncAsync(Token)).Removed);
        library.Mounted = [];

        Assert.Empty((await library.SyncAsync(Token)).Unavailable);
    }

    [Fact]
    public async Task While_serving_an_unmounted_drive_is_reported_until_it_is_mounted_again()
    {
        await using var library = await postgres.NewLibraryAsync();
        var drive = await WithDriveAsync(library);
        Unmount(library, drive);
        using var sync = new LibrarySync(library.Options, new LibraryFolders([library.Folder]), library.Sync, library.FirstScanGate, NullLogger<LibrarySync>.Instance);
        await sync.StartAsync(Token);
        await TestSite.UntilAsync(() => sync.IsDone);
        Assert.Equal([drive], sync.Status.Unavailable.Select(folder => folder.Path));

        library.Draw(5, "album/new.jpg");
        await TestSite.UntilAsync(async () => (await FoundAsync(library)).Contains("album/new.jpg"));
        await TestSite.UntilAsync(() => !sync.Status.IsUnderWay);
        Assert.Equal([drive], sync.Status.Unavailable.Select(folder => folder.Path));

        Mount(library, drive);
        await TestSite.UntilAsync(() => !sync.Status.IsUnderWay && sync.Status.Unavailable.Count == 0);
        Assert.Equal(["album/new.jpg", "gone.jpg", "kept.jpg", "nas/a.jpg", "nas/below/b.jpg"], await FoundAsync(library));
        await sync.StopAsync(Token);
    }

    [Fact]
    public async Task Mount_points_are_read_from_the_system()
    {
        await using var library = await postgres.NewLibraryAsync();
        library.Draw(1, "a.jpg");
        var image = Path.Combine(Directory.CreateDirectory(Path.Combine(library.Folder, ".elsewhere")).FullName, "b.jpg");
        await File.WriteAllBytesAsync(image, TestImages.Draw(2), Token);
        var drive = Directory.CreateDirectory(Path.Combine(library.Folder, @"network drive \040")).FullName;
        // In a separate mount namespace, which ends with the process. Any user may mount there.
        string[] user = Environment.IsPrivilegedProcess ? [] : ["--map-root-user"];
        string[] mounting = ["unshare", "--mount", .. user, "sh", "-c", "mount -t tmpfs tmpfs \"$0\" && cp \"$1\" \"$0\" && shift && exec \"$@\"", drive, image];
        using var attempt = Process.Start(mounting[0], [.. mounting[1..], "true"]);
        await attempt.WaitForExitAsync(Token);
        Assert.SkipUnless(attempt.ExitCode == 0, "Mounting in a separate namespace is not permitted here.");

        var (code, output, error) = await ClipSearchProcess.RunByAsync(mounting, library.Options, "seed");
        Assert.True(code == 0, error);
        Assert.StartsWith("2 photos", output, StringComparison.Ordinal);
        Assert.Empty(Directory.EnumerateFiles(drive));

        (code, output, error) = await ClipSearchProcess.RunAsync(library.Options, "seed");
        Assert.Equal(0, code);
        Assert.Contains($"Not updated: The drive at {drive} is not mounted", error, StringComparison.Ordinal);
        Assert.Contains(" 0 removed", output, StringComparison.Ordinal);
        Assert.Equal(["a.jpg", @"network drive \040/b.jpg"], await FoundAsync(library));
        (_, output, _) = await ClipSearchProcess.RunAsync(library.Options, "status");
        Assert.Contains($"Unavailable: {drive}: The drive at {drive} is not mounted", output, StringComparison.Ordinal);

        (_, output, error) = await ClipSearchProcess.RunAsync(library.Options, "seed", "--empty");
        Assert.Contains(" 1 removed", output, StringComparison.Ordinal);
        Assert.DoesNotContain("Not updated", error, StringComparison.Ordinal);
        Assert.Equal(["a.jpg"], await FoundAsync(library));
    }

    /// <summary>Imports two photos of the folder and two of a drive that is mounted at nas.</summary>
    private static async Task<string> WithDriveAsync(TestLibrary library)
    {
        library.Draw(1, "kept.jpg");
        library.Draw(2, "gone.jpg");
        library.Draw(3, "nas/a.jpg");
        library.Draw(4, "nas/below/b.jpg");
        var drive = Path.Combine(library.Folder, "nas");
        library.Mounted = ["/", drive];
        Assert.Equal(4, (await library.SyncAsync(Token)).Embedded);
        return drive;
    }

    /// <summary>Leaves an empty folder at the mount point.</summary>
    private static void Unmount(TestLibrary library, string drive)
    {
        Directory.Move(drive, Away(drive));
        Directory.CreateDirectory(drive);
        library.Mounted = ["/"];
    }

    private static void Mount(TestLibrary library, string drive)
    {
        Directory.Delete(drive);
        Directory.Move(Away(drive), drive);
        library.Mounted = ["/", drive];
    }

    private static string Away(string drive) => Path.Combine(Path.GetDirectoryName(drive)!, ".away");

    private static Task<SyncSummary> EmptyAsync(TestLibrary library) =>
        library.Sync.RunAsync([library.Folder], new SyncProgress([library.Folder]), mayBeEmpty: true, cancellationToken: Token);

    private static async Task<IReadOnlyList<string>> FoundAsync(TestLibrary library) => [.. (await library.FindAsync()).Order(StringComparer.Ordinal)];
}

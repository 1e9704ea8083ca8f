using ClipSearch.Core.Library.Sync;
using ClipSearch.Core.Paths;
using ClipSearch.Tests.Fixtures;
using ClipSearch.Tests.Web;
using Microsoft.Extensions.Logging.Abstractions;

namespace ClipSearch.Tests.Library.Sync;

public sealed class LibrarySyncTests(PostgresFixture postgres)
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task New_moved_and_deleted_folders_are_synced_automatically()
    {
        await using var library = await postgres.NewLibraryAsync();
        library.Draw(1, "album/a.jpg");
        using var sync = await StartAsync(library);
        await UntilFoundAsync(library, "album/a.jpg");

        library.Draw(2, "new/below/b.jpg");
        await UntilFoundAsync(library, "album/a.jpg", "new/below/b.jpg");

        Directory.Move(Path.Combine(library.Folder, "album"), Path.Combine(library.Folder, "moved"));
        await UntilFoundAsync(library, "moved/a.jpg", "new/below/b.jpg");

        Directory.Delete(Path.Combine(library.Folder, "new"), recursive: true);
        await UntilFoundAsync(library, "moved/a.jpg");
        await sync.StopAsync(Token);
    }

    [Fact]
    public async Task A_file_that_is_written_in_steps_is_imported_when_complete()
    {
        await using var library = await postgres.NewLibraryAsync();
        library.Draw(1, "a.jpg");
        using var sync = await StartAsync(library);
        await UntilFoundAsync(library, "a.jpg");
        var content = await File.ReadAllBytesAsync(TestFiles.Golden("orientation/orientation-1.jpg"), Token);

        await using (var file = File.Create(Path.Combine(library.Folder, "b.jpg")))
        {
            await file.WriteAsync(content.AsMemory(0, content.Length / 2), Token);
            await file.FlushAsync(Token);
            await TestSite.UntilAsync(() => sync.Failures.Count == 1);
            await file.WriteAsync(content.AsMemory(content.Length / 2), Token);
        }

        await UntilFoundAsync(library, "a.jpg", "b.jpg");
        await TestSite.UntilAsync(() => sync.Failures.Count == 0);
        await sync.StopAsync(Token);
    }

    [Fact]
    public async Task A_folder_that_is_unmounted_for_a_while_keeps_its_photos()
    {
        await using var library = await postgres.NewLibraryAsync();
        library.Draw(1, "a.jpg");
        using var sync = await StartAsync(library);
        await UntilFoundAsync(library, "a.jpg");

        Directory.Move(library.Folder, library.Folder + "-unmounted");
        try
        {
            Directory.CreateDirectory(library.Folder);
            sync.RunNow(mayBeEmpty: false);
            await TestSite.UntilAsync(() => sync.FoldersAreUnavailable);
            Assert.Contains("is empty, but the library has", sync.Failure!.Message, StringComparison.Ordinal);
            Assert.Single(await library.FindAsync());
        }
        finally
        {
            Directory.Delete(library.Folder);
            Directory.Move(library.Folder + "-unmounted", library.Folder);
        }

        library.Draw(2, "b.jpg");
        await UntilFoundAsync(library, "a.jpg", "b.jpg");
        await TestSite.UntilAsync(() => sync.Failure is null);
        await sync.StopAsync(Token);
    }

    private static async Task<LibrarySync> StartAsync(TestLibrary library)
    {
        var sync = new LibrarySync(library.Options, new LibraryFolders([library.Folder]), library.Sync, library.FirstScanGate, NullLogger<LibrarySync>.Instance);
        await sync.StartAsync(Token);
        await TestSite.UntilAsync(() => sync.IsDone);
        return sync;
    }

    private static Task UntilFoundAsync(TestLibrary library, params string[] paths) => TestSite.UntilAsync(
        async () => (await library.FindAsync()).Order(StringComparer.Ordinal).SequenceEqual(paths));
}

using System.Diagnostics;
using System.Runtime.Versioning;
using ClipSearch.Core.Postgres;
using ClipSearch.Tests.Cli;
using ClipSearch.Tests.Fixtures;

namespace ClipSearch.Tests.Library.Sync;

[UnsupportedOSPlatform("windows")]
public sealed class PermissionTests(PostgresFixture postgres)
{
    private const UnixFileMode Nobody = UnixFileMode.None;
    private const UnixFileMode NamesOnly = UnixFileMode.UserRead;
    private const UnixFileMode Owner = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;

    /// <summary>Root may read everything, so the command runs as the user of the database server.</summary>
    private static readonly string[] AsOrdinaryUser = UnixUser.IsRoot ? ["runuser", "-u", UnixUser.ForServer(), "--"] : [];

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Unreadable_files_and_folders_are_reported_kept_and_imported_once_readable()
    {
        await using var library = await postgres.NewLibraryAsync();
        library.Draw(1, "closed/known.jpg");
        library.Draw(2, "names only/known.jpg");
        var changed = library.Draw(3, "changed.jpg");
        await SeedAsync(library);
        library.Draw(4, "closed/new.jpg");
        library.Draw(5, "names only/new.jpg");
        library.Draw(6, "changed.jpg");
        var denied = library.Draw(7, "denied.jpg");
        library.Draw(8, "open/new.jpg");
        var (closed, namesOnly) = (Path.Combine(library.Folder, "closed"), Path.Combine(library.Folder, "names only"));
        (string Path, UnixFileMode Mode)[] forbidden = [(closed, Nobody), (namesOnly, NamesOnly), (changed, Nobody), (denied, Nobody)];
        foreach (var (path, mode) in forbidden)
            File.SetUnixFileMode(path, mode);
        try
        {
            var (output, error) = await SeedAsync(library);

            Assert.Contains(" 1 embedded, 0 recognized, 0 unchanged, 0 removed, 4 failed", output, StringComparison.Ordinal);
            Assert.Contains($"Skipped {closed}: The folder cannot be read: Access to the path '{closed}' is denied.", error, StringComparison.Ordinal);
            Assert.Contains($"Skipped {namesOnly}: The folder cannot be read: Access to the path '{namesOnly}/", error, StringComparison.Ordinal);
            Assert.Contains($"Skipped {changed}: {changed} cannot be read as an image: Access to the path '{changed}' is denied.", error, StringComparison.Ordinal);
            Assert.Contains($"Skipped {denied}: {denied} cannot be read as an image: Access to the path '{denied}' is denied.", error, StringComparison.Ordinal);
            Assert.Equal(["changed.jpg", "closed/known.jpg", "names only/known.jpg", "open/new.jpg"], await FoundAsync(library));
            Assert.Equal([changed, closed, denied, namesOnly], (await library.Failures.ListBelowAsync(library.Folder, Token)).Select(failure => failure.Path));
        }
        finally
        {
            foreach (var (path, _) in forbidden)
                File.SetUnixFileMode(path, Owner);
        }

        Assert.Contains(" 4 embedded, 0 recognized, 3 unchanged, 0 removed, 0 failed", (await SeedAsync(library)).Output, StringComparison.Ordinal);
        Assert.Equal(
            ["changed.jpg", "closed/known.jpg", "closed/new.jpg", "denied.jpg", "names only/known.jpg", "names only/new.jpg", "open/new.jpg"], await FoundAsync(library));
        Assert.Empty(await library.Failures.ListBelowAsync(library.Folder, Token));
    }

    [Fact]
    public async Task An_unreadable_library_folder_keeps_its_photos()
    {
        await using var library = await postgres.NewLibraryAsync();
        var folder = Path.Combine(library.Folder, "photos");
        library.Draw(1, "photos/a.jpg");
        await SeedAsync(library, folder);
        File.SetUnixFileMode(folder, Nobody);
        try
        {
            var (code, _, error) = await ClipSearchProcess.RunByAsync(AsOrdinaryUser, library.Options, "seed", folder);

            Assert.Equal(1, code);
            Assert.Contains($"Access to the path '{folder}' is denied.", error, StringComparison.Ordinal);
        }
        finally
        {
            File.SetUnixFileMode(folder, Owner);
        }

        Assert.Equal(["photos/a.jpg"], await FoundAsync(library));
        Assert.Contains(" 1 unchanged", (await SeedAsync(library, folder)).Output, StringComparison.Ordinal);
    }

    private static async Task<(string Output, string Error)> SeedAsync(TestLibrary library, params string[] folder)
    {
        await GiveAsync(library.Folder);
        var (code, output, error) = await ClipSearchProcess.RunByAsync(AsOrdinaryUser, library.Options, ["seed", .. folder]);
        Assert.True(code == 0, error);
        return (output, error);
    }

    private static async Task GiveAsync(string folder)
    {
        if (!UnixUser.IsRoot)
            return;
        // Only new files: a change of the owner counts as a change of the file.
        using var chown = Process.Start("chown", ["-R", "--from=0", UnixUser.ForServer(), "--", folder]);
        await chown.WaitForExitAsync(Token);
        Assert.Equal(0, chown.ExitCode);
    }

    private static async Task<IReadOnlyList<string>> FoundAsync(TestLibrary library) => [.. (await library.FindAsync()).Order(StringComparer.Ordinal)];
}

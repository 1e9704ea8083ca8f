using System.Diagnostics;
using System.Runtime.Versioning;
using ClipSearch.Core.Models;
using ClipSearch.Core.Postgres;
using ClipSearch.Core.Settings;
using ClipSearch.Tests.Cli;
using ClipSearch.Tests.Fixtures;

namespace ClipSearch.Tests.Postgres;

/// <summary>A user id that the system has no name for, as with <c>docker run --user 4242</c>.</summary>
[UnsupportedOSPlatform("windows")]
public sealed class NssWrapperTests
{
    private static readonly string[] AsNameless = ["setpriv", "--reuid", "4242", "--regid", "0", "--clear-groups", "--", "env", "HOME=/"];

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public void The_user_of_the_tests_has_a_name() => Assert.False(NssWrapper.IsNeeded);

    [Fact]
    public async Task Without_nss_wrapper_the_error_names_the_remedies()
    {
        using var data = new DataFolder();

        var error = await Assert.ThrowsAsync<PostgresServerException>(() => NssWrapper.EnvironmentAsync(data.Path, [data.Path], Token));

        Assert.All(["has no user name on this system", "libnss-wrapper", "/etc/passwd", "DATABASE_URL"], part => Assert.Contains(part, error.Message, StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_user_without_a_name_gets_a_private_database_or_the_remedies()
    {
        Assert.SkipUnless(UnixUser.IsRoot, "Only root can become another user.");
        using var data = new DataFolder();
        using (var chown = Process.Start("chown", ["4242:0", data.Path]))
            await chown.WaitForExitAsync(Token);
        var options = new ClipSearchOptions
        {
            PhotosDirs = [Path.Combine(TestFiles.Repository, "photos")],
            DataDir = data.Path,
            ModelsDir = Path.Combine(TestFiles.Repository, "models"),
            ClipModel = ModelNames.Tiny,
        };
        Assert.SkipUnless(await UnixUser.CanEnterAsync("nobody", AppContext.BaseDirectory, Token), "The tests are in a folder without access for other users.");

        var (_, output, error) = await ClipSearchProcess.RunByAsync(AsNameless, options, "doctor");

        var hasLibrary = Directory.GetFiles("/usr/lib", "libnss_wrapper.so", new EnumerationOptions { RecurseSubdirectories = true, MaxRecursionDepth = 1 }).Length > 0;
        Assert.Contains(hasLibrary ? "with pgvector" : "has no user name on this system", output + error, StringComparison.Ordinal);
        Assert.DoesNotContain("Unhandled", output + error, StringComparison.Ordinal);
        if (!hasLibrary)
            return;
        // The second start uses the existing database.
        Assert.Contains("with pgvector", (await ClipSearchProcess.RunByAsync(AsNameless, options, "doctor")).Output, StringComparison.Ordinal);
    }
}

using System.Diagnostics;
using System.Runtime.InteropServices;
using ClipSearch.Core.Postgres;
using ClipSearch.Core.Settings;
using ClipSearch.Tests.Cli;
using ClipSearch.Tests.Fixtures;
using ClipSearch.Tests.Web;

namespace ClipSearch.Tests.Library.Sync;

/// <summary>Another process uses all inotify instances of the user. The test runs alone, because other tests need instances.</summary>
[Collection(AloneCollection.Name)]
public sealed class InotifyTests(PostgresFixture postgres)
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Without_inotify_the_site_serves_and_reports_the_remedy()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "Other systems have no inotify.");
        await using var library = await postgres.NewLibraryAsync();
        library.Draw(1, "a.jpg");
        using var holder = Process.Start(new ProcessStartInfo(
            "dotnet",
            [typeof(InotifyTests).Assembly.Location, "-explicit", "only", "-noColor", "-method", $"{typeof(InotifyHolder).FullName}.{nameof(InotifyHolder.Take_all_until_the_input_ends)}"])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
        })!;
        while (await holder.StandardOutput.ReadLineAsync(Token) is { } line && !line.StartsWith("taken", StringComparison.Ordinal))
        {
            // Wait until it has all instances.
        }

        Assert.SkipWhen(InotifyHolder.HasOne(), "There are more instances than a process may open files.");
        var options = TestSite.OptionsFor(library);
        options = new ClipSearchOptions
        {
            DatabaseUrl = options.DatabaseUrl,
            PhotosDirs = options.PhotosDirs,
            DataDir = options.DataDir,
            ModelsDir = options.ModelsDir,
            ClipModel = options.ClipModel,
            Port = LoopbackPort.Free(),
        };
        using var site = ClipSearchProcess.Start(options);
        await TestSite.UntilAsync(async () => site.HasExited || (await library.FindAsync()).Count == 1);
        Assert.False(site.HasExited);
        using var client = new HttpClient();
        var page = await client.GetStringAsync(new Uri($"http://127.0.0.1:{options.Port}/library"), Token);
        site.Interrupt();
        var (code, output, error) = await site.EndAsync();
        holder.StandardInput.Close();
        await holder.WaitForExitAsync(Token);

        Assert.Equal(0, code);
        Assert.All([page, output + error], text => Assert.Contains("fs.inotify.max_user_instances", text, StringComparison.Ordinal));
        Assert.Contains($"Changes in {library.Folder} are only found by a scan every", output + error, StringComparison.Ordinal);
    }
}

/// <summary>The code of the other process. It is not a test.</summary>
public sealed partial class InotifyHolder
{
    [Fact(Explicit = true)]
    public async Task Take_all_until_the_input_ends()
    {
        while (inotify_init1(0) >= 0)
        {
            // Take another instance.
        }

        using var output = new StreamWriter(Console.OpenStandardOutput()) { AutoFlush = true };
        await output.WriteLineAsync("\ntaken");
        using var input = Console.OpenStandardInput();
        while (await input.ReadAsync(new byte[16], TestContext.Current.CancellationToken) > 0)
        {
            // Wait for the end of the input.
        }
    }

    /// <summary>Returns whether an instance is left.</summary>
    internal static bool HasOne()
    {
        var handle = inotify_init1(0);
        if (handle >= 0)
            new Microsoft.Win32.SafeHandles.SafeFileHandle(handle, ownsHandle: true).Dispose();
        return handle >= 0;
    }

    [LibraryImport("libc")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int inotify_init1(int flags);
}

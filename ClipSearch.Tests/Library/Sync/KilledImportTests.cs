using ClipSearch.Core.Imaging.Decoding;
using ClipSearch.Tests.Cli;
using ClipSearch.Tests.Fixtures;
using ClipSearch.Tests.Imaging;
using ClipSearch.Tests.Web;

namespace ClipSearch.Tests.Library.Sync;

/// <summary>Files that are being decoded when the import is killed do not become import errors.</summary>
public sealed class KilledImportTests(PostgresFixture postgres)
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Files_that_were_being_decoded_when_the_import_was_killed_are_imported_later()
    {
        await using var library = await postgres.NewLibraryAsync();
        for (var i = 0; i < 4; i++)
            library.Draw(i, $"{i:00}.jpg");
        // Decoding takes long enough that it is running at each kill.
        await File.WriteAllBytesAsync(Path.Combine(library.Folder, "slow.png"), SampleImages.Black(16_000, 14_000, "pngsave_buffer"), Token);

        for (var kill = 0; kill < 3; kill++)
        {
            using var process = ClipSearchProcess.Start(library.Options, "seed");
            await TestSite.UntilAsync(() => process.HasExited || IsDecoding(process.Id));
            Assert.False(process.HasExited);
            process.Kill();
            await process.EndAsync();
        }

        Assert.Empty((await library.SyncAsync(Token)).Failures);
        Assert.Equal(5, (await library.FindAsync()).Count);
    }

    /// <summary>Returns whether a process has a decoder process.</summary>
    private static bool IsDecoding(int process)
    {
        try
        {
            // Linux lists a child process with the thread that started it.
            return Directory.EnumerateDirectories($"/proc/{process}/task")
                .SelectMany(thread => File.ReadAllText($"{thread}/children").Split(' ', StringSplitOptions.RemoveEmptyEntries))
                .Any(child => File.ReadAllText($"/proc/{child}/cmdline").Contains(DecoderWorker.Verb, StringComparison.Ordinal));
        }
        catch (IOException)
        {
            // A thread or child process has ended in the meantime.
            return false;
        }
    }
}

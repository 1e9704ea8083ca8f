using ClipSearch.Core.Storage;
using ClipSearch.Core.Sync;
using ClipSearch.Tests.Cli;
using ClipSearch.Tests.Fixtures;
using ClipSearch.Tests.Native.Vips;
using ClipSearch.Tests.Web;
using Microsoft.Extensions.Logging.Abstractions;

namespace ClipSearch.Tests.Sync;

/// <summary>A process that ends while it decodes: what was in work is decoded one at a time, and what ends the process again is skipped.</summary>
public sealed class DecoderCrashTests(PostgresFixture postgres) : IAsyncLifetime
{
    private const string Guilty = "guilty.png";

    private TestLibrary _library = null!;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _library = await postgres.NewLibraryAsync();
        for (var i = 0; i < 12; i++)
            _library.Draw(i, $"{i:00}.jpg");
        // Its decoding takes long enough to end the process meanwhile.
        await File.WriteAllBytesAsync(Path.Combine(_library.Folder, Guilty), Pictures.Black(16_000, 14_000, "pngsave_buffer"), Token);
    }

    public ValueTask DisposeAsync() => _library.DisposeAsync();

    [Fact]
    public async Task A_file_that_ends_the_process_twice_is_skipped_and_all_others_are_imported()
    {
        await KillWhileAsync(note => !note.WasAlone);
        await KillWhileAsync(note => note.WasAlone);

        var (exitCode, output, error) = await ClipSearchProcess.RunAsync(_library.Options, "seed");

        Assert.Equal(0, exitCode);
        Assert.Contains("13 photos", output, StringComparison.Ordinal);
        Assert.Contains("1 failed", output, StringComparison.Ordinal);
        var line = Assert.Single(error.Split('\n'), line => line.StartsWith("Passed over", StringComparison.Ordinal));
        Assert.Contains(Guilty, line, StringComparison.Ordinal);
        Assert.Contains("ClipSearch ended while it decoded this file", line, StringComparison.Ordinal);
        Assert.Contains("touching it has it tried again", line, StringComparison.Ordinal);
        Assert.Equal(12, (await _library.FindAsync()).Count);
        Assert.Empty(DecodingNotes.Read(_library.Options.DataDir));

        // It stays so until the file changes.
        Assert.Contains("ClipSearch ended", Assert.Single((await _library.SyncAsync(Token)).Failures).Reason, StringComparison.Ordinal);
        File.SetLastWriteTimeUtc(Path.Combine(_library.Folder, Guilty), DateTime.UtcNow.AddHours(1));
        Assert.Empty((await _library.SyncAsync(Token)).Failures);
        Assert.Equal(13, (await _library.FindAsync()).Count);
    }

    [Fact]
    public async Task Files_that_were_only_in_work_are_imported_at_the_next_start()
    {
        await KillWhileAsync(note => !note.WasAlone);

        var summary = await _library.SyncAsync(Token);

        Assert.Empty(summary.Failures);
        Assert.Equal(13, (await _library.FindAsync()).Count);
        Assert.Empty(DecodingNotes.Read(_library.Options.DataDir));
    }

    [Fact]
    public void Of_several_files_in_work_each_is_decoded_alone()
    {
        var (first, second) = (new PhotoFile("/photos/a.jpg", 1, 2), new PhotoFile("/photos/b.jpg", 3, 4));
        var dataDir = _library.Options.DataDir;
        var plan = new SyncPlan([new PhotoFile("/photos/0.jpg", 1, 1), first, second], [], [], 0);
        using (var notes = Open())
        {
            notes.Begin(first);
            notes.Begin(second);
        }

        using (var notes = Open())
        {
            var files = notes.Apply(plan, "/photos").ToRead;
            Assert.Equal([first, second], files.Take(2).OrderBy(file => file.Path, StringComparer.Ordinal));
            Assert.Equal("/photos/0.jpg", files[2].Path);
            Assert.Equal([true, true, false], files.Select(notes.IsSuspect));
            notes.Begin(first)!.Dispose();
            notes.Begin(second);
        }

        Assert.Equal([new DecodingNote(second, WasAlone: true)], DecodingNotes.Read(dataDir));
        using (var notes = Open())
        {
            var settled = notes.Apply(plan, "/photos");
            Assert.Equal(["/photos/0.jpg", "/photos/a.jpg"], settled.ToRead.Select(file => file.Path));
            Assert.Equal("/photos/b.jpg", Assert.Single(settled.StillBad).Path);
            Assert.Equal((3, 4), settled.StillBad[0].Content);
            notes.Settle();
        }

        Assert.Empty(DecodingNotes.Read(dataDir));

        DecodingNotes Open() => DecodingNotes.Open(dataDir, NullLogger.Instance);
    }

    [Fact]
    public void A_file_that_has_changed_is_no_longer_noted_and_one_elsewhere_still_is()
    {
        var dataDir = _library.Options.DataDir;
        using (var notes = DecodingNotes.Open(dataDir, NullLogger.Instance))
        {
            notes.Begin(new PhotoFile("/photos/a.jpg", 1, 2));
            notes.Begin(new PhotoFile("/other/b.jpg", 1, 2));
        }

        using (var notes = DecodingNotes.Open(dataDir, NullLogger.Instance))
        {
            var plan = new SyncPlan([new PhotoFile("/photos/a.jpg", 1, 3)], [], [], 0);
            Assert.Equal(plan.ToRead, notes.Apply(plan, "/photos").ToRead);
            Assert.False(notes.IsSuspect(plan.ToRead[0]));
        }

        Assert.Equal("/other/b.jpg", Assert.Single(DecodingNotes.Read(dataDir)).File.Path);
    }

    /// <summary>Seeds in a process of its own until the large file is noted, and kills it then.</summary>
    private async Task KillWhileAsync(Func<DecodingNote, bool> isReached)
    {
        using var process = ClipSearchProcess.Start(_library.Options, "seed");
        await TestSite.UntilAsync(() => process.HasExited || DecodingNotes.Read(_library.Options.DataDir).Any(note => Path.GetFileName(note.File.Path) == Guilty && isReached(note)));
        Assert.False(process.HasExited);
        process.Kill();
        await process.EndAsync();
    }
}

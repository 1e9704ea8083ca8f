using ClipSearch.Core.Data;
using ClipSearch.Core.Library;
using ClipSearch.Core.Library.Trash;
using ClipSearch.Tests.Fixtures;
using ClipSearch.Tests.Web;

namespace ClipSearch.Tests.Library.Trash;

/// <summary>
/// Restoring a photo while the database or the file system fails: the photo is in the trash or in the library, and never in neither.
/// </summary>
public sealed class TrashBinTests(PostgresFixture postgres) : IAsyncLifetime
{
    private const string Name = "trip/1.jpg";

    private TestLibrary _library = null!;
    private string _path = null!;
    private long _trashed;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private string TrashFolder => Path.Combine(_library.Folder, TrashBin.FolderName);

    public async ValueTask InitializeAsync()
    {
        _library = await postgres.NewLibraryAsync();
        _path = _library.Draw(1, Name);
        await _library.SyncAsync(Token);
        _trashed = (await _library.Trash.DeleteAsync((await _library.Lookup.FindByPathAsync(_path, Token))!.Id, Token))!.Value;
    }

    public ValueTask DisposeAsync() => _library.DisposeAsync();

    [Fact]
    public async Task A_restore_that_cannot_be_recorded_before_the_move_leaves_the_file_in_the_trash()
    {
        await FailAsync("UPDATE ON trash");

        await Assert.ThrowsAsync<DatabaseUnusableException>(() => _library.Trash.RestoreAsync(_trashed, Token));

        Assert.False(File.Exists(_path));
        Assert.Single(Directory.GetFiles(TrashFolder));
        await WorkAgainAsync();
        Assert.NotNull(await _library.Trash.RestoreAsync(_trashed, Token));
        await AssertRestoredAsync();
    }

    [Fact]
    public async Task A_restore_that_cannot_be_recorded_after_the_move_is_recorded_when_the_database_works_again()
    {
        await FailAsync("DELETE ON trash");

        await Assert.ThrowsAsync<DatabaseUnusableException>(() => _library.Trash.RestoreAsync(_trashed, Token));

        Assert.True(File.Exists(_path));
        Assert.Empty(Directory.GetFiles(TrashFolder));
        Assert.Equal(_trashed, Assert.Single(await _library.TrashRecords.UnfinishedAsync(Token)).Id);
        await WorkAgainAsync();
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(Token);
        var recording = _library.Moves.RunAsync(stop.Token);
        await TestSite.UntilAsync(async () => (await _library.Trash.ListAsync(Token)).Count == 0);
        await stop.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => recording);
        await AssertRestoredAsync();
    }

    [Fact]
    public async Task A_restore_that_another_process_must_record_after_the_move_is_recorded_by_recovery()
    {
        await FailAsync("DELETE ON trash");
        await Assert.ThrowsAsync<DatabaseUnusableException>(() => _library.Trash.RestoreAsync(_trashed, Token));
        await WorkAgainAsync();
        await using var next = _library.Other();

        await next.Recovery.RunAsync(Token);

        await AssertRestoredAsync();
    }

    [Fact]
    public async Task A_file_that_cannot_be_moved_stays_in_the_trash_and_can_be_restored_later()
    {
        // A file in the place of the folder, so that not even root can create the folder.
        Directory.Delete(Path.GetDirectoryName(_path)!);
        await File.WriteAllTextAsync(Path.GetDirectoryName(_path)!, "", Token);

        var error = await Assert.ThrowsAsync<LibraryException>(() => _library.Trash.RestoreAsync(_trashed, Token));

        Assert.Contains($"cannot be moved to {_path}", error.Message, StringComparison.Ordinal);
        Assert.Empty(await _library.TrashRecords.UnfinishedAsync(Token));
        Assert.Equal(_trashed, Assert.Single(await _library.Trash.ListAsync(Token)).Id);
        Assert.Single(Directory.GetFiles(TrashFolder));
        File.Delete(Path.GetDirectoryName(_path)!);
        Assert.NotNull(await _library.Trash.RestoreAsync(_trashed, Token));
        await AssertRestoredAsync();
    }

    [Fact]
    public async Task A_taken_name_gets_the_next_free_one()
    {
        _library.Draw(2, Name);

        await _library.Trash.RestoreAsync(_trashed, Token);

        Assert.Equal(TestImages.Draw(2), await File.ReadAllBytesAsync(_path, Token));
        Assert.Equal(TestImages.Draw(1), await File.ReadAllBytesAsync(Path.Combine(_library.Folder, "trip/1 (2).jpg"), Token));
        Assert.Equal(["trip/1 (2).jpg"], await _library.FindAsync());
    }

    [Fact]
    public async Task A_photo_that_the_trash_does_not_have_is_not_restored()
    {
        Assert.Null(await _library.Trash.RestoreAsync(_trashed + 1, Token));

        Assert.Equal(_trashed, Assert.Single(await _library.Trash.ListAsync(Token)).Id);
    }

    /// <summary>Lets a statement fail as on a full disk.</summary>
    private async Task FailAsync(string statement) => await _library.SqlAsync(
        $"""
        CREATE FUNCTION fail() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE EXCEPTION 'could not extend file' USING ERRCODE = '53100'; END $$;
        CREATE TRIGGER fail BEFORE {statement} FOR EACH ROW EXECUTE FUNCTION fail();
        """);

    private async Task WorkAgainAsync() => await _library.SqlAsync("DROP FUNCTION fail CASCADE");

    /// <summary>Asserts that the file, the library and the trash agree that the photo is back.</summary>
    private async Task AssertRestoredAsync()
    {
        Assert.Equal(TestImages.Draw(1), await File.ReadAllBytesAsync(_path, Token));
        Assert.Empty(Directory.GetFiles(TrashFolder));
        Assert.Equal([Name], await _library.FindAsync());
        Assert.Empty(await _library.Trash.ListAsync(Token));
        Assert.Empty(await _library.TrashRecords.UnfinishedAsync(Token));
    }
}

using ClipSearch.Core.Library.Import;
using ClipSearch.Tests.Fixtures;
using ClipSearch.Tests.Web;

namespace ClipSearch.Tests.Torture;

/// <summary>
/// The site is killed (SIGKILL) at chosen points of an import, an upload, a delete and a restore. After the next start each photo exists
/// once.
/// </summary>
public sealed class KillTests(PostgresFixture postgres) : IAsyncLifetime
{
    private TestLibrary _library = null!;
    private LibraryFiles _files = null!;
    private PhotoLedger _ledger = null!;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _library = await postgres.NewLibraryAsync();
        _files = new LibraryFiles(_library.Folder);
        _ledger = new PhotoLedger(_files);
        for (var i = 0; i < 40; i++)
        {
            var path = _library.Draw(i, $"trip/{i}.jpg");
            _ledger.Add(await File.ReadAllBytesAsync(path, Token), $"{i}.jpg", Place.Library);
        }

        // Create the tables before a statement is blocked.
        await _library.Database.PingAsync(Token);
    }

    public ValueTask DisposeAsync() => _library.DisposeAsync();

    [Fact]
    public async Task An_import_continues()
    {
        await using (var held = await HeldStatement.OfAsync(_library, "INSERT ON photos", "new.path LIKE '%/20.jpg'"))
        {
            using var site = await SiteProcess.StartAsync(_library);
            await held.ReachedAsync();
            await site.KillAsync();
            await held.DropAsync();
        }

        Assert.NotEqual(40L, await _library.SqlAsync("SELECT count(*) FROM photos"));
        await CheckAsync();
    }

    [Fact]
    public async Task An_incomplete_upload_leaves_no_file()
    {
        // More than a client buffers before it sends.
        var content = TestImages.Noise(256, 256, TestImages.Jpeg());
        using (var site = await SettledAsync())
        {
            _ledger.Add(content, "100.jpg", Place.Sent);
            using var cancel = CancellationTokenSource.CreateLinkedTokenSource(Token);
            var upload = site.Client.UploadAsync(new EndlessStream(content[..^10]), "100.jpg", cancel.Token);
            await TestSite.UntilAsync(() => _files.Unfinished().Any(path => new FileInfo(path).Length > 0));
            await site.KillAsync();
            await cancel.CancelAsync();
            await Assert.ThrowsAnyAsync<OperationCanceledException>(() => upload);
        }

        Assert.Single(_files.Unfinished());
        await CheckAsync();
        Assert.Equal(40, _files.Photos().Count());
    }

    [Fact]
    public async Task An_upload_with_its_final_name_is_imported()
    {
        var content = TestImages.Draw(100);
        using (var site = await SettledAsync())
        {
            await using var held = await HeldStatement.OfAsync(_library, "INSERT ON photos", $"new.path LIKE '%/{PhotoImport.FolderName}/%'");
            _ledger.Add(content, "100.jpg", Place.Sent);
            var upload = site.Client.UploadAsync(new MemoryStream(content), "100.jpg", Token);
            await held.ReachedAsync();
            await site.KillAsync();
            await held.DropAsync();
            await Assert.ThrowsAnyAsync<HttpRequestException>(() => upload);
        }

        await CheckAsync();
        Assert.Equal(41, _files.Photos().Count());
    }

    [Theory]
    [InlineData("INSERT ON trash", "true", true)] // the move is recorded, and the file has not moved
    [InlineData("UPDATE ON trash", "new.is_moved", false)] // the file has moved, and that is not recorded
    public async Task A_delete_is_finished_or_reverted(string statement, string rows, bool arrives)
    {
        using (var site = await SettledAsync())
        {
            await using var held = await HeldStatement.OfAsync(_library, statement, rows);
            var photo = _ledger.TakeFromLibrary(new Random(1))!;
            var id = photo.Id!.Value;
            _ledger.Book(photo, Place.Either);
            await KillWhileAsync(site, held, () => site.Client.DeleteAsync(id, Token), arrives);
        }

        await CheckAsync();
    }

    [Theory]
    [InlineData("UPDATE ON trash", "new.restoring_to IS NOT NULL", true)] // the move is recorded, and the file has not moved
    [InlineData("DELETE ON trash", "true", false)] // the file has moved, and that is not recorded
    public async Task A_restore_is_finished_or_reverted(string statement, string rows, bool arrives)
    {
        using (var site = await SettledAsync())
        {
            var photo = _ledger.TakeFromLibrary(new Random(1))!;
            var (_, trashId) = await site.Client.DeleteAsync(photo.Id!.Value, Token);
            _ledger.Book(photo, Place.Either);
            await using var held = await HeldStatement.OfAsync(_library, statement, rows);
            await KillWhileAsync(site, held, () => site.Client.RestoreAsync(trashId!.Value, Token), arrives);
        }

        await CheckAsync();
    }

    /// <summary>Kills the site while it waits for a statement, which the database then runs or does not run.</summary>
    private static async Task KillWhileAsync(SiteProcess site, HeldStatement held, Func<Task> send, bool arrives)
    {
        var request = send();
        await held.ReachedAsync();
        await site.KillAsync();
        if (!arrives)
            await held.DropAsync();
        await Assert.ThrowsAnyAsync<HttpRequestException>(() => request);
    }

    private async Task<SiteProcess> SettledAsync()
    {
        var site = await SiteProcess.StartAsync(_library);
        Assert.True(await site.Client.SettleAsync(_files, Token));
        Assert.Equal("", (await _ledger.CheckAsync(site.Client, Token)).ToString());
        return site;
    }

    /// <summary>
    /// Starts the site again, and checks that each photo is once in the library or in the trash, with nothing left over, and that those in
    /// the trash can be restored.
    /// </summary>
    private async Task CheckAsync()
    {
        using var site = await SettledAsync();
        Assert.Empty(await _ledger.RestoreAllAsync(site.Client, Token));
        Assert.True(await site.Client.SettleAsync(_files, Token));
        Assert.Equal("", (await _ledger.CheckAsync(site.Client, Token)).ToString());
        Assert.Empty(_files.Trash());
    }

    /// <summary>A stream without an end.</summary>
    private sealed class EndlessStream(byte[] content) : MemoryStream(content)
    {
        public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
        {
            if (Position == Length)
                await Task.Delay(Timeout.Infinite, cancellationToken);
            return await base.ReadAsync(buffer, cancellationToken);
        }
    }
}

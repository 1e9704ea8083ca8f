using System.Security.Cryptography;
using ClipSearch.Core.Library.Import;
using ClipSearch.Core.Library.Storage;
using ClipSearch.Tests.Fixtures;

namespace ClipSearch.Tests.Library.Import;

/// <summary>Images without photos, which are kept for 30 days in case their file returns.</summary>
public sealed class OrphanedImageTests(PostgresFixture postgres) : IAsyncLifetime
{
    private TestLibrary _library = null!;
    private string _path = null!;
    private byte[] _hash = null!;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _library = await postgres.NewLibraryAsync();
        _library.Draw(1, "other.jpg");
        _path = _library.Draw(2, "removed.jpg");
        _hash = SHA256.HashData(await File.ReadAllBytesAsync(_path, Token));
        await _library.SyncAsync(Token);
        File.Delete(_path);
        await _library.SyncAsync(Token);
        await _library.SqlAsync("UPDATE images SET orphaned_at = now() - interval '31 days' WHERE orphaned_at IS NOT NULL");
    }

    public ValueTask DisposeAsync() => _library.DisposeAsync();

    [Fact]
    public async Task They_are_deleted_after_30_days()
    {
        await _library.Records.SweepOrphansAsync(Token);

        Assert.Null(await _library.Records.FindKnownAsync(_hash, Token));
    }

    [Fact]
    public async Task One_that_an_import_has_found_still_exists_when_its_photo_is_stored()
    {
        var found = await _library.Records.FindKnownAsync(_hash, Token);
        // Another process deletes old images before this one stores the photo.
        await _library.Records.SweepOrphansAsync(Token);
        await _library.Records.PutAsync([new PreparedImage(_hash, found!.Header!, null, null, null).At(new PhotoFile(_path, 1, 1))], Token);

        Assert.Contains("removed.jpg", await _library.FindAsync());
    }
}

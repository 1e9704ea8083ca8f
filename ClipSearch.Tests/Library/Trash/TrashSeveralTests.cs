using ClipSearch.Core.Data;
using ClipSearch.Core.Library;
using ClipSearch.Core.Library.Trash;
using ClipSearch.Tests.Fixtures;

namespace ClipSearch.Tests.Library.Trash;

/// <summary>Moving several photos into and out of the trash.</summary>
public sealed class TrashSeveralTests(PostgresFixture postgres) : IAsyncLifetime
{
    private TestLibrary _library = null!;
    private long[] _ids = [];

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _library = await postgres.NewLibraryAsync();
        for (var number = 1; number <= 3; number++)
            _library.Draw(number, $"{number}.jpg");
        await _library.SyncAsync(Token);
        _ids = [.. (await Task.WhenAll(Enumerable.Range(1, 3).Select(number => _library.Lookup.FindByPathAsync(Path.Combine(_library.Folder, $"{number}.jpg"), Token)))).Select(photo => photo!.Id)];
    }

    public ValueTask DisposeAsync() => _library.DisposeAsync();

    [Fact]
    public async Task A_photo_that_cannot_be_moved_does_not_stop_the_others()
    {
        File.Delete(Path.Combine(_library.Folder, "2.jpg"));

        var deleted = await _library.Trash.DeleteAsync([_ids[0], _ids[1], 987_654, _ids[0], _ids[2]], Token);

        Assert.Equal([_ids[0], _ids[2]], deleted.Moved.Select(move => move.From));
        Assert.Equal([(_ids[1], false), (987_654, true)], deleted.Failed.Select(failure => (failure.Id, failure.Reason is null)));
        Assert.Equal(deleted.Moved.Select(move => move.To).Order(), (await _library.Trash.ListAsync(Token)).Select(photo => photo.Id).Order());

        // The trash does not restore a file that is no longer there.
        var trashed = (await _library.TrashRecords.FindAsync(deleted.Moved[1].To, Token))!;
        File.Delete(trashed.TrashPath);
        var restored = await _library.Trash.RestoreAsync([.. deleted.Moved.Select(move => move.To)], Token);
        Assert.Equal(deleted.Moved[0].To, Assert.Single(restored.Moved).From);
        Assert.Equal("1.jpg", (await _library.Lookup.FindAsync(restored.Moved[0].To, Token))!.Name);
        Assert.Contains("cannot be moved to", Assert.Single(restored.Failed).Reason, StringComparison.Ordinal);
    }

    [Fact]
    public async Task After_a_failure_of_the_database_the_moved_photos_are_known()
    {
        await _library.SqlAsync(
            $"""
            CREATE FUNCTION fail() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE EXCEPTION USING ERRCODE = '53100'; END $$;
            CREATE TRIGGER fail BEFORE DELETE ON photos FOR EACH ROW WHEN (OLD.id = {_ids[1]}) EXECUTE FUNCTION fail()
            """);

        var outcome = await _library.Trash.DeleteAsync(_ids, Token);

        Assert.Equal(_ids[0], Assert.Single(outcome.Moved).From);
        Assert.Equal(_ids[1..], outcome.Failed.Select(failure => failure.Id));
        Assert.All(outcome.Failed, failure => Assert.NotEmpty(failure.Reason!));
        Assert.True(File.Exists(Path.Combine(_library.Folder, "3.jpg")));
        await Assert.ThrowsAsync<DatabaseUnusableException>(() => _library.Trash.DeleteAsync([_ids[1], _ids[2]], Token));
    }
}

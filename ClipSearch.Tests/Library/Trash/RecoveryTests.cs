using ClipSearch.Core.Library.Import;
using ClipSearch.Core.Library.Trash;
using ClipSearch.Tests.Fixtures;

namespace ClipSearch.Tests.Library.Trash;

/// <summary>Moves and uploads that a process did not finish.</summary>
public sealed class RecoveryTests(PostgresFixture postgres) : IAsyncLifetime
{
    private TestLibrary _library = null!;
    private string _path = null!;
    private long _photo;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private string TrashFolder => Path.Combine(_library.Folder, TrashBin.FolderName);

    public async ValueTask InitializeAsync()
    {
        _library = await postgres.NewLibraryAsync();
        _path = _library.Draw(1, "trip/1.jpg");
        await _library.SyncAsync(Token);
        _photo = (await _library.Lookup.FindByPathAsync(_path, Token))!.Id;
    }

    public ValueTask DisposeAsync() => _library.DisposeAsync();

    [Theory]
    [InlineData(false, false)]
    [InlineData(false, true)]
    [InlineData(true, false)]
    public async Task A_move_to_the_trash_is_finished_if_the_file_has_moved_and_otherwise_reverted(bool hasMoved, bool hasTakenTheName)
    {
        var target = Path.Combine(TrashFolder, $"{_photo}-1.jpg");
        Assert.NotNull(await _library.TrashRecords.BeginDeleteAsync(_photo, target, Token));
        if (hasMoved)
            Move(_path, target);
        Directory.CreateDirectory(TrashFolder);
        if (hasTakenTheName)
            await File.WriteAllTextAsync(target, "", Token);

        await _library.Recovery.RunAsync(Token);

        Assert.Equal(hasMoved, File.Exists(target));
        Assert.Equal(hasMoved ? [] : ["trip/1.jpg"], await _library.FindAsync());
        Assert.Equal(hasMoved ? 1 : 0, (await _library.Trash.ListAsync(Token)).Count);
        Assert.Equal(hasMoved ? null : _photo, (await _library.Lookup.FindByPathAsync(_path, Token))?.Id);
        Assert.Empty(await _library.TrashRecords.UnfinishedAsync(Token));
    }

    [Fact]
    public async Task A_move_in_progress_is_skipped()
    {
        var target = Path.Combine(TrashFolder, $"{_photo}-1.jpg");
        using (_library.Moves.Begin(target))
        {
            await _library.TrashRecords.BeginDeleteAsync(_photo, target, Token);
            await _library.Recovery.RunAsync(Token);
            Assert.Single(await _library.TrashRecords.UnfinishedAsync(Token));
        }

        await _library.Recovery.RunAsync(Token);
        Assert.Empty(await _library.TrashRecords.UnfinishedAsync(Token));
    }

    [Theory]
    [InlineData(false, false)]
    [InlineData(false, true)]
    [InlineData(true, false)]
    public async Task A_restore_is_finished_if_the_file_has_moved_and_otherwise_reverted(bool hasMoved, bool hasTakenTheName)
    {
        var id = (await _library.Trash.DeleteAsync(_photo, Token))!.Value;
        Assert.NotNull(await _library.TrashRecords.BeginRestoreAsync(id, _path, Token));
        if (hasTakenTheName)
            await File.WriteAllBytesAsync(_path, [], Token);
        if (hasMoved)
            Move(Directory.GetFiles(TrashFolder).Single(), _path);

        await _library.Recovery.RunAsync(Token);

        Assert.Equal(hasMoved, File.Exists(_path));
        Assert.Equal(hasMoved ? ["trip/1.jpg"] : [], await _library.FindAsync());
        Assert.Equal(hasMoved ? 0 : 1, (await _library.Trash.ListAsync(Token)).Count);
        Assert.Empty(await _library.TrashRecords.UnfinishedAsync(Token));
        if (!hasMoved)
            Assert.NotNull(await _library.Trash.RestoreAsync(id, Token));
        Assert.Equal(["trip/1.jpg"], await _library.FindAsync());
    }

    [Fact]
    public async Task A_move_on_an_unmounted_drive_stays_unfinished_until_it_is_mounted()
    {
        await _library.TrashRecords.BeginDeleteAsync(_photo, Path.Combine(TrashFolder, $"{_photo}-1.jpg"), Token);
        var away = _library.Folder + "-away";
        Directory.Move(_library.Folder, away);
        await _library.Recovery.RunAsync(Token);
        Assert.Single(await _library.TrashRecords.UnfinishedAsync(Token));

        Directory.Move(away, _library.Folder);
        await _library.Recovery.RunAsync(Token);
        Assert.Equal(["trip/1.jpg"], await _library.FindAsync());
    }

    [Fact]
    public async Task Images_in_the_trash_without_a_row_can_be_restored_and_other_files_stay()
    {
        Directory.CreateDirectory(TrashFolder);
        Move(_library.Draw(2, "2.jpg"), Path.Combine(TrashFolder, "17-2.jpg"));
        await File.WriteAllTextAsync(Path.Combine(TrashFolder, "notes.txt"), "no image", Token);

        await _library.Recovery.RunAsync(Token);
        await _library.Recovery.RunAsync(Token);

        var adopted = Assert.Single(await _library.Trash.ListAsync(Token));
        Assert.NotNull(await _library.Trash.RestoreAsync(adopted.Id, Token));
        Assert.True(File.Exists(Path.Combine(_library.Folder, "2.jpg")));
        Assert.Equal(["notes.txt"], Directory.GetFiles(TrashFolder).Select(Path.GetFileName));
        await _library.SyncAsync(Token);
        Assert.Equal(["2.jpg", "trip/1.jpg"], (await _library.FindAsync()).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task Only_files_of_the_trash_without_a_row_are_unknown()
    {
        await _library.Trash.DeleteAsync(_photo, Token);
        var (known, unknown) = (Directory.GetFiles(TrashFolder).Single(), Path.Combine(TrashFolder, "17-2.jpg"));

        Assert.Equal([unknown], await _library.TrashRecords.UnknownAsync([known, unknown], Token));
    }

    [Fact]
    public async Task Interrupted_uploads_are_removed_and_running_ones_are_not()
    {
        var folder = Directory.CreateDirectory(Path.Combine(_library.Folder, PhotoImport.FolderName, "2026-01")).FullName;
        await File.WriteAllTextAsync(Path.Combine(folder, ".upload-left"), "half", Token);
        // The empty file that reserves its final name.
        await File.WriteAllTextAsync(Path.Combine(folder, "cat.jpg"), "", Token);
        using var sent = new HeldStream(TestImages.Draw(3));
        var import = _library.Import.AddAsync(sent, "3.jpg", Token);
        await sent.Waiting;

        await _library.Recovery.RunAsync(Token);

        sent.Release();
        Assert.False((await import).WasKnown);
        Assert.Empty(Directory.GetFiles(Path.Combine(_library.Folder, PhotoImport.FolderName), ".upload-*", SearchOption.AllDirectories));
        Assert.Empty(Directory.GetFiles(folder));
    }

    [Fact]
    public async Task Deleting_during_a_sync_loses_nothing()
    {
        for (var i = 2; i <= 60; i++)
            _library.Draw(i, $"{i}.jpg");
        await _library.SyncAsync(Token);
        var paths = Directory.GetFiles(_library.Folder, "*.jpg", SearchOption.AllDirectories);
        await using var other = _library.Other();
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(Token);
        var syncs = Task.Run(
            async () =>
            {
                while (!stop.IsCancellationRequested)
                    await other.SyncAsync(Token);
            },
            Token);

        foreach (var path in paths)
            Assert.NotNull(await _library.Trash.DeleteAsync((await _library.Lookup.FindByPathAsync(path, Token))!.Id, Token));
        await stop.CancelAsync();
        await syncs;

        Assert.Equal(paths.Order(StringComparer.Ordinal), (await _library.Trash.ListAsync(Token)).Select(photo => photo.Path).Order(StringComparer.Ordinal));
        Assert.Equal(paths.Length, Directory.GetFiles(TrashFolder).Length);
        await _library.SyncAsync(Token);
        Assert.Empty(await _library.FindAsync());
    }

    [Fact]
    public async Task Concurrent_uploads_of_one_content_are_stored_once()
    {
        await using var other = _library.Other();
        var content = TestImages.Draw(9);
        var imports = await Task.WhenAll(Enumerable.Range(0, 8).Select(i => Task.Run(
            () => (i % 2 == 0 ? _library : other).Import.AddAsync(new MemoryStream(content), $"{i}.jpg", Token), Token)));

        Assert.Single(imports, import => !import.WasKnown);
        Assert.Single(imports.Select(import => import.Photo.Path).Distinct());
        Assert.Single(Directory.GetFiles(Path.Combine(_library.Folder, PhotoImport.FolderName), "*", SearchOption.AllDirectories));
    }

    [Fact]
    public async Task Concurrent_uploads_with_one_name_are_all_kept()
    {
        await using var other = _library.Other();
        for (var round = 0; round < 5; round++)
        {
            var images = Enumerable.Range(0, 8).Select(i => TestImages.Draw(100 + (round * 8) + i)).ToList();
            var imports = await Task.WhenAll(images.Select((image, i) => Task.Run(
                () => (i % 2 == 0 ? _library : other).Import.AddAsync(new MemoryStream(image), "same.jpg", Token), Token)));
            for (var i = 0; i < images.Count; i++)
                Assert.Equal(images[i], await File.ReadAllBytesAsync(imports[i].Photo.Path, Token));
        }
    }

    [Fact]
    public async Task Concurrent_moves_to_one_name_are_all_kept()
    {
        var target = Path.Combine(_library.Folder, "taken.jpg");
        for (var round = 0; round < 50; round++)
        {
            var files = Enumerable.Range(0, 8).Select(i => Path.Combine(_library.Folder, $"from-{i}")).ToList();
            foreach (var file in files)
                await File.WriteAllTextAsync(file, file, Token);
            var places = await Task.WhenAll(files.Select(file => Task.Run(() => FileNames.MoveToFree(file, target), Token)));
            for (var i = 0; i < files.Count; i++)
            {
                Assert.Equal(files[i], await File.ReadAllTextAsync(places[i], Token));
                File.Delete(places[i]);
            }
        }
    }

    private void Move(string from, string to)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(to)!);
        File.Move(from, to);
    }

    /// <summary>A stream that blocks at its end until it is released.</summary>
    private sealed class HeldStream(byte[] content) : MemoryStream(content)
    {
        private readonly TaskCompletionSource _waiting = new(TaskCreationOptions.RunContinuationsAsynchronously);
        private readonly TaskCompletionSource _released = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public Task Waiting => _waiting.Task;

        public void Release() => _released.SetResult();

        public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
        {
            if (Position == Length)
            {
                _waiting.TrySetResult();
                await _released.Task.WaitAsync(cancellationToken);
            }

            return await base.ReadAsync(buffer, cancellationToken);
        }
    }
}

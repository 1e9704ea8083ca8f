using ClipSearch.Core.Data;
using ClipSearch.Core.Library.Duplicates;
using ClipSearch.Core.Library.Import;
using ClipSearch.Core.Paths;
using ClipSearch.Core.Settings;

namespace ClipSearch.Core.Library.Trash;

/// <summary>
/// Moves photos to the trash and restores them. The file moves to a hidden folder inside its folder of PHOTOS_DIR, and the image keeps its
/// embedding until it is permanently deleted. Each move is recorded in the database before it starts.
/// </summary>
public sealed class TrashBin(ClipSearchOptions options, LibraryFolders roots, PhotoLookup lookup, TrashRecords records, UnfinishedMoves moves, StackRecords stacks)
{
    /// <summary>The name of the hidden trash folder. Scans skip it.</summary>
    public const string FolderName = ".clipsearch-trash";

    /// <summary>Returns whether a photo can be moved to the trash. Buckets are read-only.</summary>
    public static bool Takes(Photo photo) => !LibraryPath.IsRemote(photo.Path);

    /// <summary>The maximum number of photos that one call moves to the trash or restores.</summary>
    public const int MaxAtOnce = 1000;

    /// <summary>Lists the photos in the trash, most recently deleted first.</summary>
    public Task<List<TrashedPhoto>> ListAsync(CancellationToken cancellationToken) => records.ListAsync(cancellationToken);

    /// <summary>Moves a photo to the trash.</summary>
    /// <returns>The ID of the photo in the trash; null if the library has no such photo.</returns>
    /// <exception cref="LibraryException">The library is read-only, the photo is in a bucket, or the file cannot be moved.</exception>
    public async Task<long?> DeleteAsync(long photo, CancellationToken cancellationToken)
    {
        RefuseIfReadOnly();
        if (await lookup.FindAsync(photo, cancellationToken) is not { } found)
            return null;
        if (!Takes(found))
            throw new LibraryException($"{found.Path} is in a bucket, which is read-only. Delete it in the bucket; ClipSearch then removes it from the library.");
        var root = roots.Folders.FirstOrDefault(root => found.Path.StartsWith(LibraryFolders.Prefix(root), StringComparison.Ordinal))
            ?? throw new LibraryException($"{found.Path} is not in PHOTOS_DIR. ClipSearch only deletes photos there.");
        var target = FileNames.Free(Path.Combine(root, FolderName, $"{photo}-{Path.GetFileName(found.Path)}"));
        using var move = moves.Begin(target);
        // From here on the row records the move, so that Recovery can finish or revert it if this process ends.
        if (await records.BeginDeleteAsync(photo, target, cancellationToken) is not { } id)
            return null;
        try
        {
            Move(found, target);
        }
        catch (LibraryException)
        {
            await moves.NoteAsync(token => records.UndoDeleteAsync(id, token));
            throw;
        }

        long? inTrash = id;
        await moves.NoteAsync(async token =>
        {
            // A process that started in between reverts the move if it finds the file at its original path.
            while (inTrash is { } begun && await records.FinishDeleteAsync(begun, token) is null)
                inTrash = await records.BeginDeleteAsync(photo, target, token);
        });
        return inTrash;
    }

    /// <summary>Moves several photos to the trash, one after another. A photo that cannot be moved does not stop the others.</summary>
    /// <param name="photos">The IDs of the photos, up to <see cref="MaxAtOnce"/>. Repeated IDs count once.</param>
    /// <param name="cancellationToken">Cancels the operation. Photos that were moved before stay in the trash.</param>
    /// <exception cref="LibraryException">The library is read-only.</exception>
    /// <exception cref="DatabaseUnavailableException">The database was not available from the first photo on.</exception>
    public Task<TrashOutcome> DeleteAsync(IReadOnlyCollection<long> photos, CancellationToken cancellationToken) =>
        EachAsync(photos, DeleteAsync, cancellationToken);

    /// <summary>Restores several photos, one after another. A photo that cannot be restored does not stop the others.</summary>
    /// <param name="ids">The IDs of the photos in the trash, up to <see cref="MaxAtOnce"/>. Repeated IDs count once.</param>
    /// <param name="cancellationToken">Cancels the operation. Photos that were restored before stay in the library.</param>
    /// <exception cref="LibraryException">The library is read-only.</exception>
    /// <exception cref="DatabaseUnavailableException">The database was not available from the first photo on.</exception>
    public Task<TrashOutcome> RestoreAsync(IReadOnlyCollection<long> ids, CancellationToken cancellationToken) =>
        EachAsync(ids, RestoreAsync, cancellationToken);

    /// <summary>Restores a photo to its original path, or to a free path next to it if the original is taken.</summary>
    /// <returns>The ID of the photo; null if the trash has no such photo.</returns>
    /// <exception cref="LibraryException">The library is read-only, or the file cannot be moved.</exception>
    public async Task<long?> RestoreAsync(long id, CancellationToken cancellationToken)
    {
        RefuseIfReadOnly();
        if (await records.FindAsync(id, cancellationToken) is not { } photo)
            return null;
        var path = FileNames.Free(photo.Path);
        using var move = moves.Begin(photo.TrashPath);
        if (await records.BeginRestoreAsync(id, path, cancellationToken) is null)
            return null;
        try
        {
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            // First, so that a photo whose companions cannot be moved stays in the trash, where restoring can be tried again.
            CompanionMoves.FromTrash(photo.TrashPath, path);
            FileNames.MoveExclusively(photo.TrashPath, path);
            long? restored = null;
            await moves.NoteAsync(async token => restored = await records.FinishRestoreAsync(id, path, token));
            // A scan since the deletion has taken the photo out of its stack.
            if (restored is { } stored)
                await stacks.TryRefreshAsync([stored], CancellationToken.None);
            return restored;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            await moves.NoteAsync(token => records.UndoRestoreAsync(id, token));
            throw new LibraryException($"{photo.TrashPath} cannot be moved to {path}: {e.Message}", e);
        }
    }

    /// <summary>Permanently deletes a photo of the trash.</summary>
    /// <returns>Whether the trash had such a photo.</returns>
    /// <exception cref="LibraryException">The library is read-only, or the file cannot be deleted.</exception>
    public async Task<bool> PurgeAsync(long id, CancellationToken cancellationToken)
    {
        RefuseIfReadOnly();
        if (await records.FindAsync(id, cancellationToken) is not { } photo)
            return false;
        await PurgeAsync(photo, cancellationToken);
        return true;
    }

    /// <summary>
    /// Permanently deletes the photos that have been in the trash for longer than a time, now and at a call at least 20 hours before.
    /// Photos on an unmounted drive stay until it is mounted.
    /// </summary>
    /// <returns>The number of deleted photos.</returns>
    /// <exception cref="LibraryException">The library is read-only, or a file cannot be deleted; the others are deleted.</exception>
    public async Task<int> PurgeAsync(TimeSpan age, CancellationToken cancellationToken)
    {
        RefuseIfReadOnly();
        var photos = await records.OverdueAsync(age, cancellationToken);
        return await PurgeAsync([.. photos.Where(photo => Directory.Exists(Path.GetDirectoryName(photo.TrashPath)))], cancellationToken);
    }

    /// <summary>Permanently deletes all photos of the trash.</summary>
    /// <returns>The number of deleted photos.</returns>
    /// <exception cref="LibraryException">The library is read-only, or a file cannot be deleted; the others are deleted.</exception>
    public async Task<int> EmptyAsync(CancellationToken cancellationToken)
    {
        RefuseIfReadOnly();
        return await PurgeAsync(await records.ListAsync(cancellationToken), cancellationToken);
    }

    private async Task<TrashOutcome> EachAsync(IReadOnlyCollection<long> ids, Func<long, CancellationToken, Task<long?>> moveAsync, CancellationToken cancellationToken)
    {
        RefuseIfReadOnly();
        ArgumentOutOfRangeException.ThrowIfGreaterThan(ids.Count, MaxAtOnce, nameof(ids));
        var (moved, failed) = (new List<TrashMove>(), new List<TrashFailure>());
        Exception? databaseFailure = null;
        foreach (var id in ids.Distinct())
        {
            // The caller must learn which photos were moved before the database failed.
            if (databaseFailure is not null)
            {
                failed.Add(new TrashFailure(id, databaseFailure.Message));
                continue;
            }

            try
            {
                if (await moveAsync(id, cancellationToken) is { } to)
                    moved.Add(new TrashMove(id, to));
                else
                    failed.Add(new TrashFailure(id, null));
            }
            catch (LibraryException e)
            {
                failed.Add(new TrashFailure(id, e.Message));
            }
            catch (Exception e) when (e is DatabaseUnavailableException or DatabaseUnusableException && moved.Count > 0)
            {
                databaseFailure = e;
                failed.Add(new TrashFailure(id, e.Message));
            }
        }

        return new TrashOutcome(moved, failed);
    }

    private async Task<int> PurgeAsync(List<TrashedPhoto> photos, CancellationToken cancellationToken)
    {
        LibraryException? failure = null;
        foreach (var photo in photos)
        {
            try
            {
                await PurgeAsync(photo, cancellationToken);
            }
            catch (LibraryException e)
            {
                failure ??= e;
            }
        }

        return failure is null ? photos.Count : throw failure;
    }

    private async Task PurgeAsync(TrashedPhoto photo, CancellationToken cancellationToken)
    {
        try
        {
            CompanionMoves.Purge(photo.TrashPath);
            File.Delete(photo.TrashPath);
        }
        catch (DirectoryNotFoundException)
        {
            // The folder was already deleted.
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new LibraryException($"{photo.TrashPath} cannot be deleted: {e.Message}", e);
        }

        await records.RemoveAsync(photo.Id, cancellationToken);
    }

    private void RefuseIfReadOnly()
    {
        if (options.ReadOnly)
            throw new LibraryException("The library is read-only (READ_ONLY); nothing was changed.");
    }

    /// <summary>Moves the files of a photo to the trash: all, or none.</summary>
    private static void Move(Photo photo, string target)
    {
        try
        {
            Directory.CreateDirectory(Path.GetDirectoryName(target)!);
            CompanionMoves.ToTrash(photo.Path, photo.Companions, target);
            try
            {
                File.Move(photo.Path, target);
            }
            catch
            {
                CompanionMoves.FromTrash(target, photo.Path);
                throw;
            }
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new LibraryException($"{photo.Path} cannot be moved to the trash: {e.Message}", e);
        }
    }
}

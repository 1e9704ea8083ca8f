using ClipSearch.Core.Index;

namespace ClipSearch.Core.Writing;

/// <summary>
/// Deletes photos so that they can be restored: the file moves into a hidden folder of its own PHOTOS_DIR, and the picture keeps its
/// embedding until it is purged. The library notes each move before it happens.
/// </summary>
public sealed class Trash(ClipSearchOptions options, PhotoRoots roots, PhotoIndex index, TrashRecords records, UnfinishedMoves moves)
{
    /// <summary>The hidden folder; syncs pass it over.</summary>
    public const string FolderName = ".clipsearch-trash";

    /// <summary>Whether a photo lies where it can be moved into the trash: buckets are only read.</summary>
    public static bool Takes(Photo photo) => !PhotoPath.IsInBucket(photo.Path);

    /// <summary>What lies in the trash, the last deleted first.</summary>
    public Task<List<TrashedPhoto>> ListAsync(CancellationToken cancellationToken) => records.ListAsync(cancellationToken);

    /// <summary>Moves a photo into the trash.</summary>
    /// <returns>Its number there; null if the library has no such photo.</returns>
    /// <exception cref="LibraryException">The library is read-only, the photo lies in a bucket, or the file cannot be moved.</exception>
    public async Task<long?> DeleteAsync(long photo, CancellationToken cancellationToken)
    {
        RefuseIfReadOnly();
        if (await index.FindAsync(photo, cancellationToken) is not { } found)
            return null;
        if (!Takes(found))
            throw new LibraryException($"{found.Path} lies in a bucket, which ClipSearch only reads. Delete it there, and it leaves the library, too.");
        var root = roots.Folders.FirstOrDefault(root => found.Path.StartsWith(PhotoRoots.Prefix(root), StringComparison.Ordinal))
            ?? throw new LibraryException($"{found.Path} does not lie in PHOTOS_DIR; ClipSearch deletes only there.");
        var target = FileNames.Free(Path.Combine(root, FolderName, $"{photo}-{Path.GetFileName(found.Path)}"));
        using var move = moves.Begin(target);
        // From here on the row tells what happened to the file, whenever this process ends: see Recovery.
        if (await records.BeginDeleteAsync(photo, target, cancellationToken) is not { } id)
            return null;
        try
        {
            Move(found.Path, target, "cannot be moved into the trash");
        }
        catch (LibraryException)
        {
            await moves.NoteAsync(token => records.UndoDeleteAsync(id, token));
            throw;
        }

        long? inTrash = id;
        await moves.NoteAsync(async token =>
        {
            // A process that has started since has undone the move, if it saw the file where it lay.
            while (inTrash is { } begun && await records.FinishDeleteAsync(begun, token) is null)
                inTrash = await records.BeginDeleteAsync(photo, target, token);
        });
        return inTrash;
    }

    /// <summary>Moves a photo back to where it lay, beside whatever lies there by now.</summary>
    /// <returns>The photo's number; null if the trash has no such photo.</returns>
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
            FileNames.MoveExclusively(photo.TrashPath, path);
            long? restored = null;
            await moves.NoteAsync(async token => restored = await records.FinishRestoreAsync(id, path, token));
            return restored;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            await moves.NoteAsync(token => records.UndoRestoreAsync(id, token));
            throw new LibraryException($"{photo.TrashPath} cannot be moved to {path}: {e.Message}", e);
        }
    }

    /// <summary>Deletes a photo of the trash for good.</summary>
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
    /// Deletes permanently what has been in the trash for longer than a time, and was so at a call at least 20 hours before; what is on a drive
    /// that is not mounted waits for it.
    /// </summary>
    /// <returns>How many photos.</returns>
    /// <exception cref="LibraryException">The library is read-only, or a file cannot be deleted; the others are.</exception>
    public async Task<int> PurgeAsync(TimeSpan age, CancellationToken cancellationToken)
    {
        RefuseIfReadOnly();
        var photos = await records.OverdueAsync(age, cancellationToken);
        return await PurgeAsync([.. photos.Where(photo => Directory.Exists(Path.GetDirectoryName(photo.TrashPath)))], cancellationToken);
    }

    /// <summary>Deletes all photos of the trash for good.</summary>
    /// <returns>How many photos.</returns>
    /// <exception cref="LibraryException">The library is read-only, or a file cannot be deleted; the others are.</exception>
    public async Task<int> EmptyAsync(CancellationToken cancellationToken)
    {
        RefuseIfReadOnly();
        return await PurgeAsync(await records.ListAsync(cancellationToken), cancellationToken);
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
            File.Delete(photo.TrashPath);
        }
        catch (DirectoryNotFoundException)
        {
            // Gone with its folder; so much the better.
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

    private static void Move(string from, string to, string cannot)
    {
        try
        {
            Directory.CreateDirectory(Path.GetDirectoryName(to)!);
            File.Move(from, to);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new LibraryException($"{from} {cannot}: {e.Message}", e);
        }
    }
}

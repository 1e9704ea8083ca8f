using System.Security.Cryptography;
using ClipSearch.Core.Images;
using ClipSearch.Core.Index;
using ClipSearch.Core.Native.Vips;
using Microsoft.Extensions.Logging;

namespace ClipSearch.Core.Writing;

/// <summary>
/// Finishes or undoes what a process that ended in the middle has left: moves into and out of the trash, files in the trash's folders without a
/// row, and unfinished uploads.
/// </summary>
public sealed partial class Recovery(
    ClipSearchOptions options, PhotoRoots roots, TrashRecords records, UnfinishedMoves moves, ImageDecoders decoders, ILogger<Recovery> logger)
{
    /// <summary>Does so once; another process may be at work at the same time. A read-only library is left as it is.</summary>
    /// <exception cref="DatabaseUnavailableException">The database does not answer.</exception>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        if (options.ReadOnly)
            return;
        foreach (var move in (await records.UnfinishedAsync(cancellationToken)).Where(move => !moves.IsUnderWay(move.TrashPath)))
            await FinishAsync(move, cancellationToken);
        foreach (var root in roots.Folders.Where(root => !PhotoPath.IsInBucket(root)))
        {
            await AdoptAsync(root, cancellationToken);
            ClearUploads(Path.Combine(root, PhotoImport.FolderName));
        }
    }

    /// <summary>Where the file is decides whether a move happened. One that is nowhere may be on a drive that is not mounted, and waits.</summary>
    private async Task FinishAsync(UnfinishedMove move, CancellationToken cancellationToken)
    {
        var isInTrash = File.Exists(move.TrashPath);
        switch (move.RestoringTo)
        {
            case { } target when isInTrash:
                DeleteReserved(target);
                await records.UndoRestoreAsync(move.Id, cancellationToken);
                LogUndone(logger, move.TrashPath, target);
                break;
            case { } target when File.Exists(target):
                await records.FinishRestoreAsync(move.Id, target, cancellationToken);
                LogFinished(logger, move.TrashPath, target);
                break;
            case null when File.Exists(move.Path):
                // A copy that was left unfinished in the trash is adopted, or named in the log, like any other file there.
                DeleteReserved(move.TrashPath);
                await records.UndoDeleteAsync(move.Id, cancellationToken);
                LogUndone(logger, move.Path, move.TrashPath);
                break;
            case null when isInTrash:
                await records.FinishDeleteAsync(move.Id, cancellationToken);
                LogFinished(logger, move.Path, move.TrashPath);
                break;
        }
    }

    /// <summary>Adds files of a trash's folder that no row has, so that they can be restored.</summary>
    private async Task AdoptAsync(string root, CancellationToken cancellationToken)
    {
        var folder = new DirectoryInfo(Path.Combine(root, Trash.FolderName));
        if (!folder.Exists)
            return;
        foreach (var path in await records.UnknownAsync([.. folder.EnumerateFiles().Select(file => file.FullName)], cancellationToken))
        {
            var name = Path.GetFileName(path);
            try
            {
                using var file = new ImageFile(path, ImageLimits.Default, name);
                var photo = new NewPhoto(
                    Path.Combine(root, WithoutNumber(name)), file.Content.Length, File.GetLastWriteTimeUtc(path).Ticks, SHA256.HashData(file.Content),
                    await decoders.ReadHeaderAsync(file, cancellationToken), null);
                await records.AdoptAsync(photo, path, cancellationToken);
                LogAdopted(logger, path);
            }
            catch (Exception e) when (e is IOException or UnauthorizedAccessException or ImageException)
            {
                LogLeft(logger, path, e.Message);
            }
        }
    }

    /// <summary>Removes uploads that no process is writing any more.</summary>
    private void ClearUploads(string folder)
    {
        if (!Directory.Exists(folder))
            return;
        foreach (var path in Directory.EnumerateDirectories(folder).SelectMany(month => Directory.EnumerateFiles(month, PhotoImport.UnfinishedPrefix + "*")))
        {
            try
            {
                // Whoever writes it holds a lock, which ends with the process.
                new FileStream(path, FileMode.Open, FileAccess.ReadWrite, FileShare.None).Dispose();
                File.Delete(path);
                LogCleared(logger, path);
                foreach (var file in Directory.EnumerateFiles(Path.GetDirectoryName(path)!))
                    DeleteReserved(file);
            }
            catch (Exception e) when (e is IOException or UnauthorizedAccessException)
            {
                // In use, or gone by now.
            }
        }
    }

    /// <summary>Deletes the empty file that takes a name before a file is moved there (<see cref="FileNames.MoveExclusively"/>).</summary>
    private static void DeleteReserved(string path)
    {
        if (new FileInfo(path) is { Exists: true, Length: 0 } reserved)
            reserved.Delete();
    }

    /// <summary>The name that the file had: the trash puts the photo's number before it.</summary>
    private static string WithoutNumber(string name) =>
        name.IndexOf('-', StringComparison.Ordinal) is > 0 and var end && name[..end].All(char.IsAsciiDigit) && end + 1 < name.Length ? name[(end + 1)..] : name;

    [LoggerMessage(Level = LogLevel.Warning, Message = "Finished the move of {From} to {To}, which was interrupted")]
    private static partial void LogFinished(ILogger logger, string from, string to);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Undid the move of {From} to {To}, which was interrupted")]
    private static partial void LogUndone(ILogger logger, string from, string to);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Found {Path} in the trash's folder without a row; it can be restored from the trash now")]
    private static partial void LogAdopted(ILogger logger, string path);

    [LoggerMessage(Level = LogLevel.Warning, Message = "{Path} is in the trash's folder without a row and stays there: {Cause}")]
    private static partial void LogLeft(ILogger logger, string path, string cause);

    [LoggerMessage(Level = LogLevel.Information, Message = "Removed {Path}, an upload that was interrupted")]
    private static partial void LogCleared(ILogger logger, string path);
}

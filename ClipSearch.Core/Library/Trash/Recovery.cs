using System.Security.Cryptography;
using ClipSearch.Core.Data;
using ClipSearch.Core.Imaging;
using ClipSearch.Core.Imaging.Decoding;
using ClipSearch.Core.Library.Import;
using ClipSearch.Core.Paths;
using ClipSearch.Core.Settings;
using Microsoft.Extensions.Logging;

namespace ClipSearch.Core.Library.Trash;

/// <summary>
/// Finishes or reverts the interrupted work of a process: moves into and out of the trash, files in the trash folders without a database
/// row, and incomplete uploads.
/// </summary>
public sealed partial class Recovery(
    ClipSearchOptions options, LibraryFolders roots, TrashRecords records, UnfinishedMoves moves, ImageDecoders decoders, ILogger<Recovery> logger)
{
    /// <summary>Runs the recovery once. Other processes may be active at the same time. Does nothing if the library is read-only.</summary>
    /// <exception cref="DatabaseUnavailableException">The database is not available.</exception>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        if (options.ReadOnly)
            return;
        foreach (var move in (await records.UnfinishedAsync(cancellationToken)).Where(move => !moves.IsUnderWay(move.TrashPath)))
            await FinishAsync(move, cancellationToken);
        foreach (var root in roots.Folders.Where(root => !LibraryPath.IsRemote(root)))
        {
            await AdoptAsync(root, cancellationToken);
            ClearUploads(Path.Combine(root, PhotoImport.FolderName));
        }
    }

    /// <summary>
    /// Finishes or reverts a move, depending on where the file is. A file that is in neither place may be on an unmounted drive; its move
    /// stays unfinished.
    /// </summary>
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
                CompanionMoves.FromTrash(move.TrashPath, target);
                await records.FinishRestoreAsync(move.Id, target, cancellationToken);
                LogFinished(logger, move.TrashPath, target);
                break;
            case null when File.Exists(move.Path):
                // An incomplete copy in the trash is then adopted or logged like any other file there.
                DeleteReserved(move.TrashPath);
                CompanionMoves.FromTrash(move.TrashPath, move.Path);
                await records.UndoDeleteAsync(move.Id, cancellationToken);
                LogUndone(logger, move.Path, move.TrashPath);
                break;
            case null when isInTrash:
                await records.FinishDeleteAsync(move.Id, cancellationToken);
                LogFinished(logger, move.Path, move.TrashPath);
                break;
        }
    }

    /// <summary>Adds files in a trash folder without a database row, so that they can be restored.</summary>
    private async Task AdoptAsync(string root, CancellationToken cancellationToken)
    {
        var folder = new DirectoryInfo(Path.Combine(root, TrashBin.FolderName));
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

    /// <summary>Removes incomplete uploads that no process is writing.</summary>
    private void ClearUploads(string folder)
    {
        if (!Directory.Exists(folder))
            return;
        foreach (var path in Directory.EnumerateDirectories(folder).SelectMany(month => Directory.EnumerateFiles(month, PhotoImport.UnfinishedPrefix + "*")))
        {
            try
            {
                // The process that writes the file holds a lock, which the system releases when the process ends.
                new FileStream(path, FileMode.Open, FileAccess.ReadWrite, FileShare.None).Dispose();
                File.Delete(path);
                LogCleared(logger, path);
                foreach (var file in Directory.EnumerateFiles(Path.GetDirectoryName(path)!))
                    DeleteReserved(file);
            }
            catch (Exception e) when (e is IOException or UnauthorizedAccessException)
            {
                // The file is in use or no longer exists.
            }
        }
    }

    /// <summary>Deletes the empty file that reserves a name before a move (<see cref="FileNames.MoveExclusively"/>).</summary>
    private static void DeleteReserved(string path)
    {
        if (new FileInfo(path) is { Exists: true, Length: 0 } reserved)
            reserved.Delete();
    }

    /// <summary>Returns the original file name. In the trash, the name is prefixed with the ID of the photo.</summary>
    private static string WithoutNumber(string name) =>
        name.IndexOf('-', StringComparison.Ordinal) is > 0 and var end && name[..end].All(char.IsAsciiDigit) && end + 1 < name.Length ? name[(end + 1)..] : name;

    [LoggerMessage(Level = LogLevel.Warning, Message = "Finished the interrupted move of {From} to {To}")]
    private static partial void LogFinished(ILogger logger, string from, string to);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Undid the interrupted move of {From} to {To}")]
    private static partial void LogUndone(ILogger logger, string from, string to);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Found {Path} in the trash folder without a database row; it can now be restored from the trash")]
    private static partial void LogAdopted(ILogger logger, string path);

    [LoggerMessage(Level = LogLevel.Warning, Message = "{Path} is in the trash folder without a database row and stays there: {Cause}")]
    private static partial void LogLeft(ILogger logger, string path, string cause);

    [LoggerMessage(Level = LogLevel.Information, Message = "Removed {Path}, an interrupted upload")]
    private static partial void LogCleared(ILogger logger, string path);
}

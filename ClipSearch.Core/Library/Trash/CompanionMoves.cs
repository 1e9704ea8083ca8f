using System.Security.Cryptography;
using System.Text;
using ClipSearch.Core.Library.Import;

namespace ClipSearch.Core.Library.Trash;

/// <summary>
/// Moves the companions of a photo into and out of the trash. Each photo has a folder for them there, whose content says which there are.
/// All methods can be called again after an interrupted move.
/// </summary>
internal static class CompanionMoves
{
    private const string FolderName = ".companions";

    /// <summary>Moves companions into the trash. If one cannot be moved, the others are moved back.</summary>
    /// <param name="photoPath">The path of the photo, whose folder has the companions.</param>
    /// <param name="names">The names of the companions. Those that no longer exist are ignored.</param>
    /// <param name="trashPath">The path of the photo in the trash.</param>
    /// <exception cref="IOException">A companion cannot be moved.</exception>
    /// <exception cref="UnauthorizedAccessException">A companion cannot be moved.</exception>
    public static void ToTrash(string photoPath, IReadOnlyList<string> names, string trashPath)
    {
        var present = names.Select(name => Path.Combine(Path.GetDirectoryName(photoPath)!, name)).Where(File.Exists).ToList();
        if (present.Count == 0)
            return;
        var folder = FolderOf(trashPath);
        try
        {
            Directory.CreateDirectory(folder);
            foreach (var path in present)
                File.Move(path, Path.Combine(folder, Path.GetFileName(path)));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            FromTrash(trashPath, photoPath);
            throw;
        }
    }

    /// <summary>Moves the companions of a photo out of the trash. They get the name of the photo, which may be a new one.</summary>
    /// <param name="trashPath">The path of the photo in the trash.</param>
    /// <param name="photoPath">The path to which the photo is restored.</param>
    /// <exception cref="IOException">A companion cannot be moved.</exception>
    /// <exception cref="UnauthorizedAccessException">A companion cannot be moved.</exception>
    public static void FromTrash(string trashPath, string photoPath)
    {
        var folder = FolderOf(trashPath);
        if (!Directory.Exists(folder))
            return;
        foreach (var path in Directory.GetFiles(folder))
            FileNames.MoveToFree(path, Path.ChangeExtension(photoPath, Path.GetExtension(path)));
        Directory.Delete(folder);
    }

    /// <summary>Deletes the companions of a photo in the trash permanently.</summary>
    /// <exception cref="IOException">A companion cannot be deleted.</exception>
    /// <exception cref="UnauthorizedAccessException">A companion cannot be deleted.</exception>
    public static void Purge(string trashPath)
    {
        if (Directory.Exists(FolderOf(trashPath)))
            Directory.Delete(FolderOf(trashPath), recursive: true);
    }

    // A hash, because the name of the photo may be as long as names can be.
    private static string FolderOf(string trashPath) => Path.Combine(
        Path.GetDirectoryName(trashPath)!, FolderName, Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(Path.GetFileName(trashPath))).AsSpan(0, 8)));
}

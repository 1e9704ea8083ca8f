using System.Globalization;
using System.Text;

namespace ClipSearch.Core.Library.Import;

/// <summary>Chooses names for files that ClipSearch writes into the library. Names from clients are only suggestions.</summary>
internal static class FileNames
{
    /// <summary>
    /// The maximum length of a name in bytes. It leaves room for a number and an extension within the 255 of most file systems.
    /// </summary>
    private const int MaxNameLength = 200;

    /// <summary>
    /// Returns a name without folders, control characters and characters that other systems forbid; "photo" if nothing is left.
    /// </summary>
    public static string Safe(string suggested, string extension)
    {
        var last = suggested[(suggested.LastIndexOfAny(['/', '\\']) + 1)..];
        var name = new StringBuilder();
        foreach (var rune in Path.GetFileNameWithoutExtension(last).Normalize().EnumerateRunes())
        {
            var category = Rune.GetUnicodeCategory(rune);
            var fits = category is not (UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.Surrogate or UnicodeCategory.PrivateUse or UnicodeCategory.OtherNotAssigned)
                && rune != Rune.ReplacementChar && !"<>:\"/\\|?*".Contains(rune.ToString(), StringComparison.Ordinal);
            name.Append(fits ? rune.ToString() : "_");
            if (Encoding.UTF8.GetByteCount(name.ToString()) > MaxNameLength)
                break;
        }

        // A leading dot would hide the file from the library.
        var safe = name.ToString().Trim().Trim('.', '_').Trim();
        return (safe.Length == 0 ? "photo" : safe) + extension;
    }

    /// <summary>Returns the path, or if it is taken the first free one with a number: "a.jpg", "a (2).jpg", …</summary>
    public static string Free(string path)
    {
        var free = path;
        for (var number = 2; Path.Exists(free); number++)
            free = Path.Combine(Path.GetDirectoryName(path)!, string.Create(CultureInfo.InvariantCulture, $"{Path.GetFileNameWithoutExtension(path)} ({number}){Path.GetExtension(path)}"));
        return free;
    }

    /// <summary>Moves a file to a path without overwriting a file that another process creates at the same time.</summary>
    /// <exception cref="IOException">Something is at the path, or the file cannot be moved.</exception>
    public static void MoveExclusively(string from, string to)
    {
        // File.Move checks the target and then replaces it, which is a race; only creating a file is exclusive on every file system.
        new FileStream(to, FileMode.CreateNew, FileAccess.Write).Dispose();
        try
        {
            File.Move(from, to, overwrite: true);
        }
        catch
        {
            File.Delete(to);
            throw;
        }
    }

    /// <summary>Moves a file to a path, or if it is taken to the first free one with a number.</summary>
    /// <returns>The new path.</returns>
    /// <exception cref="IOException">The file cannot be moved.</exception>
    public static string MoveToFree(string from, string suggested)
    {
        while (true)
        {
            var path = Free(suggested);
            try
            {
                MoveExclusively(from, path);
                return path;
            }
            catch (IOException) when (Path.Exists(path) && Path.Exists(from))
            {
                // Another process took the name between the check and the move.
            }
        }
    }
}

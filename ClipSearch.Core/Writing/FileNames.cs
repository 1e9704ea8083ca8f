using System.Globalization;
using System.Text;

namespace ClipSearch.Core.Writing;

/// <summary>Names for files that ClipSearch writes into the library; what others send is only a wish.</summary>
internal static class FileNames
{
    /// <summary>Bytes of a name at most, with room for a number and an ending below the 255 of most file systems.</summary>
    private const int LongestName = 200;

    /// <summary>A name without folders, control characters and what other systems forbid; "photo" where nothing is left.</summary>
    public static string Safe(string wished, string extension)
    {
        var last = wished[(wished.LastIndexOfAny(['/', '\\']) + 1)..];
        var name = new StringBuilder();
        foreach (var rune in Path.GetFileNameWithoutExtension(last).Normalize().EnumerateRunes())
        {
            var category = Rune.GetUnicodeCategory(rune);
            var fits = category is not (UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.Surrogate or UnicodeCategory.PrivateUse or UnicodeCategory.OtherNotAssigned)
                && rune != Rune.ReplacementChar && !"<>:\"/\\|?*".Contains(rune.ToString(), StringComparison.Ordinal);
            name.Append(fits ? rune.ToString() : "_");
            if (Encoding.UTF8.GetByteCount(name.ToString()) > LongestName)
                break;
        }

        // A leading dot would hide the file from the library.
        var safe = name.ToString().Trim().Trim('.', '_').Trim();
        return (safe.Length == 0 ? "photo" : safe) + extension;
    }

    /// <summary>The path, or the first free one like it: "a.jpg", "a (2).jpg", …</summary>
    public static string Free(string path)
    {
        var free = path;
        for (var number = 2; Path.Exists(free); number++)
            free = Path.Combine(Path.GetDirectoryName(path)!, string.Create(CultureInfo.InvariantCulture, $"{Path.GetFileNameWithoutExtension(path)} ({number}){Path.GetExtension(path)}"));
        return free;
    }

    /// <summary>Moves a file to a path that nobody else has taken, also not in the moment before.</summary>
    /// <exception cref="IOException">Something is at the path, or the file cannot be moved.</exception>
    public static void MoveExclusively(string from, string to)
    {
        // Moving alone looks first and then replaces; only creating is exclusive on every file system.
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

    /// <summary>Moves a file to a path, or to the first free one like it.</summary>
    /// <returns>Where it is.</returns>
    /// <exception cref="IOException">The file cannot be moved.</exception>
    public static string MoveToFree(string from, string wished)
    {
        while (true)
        {
            var path = Free(wished);
            try
            {
                MoveExclusively(from, path);
                return path;
            }
            catch (IOException) when (Path.Exists(path) && Path.Exists(from))
            {
                // Somebody else took the name between the look and the move.
            }
        }
    }
}

namespace ClipSearch.Core.Library.Storage;

/// <summary>
/// Finds the sidecars of photos among the names of a listing: <c>IMG.jpg.xmp</c>, else <c>IMG.xmp</c>. The case of <c>.xmp</c> is ignored.
/// </summary>
/// <typeparam name="T">The entry of the listing.</typeparam>
internal sealed class SidecarNames<T>
    where T : class
{
    private const string Extension = ".xmp";

    // By path without the extension. Of IMG.xmp and IMG.XMP, the first in ordinal order counts.
    private readonly Dictionary<string, (string Path, T Entry)> _entries = new(StringComparer.Ordinal);

    /// <summary>The number of sidecars.</summary>
    public int Count => _entries.Count;

    /// <summary>Returns whether a file is a sidecar by its name.</summary>
    public static bool IsSidecar(string path) => path.EndsWith(Extension, StringComparison.OrdinalIgnoreCase);

    /// <summary>Adds a file of the listing if it is a sidecar.</summary>
    /// <returns>Whether it is one.</returns>
    public bool TryAdd(string path, T entry)
    {
        if (!IsSidecar(path))
            return false;
        var photo = path[..^Extension.Length];
        if (!_entries.TryGetValue(photo, out var known) || string.CompareOrdinal(path, known.Path) < 0)
            _entries[photo] = (path, entry);
        return true;
    }

    /// <summary>Returns the sidecar of a photo; null if it has none.</summary>
    /// <param name="path">The path of the photo.</param>
    public (string Path, T Entry)? Of(string path)
    {
        if (_entries.Count == 0)
            return null;
        if (_entries.TryGetValue(path, out var own))
            return own;
        // The extension of a photo is part of its name, since listings contain nothing else.
        return _entries.TryGetValue(path[..path.LastIndexOf('.')], out var shared) ? shared : null;
    }
}

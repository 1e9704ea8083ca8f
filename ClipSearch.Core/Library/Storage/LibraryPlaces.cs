using ClipSearch.Core.Native;
using ClipSearch.Core.Paths;

namespace ClipSearch.Core.Library.Storage;

/// <summary>The real paths of the library folders on disk at one moment. Links may change later.</summary>
internal sealed class LibraryPlaces
{
    private readonly List<(string Written, string Real)> _roots;
    private readonly string _excluded;

    private LibraryPlaces(List<(string Written, string Real)> roots, string excluded) => (_roots, _excluded) = (roots, excluded);

    /// <summary>Resolves the links in the paths of the library folders.</summary>
    /// <param name="roots">The absolute paths of the library folders.</param>
    /// <param name="excluded">The path of a folder that is not listed.</param>
    public static LibraryPlaces Now(IReadOnlyList<string> roots, string excluded) => new([.. roots.Select(root => (root, RealPath.Of(root)))], RealPath.Of(excluded));

    /// <summary>
    /// Returns whether a path is covered by the listing of a folder: it is the folder or below it, and no part below it is hidden.
    /// </summary>
    /// <param name="real">A path without links.</param>
    /// <param name="folder">The path of the folder without links.</param>
    public static bool IsVisible(string real, string folder) =>
        LibraryFolders.IsWithin(real, folder) && !real.AsSpan(folder.Length).Contains($"{Path.DirectorySeparatorChar}.", StringComparison.Ordinal)
        && (real.Length == folder.Length || real[LibraryFolders.Prefix(folder).Length] != '.');

    /// <summary>Returns whether a path without links is listed as part of a library folder.</summary>
    public bool IsListed(string real) => !LibraryFolders.IsWithin(real, _excluded) && _roots.Exists(root => IsVisible(real, root.Real));

    /// <summary>
    /// Returns whether a library folder is, through links, the same as another or inside it. The other then lists its photos.
    /// </summary>
    public bool IsAlias(string folder)
    {
        var index = _roots.FindIndex(root => root.Written == folder);
        return index >= 0 && _roots.Where((root, other) => other != index && (root.Real == _roots[index].Real ? other < index : IsVisible(_roots[index].Real, root.Real))).Any();
    }

    /// <summary>
    /// Returns the path under which a folder is listed: below the library folder that contains its real path, or the library folder
    /// with the link that leads to it.
    /// </summary>
    /// <param name="folder">An absolute path.</param>
    public string Canonical(string folder)
    {
        var real = RealPath.Of(folder);
        foreach (var (written, place) in _roots.Where(root => !IsAlias(root.Written)))
        {
            if (IsVisible(real, place))
                return real.Length == place.Length ? written : LibraryFolders.Prefix(written) + real[LibraryFolders.Prefix(place).Length..];
        }

        var (root, rootPlace) = _roots.Find(root => LibraryFolders.IsWithin(folder, root.Written));
        return root is not null && real != rootPlace + folder[root.Length..] ? root : folder;
    }

    /// <summary>Returns the IDs of the library folders except one and except those that are listed as part of others.</summary>
    public IEnumerable<FolderId> IdsOfOthers(string? root) => _roots.Where(other => other.Written != root && !IsAlias(other.Written)).Select(other => FolderId.Of(other.Written));
}

using ClipSearch.Core.Native;

namespace ClipSearch.Core.Storage;

/// <summary>Where the library folders on disk really are, at one moment: links may lead elsewhere at the next.</summary>
internal sealed class LibraryPlaces
{
    private readonly List<(string Written, string Real)> _roots;
    private readonly string _excluded;

    private LibraryPlaces(List<(string Written, string Real)> roots, string excluded) => (_roots, _excluded) = (roots, excluded);

    /// <summary>Resolves the links in the folders' paths.</summary>
    /// <param name="roots">The library folders, as absolute paths.</param>
    /// <param name="excluded">A folder that is not listed.</param>
    public static LibraryPlaces Now(IReadOnlyList<string> roots, string excluded) => new([.. roots.Select(root => (root, RealPath.Of(root)))], RealPath.Of(excluded));

    /// <summary>Whether a path leads to what a folder's listing has: it is the folder or below it, and no part of it there is hidden.</summary>
    /// <param name="real">A path without links.</param>
    /// <param name="folder">The folder's path without links.</param>
    public static bool IsVisible(string real, string folder) =>
        PhotoRoots.IsWithin(real, folder) && !real.AsSpan(folder.Length).Contains($"{Path.DirectorySeparatorChar}.", StringComparison.Ordinal)
        && (real.Length == folder.Length || real[PhotoRoots.Prefix(folder).Length] != '.');

    /// <summary>Whether a path without links is listed as part of a library folder.</summary>
    public bool IsListed(string real) => !PhotoRoots.IsWithin(real, _excluded) && _roots.Exists(root => IsVisible(real, root.Real));

    /// <summary>Whether a library folder is another one's, or lies in it, by way of links: then that lists its photos.</summary>
    public bool IsAlias(string folder)
    {
        var index = _roots.FindIndex(root => root.Written == folder);
        return index >= 0 && _roots.Where((root, other) => other != index && (root.Real == _roots[index].Real ? other < index : IsVisible(_roots[index].Real, root.Real))).Any();
    }

    /// <summary>The path by which a folder's photos are listed: below the library folder that it really lies in, or that has the link that leads out to it.</summary>
    /// <param name="folder">An absolute path.</param>
    public string Canonical(string folder)
    {
        var real = RealPath.Of(folder);
        foreach (var (written, place) in _roots.Where(root => !IsAlias(root.Written)))
        {
            if (IsVisible(real, place))
                return real.Length == place.Length ? written : PhotoRoots.Prefix(written) + real[PhotoRoots.Prefix(place).Length..];
        }

        var (root, rootPlace) = _roots.Find(root => PhotoRoots.IsWithin(folder, root.Written));
        return root is not null && real != rootPlace + folder[root.Length..] ? root : folder;
    }

    /// <summary>What the library folders are, without one of them and those that are listed as part of others.</summary>
    public IEnumerable<FolderId> IdsOfOthers(string? root) => _roots.Where(other => other.Written != root && !IsAlias(other.Written)).Select(other => FolderId.Of(other.Written));
}

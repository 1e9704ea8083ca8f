using ClipSearch.Core.Paths;
using ClipSearch.Core.Settings;

namespace ClipSearch.Core.Library.Storage;

/// <summary>Finds the store of a path. Scans, pages and thumbnails all read photos through it.</summary>
public sealed class PhotoStorage : IDisposable
{
    private readonly DiskStore _disk;
    private readonly Dictionary<string, Lazy<IPhotoStore>> _remote;

    /// <param name="options">The settings.</param>
    /// <param name="remote">The kinds of remote storage.</param>
    public PhotoStorage(ClipSearchOptions options, IEnumerable<RemoteStoreKind> remote)
    {
        _disk = new DiskStore([.. new LibraryFolders(options.PhotosDirs).Folders.Where(folder => !LibraryPath.IsRemote(folder))], options.DataDir, options.Exclude);
        _remote = remote.ToDictionary(store => store.Scheme, store => new Lazy<IPhotoStore>(store.Open), StringComparer.Ordinal);
    }

    internal PhotoStorage(ClipSearchOptions options, BucketLimits? limits = null)
        : this(options, RemoteStoreKind.Supported(options, limits ?? BucketLimits.Default))
    {
    }

    /// <summary>Returns the store of an absolute path.</summary>
    /// <exception cref="IOException">There is no store for the scheme of the path.</exception>
    public IPhotoStore Of(string path) => RemoteAddress.SchemeOf(path) is not { } scheme ? _disk
        : _remote.TryGetValue(scheme, out var store) ? store.Value
        : throw new IOException($"ClipSearch cannot read {path}: it supports folders on disk and {string.Join(", ", _remote.Keys.Order(StringComparer.Ordinal).Select(known => known + "://"))}.");

    /// <summary>
    /// Returns why a folder is missing, in one sentence; null if it exists, or for a remote folder, which is not requested.
    /// </summary>
    public static string? WhyMissing(string folder) => LibraryPath.IsRemote(folder) ? null : DiskStore.WhyMissing(folder);

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (var store in _remote.Values.Where(store => store.IsValueCreated))
            (store.Value as IDisposable)?.Dispose();
    }
}

namespace ClipSearch.Core.Storage;

/// <summary>Leads a path to the store that it lies in. Seeding, serving and thumbnails all read through here.</summary>
public sealed class PhotoStorage : IDisposable
{
    private readonly DiskStore _disk;
    private readonly Lazy<BucketStore> _buckets;

    /// <param name="options">The settings.</param>
    public PhotoStorage(ClipSearchOptions options)
        : this(options, BucketLimits.Default)
    {
    }

    internal PhotoStorage(ClipSearchOptions options, BucketLimits limits)
    {
        _disk = new DiskStore([.. new PhotoRoots(options.PhotosDirs).Folders.Where(folder => !PhotoPath.IsInBucket(folder))], options.DataDir);
        _buckets = new Lazy<BucketStore>(() => new BucketStore(options, limits));
    }

    /// <summary>The store of an absolute path.</summary>
    public IPhotoStore Of(string path) => PhotoPath.IsInBucket(path) ? _buckets.Value : _disk;

    /// <summary>Why there is no such folder, one sentence; null if there is, or if only a network could tell.</summary>
    public static string? WhyMissing(string folder) => PhotoPath.IsInBucket(folder) ? null : DiskStore.WhyMissing(folder);

    /// <inheritdoc/>
    public void Dispose()
    {
        if (_buckets.IsValueCreated)
            _buckets.Value.Dispose();
    }
}

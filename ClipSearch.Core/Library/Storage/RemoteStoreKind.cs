using ClipSearch.Core.Settings;

namespace ClipSearch.Core.Library.Storage;

/// <summary>A kind of remote storage for library folders.</summary>
/// <param name="Scheme">The scheme before <c>://</c> in its paths, in lower case.</param>
/// <param name="Open">Opens the store; called once, when the first path of the scheme is used.</param>
public sealed record RemoteStoreKind(string Scheme, Func<IPhotoStore> Open)
{
    /// <summary>Returns the kinds that ClipSearch supports.</summary>
    internal static IReadOnlyList<RemoteStoreKind> Supported(ClipSearchOptions options, BucketLimits limits) => [new("s3", () => new BucketStore(options, limits))];
}

using ClipSearch.Core.Imaging;
using ClipSearch.Core.Imaging.Metadata;
using ClipSearch.Core.Monitoring;

namespace ClipSearch.Core.Library.Storage;

/// <summary>Reads sidecars. Their content is XML of anyone, which only a decoder process parses.</summary>
internal static class SidecarReader
{
    /// <summary>Reads a sidecar.</summary>
    /// <param name="store">The store of the photo.</param>
    /// <param name="sidecar">The sidecar as listed.</param>
    /// <param name="cancellationToken">Cancels the operation.</param>
    /// <returns>The content, or why there is none, without a full stop.</returns>
    /// <exception cref="ImageException">The bucket does not respond; the inner exception is a <see cref="RemoteStoreException"/>.</exception>
    public static async Task<(byte[]? Content, string? Problem)> ReadAsync(IPhotoStore store, PhotoFile sidecar, CancellationToken cancellationToken)
    {
        try
        {
            var file = await store.OpenAsync(sidecar.Path, cancellationToken);
            await using var stream = file.Content;
            if (stream.Length > XmpDates.MaxBytes)
                return (null, $"it exceeds the limit of {XmpDates.MaxBytes >> 20} MiB");
            var content = new byte[stream.Length];
            return (content[..await stream.ReadAtLeastAsync(content, content.Length, throwOnEndOfStream: false, cancellationToken)], null);
        }
        catch (RemoteStoreException e) when (e.IsTemporary)
        {
            // Without its sidecar, the photo would get another date until the next scan.
            throw ImageException.Unreadable(sidecar.Path, e);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return (null, SingleLine.Of(e.Message).TrimEnd('.'));
        }
    }
}

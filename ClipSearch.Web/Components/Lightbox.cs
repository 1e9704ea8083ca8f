using ClipSearch.Core.Library;
using ClipSearch.Core.Monitoring;
using ClipSearch.Web.Photos;

namespace ClipSearch.Web.Components;

/// <summary>Marks links for the lightbox, in a list with <c>data-lightbox</c>, and for the selection of photos.</summary>
internal static class Lightbox
{
    /// <summary>Returns the attributes of a link: the photo's id, the size of its file, its two images and their sizes in pixels.</summary>
    /// <param name="photo">The photo.</param>
    /// <param name="showsPath">Whether the caller may see absolute paths, to copy the photo's.</param>
    public static IReadOnlyDictionary<string, object> Attributes(Photo photo, bool showsPath = false)
    {
        var (width, height) = ThumbnailSize.Large.Of(photo);
        var attributes = new Dictionary<string, object>
        {
            ["data-id"] = photo.Id,
            ["data-bytes"] = photo.Bytes,
            ["data-width"] = width,
            ["data-height"] = height,
            ["data-large"] = PhotoUrls.Image(photo, ThumbnailSize.Large),
            ["data-preview"] = PhotoUrls.Image(photo, ThumbnailSize.Window),
            ["data-preview-width"] = ThumbnailSize.Window.Of(photo).Width,
        };
        // Copied paths are pasted into terminals, where a line break in a name would run what follows it.
        if (showsPath)
            attributes["data-path"] = SingleLine.Of(photo.Path);
        return attributes;
    }
}

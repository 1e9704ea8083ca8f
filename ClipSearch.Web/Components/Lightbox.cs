using ClipSearch.Core.Library;
using ClipSearch.Core.Monitoring;
using ClipSearch.Web.Photos;
using ClipSearch.Web.Requests;

namespace ClipSearch.Web.Components;

/// <summary>Marks links for the lightbox, in a list with <c>data-lightbox</c>, and for the selection of photos.</summary>
internal static class Lightbox
{
    /// <summary>
    /// Returns the attributes of a link: the photo's id, the size of its files, its two images and their sizes in pixels; of an animation, also
    /// its file; of a video, also its file and the time to start at.
    /// </summary>
    /// <param name="photo">The photo.</param>
    /// <param name="at">The time of the frame of a video that matches best; null to start at the beginning.</param>
    /// <param name="showsPath">Whether the caller may see absolute paths, to copy the photo's.</param>
    public static IReadOnlyDictionary<string, object> Attributes(Photo photo, TimeSpan? at = null, bool showsPath = false)
    {
        var (width, height) = ThumbnailSize.Large.Of(photo);
        var attributes = new Dictionary<string, object>
        {
            ["data-id"] = photo.Id,
            ["data-bytes"] = photo.Bytes + photo.CompanionBytes,
            ["data-width"] = width,
            ["data-height"] = height,
            ["data-large"] = PhotoUrls.Image(photo, ThumbnailSize.Large, at),
            ["data-preview"] = PhotoUrls.Image(photo, ThumbnailSize.Window, at),
            ["data-preview-width"] = ThumbnailSize.Window.Of(photo).Width,
        };
        if (PhotoUrls.Played(photo) is { } played)
            attributes["data-played"] = played;
        if (photo.Video is not null)
        {
            attributes["data-name"] = photo.Name;
            attributes["data-video"] = PhotoUrls.File(photo);
            attributes["data-start"] = VideoTime.Of(at ?? TimeSpan.Zero);
        }

        // Copied paths are pasted into terminals, where a line break in a name would run what follows it.
        if (showsPath)
            attributes["data-path"] = SingleLine.Of(photo.Path);
        return attributes;
    }
}

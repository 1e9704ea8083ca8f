using ClipSearch.Core.Library;
using ClipSearch.Web.Photos;

namespace ClipSearch.Web.Components;

/// <summary>Marks links for the lightbox, in a list with <c>data-lightbox</c>.</summary>
internal static class Lightbox
{
    /// <summary>Returns the attributes of a link: the photo's id, its two images and their sizes in pixels.</summary>
    public static IReadOnlyDictionary<string, object> Attributes(Photo photo)
    {
        var (width, height) = ThumbnailSize.Large.Of(photo);
        return new Dictionary<string, object>
        {
            ["data-id"] = photo.Id,
            ["data-width"] = width,
            ["data-height"] = height,
            ["data-large"] = PhotoUrls.Image(photo, ThumbnailSize.Large),
            ["data-preview"] = PhotoUrls.Image(photo, ThumbnailSize.Window),
            ["data-preview-width"] = ThumbnailSize.Window.Of(photo).Width,
        };
    }
}

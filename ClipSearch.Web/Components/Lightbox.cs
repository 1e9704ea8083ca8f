using ClipSearch.Core.Index;
using ClipSearch.Web.Photos;

namespace ClipSearch.Web.Components;

/// <summary>Lets the lightbox open the photo that a link leads to, in a list that is marked <c>data-lightbox</c>.</summary>
internal static class Lightbox
{
    /// <summary>The attributes that the link needs: the photo's number, its two images and their sizes in pixels.</summary>
    public static IReadOnlyDictionary<string, object> Attributes(Photo photo)
    {
        var (width, height) = ThumbnailSize.Large.Of(photo);
        return new Dictionary<string, object>
        {
            ["data-id"] = photo.Id,
            ["data-width"] = width,
            ["data-height"] = height,
            ["data-large"] = PhotoUrls.Picture(photo, ThumbnailSize.Large),
            ["data-preview"] = PhotoUrls.Picture(photo, ThumbnailSize.Window),
            ["data-preview-width"] = ThumbnailSize.Window.Of(photo).Width,
        };
    }
}

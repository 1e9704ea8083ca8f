using System.Globalization;
using ClipSearch.Core.Imaging;
using ClipSearch.Core.Library;
using ClipSearch.Core.Library.Trash;
using ClipSearch.Core.Search;
using ClipSearch.Web.Requests;
using Microsoft.AspNetCore.Http.Extensions;

namespace ClipSearch.Web.Photos;

/// <summary>Builds the URLs of photos and their images.</summary>
public static class PhotoUrls
{
    /// <summary>Returns the page of a photo, with the query that names the list it was opened from.</summary>
    public static string Page(long photo, string list = "") => SiteUrls.Of($"/photos/{photo.ToString(CultureInfo.InvariantCulture)}{list}");

    /// <summary>Returns the URL to which the form that corrects a photo's date is sent.</summary>
    /// <param name="photo">The photo's id.</param>
    /// <param name="list">The query that names the list the photo was opened from.</param>
    public static string DateForm(long photo, string list) => Page(photo, $"?handler=TakenAt{(list.Length > 1 ? $"&{list[1..]}" : "")}");

    /// <summary>Returns the page of a search result, with the search and the result's rank in it, from 1; of a video, at the frame that matches best.</summary>
    public static string Hit(SearchHit hit, SearchRequest search, long rank) =>
        Page(hit.Photo.Id, string.Create(CultureInfo.InvariantCulture, $"{search.Address(0)}&{ResultRank.Parameter}={rank}{(hit.At is { } at ? $"&{VideoTime.Parameter}={VideoTime.Of(at)}" : "")}"));

    /// <summary>Returns the page of a photo that was opened from the page of its folder.</summary>
    /// <param name="photo">The photo's id.</param>
    /// <param name="shown">The folder's display name.</param>
    public static string PageInFolder(long photo, string shown) => Page(photo, new QueryBuilder { { FolderRequest.PathParameter, shown } }.ToString());

    /// <summary>Returns the page of a folder by its display name.</summary>
    public static string Folder(string shown) => FolderRequest.PageOf(shown);

    /// <summary>Returns the id of a photo's tile in the page that lists it.</summary>
    public static string Anchor(long photo) => $"photo-{photo.ToString(CultureInfo.InvariantCulture)}";

    /// <summary>Returns the photo's image in a size.</summary>
    /// <param name="photo">The photo.</param>
    /// <param name="size">The size.</param>
    /// <param name="at">The time of a frame of a video; null for its poster.</param>
    public static string Image(Photo photo, ThumbnailSize size, TimeSpan? at = null) =>
        SiteUrls.Of($"/photos/{photo.Id}/{size.Name}?v={Version(photo.ContentHash)}{(at is { } time && time != photo.Video?.Poster ? $"&{VideoTime.Parameter}={VideoTime.Of(time)}" : "")}");

    /// <summary>Returns the page of a photo's stack, with the search that it was opened from.</summary>
    public static string Stack(Photo photo, string search = "") => SiteUrls.Of($"/photos/{photo.Id}/stack{search}");

    /// <summary>Returns the thumbnail for a grid.</summary>
    public static string Thumbnail(Photo photo) => Image(photo, ThumbnailSize.Tile);

    /// <summary>Returns the thumbnail of a photo in the trash.</summary>
    public static string Thumbnail(TrashedPhoto photo) => SiteUrls.Of($"/trash/{photo.Id}/{ThumbnailSize.Tile.Name}?v={Version(photo.ContentHash)}");

    /// <summary>Returns the blurred placeholder to show while the image loads, as a data URL; null until a scan has created it.</summary>
    public static string? Placeholder(Photo photo) => photo.Placeholder is null ? null : $"data:image/webp;base64,{photo.Placeholder}";

    /// <summary>Returns the original file.</summary>
    public static string File(Photo photo) => SiteUrls.Of($"/photos/{photo.Id}/file");

    /// <summary>Returns a companion of a photo.</summary>
    public static string Companion(Photo photo, string name) => SiteUrls.Of($"/photos/{photo.Id}/companions/{Uri.EscapeDataString(name)}");

    /// <summary>Returns the full-size image: the file, or a large WebP for formats that browsers do not show.</summary>
    public static string Whole(Photo photo) => IsShown(photo) ? File(photo) : Image(photo, ThumbnailSize.Large);

    /// <summary>Returns the file of an animation that browsers play; null for another photo.</summary>
    public static string? Played(Photo photo) => photo.IsAnimation && IsShown(photo) ? File(photo) : null;

    /// <summary>Returns whether all browsers can show the file. Of videos, browsers play what they have codecs for.</summary>
    public static bool IsShown(Photo photo) => photo.Video is not null || ImageFormats.All.Find(photo.Format)?.IsShownByBrowsers != false;

    /// <summary>Returns a token that changes with the content, so that browsers may cache the image indefinitely.</summary>
    internal static string Version(string contentHash) => contentHash[..12];
}

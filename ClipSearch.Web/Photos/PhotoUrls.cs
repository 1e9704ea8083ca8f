using System.Globalization;
using ClipSearch.Core.Index;
using ClipSearch.Web.Pages;
using Microsoft.AspNetCore.Http.Extensions;

namespace ClipSearch.Web.Photos;

/// <summary>Where a photo's pictures lie on this site.</summary>
public static class PhotoUrls
{
    /// <summary>The page of a photo; with an address's query it knows the list that led to it.</summary>
    public static string Page(long photo, string list = "") => $"/photos/{photo.ToString(CultureInfo.InvariantCulture)}{list}";

    /// <summary>The page of a hit, which knows the search and the hit's rank in it, from 1.</summary>
    public static string Hit(long photo, SearchRequest search, long rank) =>
        Page(photo, string.Create(CultureInfo.InvariantCulture, $"{search.Address(0)}&{PhotoTrails.Rank}={rank}"));

    /// <summary>The page of a photo that was opened from the page of its folder.</summary>
    /// <param name="photo">The photo's number.</param>
    /// <param name="shown">The folder as people know it.</param>
    public static string PageInFolder(long photo, string shown) => Page(photo, new QueryBuilder { { FoldersModel.PathPart, shown } }.ToString());

    /// <summary>The page of a folder as people know it.</summary>
    public static string Folder(string shown) => FoldersModel.PageOf(shown);

    /// <summary>What a photo's tile is called in the page that lists it.</summary>
    public static string Anchor(long photo) => $"photo-{photo.ToString(CultureInfo.InvariantCulture)}";

    /// <summary>The photo in a size.</summary>
    public static string Picture(Photo photo, ThumbnailSize size) => $"/photos/{photo.Id}/{size.Name}?v={Version(photo.ContentHash)}";

    /// <summary>The page of the stack that a photo is in; it knows the way back to the search.</summary>
    public static string Stack(Photo photo, string search = "") => $"/photos/{photo.Id}/stack{search}";

    /// <summary>The thumbnail of a grid.</summary>
    public static string Thumbnail(Photo photo) => Picture(photo, ThumbnailSize.Tile);

    /// <summary>The thumbnail of a photo in the trash.</summary>
    public static string Thumbnail(TrashedPhoto photo) => $"/trash/{photo.Id}/{ThumbnailSize.Tile.Name}?v={Version(photo.ContentHash)}";

    /// <summary>What stands, enlarged, where the picture is still to come; null until a sync has made it.</summary>
    public static string? Placeholder(Photo photo) => photo.Placeholder is null ? null : $"data:image/webp;base64,{photo.Placeholder}";

    /// <summary>The file itself.</summary>
    public static string File(Photo photo) => $"/photos/{photo.Id}/file";

    /// <summary>The whole picture as a browser shows it: the file, or a large picture of one that browsers do not show.</summary>
    public static string Whole(Photo photo) => IsShown(photo) ? File(photo) : Picture(photo, ThumbnailSize.Large);

    /// <summary>Whether all browsers show the file.</summary>
    public static bool IsShown(Photo photo) => photo.Format is not ("tiff" or "heic" or "heif");

    /// <summary>Changes with the content, so that a browser may keep the picture for good.</summary>
    internal static string Version(string contentHash) => contentHash[..12];
}

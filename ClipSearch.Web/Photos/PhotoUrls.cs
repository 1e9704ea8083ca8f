using ClipSearch.Core.Index;

namespace ClipSearch.Web.Photos;

/// <summary>Where a photo's pictures lie on this site.</summary>
public static class PhotoUrls
{
    /// <summary>The page of one photo; it knows the way back to the search.</summary>
    public static string Page(Photo photo, SearchRequest search) => $"/photos/{photo.Id}{search.Address(0)}";

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

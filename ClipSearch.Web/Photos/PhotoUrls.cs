using ClipSearch.Core.Index;

namespace ClipSearch.Web.Photos;

/// <summary>Where a photo's pictures lie on this site.</summary>
public static class PhotoUrls
{
    /// <summary>The page of one photo; it knows the way back to the search.</summary>
    public static string Page(Photo photo, SearchRequest search) => $"/photos/{photo.Id}{search.Address(0)}";

    /// <summary>The page of the stack that a photo is in; it knows the way back to the search.</summary>
    public static string Stack(Photo photo, string search = "") => $"/photos/{photo.Id}/stack{search}";

    /// <summary>The thumbnail of a grid.</summary>
    public static string Thumbnail(Photo photo) => $"/photos/{photo.Id}/thumb?v={Version(photo)}";

    /// <summary>A picture that fills a window.</summary>
    public static string Preview(Photo photo) => $"/photos/{photo.Id}/preview?v={Version(photo)}";

    /// <summary>The file itself.</summary>
    public static string File(Photo photo) => $"/photos/{photo.Id}/file";

    /// <summary>Changes with the content, so that a browser may keep the picture for good.</summary>
    internal static string Version(Photo photo) => photo.ContentHash[..12];
}

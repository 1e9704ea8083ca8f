using ClipSearch.Core;

namespace ClipSearch.Web.Photos;

/// <summary>A photo's path as people know it.</summary>
internal static class PhotoPath
{
    /// <summary>Relative to PHOTOS_DIR for a photo inside it, else absolute.</summary>
    public static string Shown(string path, ClipSearchOptions options)
    {
        var folder = Path.TrimEndingDirectorySeparator(Path.GetFullPath(options.PhotosDir)) + Path.DirectorySeparatorChar;
        return path.StartsWith(folder, StringComparison.Ordinal) ? path[folder.Length..] : path;
    }
}

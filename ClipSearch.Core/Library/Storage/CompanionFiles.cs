using ClipSearch.Core.Imaging;
using ClipSearch.Core.Paths;
using ClipSearch.Core.Video;

namespace ClipSearch.Core.Library.Storage;

/// <summary>
/// Groups files of one photo: a raw or HEIC file beside a JPEG of the same name, a raw file beside a HEIC file, and the video of a Live
/// Photo. The other files are companions of the photo and no photos of their own.
/// </summary>
internal static class CompanionFiles
{
    /// <summary>
    /// The maximum size of the video of a Live Photo in bytes. It takes three seconds, 2 to 8 MB; a longer video of the same name is a video
    /// of its own.
    /// </summary>
    internal const long MaxLiveBytes = 24 << 20;

    /// <summary>What a file is to a photo of the same name. The first of a group is the photo.</summary>
    private enum Kind
    {
        Jpeg,
        Heic,
        Raw,
        Video,
        Other,
    }

    /// <summary>Removes companions from a listing and adds their names to their photos.</summary>
    /// <param name="files">The files of the listing.</param>
    public static IReadOnlyList<PhotoFile> Group(IReadOnlyList<PhotoFile> files)
    {
        var kinds = files.Select(file => KindOf(file.Path)).ToList();
        if (!kinds.Exists(kind => kind is Kind.Heic or Kind.Raw or Kind.Video))
            return files;

        var photos = new Dictionary<string, (PhotoFile File, Kind Kind)>(StringComparer.Ordinal);
        foreach (var (file, kind) in files.Zip(kinds).Where(each => each.Second is Kind.Jpeg or Kind.Heic))
        {
            var stem = StemOf(file.Path);
            if (!photos.TryGetValue(stem, out var first) || (kind, file.Path).CompareTo((first.Kind, first.File.Path)) < 0)
                photos[stem] = (file, kind);
        }

        var companions = new Dictionary<PhotoFile, List<PhotoFile>>(ReferenceEqualityComparer.Instance);
        var others = new List<PhotoFile>();
        foreach (var (file, kind) in files.Zip(kinds))
        {
            if (photos.TryGetValue(StemOf(file.Path), out var photo) && kind > photo.Kind && (kind is Kind.Heic or Kind.Raw || (kind == Kind.Video && file.Bytes <= MaxLiveBytes)))
                (companions.TryGetValue(photo.File, out var found) ? found : companions[photo.File] = []).Add(file);
            else
                others.Add(file);
        }

        return
        [
            .. others.Select(file => !companions.TryGetValue(file, out var found) ? file : file with
            {
                Companions = [.. found.Select(companion => LibraryPath.Name(companion.Path)).Order(StringComparer.Ordinal)],
                CompanionBytes = found.Sum(companion => companion.Bytes),
            }),
        ];
    }

    private static Kind KindOf(string path) => ImageFormats.All.OfExtension(path) switch
    {
        { Name: "jpeg" } => Kind.Jpeg,
        { Name: "heic" or "heif" } => Kind.Heic,
        { IsRaw: true } => Kind.Raw,
        null when VideoFormats.HasExtension(path) => Kind.Video,
        _ => Kind.Other,
    };

    private static string StemOf(string path) => path[..^Path.GetExtension(path).Length];
}

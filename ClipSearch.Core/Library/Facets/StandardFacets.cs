using ClipSearch.Core.Data;
using ClipSearch.Core.Imaging;
using ClipSearch.Core.Paths;

namespace ClipSearch.Core.Library.Facets;

/// <summary>The facets of ClipSearch, one entry each. Their labels and hints are texts named <c>Filter_</c> and the facet's name.</summary>
public static class StandardFacets
{
    /// <summary>A folder and its subfolders. The value is its absolute path. Rows of earlier versions have no folded path until a scan.</summary>
    public static Facet Folder { get; } = Facet.Create(
        "folder", FacetInput.Folder, "Only photos in this folder and its subfolders. The path is absolute or relative to PHOTOS_DIR. Case and accents are ignored.",
        parse: (text, folders) => folders.Resolve(text),
        condition: path => $"(search_path ^@ {NameFolding.FoldPath(LibraryFolders.Prefix(path))} OR search_path IS NULL AND path ^@ {LibraryFolders.Prefix(path)})",
        maxLength: 4000,
        suggestions: new FacetSuggestions(Sql.Of($"SELECT left(folder, -1) FROM photos GROUP BY folder ORDER BY count(*) DESC, folder"), NamesOfFolder));

    /// <summary>The earliest local time at which photos were taken.</summary>
    public static Facet TakenFrom { get; } = Facet.Create(
        "takenFrom", FacetInput.Time, "Only photos taken at this local time or later: 2024, 2024-05, 2024-05-31, 2024-05-31T18:00 or 2024-05-31T18:00:59.",
        parse: (text, _) => FacetTime.Parse(text),
        condition: time => $"photos.taken_at >= {time.First}",
        FacetTime.MaxLength);

    /// <summary>The latest local time at which photos were taken. The whole year, month, day, minute or second is included.</summary>
    public static Facet TakenTo { get; } = Facet.Create(
        "takenTo", FacetInput.Time, "Only photos taken at this local time or earlier. The whole year, month, day, minute or second is included.",
        parse: (text, _) => FacetTime.Parse(text),
        condition: time => $"photos.taken_at < {time.Next}",
        FacetTime.MaxLength);

    /// <summary>The orientation of an image.</summary>
    public static Facet Orientation { get; } = Facet.CreateChoice(
        "orientation", "Only photos with this orientation.", ["landscape", "portrait", "square"],
        condition: orientation => orientation switch { "landscape" => $"width > height", "portrait" => $"width < height", _ => Sql.Of($"width = height") });

    /// <summary>A part of the name of the camera. Case is ignored.</summary>
    public static Facet Camera { get; } = Facet.Create(
        "camera", FacetInput.Text, "Only photos from cameras whose name contains this text. Case is ignored.",
        parse: (text, _) => text,
        condition: camera => $"strpos(lower(camera), lower({camera})) > 0",
        suggestions: new FacetSuggestions(
            Sql.Of($"SELECT camera FROM photos JOIN images ON images.id = image_id WHERE camera IS NOT NULL GROUP BY camera ORDER BY count(*) DESC, camera"),
            (camera, _) => [camera]));

    /// <summary>The format of a file, detected from its content, or all videos.</summary>
    public static Facet Type { get; } = Facet.CreateChoice(
        "type", "Only files of this format, detected from their content. RAW stands for the RAW formats of all cameras, and video for all videos.",
        [.. ImageFormats.All.FilterNames, Videos],
        synonym: text => text == "jpg" ? "jpeg" : text,
        condition: name => name == Videos ? $"duration_ms IS NOT NULL"
            : ImageFormats.All.InFilter(name) is [var format] ? $"format = {format}" : Sql.Of($"format = ANY ({ImageFormats.All.InFilter(name).ToArray()})"));

    /// <summary>The value of <see cref="Type"/> for videos of all formats.</summary>
    private const string Videos = "video";

    /// <summary>All of them, in the order of the form and of the API document.</summary>
    public static IReadOnlyList<Facet> All { get; } = [Folder, TakenFrom, TakenTo, Orientation, Camera, Type];

    /// <summary>Returns the display names of a folder and its parent folders, up to but without the library folder.</summary>
    private static IEnumerable<string> NamesOfFolder(string folder, LibraryFolders folders)
    {
        while (folders.IsNamed(folder))
        {
            yield return folders.Shown(folder);
            folder = folder[..folder.LastIndexOf(LibraryPath.Separator(folder))];
        }
    }
}

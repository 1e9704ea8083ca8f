using ClipSearch.Core.Imaging;
using ClipSearch.Core.Library.Import;
using ClipSearch.Core.Library.Storage;
using ClipSearch.Core.Library.Trash;

namespace ClipSearch.Tests.Torture;

/// <summary>The files of a library folder.</summary>
internal sealed class LibraryFiles(string folder)
{
    public string Folder => folder;

    /// <summary>The files that a scan lists as photos.</summary>
    public IEnumerable<string> Photos() => Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories)
        .Where(path => ImageFormats.All.HasExtension(path) && !Relative(path).Split('/').Any(part => part.StartsWith('.')));

    /// <summary>The files of the trash.</summary>
    public IEnumerable<string> Trash() => Directory.Exists(TrashFolder) ? Directory.EnumerateFiles(TrashFolder) : [];

    /// <summary>Uploads that are not complete.</summary>
    public IEnumerable<string> Unfinished() => Directory.EnumerateFiles(folder, PhotoImport.UnfinishedPrefix + "*", new EnumerationOptions { RecurseSubdirectories = true, AttributesToSkip = FileAttributes.None });

    /// <summary>Returns the file of a photo in the trash; null if there is none.</summary>
    /// <param name="path">The original path of the photo. File names are unique in these libraries.</param>
    public string? TrashFileOf(string path) => Trash().FirstOrDefault(file => Path.GetFileName(file).EndsWith("-" + Path.GetFileName(path), StringComparison.Ordinal));

    /// <summary>Returns a path relative to the folder, with slashes.</summary>
    public string Relative(string path) => Path.GetRelativePath(folder, path).Replace('\\', '/');

    private string TrashFolder => Path.Combine(folder, TrashBin.FolderName);
}

using ClipSearch.Core.Paths;

namespace ClipSearch.Core.Library.Storage;

/// <summary>Why a listing skips a file or a folder.</summary>
public enum SkipReason
{
    /// <summary>Its name begins with a dot.</summary>
    Hidden,

    /// <summary>A pattern or a <c>.nomedia</c> file excludes it (<see cref="FolderExclusions"/>).</summary>
    Excluded,

    /// <summary>Its extension is not that of an image format.</summary>
    UnknownType,

    /// <summary>It needs a program that is not installed (<see cref="Imaging.NeededPrograms"/>). A scan imports it once the program is.</summary>
    NeedsProgram,

    /// <summary>It exceeds the maximum size of an image file. The import reports it as an error, too.</summary>
    TooLarge,
}

/// <summary>The files and folders in one folder that a listing has skipped for the same reason. The content of a skipped folder is not counted.</summary>
/// <param name="Folder">The path of the folder that contains them.</param>
/// <param name="Reason">The reason.</param>
/// <param name="Extension">
/// The extension of files of unknown type, and of those that need a program, in lower case, with its dot; otherwise, and without one, empty.
/// </param>
/// <param name="Count">Their number, at least 1.</param>
/// <param name="Example">The name of the first of them by name.</param>
public sealed record SkippedFiles(string Folder, SkipReason Reason, string Extension, int Count, string Example);

/// <summary>Counts what a listing skips.</summary>
internal sealed class SkipCounter
{
    /// <summary>Longer extensions are rather a part of a sentence.</summary>
    private const int MaxExtension = 16;

    private readonly Dictionary<(string Folder, SkipReason Reason, string Extension), (int Count, string Example)> _counts = [];

    /// <summary>The number of <see cref="All"/>.</summary>
    public int Count => _counts.Count;

    /// <summary>What was skipped so far.</summary>
    public IReadOnlyList<SkippedFiles> All => [.. _counts.Select(each => new SkippedFiles(each.Key.Folder, each.Key.Reason, each.Key.Extension, each.Value.Count, each.Value.Example))];

    /// <summary>Counts a file or a folder.</summary>
    /// <param name="folder">The folder that contains it.</param>
    /// <param name="name">Its name.</param>
    /// <param name="reason">The reason.</param>
    public void Add(string folder, string name, SkipReason reason) =>
        Add(folder, name, reason, reason == SkipReason.UnknownType && Path.GetExtension(name) is { Length: > 1 and <= MaxExtension } own ? own.ToLowerInvariant() : "");

    /// <summary>Counts a file that needs a program.</summary>
    /// <param name="path">Its absolute path.</param>
    /// <param name="needs">The extension of <see cref="Imaging.NeededPrograms"/>. The extension of the file itself may be another.</param>
    public void AddNeeding(string path, string needs) => Add(LibraryPath.Folder(path), LibraryPath.Name(path), SkipReason.NeedsProgram, needs);

    private void Add(string folder, string name, SkipReason reason, string extension)
    {
        var key = (folder, reason, extension);
        _counts[key] = _counts.TryGetValue(key, out var known) ? (known.Count + 1, string.CompareOrdinal(name, known.Example) < 0 ? name : known.Example) : (1, name);
    }
}

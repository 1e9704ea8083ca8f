using System.Diagnostics.CodeAnalysis;
using ClipSearch.Core.Paths;

namespace ClipSearch.Core.Settings.Types;

/// <summary>Folders on disk and in remote stores, separated as in <c>PATH</c>.</summary>
internal sealed class FolderListType : SettingType<IReadOnlyList<string>>
{
    public override string Range => "folders, or s3://bucket/folder";

    internal override bool TryParse(SettingText text, [MaybeNullWhen(false)] out IReadOnlyList<string> value)
    {
        // The name of a folder may contain the separator.
        value = Directory.Exists(Path.GetFullPath(text.Value, text.Directory)) ? [text.Value] : LibraryPath.Split(text.Value);
        return value.Count > 0;
    }

    internal override IReadOnlyList<string> Resolve(IReadOnlyList<string> value, string directory) =>
        [.. value.Select(folder => LibraryPath.Full(folder, directory))];

    internal override string Write(IReadOnlyList<string> value) => string.Join(Path.PathSeparator, value);

    internal override string Show(IReadOnlyList<string> value) => string.Join('\n', value);
}

namespace ClipSearch.Core.Settings.Types;

/// <summary>A folder on disk.</summary>
internal sealed class FolderType : SettingType<string>
{
    public override string Range => "a folder";

    internal override bool TryParse(SettingText text, out string value)
    {
        value = text.Value;
        return true;
    }

    internal override string Resolve(string value, string directory) => Path.GetFullPath(value, directory);

    internal override string Write(string value) => value;
}

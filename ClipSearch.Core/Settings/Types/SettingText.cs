namespace ClipSearch.Core.Settings.Types;

/// <summary>The text of a setting that is set, and the messages about it.</summary>
/// <param name="name">The setting's name.</param>
/// <param name="value">The text, trimmed and not empty.</param>
/// <param name="isSecret">Whether messages must not quote the text.</param>
/// <param name="directory">The base of relative folders.</param>
/// <param name="errors">Receives a sentence for each reason why the text is invalid.</param>
internal sealed class SettingText(string name, string value, bool isSecret, string directory, ICollection<string> errors)
{
    public string Value => value;

    public string Directory => directory;

    /// <summary>Reports that the text is invalid.</summary>
    /// <param name="requirement">What the text must be, to follow <c>must be</c>.</param>
    /// <param name="quotesValue">Whether the message may quote the text of a setting that is not secret.</param>
    public void Refuse(string requirement, bool quotesValue = true) => errors.Add(
        isSecret || !quotesValue ? $"{name} must be {requirement}." : $"{name} is \"{value}\"; it must be {requirement}.");

    /// <summary>Reports that an item of a list is invalid.</summary>
    /// <param name="item">The item.</param>
    /// <param name="requirement">What the items must be, to follow <c>must list</c>.</param>
    public void RefuseItem(string item, string requirement) => errors.Add(
        isSecret ? $"{name} must list {requirement}." : $"{name} contains \"{item}\"; it must list {requirement}.");

    /// <summary>Splits the text at commas, semicolons and spaces.</summary>
    public string[] Items() => value.Split([',', ';', ' '], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
}

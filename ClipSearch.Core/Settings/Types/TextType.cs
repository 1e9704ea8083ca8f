namespace ClipSearch.Core.Settings.Types;

/// <summary>A text that is not checked at startup.</summary>
/// <param name="range">The useful texts, for the documentation.</param>
internal sealed class TextType(string range = "any text") : SettingType<string>
{
    public override string Range => range;

    internal override bool TryParse(SettingText text, out string value)
    {
        value = text.Value;
        return true;
    }

    internal override string Write(string value) => value;
}

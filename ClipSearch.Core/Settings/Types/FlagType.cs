namespace ClipSearch.Core.Settings.Types;

/// <summary><c>true</c> or <c>false</c>, or <c>1</c> or <c>0</c>.</summary>
internal sealed class FlagType : SettingType<bool>
{
    public override string Range => "boolean";

    internal override bool TryParse(SettingText text, out bool value)
    {
        if (bool.TryParse(text.Value is "1" ? "true" : text.Value is "0" ? "false" : text.Value, out value))
            return true;
        text.Refuse("true or false");
        return false;
    }

    internal override string Write(bool value) => value ? "true" : "false";
}

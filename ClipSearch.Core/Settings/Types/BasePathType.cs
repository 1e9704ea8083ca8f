namespace ClipSearch.Core.Settings.Types;

/// <summary>The path below which the site is published; see <see cref="BasePath"/>.</summary>
internal sealed class BasePathType : SettingType<string>
{
    public override string Range => "a path such as /photos";

    internal override bool TryParse(SettingText text, out string value)
    {
        if (BasePath.TryParse(text.Value, out value))
            return true;
        text.Refuse(BasePath.Requirement);
        return false;
    }

    internal override string Write(string value) => value;
}

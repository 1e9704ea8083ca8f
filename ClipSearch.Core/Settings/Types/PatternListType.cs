using ClipSearch.Core.Paths;

namespace ClipSearch.Core.Settings.Types;

/// <summary>Patterns of paths in the syntax of <c>.gitignore</c>, separated by commas.</summary>
internal sealed class PatternListType : SettingType<IReadOnlyList<string>>
{
    public override string Range => "patterns, separated by commas";

    internal override bool TryParse(SettingText text, out IReadOnlyList<string> value)
    {
        // Names may contain spaces.
        value = text.Value.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        foreach (var pattern in value.Where(pattern => !IgnorePatterns.IsValid(pattern)))
            text.RefuseItem(pattern, "patterns as in .gitignore, such as *.tmp.jpg or Drafts/");
        return true;
    }

    internal override string Write(IReadOnlyList<string> value) => string.Join(", ", value);
}

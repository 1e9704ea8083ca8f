namespace ClipSearch.Core.Settings.Types;

/// <summary>One of several words.</summary>
/// <param name="choices">The words and their values.</param>
internal sealed class ChoiceType<T>(params IReadOnlyList<(string Word, T Value)> choices) : SettingType<T>
    where T : notnull
{
    public override string Range => $"{string.Join(", ", choices.SkipLast(1).Select(choice => choice.Word))} or {choices[^1].Word}";

    internal override bool TryParse(SettingText text, out T value)
    {
        foreach (var (word, meaning) in choices)
        {
            if (word.Equals(text.Value, StringComparison.OrdinalIgnoreCase))
            {
                value = meaning;
                return true;
            }
        }

        value = choices[0].Value;
        text.Refuse(Range);
        return false;
    }

    internal override string Write(T value) => choices.First(choice => choice.Value.Equals(value)).Word;
}

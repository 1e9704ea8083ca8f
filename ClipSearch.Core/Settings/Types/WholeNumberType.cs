using System.Globalization;

namespace ClipSearch.Core.Settings.Types;

/// <summary>A whole number from <paramref name="min"/> to <paramref name="max"/>.</summary>
internal sealed class WholeNumberType(int min, int max) : SettingType<int>
{
    public override string Range => $"{min} to {max}";

    internal override bool TryParse(SettingText text, out int value)
    {
        if (int.TryParse(text.Value, NumberStyles.None, CultureInfo.InvariantCulture, out value) && value >= min && value <= max)
            return true;
        text.Refuse($"a whole number from {min} to {max}");
        return false;
    }

    internal override string Write(int value) => value.ToString(CultureInfo.InvariantCulture);
}

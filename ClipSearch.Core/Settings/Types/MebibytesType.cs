using System.Globalization;

namespace ClipSearch.Core.Settings.Types;

/// <summary>A size from <paramref name="min"/> to <paramref name="max"/> MiB. The text is in MiB, the value in bytes.</summary>
internal sealed class MebibytesType(int min, int max) : SettingType<long>
{
    private readonly WholeNumberType _number = new(min, max);

    public override string Range => _number.Range;

    public override bool IsInMebibytes => true;

    internal override bool TryParse(SettingText text, out long value)
    {
        var isValid = _number.TryParse(text, out var number);
        value = (long)number << 20;
        return isValid;
    }

    internal override string Write(long value) => (value >> 20).ToString(CultureInfo.InvariantCulture);
}

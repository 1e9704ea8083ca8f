using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using ClipSearch.Core;

namespace ClipSearch.Web;

/// <summary>Reads the numbers and flags of an address; one that is missing has its usual value.</summary>
internal static class AddressNumbers
{
    /// <summary>A part of an address; null where it is missing or empty.</summary>
    public static string? Value(IQueryCollection query, string name) => query[name].FirstOrDefault() is { Length: > 0 } value ? value : null;

    /// <summary>A part of the address without blanks around it; null where it is missing or blank.</summary>
    public static string? Trimmed(IQueryCollection query, string name) => query[name].FirstOrDefault()?.Trim() is { Length: > 0 } value ? value : null;

    /// <summary>Which page is asked for.</summary>
    public static bool TryReadPage(IQueryCollection query, out int limit, out int offset, [NotNullWhen(false)] out Problem? problem)
    {
        (limit, offset) = (0, 0);
        if (!TryRead(query, "limit", 1, PhotoSearch.MaxLimit, PhotoSearch.DefaultLimit, out var most, out problem)
            || !TryRead(query, "offset", 0, int.MaxValue, 0, out var over, out problem))
            return false;
        (limit, offset) = ((int)most, (int)over);
        return true;
    }

    /// <summary>A whole number.</summary>
    public static bool TryRead(
        IQueryCollection query, string name, long least, long most, long otherwise, out long number, [NotNullWhen(false)] out Problem? problem)
    {
        (problem, number) = (null, otherwise);
        var value = Value(query, name);
        if (value is null
            || (long.TryParse(value, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out number) && number >= least && number <= most))
            return true;
        problem = Problem.BadValue(name, value, most == long.MaxValue ? Texts.Takes_PhotoNumber : Texts.Takes_WholeNumber.With(least, most));
        return false;
    }

    /// <summary>Whether something shall be so.</summary>
    public static bool TryReadFlag(IQueryCollection query, string name, bool otherwise, out bool flag, [NotNullWhen(false)] out Problem? problem)
    {
        (problem, flag) = (null, otherwise);
        var value = Value(query, name);
        if (value is null || bool.TryParse(value, out flag))
            return true;
        problem = Problem.BadValue(name, value, Texts.Takes_Flag);
        return false;
    }

    /// <summary>A share, 0 to 1.</summary>
    public static bool TryReadShare(IQueryCollection query, string name, float otherwise, out float share, [NotNullWhen(false)] out Problem? problem)
    {
        (problem, share) = (null, otherwise);
        var value = Value(query, name);
        if (value is null || (float.TryParse(value, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out share) && share is >= 0 and <= 1))
            return true;
        problem = Problem.BadValue(name, value, Texts.Takes_Share);
        return false;
    }
}

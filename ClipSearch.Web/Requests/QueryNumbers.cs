using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using ClipSearch.Core.Search;
using ClipSearch.Web.Problems;

namespace ClipSearch.Web.Requests;

/// <summary>Parses the numbers and flags of query parameters; missing parameters have their default value.</summary>
internal static class QueryNumbers
{
    /// <summary>Returns a query parameter; null if it is missing or empty.</summary>
    public static string? Value(IQueryCollection query, string name) => query[name].FirstOrDefault() is { Length: > 0 } value ? value : null;

    /// <summary>Returns a query parameter without surrounding white space; null if it is missing or blank.</summary>
    public static string? Trimmed(IQueryCollection query, string name) => query[name].FirstOrDefault()?.Trim() is { Length: > 0 } value ? value : null;

    /// <summary>Parses a whole number.</summary>
    public static bool TryRead(
        IQueryCollection query, string name, NumberRange range, out long number, [NotNullWhen(false)] out Problem? problem) =>
        TryRead(query[name].FirstOrDefault(), name, range, out number, out problem);

    /// <summary>Parses a whole number from a parameter's text; null and an empty text mean the default.</summary>
    public static bool TryRead(string? value, string name, NumberRange range, out long number, [NotNullWhen(false)] out Problem? problem)
    {
        (problem, number) = (null, range.Default);
        if (string.IsNullOrEmpty(value)
            || (long.TryParse(value, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out number) && number >= range.Minimum && number <= range.Maximum))
            return true;
        problem = Problem.BadValue(name, value, Texts.Expected_WholeNumber.With(range.Minimum, range.Maximum));
        return false;
    }

    /// <summary>Parses true or false from a parameter's text; null and an empty text mean <paramref name="defaultValue"/>.</summary>
    public static bool TryReadFlag(string? value, string name, bool defaultValue, out bool flag, [NotNullWhen(false)] out Problem? problem)
    {
        (problem, flag) = (null, defaultValue);
        if (string.IsNullOrEmpty(value) || bool.TryParse(value, out flag))
            return true;
        problem = Problem.BadValue(name, value, Texts.Expected_Flag);
        return false;
    }

    /// <summary>Parses a weight, 0 to 1, from a parameter's text; null and an empty text mean <paramref name="defaultValue"/>.</summary>
    public static bool TryReadShare(string? value, string name, float defaultValue, out float share, [NotNullWhen(false)] out Problem? problem)
    {
        (problem, share) = (null, defaultValue);
        if (string.IsNullOrEmpty(value) || (float.TryParse(value, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out share) && share is >= 0 and <= 1))
            return true;
        problem = Problem.BadValue(name, value, Texts.Expected_Share);
        return false;
    }
}

/// <summary>The whole numbers that a query parameter accepts.</summary>
/// <param name="Minimum">The minimum, inclusive.</param>
/// <param name="Maximum">The maximum, inclusive.</param>
/// <param name="Default">The value of a missing parameter.</param>
internal readonly record struct NumberRange(long Minimum, long Maximum, long Default)
{
    /// <summary>The number of items to skip.</summary>
    public static NumberRange Offset { get; } = new(0, int.MaxValue, 0);

    /// <summary>The maximum number of items.</summary>
    public static NumberRange Limit { get; } = new(1, PhotoSearch.MaxLimit, PhotoSearch.DefaultLimit);
}

using System.ComponentModel;
using System.Diagnostics.CodeAnalysis;
using ClipSearch.Core;
using ClipSearch.Web.Api;

namespace ClipSearch.Web;

/// <summary>Which part of a list an address asks for, as text: <c>?limit=24&amp;offset=48</c>.</summary>
public sealed record PageRequest
{
    /// <summary>How many, 1 to <see cref="PhotoSearch.MaxLimit"/>; null for <see cref="PhotoSearch.DefaultLimit"/>.</summary>
    [Description("Maximum number of results.")]
    [QueryValue(typeof(long), Minimum = 1, Maximum = PhotoSearch.MaxLimit, Default = PhotoSearch.DefaultLimit)]
    public string? Limit { get; init; }

    /// <summary>How many of the first to skip; null for none.</summary>
    [Description("Number of results to skip.")]
    [QueryValue(typeof(long), Minimum = 0, Maximum = int.MaxValue, Default = 0)]
    public string? Offset { get; init; }

    /// <summary>Takes the parts of an address.</summary>
    public static PageRequest Of(IQueryCollection query) => new() { Limit = query["limit"].FirstOrDefault(), Offset = query["offset"].FirstOrDefault() };

    /// <summary>Reads the numbers.</summary>
    public bool TryRead(out int limit, out int offset, [NotNullWhen(false)] out Problem? problem)
    {
        (limit, offset) = (0, 0);
        if (!AddressNumbers.TryRead(Limit, "limit", 1, PhotoSearch.MaxLimit, PhotoSearch.DefaultLimit, out var most, out problem)
            || !AddressNumbers.TryRead(Offset, "offset", 0, int.MaxValue, 0, out var skipped, out problem))
            return false;
        (limit, offset) = ((int)most, (int)skipped);
        return true;
    }
}

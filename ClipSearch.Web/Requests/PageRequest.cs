using System.ComponentModel;
using System.Diagnostics.CodeAnalysis;
using ClipSearch.Core.Search;
using ClipSearch.Web.Problems;

namespace ClipSearch.Web.Requests;

/// <summary>The part of a list that a URL requests, as unparsed text: <c>?limit=24&amp;offset=48</c>.</summary>
public sealed record PageRequest
{
    /// <summary>
    /// Maximum number of items, 1 to <see cref="PhotoSearch.MaxLimit"/>; null for <see cref="PhotoSearch.DefaultLimit"/>.
    /// </summary>
    [Description("Maximum number of results.")]
    [QueryValue(typeof(long), Minimum = 1, Maximum = PhotoSearch.MaxLimit, Default = PhotoSearch.DefaultLimit)]
    public string? Limit { get; init; }

    /// <summary>Number of items to skip; null for none.</summary>
    [Description("Number of results to skip.")]
    [QueryValue(typeof(long), Minimum = 0, Maximum = int.MaxValue, Default = 0)]
    public string? Offset { get; init; }

    /// <summary>Takes the values from a URL's query.</summary>
    public static PageRequest Of(IQueryCollection query) => new() { Limit = query["limit"].FirstOrDefault(), Offset = query["offset"].FirstOrDefault() };

    /// <summary>Parses the numbers.</summary>
    public bool TryRead(out int limit, out int offset, [NotNullWhen(false)] out Problem? problem)
    {
        (limit, offset) = (0, 0);
        if (!QueryNumbers.TryRead(Limit, "limit", NumberRange.Limit, out var max, out problem)
            || !QueryNumbers.TryRead(Offset, "offset", NumberRange.Offset, out var skipped, out problem))
            return false;
        (limit, offset) = ((int)max, (int)skipped);
        return true;
    }
}

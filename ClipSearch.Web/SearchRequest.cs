using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using ClipSearch.Core;
using Microsoft.AspNetCore.Http.Extensions;

namespace ClipSearch.Web;

/// <summary>What an address asks for: <c>?q=man+jumping&amp;limit=24&amp;offset=48</c>. The page and the API read it alike.</summary>
/// <param name="Text">Not blank.</param>
/// <param name="Limit">1 to <see cref="PhotoSearch.MaxLimit"/>.</param>
/// <param name="Offset">0 or more.</param>
public sealed record SearchRequest(string Text, int Limit, int Offset)
{
    /// <summary>Reads an address.</summary>
    public static bool TryRead(IQueryCollection query, [NotNullWhen(true)] out SearchRequest? request, [NotNullWhen(false)] out Problem? problem)
    {
        request = null;
        var text = query["q"].FirstOrDefault();
        if (string.IsNullOrWhiteSpace(text))
            problem = Problem.BlankQuery;
        else if (TryReadNumber(query, "limit", 1, PhotoSearch.MaxLimit, PhotoSearch.DefaultLimit, out var limit, out problem)
            && TryReadNumber(query, "offset", 0, int.MaxValue, 0, out var offset, out problem))
            request = new SearchRequest(text, limit, offset);
        return request is not null;
    }

    /// <summary>The address of the page that shows another part of the same search.</summary>
    public string PageAt(int offset)
    {
        var query = new QueryBuilder { { "q", Text } };
        if (Limit != PhotoSearch.DefaultLimit)
            query.Add("limit", Limit.ToString(CultureInfo.InvariantCulture));
        if (offset > 0)
            query.Add("offset", offset.ToString(CultureInfo.InvariantCulture));
        return "/" + query;
    }

    private static bool TryReadNumber(
        IQueryCollection query, string name, int least, int most, int otherwise, out int number, [NotNullWhen(false)] out Problem? problem)
    {
        problem = null;
        number = otherwise;
        var value = query[name].FirstOrDefault();
        if (string.IsNullOrEmpty(value)
            || (int.TryParse(value, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out number) && number >= least && number <= most))
            return true;
        problem = Problem.BadNumber(name, value, least, most);
        return false;
    }
}

using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using ClipSearch.Core;
using Microsoft.AspNetCore.Http.Extensions;

namespace ClipSearch.Web;

/// <summary>What an address asks for: <c>?q=man+jumping&amp;type=png&amp;limit=24&amp;offset=48</c>. The page and the API read it alike.</summary>
/// <param name="Query">What it means.</param>
/// <param name="Filter">The filter as it was typed.</param>
public sealed record SearchRequest(PhotoQuery Query, FilterRequest Filter)
{
    /// <summary>Reads an address.</summary>
    public static bool TryRead(IQueryCollection query, PhotoRoots roots, [NotNullWhen(true)] out SearchRequest? request, [NotNullWhen(false)] out Problem? problem)
    {
        request = null;
        var text = query["q"].FirstOrDefault();
        var asked = FilterRequest.Of(query);
        if (string.IsNullOrWhiteSpace(text))
            problem = Problem.BlankQuery;
        else if (TryReadNumber(query, "limit", 1, PhotoSearch.MaxLimit, PhotoSearch.DefaultLimit, out var limit, out problem)
            && TryReadNumber(query, "offset", 0, int.MaxValue, 0, out var offset, out problem)
            && asked.TryRead(roots, out var filter, out problem))
            request = new SearchRequest(new PhotoQuery(text) { Filter = filter, Limit = limit, Offset = offset }, asked);
        return request is not null;
    }

    /// <summary>The address of the page that searches for a text in all photos.</summary>
    public static string PageOf(string text) => new SearchRequest(new PhotoQuery(text), FilterRequest.None).PageAt(0);

    /// <summary>The address of the page that shows another part of the same search.</summary>
    public string PageAt(int offset) => "/" + Address(offset);

    /// <summary>The query of that address, with its question mark.</summary>
    public string Address(int offset)
    {
        var query = new QueryBuilder { { "q", Query.Text } };
        Filter.AddTo(query);
        if (Query.Limit != PhotoSearch.DefaultLimit)
            query.Add("limit", Query.Limit.ToString(CultureInfo.InvariantCulture));
        if (offset > 0)
            query.Add("offset", offset.ToString(CultureInfo.InvariantCulture));
        return query.ToString();
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
        problem = Problem.BadValue(name, value, string.Create(CultureInfo.InvariantCulture, $"a whole number from {least} to {most}"));
        return false;
    }
}

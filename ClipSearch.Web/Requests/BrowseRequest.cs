using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using ClipSearch.Core.Library;
using ClipSearch.Core.Library.Facets;
using ClipSearch.Web.Problems;
using Microsoft.AspNetCore.Http.Extensions;

namespace ClipSearch.Web.Requests;

/// <summary>
/// The start of a page of the library by date: <c>?month=2024-05&amp;type=png</c>, or at a photo, <c>?from=20240531T180211.000000_17</c>.
/// </summary>
/// <param name="From">The start of the page; null for the most recent photo.</param>
/// <param name="Filter">The filter.</param>
/// <param name="Typed">The filter as entered.</param>
public sealed record BrowseRequest(PhotoMoment? From, PhotoFilter Filter, FilterRequest Typed)
{
    /// <summary>The path of the page.</summary>
    private const string Path = "/browse";

    private const string Month = "month";
    private const string Moment = "from";
    private const string MonthFormat = "yyyy-MM";
    private const string TimeFormat = "yyyyMMdd'T'HHmmss.ffffff";

    /// <summary>The URL of the page that starts with the most recent photo, without a filter.</summary>
    public static string First => SiteUrls.Of(Path);

    /// <summary>Parses the query parameters.</summary>
    public static bool TryRead(IQueryCollection query, FacetList facets, [NotNullWhen(true)] out BrowseRequest? request, [NotNullWhen(false)] out Problem? problem)
    {
        request = null;
        var filterRequest = FilterRequest.Of(query, facets);
        if (!filterRequest.TryRead(facets, out var filter, out problem) || !TryReadMonth(query, out var from, out problem) || !TryReadMoment(query, ref from, out problem))
            return false;
        request = new BrowseRequest(from, filter, filterRequest);
        return true;
    }

    /// <summary>Returns the URL of the page that starts with a month.</summary>
    public string PageOf(DateOnly month) => SiteUrls.Of(Path) + OfMonth(month);

    /// <summary>Returns the URL of the page that starts at a moment, or with the most recent photo.</summary>
    public string PageAt(PhotoMoment? from) => SiteUrls.Of(Path) + Query(from is { } moment
        ? (Moment, string.Create(CultureInfo.InvariantCulture, $"{moment.TakenAt.ToString(TimeFormat, CultureInfo.InvariantCulture)}_{moment.Id}"))
        : null);

    /// <summary>Returns the URL of a photo's page with a link back to its month.</summary>
    public string PhotoPage(Photo photo) => SiteUrls.Of($"/photos/{photo.Id}{OfMonth(DateOnly.FromDateTime(photo.TakenAt))}");

    private string OfMonth(DateOnly month) => Query((Month, month.ToString(MonthFormat, CultureInfo.InvariantCulture)));

    private string Query((string Name, string Value)? place)
    {
        var query = new QueryBuilder();
        if (place is var (name, value))
            query.Add(name, value);
        Typed.AddTo(query);
        return query.ToString();
    }

    private static bool TryReadMonth(IQueryCollection query, out PhotoMoment? from, [NotNullWhen(false)] out Problem? problem)
    {
        (from, problem) = (null, null);
        if (QueryNumbers.Trimmed(query, Month) is not { } value)
            return true;
        if (DateTime.TryParseExact(value, MonthFormat, CultureInfo.InvariantCulture, DateTimeStyles.None, out var first))
        {
            from = PhotoMoment.EndOfMonth(first);
            return true;
        }

        problem = Problem.BadValue(Month, value, Texts.Browse_TakesMonth);
        return false;
    }

    private static bool TryReadMoment(IQueryCollection query, ref PhotoMoment? from, [NotNullWhen(false)] out Problem? problem)
    {
        problem = null;
        if (QueryNumbers.Trimmed(query, Moment) is not { } value)
            return true;
        if (value.Split('_') is [var time, var number]
            && DateTime.TryParseExact(time, TimeFormat, CultureInfo.InvariantCulture, DateTimeStyles.None, out var takenAt)
            && long.TryParse(number, NumberStyles.None, CultureInfo.InvariantCulture, out var id))
        {
            from = new PhotoMoment(takenAt, id);
            return true;
        }

        problem = Problem.BadValue(Moment, value, Texts.Browse_TakesMoment);
        return false;
    }
}

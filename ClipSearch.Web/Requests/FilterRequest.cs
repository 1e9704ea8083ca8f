using System.Diagnostics.CodeAnalysis;
using ClipSearch.Core.Library.Facets;
using ClipSearch.Web.Problems;
using Microsoft.AspNetCore.Http.Extensions;

namespace ClipSearch.Web.Requests;

/// <summary>A filter from a URL or a command line, as entered.</summary>
/// <param name="Parts">The parts that are set, in the order of <see cref="FacetList.All"/>.</param>
public sealed record FilterRequest(IReadOnlyList<FilterPart> Parts)
{
    /// <summary>The empty filter, which matches all photos.</summary>
    public static FilterRequest None { get; } = new([]);

    /// <summary>Whether no part is set.</summary>
    public bool IsEmpty => Parts.Count == 0;

    /// <summary>Takes the values from a URL's query; blank ones are not set.</summary>
    public static FilterRequest Of(IQueryCollection query, FacetList facets) => Of(facets, facet => query[facet.Name].FirstOrDefault());

    /// <summary>Takes the value of each facet; blank ones are not set.</summary>
    public static FilterRequest Of(FacetList facets, Func<Facet, string?> value)
    {
        ArgumentNullException.ThrowIfNull(facets);
        var parts = new List<FilterPart>();
        foreach (var facet in facets.All)
        {
            if (value(facet)?.Trim() is { Length: > 0 } text)
                parts.Add(new FilterPart(facet, text));
        }

        return new FilterRequest(parts);
    }

    /// <summary>Binds a parameter of an API endpoint.</summary>
    public static ValueTask<FilterRequest?> BindAsync(HttpContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        // A repeated parameter is one value with commas, as in other parameters of the API, so that it is refused instead of ignored.
        return new(Of(context.RequestServices.GetRequiredService<FacetList>(), facet => context.Request.Query[facet.Name]));
    }

    /// <summary>Returns the text of a facet as entered; null if it is not set.</summary>
    public string? this[Facet facet] => Parts.FirstOrDefault(part => part.Facet == facet)?.Text;

    /// <summary>Adds the parts to a query.</summary>
    public void AddTo(QueryBuilder query)
    {
        foreach (var (facet, text) in Parts)
            query.Add(facet.Name, text);
    }

    /// <summary>Returns the filter without one part.</summary>
    public FilterRequest Without(Facet facet) => new([.. Parts.Where(part => part.Facet != facet)]);

    /// <summary>Parses the filter.</summary>
    public bool TryRead(FacetList facets, [NotNullWhen(true)] out PhotoFilter? filter, [NotNullWhen(false)] out Problem? problem)
    {
        filter = null;
        problem = Parts.Where(part => part.Text.Contains('\0')).Select(part => Problem.BadValue(part.Facet.Name, part.Text, Texts.Expected_Text)).FirstOrDefault();
        if (problem is not null)
            return false;
        var read = PhotoFilter.None;
        foreach (var (facet, text) in Parts)
        {
            if (facets.Parse(facet, text) is not { } value)
            {
                problem = Problem.BadValue(facet.Name, text, Accepted(facet));
                return false;
            }

            read = read.With(facet, value);
        }

        filter = read;
        return true;
    }

    private static string Accepted(Facet facet) => facet.Input switch
    {
        FacetInput.Time => Texts.Expected_Time,
        FacetInput.Choice => Texts.Expected_OneOf.With(string.Join(", ", facet.Choices)),
        _ => Texts.Expected_Text,
    };
}

/// <summary>A part of a filter, as entered.</summary>
/// <param name="Facet">The facet.</param>
/// <param name="Text">The value, trimmed and not blank.</param>
public sealed record FilterPart(Facet Facet, string Text);

using ClipSearch.Core.Library.Facets;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace ClipSearch.Web.Pages;

/// <summary>The suggestions of the filter's fields: <c>/search/choices</c>, a fragment.</summary>
public sealed class FilterChoicesModel(FacetChoices choices) : PageModel
{
    /// <summary>The suggestions by facet.</summary>
    public IReadOnlyDictionary<Facet, IReadOnlyList<string>> Choices { get; private set; } = null!;

    /// <summary>Handles GET /search/choices.</summary>
    public async Task OnGetAsync(CancellationToken cancellationToken) => Choices = await choices.FindAsync(cancellationToken);
}

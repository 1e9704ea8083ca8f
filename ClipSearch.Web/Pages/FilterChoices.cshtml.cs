using ClipSearch.Core.Library;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace ClipSearch.Web.Pages;

/// <summary>The suggestions of the filter's fields: <c>/search/choices</c>, a fragment.</summary>
public sealed class FilterChoicesModel(ChoiceRecords records) : PageModel
{
    /// <summary>The suggestions.</summary>
    public FilterChoices Choices { get; private set; } = null!;

    /// <summary>Handles GET /search/choices.</summary>
    public async Task OnGetAsync(CancellationToken cancellationToken) => Choices = await records.FindAsync(cancellationToken);
}

using ClipSearch.Core.Index;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace ClipSearch.Web.Pages;

/// <summary>What a filter's fields offer: <c>/search/choices</c>, a fragment.</summary>
public sealed class FilterChoicesModel(ChoiceRecords records) : PageModel
{
    /// <summary>What there is to choose from.</summary>
    public FilterChoices Choices { get; private set; } = null!;

    /// <summary>Answers with the fragment.</summary>
    public async Task OnGetAsync(CancellationToken cancellationToken) => Choices = await records.FindAsync(cancellationToken);
}

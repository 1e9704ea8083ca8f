using System.Globalization;
using ClipSearch.Core;
using ClipSearch.Core.Index;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace ClipSearch.Web.Pages;

/// <summary>Photos that are the same or nearly so, stack by stack: <c>/duplicates?offset=12</c>.</summary>
public sealed class DuplicatesModel(ClipSearchOptions options, StackRecords stacks, PhotoRoots roots) : PageModel
{
    /// <summary>How many stacks a page has.</summary>
    public const int Limit = 12;

    /// <summary>The stacks of this page, the largest first.</summary>
    public IReadOnlyList<PhotoStack> Stacks { get; private set; } = [];

    /// <summary>How many stacks there are.</summary>
    public long Total { get; private set; }

    /// <summary>How many come before this page.</summary>
    public int Offset { get; private set; }

    /// <summary>The address of the page that begins after so many stacks.</summary>
    public static string AddressAt(int offset) => offset == 0 ? "/duplicates" : $"/duplicates?offset={offset.ToString(CultureInfo.InvariantCulture)}";

    /// <summary>A stack as the page shows it; deleting a photo leads back here.</summary>
    public StackView View(PhotoStack stack) => new(stack, roots, options.ReadOnly, _ => AddressAt(Offset));

    /// <summary>Shows a page of them.</summary>
    public async Task<IActionResult> OnGetAsync(CancellationToken cancellationToken)
    {
        if (!AddressNumbers.TryRead(Request.Query, "offset", 0, int.MaxValue, 0, out var offset, out var problem))
        {
            HttpContext.Features.Set(problem);
            return StatusCode(problem.Status);
        }

        Offset = (int)offset;
        var page = await stacks.ListAsync(Limit, Offset, cancellationToken);
        (Stacks, Total) = (page.Stacks, page.Total);
        return Page();
    }
}

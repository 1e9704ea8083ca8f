using System.Globalization;
using ClipSearch.Core;
using ClipSearch.Core.Index;
using ClipSearch.Core.Writing;
using ClipSearch.Web.Components;
using ClipSearch.Web.Photos;
using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace ClipSearch.Web.Pages;

/// <summary>The stack that a photo is in: <c>/photos/{id}/stack</c>, with the search that led there in <c>?q=</c>.</summary>
public sealed class StackModel(ClipSearchOptions options, StackRecords stacks, PhotoRoots roots, IAntiforgery antiforgery) : PageModel
{
    /// <summary>The part of the address that says how many photos come before this page; the search has its own.</summary>
    private const string From = "from";

    private long _photo;
    private SearchRequest? _search;

    /// <summary>The photos of this page.</summary>
    public PhotoStack Stack { get; private set; } = null!;

    /// <summary>How many of the stack's photos come before this page.</summary>
    public int Offset { get; private set; }

    /// <summary>The address of the search that led here.</summary>
    public string Back => _search?.PageAt(0) ?? "/";

    /// <summary>The photos as the page shows them; deleting one leads to the stack of those that are left.</summary>
    public StackView View => new(
        Stack, roots,
        deleted => Stack.Photos.FirstOrDefault(photo => photo.Id != deleted.Id) is { } left ? PhotoUrls.Stack(left, _search?.Address(0) ?? "") : Back)
    {
        Best = Offset == 0 && Stack.Count > 1 ? Stack.Photos[0] : null,
        Token = !options.ReadOnly && Stack.Photos.Any(Trash.Takes) ? antiforgery.GetAndStoreTokens(HttpContext) : null,
    };

    /// <summary>The address of the page that begins after so many photos.</summary>
    public string AddressAt(int offset)
    {
        var search = _search?.Address(0) ?? "";
        return $"/photos/{_photo}/stack{search}{(search.Length > 0 ? "&" : "?")}{From}={offset.ToString(CultureInfo.InvariantCulture)}";
    }

    /// <summary>Shows the stack.</summary>
    public async Task<IActionResult> OnGetAsync(long id, CancellationToken cancellationToken)
    {
        if (!AddressNumbers.TryRead(Request.Query, From, 0, int.MaxValue, 0, out var offset, out var problem))
        {
            HttpContext.Features.Set(problem);
            return StatusCode(problem.Status);
        }

        (_photo, Offset) = (id, (int)offset);
        if (await stacks.FindAsync(id, PhotoSearch.DefaultLimit, Offset, cancellationToken) is not { } stack)
        {
            HttpContext.Features.Set(Problem.UnknownPhoto);
            return NotFound();
        }

        Stack = stack;
        if (SearchRequest.TryRead(Request.Query, roots, out var search, out _))
            _search = search;
        return Page();
    }
}

using System.Globalization;
using ClipSearch.Core.Library.Duplicates;
using ClipSearch.Core.Library.Facets;
using ClipSearch.Core.Library.Trash;
using ClipSearch.Core.Paths;
using ClipSearch.Core.Search;
using ClipSearch.Core.Settings;
using ClipSearch.Web.Components;
using ClipSearch.Web.Photos;
using ClipSearch.Web.Problems;
using ClipSearch.Web.Requests;
using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace ClipSearch.Web.Pages;

/// <summary>The stack of a photo: <c>/photos/{id}/stack</c>, with the search that it was opened from in <c>?q=</c>.</summary>
public sealed class StackModel(ClipSearchOptions options, StackRecords stacks, LibraryFolders roots, FacetList facets, IAntiforgery antiforgery) : PageModel
{
    /// <summary>The query parameter with the number of photos to skip; the search has its own.</summary>
    private const string From = "from";

    private long _photo;
    private SearchRequest? _search;

    /// <summary>The photos of this page.</summary>
    public PhotoStack Stack { get; private set; } = null!;

    /// <summary>The number of photos before this page.</summary>
    public int Offset { get; private set; }

    /// <summary>The URL of the search that the stack was opened from.</summary>
    public string Back => _search?.PageAt(0) ?? SiteUrls.Of("/");

    /// <summary>The photos for the page; deleting one redirects to the stack of the remaining photos.</summary>
    public StackView View => new(
        Stack, roots,
        deleted => Stack.Photos.FirstOrDefault(photo => photo.Id != deleted.Id) is { } left ? PhotoUrls.Stack(left, _search?.Address(0) ?? "") : Back)
    {
        Best = Offset == 0 && Stack.Count > 1 ? Stack.Photos[0] : null,
        Token = !options.ReadOnly && Stack.Photos.Any(TrashBin.Takes) ? antiforgery.GetAndStoreTokens(HttpContext) : null,
    };

    /// <summary>Returns the URL of the page at an offset.</summary>
    public string AddressAt(int offset)
    {
        var search = _search?.Address(0) ?? "";
        return SiteUrls.Of($"/photos/{_photo}/stack{search}{(search.Length > 0 ? "&" : "?")}{From}={offset.ToString(CultureInfo.InvariantCulture)}");
    }

    /// <summary>Handles GET /photos/{id}/stack.</summary>
    public async Task<IActionResult> OnGetAsync(long id, CancellationToken cancellationToken)
    {
        if (!QueryNumbers.TryRead(Request.Query, From, NumberRange.Offset, out var offset, out var problem))
            return new ProblemResult(problem);

        (_photo, Offset) = (id, (int)offset);
        if (await stacks.FindAsync(id, PhotoSearch.DefaultLimit, Offset, cancellationToken) is not { } stack)
            return new ProblemResult(Problem.UnknownPhoto);

        Stack = stack;
        if (SearchRequest.TryRead(Request.Query, facets, out var search, out _))
            _search = search;
        return Page();
    }
}

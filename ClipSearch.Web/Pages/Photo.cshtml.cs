using ClipSearch.Core;
using ClipSearch.Core.Index;
using ClipSearch.Web.Photos;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace ClipSearch.Web.Pages;

/// <summary>One photo: <c>/photos/{id}</c>, with the search that led there in <c>?q=</c>.</summary>
public sealed class PhotoModel(PhotoIndex index, PhotoRoots roots) : PageModel
{
    /// <summary>The photo.</summary>
    public Photo Photo { get; private set; } = null!;

    /// <summary>Its path as people know it.</summary>
    public string Shown => roots.Shown(Photo.Path);

    /// <summary>The address of the search that led here.</summary>
    public string Back { get; private set; } = "/";

    /// <summary>Answers with the page.</summary>
    public async Task<IActionResult> OnGetAsync(long id, CancellationToken cancellationToken)
    {
        if (await index.FindAsync(id, cancellationToken) is not { } photo)
        {
            HttpContext.Features.Set(Problem.UnknownPhoto);
            return NotFound();
        }

        Photo = photo;
        if (SearchRequest.TryRead(Request.Query, roots, out var search, out _))
            Back = search.PageAt(0);
        return Page();
    }
}

using ClipSearch.Core.Library;
using ClipSearch.Core.Library.Trash;
using ClipSearch.Web.Access;
using ClipSearch.Web.Components;
using ClipSearch.Web.Photos;
using ClipSearch.Web.Problems;
using ClipSearch.Web.Requests;
using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace ClipSearch.Web.Pages;

/// <summary>Moves selected photos to the trash: <c>POST /photos/trash</c>.</summary>
[Authorize(Policy = AccessPolicies.Writer)]
public sealed class TrashSelectionModel(PhotoLookup lookup, TrashBin trash, IAntiforgery antiforgery) : PageModel
{
    /// <summary>The URL.</summary>
    public static string Address => SiteUrls.Of("/photos/trash");

    /// <summary>Handles GET /photos/trash: returns the token of the form as a fragment. Nothing links to the page itself.</summary>
    public IActionResult OnGet() => Request.WantsFragment()
        ? new ComponentResult<FormToken>(new() { [nameof(FormToken.Token)] = antiforgery.GetAndStoreTokens(HttpContext) })
        : LocalRedirect(SiteUrls.Of("/trash"));

    /// <summary>
    /// Handles POST /photos/trash: moves the photos of the form field <c>id</c> to the trash. Fragments get a notice with an undo button and
    /// the photos that could not be moved.
    /// </summary>
    public async Task<IActionResult> OnPostAsync(CancellationToken cancellationToken)
    {
        var (ids, problem) = await FormIds.ReadAsync(Request, ZipEndpoint.Field, TrashBin.MaxAtOnce);
        if (problem is not null)
            return new ProblemResult(problem);
        var names = (await lookup.FindAllAsync(ids, cancellationToken)).ToDictionary(photo => photo.Id, photo => photo.Name);
        var outcome = await trash.DeleteAsync(ids, cancellationToken);
        if (!Request.WantsFragment())
            return LocalRedirect(SiteUrls.Of("/trash"));
        return new ComponentResult<TrashedNotice>(new()
        {
            [nameof(TrashedNotice.View)] = TrashOutcomeView.Of(outcome, names.GetValueOrDefault, Problem.UnknownPhoto),
            [nameof(TrashedNotice.Token)] = antiforgery.GetAndStoreTokens(HttpContext),
        });
    }
}

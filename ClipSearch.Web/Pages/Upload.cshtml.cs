using ClipSearch.Web.Access;
using ClipSearch.Web.Photos;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.RateLimiting;

namespace ClipSearch.Web.Pages;

/// <summary>
/// Takes photos from a form without script: files as they arrive, or the address in its field <c>url</c>. It needs no token of the
/// form, which would have to be read first: a page of another site is turned away by what the browser says of it.
/// </summary>
[Authorize(Policy = AccessPolicies.Writer)]
[UnreadForm]
[IgnoreAntiforgeryToken]
[EnableRateLimiting(RateLimits.Uploads)]
public sealed class UploadModel(PhotoUpload upload) : PageModel
{
    /// <summary>What became of each file.</summary>
    public IReadOnlyList<UploadResult> Results { get; private set; } = [];

    /// <summary>Why nothing can be taken from the request; null if something can.</summary>
    public Problem? Problem { get; private set; }

    /// <summary>There is nothing to see but what was sent.</summary>
    public IActionResult OnGet() => RedirectToPage("Library");

    /// <summary>Takes what was sent.</summary>
    public async Task OnPostAsync()
    {
        (Results, Problem) = await upload.TakeAsync(HttpContext);
        Response.StatusCode = Results.All(result => result.Imported is null) ? StatusCodes.Status422UnprocessableEntity : StatusCodes.Status200OK;
        Problem?.ApplyTo(Response);
    }
}

using ClipSearch.Web.Access;
using ClipSearch.Web.Photos;
using ClipSearch.Web.Problems;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.RateLimiting;

namespace ClipSearch.Web.Pages;

/// <summary>
/// Receives photos from a form without JavaScript: files as they arrive, or the URL in the field <c>url</c>. It uses no antiforgery token,
/// since reading it would require reading the form first; cross-site requests are rejected by their headers.
/// </summary>
[Authorize(Policy = AccessPolicies.Writer)]
[UnreadForm]
[IgnoreAntiforgeryToken]
[EnableRateLimiting(RateLimits.Uploads)]
public sealed class UploadModel(PhotoUpload upload) : PageModel
{
    /// <summary>The result of each file.</summary>
    public IReadOnlyList<UploadResult> Results { get; private set; } = [];

    /// <summary>Why nothing can be read from the request; null if something can.</summary>
    public Problem? Problem { get; private set; }

    /// <summary>Redirects to the library, since there is nothing to show without an upload.</summary>
    public IActionResult OnGet() => RedirectToPage("Library");

    /// <summary>Imports the uploaded files.</summary>
    public async Task OnPostAsync()
    {
        (Results, Problem) = await upload.TakeAsync(HttpContext);
        Response.StatusCode = Results.All(result => result.Imported is null) ? StatusCodes.Status422UnprocessableEntity : StatusCodes.Status200OK;
        Problem?.ApplyTo(Response);
    }
}

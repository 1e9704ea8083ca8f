using ClipSearch.Core.Library.Trash;
using ClipSearch.Core.Paths;
using ClipSearch.Core.Settings;
using ClipSearch.Web.Access;
using ClipSearch.Web.Components;
using ClipSearch.Web.Photos;
using ClipSearch.Web.Problems;
using ClipSearch.Web.Requests;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace ClipSearch.Web.Pages;

/// <summary>The deleted photos: <c>/trash</c>.</summary>
[Authorize(Policy = AccessPolicies.Writer)]
public sealed class TrashModel(ClipSearchOptions options, TrashBin trash, LibraryFolders roots) : PageModel
{
    /// <summary>The deleted photos, the most recent first.</summary>
    public IReadOnlyList<TrashedPhoto> Photos { get; private set; } = [];

    /// <summary>The number of days after which photos are deleted permanently; 0 for never.</summary>
    public int Days => options.TrashDays;

    /// <summary>
    /// Returns how many days are left until a photo is deleted permanently, including the current one; null if that never happens.
    /// </summary>
    public int? DaysLeft(TrashedPhoto photo) => Days == 0 ? null : Math.Max(1, (int)Math.Ceiling((photo.DeletedAt.AddDays(Days) - DateTime.UtcNow).TotalDays));

    /// <summary>Returns a path's display name.</summary>
    public string Shown(string path) => roots.Shown(path);

    /// <summary>Handles GET /trash.</summary>
    public async Task OnGetAsync(CancellationToken cancellationToken) => Photos = await trash.ListAsync(cancellationToken);

    /// <summary>Restores a photo to the library.</summary>
    public async Task<IActionResult> OnPostRestoreAsync(long id, CancellationToken cancellationToken) =>
        await trash.RestoreAsync(id, cancellationToken) is { } photo ? LocalRedirect(PhotoUrls.Page(photo)) : RedirectToPage();

    /// <summary>Restores several photos to the library: those of the form field <c>id</c>. Fragments get a notice with the result.</summary>
    public async Task<IActionResult> OnPostRestoreAllAsync(CancellationToken cancellationToken)
    {
        var (ids, problem) = await FormIds.ReadAsync(Request, ZipEndpoint.Field, TrashBin.MaxAtOnce);
        if (problem is not null)
            return new ProblemResult(problem);
        var names = (await trash.ListAsync(cancellationToken)).ToDictionary(photo => photo.Id, photo => LibraryPath.Name(photo.Path));
        var outcome = await trash.RestoreAsync(ids, cancellationToken);
        return Request.WantsFragment()
            ? new ComponentResult<RestoredNotice>(new() { [nameof(RestoredNotice.View)] = TrashOutcomeView.Of(outcome, names.GetValueOrDefault, Problem.NotInTrash) })
            : outcome is { Moved: [var only] } ? LocalRedirect(PhotoUrls.Page(only.To)) : LocalRedirect(BrowseRequest.First);
    }

    /// <summary>Deletes a photo permanently.</summary>
    public async Task<IActionResult> OnPostPurgeAsync(long id, CancellationToken cancellationToken)
    {
        await trash.PurgeAsync(id, cancellationToken);
        return RedirectToPage();
    }

    /// <summary>Deletes all photos in the trash permanently.</summary>
    public async Task<IActionResult> OnPostEmptyAsync(CancellationToken cancellationToken)
    {
        await trash.EmptyAsync(cancellationToken);
        return RedirectToPage();
    }
}

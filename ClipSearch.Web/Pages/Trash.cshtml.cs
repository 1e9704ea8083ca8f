using ClipSearch.Core;
using ClipSearch.Core.Index;
using ClipSearch.Core.Writing;
using ClipSearch.Web.Access;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace ClipSearch.Web.Pages;

/// <summary>What was deleted: <c>/trash</c>.</summary>
[Authorize(Policy = AccessPolicies.Writer)]
public sealed class TrashModel(ClipSearchOptions options, Trash trash, PhotoRoots roots) : PageModel
{
    /// <summary>The last deleted first.</summary>
    public IReadOnlyList<TrashedPhoto> Photos { get; private set; } = [];

    /// <summary>After how many days they are deleted for good; 0 for never.</summary>
    public int Days => options.TrashDays;

    /// <summary>How many days a photo still has, the begun one included; null where none is deleted by itself.</summary>
    public int? DaysLeft(TrashedPhoto photo) => Days == 0 ? null : Math.Max(1, (int)Math.Ceiling((photo.DeletedAt.AddDays(Days) - DateTime.UtcNow).TotalDays));

    /// <summary>A path as people know it.</summary>
    public string Shown(string path) => roots.Shown(path);

    /// <summary>Shows what lies there.</summary>
    public async Task OnGetAsync(CancellationToken cancellationToken) => Photos = await trash.ListAsync(cancellationToken);

    /// <summary>Takes a photo back into the library.</summary>
    public async Task<IActionResult> OnPostRestoreAsync(long id, CancellationToken cancellationToken) =>
        await trash.RestoreAsync(id, cancellationToken) is { } photo ? LocalRedirect($"/photos/{photo}") : RedirectToPage();

    /// <summary>Deletes a photo for good.</summary>
    public async Task<IActionResult> OnPostPurgeAsync(long id, CancellationToken cancellationToken)
    {
        await trash.PurgeAsync(id, cancellationToken);
        return RedirectToPage();
    }

    /// <summary>Deletes all of them for good.</summary>
    public async Task<IActionResult> OnPostEmptyAsync(CancellationToken cancellationToken)
    {
        await trash.EmptyAsync(cancellationToken);
        return RedirectToPage();
    }
}

using System.Globalization;
using ClipSearch.Core.Library;
using ClipSearch.Core.Library.Duplicates;
using ClipSearch.Core.Library.Trash;
using ClipSearch.Core.Paths;
using ClipSearch.Core.Settings;
using ClipSearch.Web.Access;
using ClipSearch.Web.Components;
using ClipSearch.Web.Problems;
using ClipSearch.Web.Requests;
using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace ClipSearch.Web.Pages;

/// <summary>Duplicates and near-duplicates by stack: <c>/duplicates?offset=12</c>.</summary>
[Authorize(Policy = AccessPolicies.WriterToChange)]
public sealed class DuplicatesModel(
    ClipSearchOptions options, StackRecords stacks, LibraryFolders roots, TrashBin trash, IAntiforgery antiforgery) : PageModel
{
    /// <summary>The key of the notice with the ids, in the trash, of the moved photos.</summary>
    private const string Note = "moved";

    /// <summary>Number of stacks per page.</summary>
    public const int Limit = 12;

    /// <summary>The stacks of this page, the largest first.</summary>
    public IReadOnlyList<PhotoStack> Stacks { get; private set; } = [];

    /// <summary>The number of stacks.</summary>
    public long Total { get; private set; }

    /// <summary>The number of stacks before this page.</summary>
    public int Offset { get; private set; }

    /// <summary>The ids, in the trash, of the photos that were just moved there.</summary>
    public IReadOnlyList<string> Moved { get; private set; } = [];

    /// <summary>Returns the URL of the page at an offset.</summary>
    public static string AddressAt(int offset) =>
        SiteUrls.Of(offset == 0 ? "/duplicates" : $"/duplicates?offset={offset.ToString(CultureInfo.InvariantCulture)}");

    /// <summary>Returns a stack for the page; deleting a photo redirects back here.</summary>
    public StackView View(PhotoStack stack) => new(stack, roots, _ => AddressAt(Offset))
    {
        Best = stack.Photos[0],
        Token = stack.Photos.Any(CanBeDeleted) ? antiforgery.GetAndStoreTokens(HttpContext) : null,
    };

    /// <summary>
    /// Returns the photos to move to the trash to keep only the best of a stack; none if the stack is not shown completely.
    /// </summary>
    public IReadOnlyList<Photo> Others(PhotoStack stack) =>
        stack.Count > stack.Photos.Count ? [] : [.. stack.Photos.Skip(1).Where(CanBeDeleted)];

    /// <summary>Handles POST /duplicates?handler=Thin: moves photos to the trash.</summary>
    public async Task<IActionResult> OnPostThinAsync(long[] photo, int offset, CancellationToken cancellationToken)
    {
        var moved = new List<long>();
        foreach (var id in photo)
        {
            if (await trash.DeleteAsync(id, cancellationToken) is { } trashed)
                moved.Add(trashed);
            // Saved after each photo, so that the moved ones can be restored if a later one fails.
            TempData[Note] = string.Join(',', moved);
        }

        return LocalRedirect(AddressAt(offset));
    }

    /// <summary>Handles POST /duplicates?handler=Undo: restores the photos.</summary>
    public async Task<IActionResult> OnPostUndoAsync(long[] photo, int offset, CancellationToken cancellationToken)
    {
        foreach (var id in photo)
            await trash.RestoreAsync(id, cancellationToken);
        return LocalRedirect(AddressAt(offset));
    }

    /// <summary>Handles GET /duplicates.</summary>
    public async Task<IActionResult> OnGetAsync(CancellationToken cancellationToken)
    {
        if (!QueryNumbers.TryRead(Request.Query, "offset", NumberRange.Offset, out var offset, out var problem))
            return new ProblemResult(problem);

        Offset = (int)offset;
        // Reading TempData without a notice would send a cookie with every page.
        if (Request.Cookies.ContainsKey(PhotoModel.NoteCookie) && TempData[Note] is string { Length: > 0 } moved)
            Moved = moved.Split(',');
        var page = await stacks.ListAsync(Limit, Offset, cancellationToken);
        (Stacks, Total) = (page.Stacks, page.Total);
        return Page();
    }

    private bool CanBeDeleted(Photo photo) => !options.ReadOnly && TrashBin.Takes(photo);
}

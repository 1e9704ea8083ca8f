using System.Globalization;
using ClipSearch.Core;
using ClipSearch.Core.Index;
using ClipSearch.Core.Writing;
using ClipSearch.Web.Access;
using ClipSearch.Web.Components;
using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace ClipSearch.Web.Pages;

/// <summary>Photos that are the same or nearly so, stack by stack: <c>/duplicates?offset=12</c>.</summary>
[Authorize(Policy = AccessPolicies.WriterToChange)]
public sealed class DuplicatesModel(
    ClipSearchOptions options, StackRecords stacks, PhotoRoots roots, Trash trash, IAntiforgery antiforgery) : PageModel
{
    /// <summary>Under which the next page finds the numbers, in the trash, of what was moved there.</summary>
    private const string Note = "moved";

    /// <summary>How many stacks a page has.</summary>
    public const int Limit = 12;

    /// <summary>The stacks of this page, the largest first.</summary>
    public IReadOnlyList<PhotoStack> Stacks { get; private set; } = [];

    /// <summary>How many stacks there are.</summary>
    public long Total { get; private set; }

    /// <summary>How many come before this page.</summary>
    public int Offset { get; private set; }

    /// <summary>The numbers, in the trash, of the photos that were moved there right before.</summary>
    public IReadOnlyList<string> Moved { get; private set; } = [];

    /// <summary>The address of the page that begins after so many stacks.</summary>
    public static string AddressAt(int offset) => offset == 0 ? "/duplicates" : $"/duplicates?offset={offset.ToString(CultureInfo.InvariantCulture)}";

    /// <summary>A stack as the page shows it; deleting a photo leads back here.</summary>
    public StackView View(PhotoStack stack) => new(stack, roots, _ => AddressAt(Offset))
    {
        Best = stack.Photos[0],
        Token = stack.Photos.Any(CanBeDeleted) ? antiforgery.GetAndStoreTokens(HttpContext) : null,
    };

    /// <summary>What can be moved into the trash if only the best of a stack shall stay; none of a stack that is not shown as a whole.</summary>
    public IReadOnlyList<Photo> Others(PhotoStack stack) =>
        stack.Count > stack.Photos.Count ? [] : [.. stack.Photos.Skip(1).Where(CanBeDeleted)];

    /// <summary>Moves photos into the trash.</summary>
    public async Task<IActionResult> OnPostThinAsync(long[] photo, int offset, CancellationToken cancellationToken)
    {
        var moved = new List<long>();
        foreach (var id in photo)
        {
            if (await trash.DeleteAsync(id, cancellationToken) is { } trashed)
                moved.Add(trashed);
            // Kept as they go, so that a file that cannot be moved leaves the others' way back.
            TempData[Note] = string.Join(',', moved);
        }

        return LocalRedirect(AddressAt(offset));
    }

    /// <summary>Gives them back.</summary>
    public async Task<IActionResult> OnPostUndoAsync(long[] photo, int offset, CancellationToken cancellationToken)
    {
        foreach (var id in photo)
            await trash.RestoreAsync(id, cancellationToken);
        return LocalRedirect(AddressAt(offset));
    }

    /// <summary>Shows a page of them.</summary>
    public async Task<IActionResult> OnGetAsync(CancellationToken cancellationToken)
    {
        if (!AddressNumbers.TryRead(Request.Query, "offset", 0, int.MaxValue, 0, out var offset, out var problem))
        {
            HttpContext.Features.Set(problem);
            return StatusCode(problem.Status);
        }

        Offset = (int)offset;
        // Looking for a note where there is none would send a cookie with every page.
        if (Request.Cookies.ContainsKey(PhotoModel.NoteCookie) && TempData[Note] is string { Length: > 0 } moved)
            Moved = moved.Split(',');
        var page = await stacks.ListAsync(Limit, Offset, cancellationToken);
        (Stacks, Total) = (page.Stacks, page.Total);
        return Page();
    }

    private bool CanBeDeleted(Photo photo) => !options.ReadOnly && Trash.Takes(photo);
}

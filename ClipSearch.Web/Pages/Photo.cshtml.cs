using System.Globalization;
using ClipSearch.Core;
using ClipSearch.Core.Index;
using ClipSearch.Core.Storage;
using ClipSearch.Core.Writing;
using ClipSearch.Web.Access;
using ClipSearch.Web.Components;
using ClipSearch.Web.Photos;
using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.RateLimiting;

namespace ClipSearch.Web.Pages;

/// <summary>
/// One photo: <c>/photos/{id}</c>, with the search that led there and the photo's rank in it in <c>?q=cat&amp;at=17</c>, its folder
/// in <c>?path=trip</c>, or a filter of the library. The lightbox gets the facts alone.
/// </summary>
[Authorize(Policy = AccessPolicies.WriterToChange)]
[EnableRateLimiting(RateLimits.Searches)]
public sealed class PhotoModel(
    ClipSearchOptions options, PhotoIndex index, FolderRecords folders, StackRecords stacks, PhotoRoots roots, PhotoStorage storage, Trash trash,
    PhotoTrails trails, WriteAccess access, IAntiforgery antiforgery) : PageModel
{
    /// <summary>The cookie that carries a note from one page to the next.</summary>
    public const string NoteCookie = "clipsearch-note";

    /// <summary>Under which the next page finds the number of what was deleted.</summary>
    public const string Deleted = "deleted";

    /// <summary>The photo.</summary>
    public Photo Photo { get; private set; } = null!;

    /// <summary>What is known of it, as the page and the lightbox show it.</summary>
    public FactsView Facts { get; private set; } = null!;

    /// <summary>The list that led here; null where only the facts are asked for.</summary>
    public PhotoTrail? Trail { get; private set; }

    /// <summary>Moves the photo into the trash, and leads back; htmx gets the note that offers to undo it.</summary>
    /// <param name="id">The photo's number.</param>
    /// <param name="back">Where on this site to; without it, to the list that led here.</param>
    /// <param name="cancellationToken">Gives up waiting.</param>
    public async Task<IActionResult> OnPostAsync(long id, string? back, CancellationToken cancellationToken)
    {
        var photo = await index.FindAsync(id, cancellationToken);
        if (photo is null || await trash.DeleteAsync(id, cancellationToken) is not { } trashed)
        {
            HttpContext.Features.Set(Problem.UnknownPhoto);
            return NotFound();
        }

        if (Request.WantsFragment())
        {
            return new ComponentResult<UndoNotice>(new()
            {
                [nameof(UndoNotice.Trashed)] = trashed,
                [nameof(UndoNotice.Token)] = antiforgery.GetAndStoreTokens(HttpContext),
            });
        }

        TempData[Deleted] = trashed.ToString(CultureInfo.InvariantCulture);
        if (Url.IsLocalUrl(back))
            return LocalRedirect(back);
        return LocalRedirect(SearchRequest.TryRead(Request.Query, roots, out var search, out _)
            ? search.PageAt(0)
            : (await trails.OfAsync(photo, null, Request.Query, cancellationToken)).Back);
    }

    /// <summary>Answers with the page, or with the facts alone.</summary>
    public async Task<IActionResult> OnGetAsync(long id, CancellationToken cancellationToken)
    {
        if (await index.FindAsync(id, cancellationToken) is not { } photo)
        {
            HttpContext.Features.Set(Problem.UnknownPhoto);
            return NotFound();
        }

        Photo = photo;
        var inFolder = await folders.PlaceAsync(id, cancellationToken);
        Facts = await FactsAsync(photo, inFolder, cancellationToken);
        if (Request.WantsFragment())
            return new ComponentResult<PhotoFacts>(new() { [nameof(PhotoFacts.View)] = Facts });
        Trail = await trails.OfAsync(photo, inFolder, Request.Query, cancellationToken);
        return Page();
    }

    private async Task<FactsView> FactsAsync(Photo photo, PhotoPlace? inFolder, CancellationToken cancellationToken)
    {
        var showsPlace = access.SeesDetails(HttpContext);
        var path = roots.Shown(photo.Path, showsPlace);
        var folder = roots.NameOfFolder(PhotoPath.Folder(photo.Path));
        return new FactsView(photo, path, Request.QueryString.ToString(), Icons.Sprite(HttpContext))
        {
            IsLost = storage.Of(photo.Path).HasLost(photo.Path),
            Folder = PhotoPath.Folder(path),
            InFolder = inFolder,
            PageInFolder = other => PhotoUrls.PageInFolder(other, folder),
            Copies = [.. (await stacks.CopiesAsync(photo, cancellationToken)).Select(copy => (copy.Id, roots.Shown(copy.Path, showsPlace)))],
            InStack = (await stacks.FindAsync(photo.Id, 1, 0, cancellationToken))?.Count ?? 1,
            ShowsPlace = showsPlace,
            // Buckets are only read.
            Token = !options.ReadOnly && Trash.Takes(photo) ? antiforgery.GetAndStoreTokens(HttpContext) : null,
        };
    }
}

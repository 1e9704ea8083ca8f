using System.Globalization;
using ClipSearch.Core;
using ClipSearch.Core.Index;
using ClipSearch.Core.Storage;
using ClipSearch.Core.Writing;
using ClipSearch.Web.Access;
using ClipSearch.Web.Photos;
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
    ClipSearchOptions options, PhotoIndex index, FolderRecords folders, StackRecords stacks, PhotoRoots roots, PhotoStorage storage, Trash trash, PhotoTrails trails) : PageModel
{
    /// <summary>The cookie that carries a note from one page to the next.</summary>
    public const string NoteCookie = "clipsearch-note";

    /// <summary>Under which the next page finds the number of what was deleted.</summary>
    public const string Deleted = "deleted";

    /// <summary>The photo.</summary>
    public Photo Photo { get; private set; } = null!;

    /// <summary>Other photos that are the same picture, byte for byte.</summary>
    public IReadOnlyList<Photo> Copies { get; private set; } = [];

    /// <summary>How many photos are in its stack, itself included.</summary>
    public long InStack { get; private set; }

    /// <summary>A photo's path as people know it.</summary>
    public string Shown(Photo photo) => roots.Shown(photo.Path);

    /// <summary>What its path as people know it begins with: the folder that it lies in; empty for PHOTOS_DIR itself.</summary>
    public string Folder => PhotoPath.Folder(Shown(Photo));

    /// <summary>Where it stands among the photos right in that folder, by name.</summary>
    public PhotoPlace? InFolder { get; private set; }

    /// <summary>The list that led here; null where only the facts are asked for.</summary>
    public PhotoTrail? Trail { get; private set; }

    /// <summary>The page of another photo of the folder.</summary>
    public string PageInFolder(long photo) => PhotoUrls.PageInFolder(photo, roots.NameOfFolder(PhotoPath.Folder(Photo.Path)));

    /// <summary>Whether its file is known to have gone.</summary>
    public bool IsLost => storage.Of(Photo.Path).HasLost(Photo.Path);

    /// <summary>Whether it can be moved into the trash; buckets are only read.</summary>
    public bool CanBeDeleted => !options.ReadOnly && Trash.Takes(Photo);

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
            return Partial("_Undo", trashed);
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
        Copies = await stacks.CopiesAsync(photo, cancellationToken);
        InStack = (await stacks.FindAsync(id, 1, 0, cancellationToken))?.Count ?? 1;
        InFolder = await folders.PlaceAsync(id, cancellationToken);
        if (Request.WantsFragment())
            return Partial("_PhotoFacts", this);
        Trail = await trails.OfAsync(photo, InFolder, Request.Query, cancellationToken);
        return Page();
    }
}

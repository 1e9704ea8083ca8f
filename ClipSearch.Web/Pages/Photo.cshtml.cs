using System.Globalization;
using ClipSearch.Core.Imaging.Metadata;
using ClipSearch.Core.Library;
using ClipSearch.Core.Library.Dates;
using ClipSearch.Core.Library.Duplicates;
using ClipSearch.Core.Library.Facets;
using ClipSearch.Core.Library.Storage;
using ClipSearch.Core.Library.Trash;
using ClipSearch.Core.Paths;
using ClipSearch.Core.Settings;
using ClipSearch.Web.Access;
using ClipSearch.Web.Components;
using ClipSearch.Web.Photos;
using ClipSearch.Web.Problems;
using ClipSearch.Web.Requests;
using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.RateLimiting;

namespace ClipSearch.Web.Pages;

/// <summary>
/// A photo: <c>/photos/{id}</c>, with the list it was opened from: a search and the photo's rank in it in <c>?q=cat&amp;at=17</c>, its
/// folder in <c>?path=trip</c>, or a filter of the library. The lightbox gets only the details.
/// </summary>
[Authorize(Policy = AccessPolicies.WriterToChange)]
[EnableRateLimiting(RateLimits.Searches)]
public sealed class PhotoModel(
    ClipSearchOptions options, PhotoLookup lookup, FolderRecords folders, StackRecords stacks, LibraryFolders roots, FacetList facets, PhotoStorage storage, TrashBin trash,
    PhotoNavigator navigator, DateCorrections corrections, AccessControl access, IAntiforgery antiforgery, TimeProvider time) : PageModel
{
    /// <summary>The cookie that passes a notice to the next page.</summary>
    public const string NoteCookie = "clipsearch-note";

    /// <summary>The key of the notice with the deleted photo's id in the trash.</summary>
    public const string Deleted = "deleted";

    /// <summary>The parameter by which Razor Pages selects a handler.</summary>
    private const string HandlerKey = "handler";

    /// <summary>The photo.</summary>
    public Photo Photo { get; private set; } = null!;

    /// <summary>The photo's details, as the page and the lightbox show them.</summary>
    public FactsView Facts { get; private set; } = null!;

    /// <summary>The time at which a video starts; null for the beginning.</summary>
    public TimeSpan? At { get; private set; }

    /// <summary>The list that the photo was opened from; null if only the details are requested.</summary>
    public PhotoNavigation? Navigation { get; private set; }

    /// <summary>
    /// Handles POST /photos/{id}: moves the photo to the trash and redirects back; htmx gets a notice with an undo button.
    /// </summary>
    /// <param name="id">The photo's id.</param>
    /// <param name="back">The local URL to redirect to; by default the list that the photo was opened from.</param>
    /// <param name="cancellationToken">Cancels the operation.</param>
    public async Task<IActionResult> OnPostAsync(long id, string? back, CancellationToken cancellationToken)
    {
        var photo = await lookup.FindAsync(id, cancellationToken);
        if (photo is null || await trash.DeleteAsync(id, cancellationToken) is not { } trashed)
            return new ProblemResult(Problem.UnknownPhoto);

        if (Request.WantsFragment())
        {
            return new ComponentResult<UndoNotice>(new()
            {
                [nameof(UndoNotice.Trashed)] = new[] { trashed },
                [nameof(UndoNotice.Token)] = antiforgery.GetAndStoreTokens(HttpContext),
            });
        }

        TempData[Deleted] = trashed.ToString(CultureInfo.InvariantCulture);
        if (Url.IsLocalUrl(back))
            return LocalRedirect(back);
        return LocalRedirect(SearchRequest.TryRead(Request.Query, facets, out var search, out _)
            ? search.PageAt(0)
            : (await navigator.OfAsync(photo, null, Request.Query, cancellationToken)).Back);
    }

    /// <summary>
    /// Handles POST /photos/{id}?handler=TakenAt: corrects the photo's date, or resets it to the detected one, and redirects to the page;
    /// htmx gets the details.
    /// </summary>
    /// <param name="id">The photo's id.</param>
    /// <param name="takenAt">The local date and time.</param>
    /// <param name="reset">Whether to reset the date instead.</param>
    /// <param name="cancellationToken">Cancels the operation.</param>
    public async Task<IActionResult> OnPostTakenAtAsync(long id, string? takenAt, bool reset, CancellationToken cancellationToken)
    {
        var date = default(ParsedDate);
        if (!reset && !TakenAtValue.TryRead(takenAt, time.GetUtcNow(), out date, out var problem))
            return new ProblemResult(problem);
        var isKnown = reset
            ? await corrections.ResetAsync(id, cancellationToken)
            : await corrections.SetAsync(id, date.At, date.UtcOffset, cancellationToken);
        if (!isKnown || await lookup.FindAsync(id, cancellationToken) is not { } photo)
            return new ProblemResult(Problem.UnknownPhoto);
        if (!Request.WantsFragment())
            return LocalRedirect(PhotoUrls.Page(id, List));
        Facts = await FactsAsync(photo, await folders.PositionAsync(id, cancellationToken), cancellationToken);
        return new ComponentResult<PhotoFacts>(new() { [nameof(PhotoFacts.View)] = Facts });
    }

    /// <summary>Handles GET /photos/{id}: returns the page, or only the details.</summary>
    public async Task<IActionResult> OnGetAsync(long id, CancellationToken cancellationToken)
    {
        if (await lookup.FindAsync(id, cancellationToken) is not { } photo)
            return new ProblemResult(Problem.UnknownPhoto);

        Photo = photo;
        var inFolder = await folders.PositionAsync(id, cancellationToken);
        Facts = await FactsAsync(photo, inFolder, cancellationToken);
        if (Request.WantsFragment())
            return new ComponentResult<PhotoFacts>(new() { [nameof(PhotoFacts.View)] = Facts });
        At = VideoTime.Parse(QueryNumbers.Value(Request.Query, VideoTime.Parameter)) is { } at && at < photo.Video?.Duration ? at : null;
        Navigation = await navigator.OfAsync(photo, inFolder, Request.Query, cancellationToken);
        return Page();
    }

    /// <summary>The query that names the list that the photo was opened from.</summary>
    private string List => Request.Query.ContainsKey(HandlerKey)
        ? QueryString.Create(Request.Query.Where(parameter => !parameter.Key.Equals(HandlerKey, StringComparison.OrdinalIgnoreCase))).ToString()
        : Request.QueryString.ToString();

    private async Task<FactsView> FactsAsync(Photo photo, PhotoPosition? inFolder, CancellationToken cancellationToken)
    {
        var showsPlace = access.SeesDetails(HttpContext);
        var path = roots.Shown(photo.Path, showsPlace);
        var folder = roots.NameOfFolder(LibraryPath.Folder(photo.Path));
        return new FactsView(photo, path, List, Icons.Sprite(HttpContext))
        {
            IsLost = storage.Of(photo.Path).IsKnownMissing(photo.Path),
            Folder = LibraryPath.Folder(path),
            InFolder = inFolder,
            PageInFolder = other => PhotoUrls.PageInFolder(other, folder),
            Copies = [.. (await stacks.CopiesAsync(photo, cancellationToken)).Select(copy => (copy.Id, roots.Shown(copy.Path, showsPlace)))],
            InStack = (await stacks.FindAsync(photo.Id, 1, 0, cancellationToken))?.Count ?? 1,
            ShowsPlace = showsPlace,
            // Photos in buckets are read-only.
            Token = !options.ReadOnly && TrashBin.Takes(photo) ? antiforgery.GetAndStoreTokens(HttpContext) : null,
            DateToken = options.ReadOnly ? null : antiforgery.GetAndStoreTokens(HttpContext),
        };
    }
}

using System.Globalization;
using ClipSearch.Core;
using ClipSearch.Core.Index;
using ClipSearch.Core.Storage;
using ClipSearch.Core.Writing;
using ClipSearch.Web.Access;
using ClipSearch.Web.Photos;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace ClipSearch.Web.Pages;

/// <summary>One photo: <c>/photos/{id}</c>, with the search that led there in <c>?q=</c>.</summary>
[WriterOnly(PostsOnly = true)]
public sealed class PhotoModel(ClipSearchOptions options, PhotoIndex index, StackRecords stacks, PhotoRoots roots, PhotoStorage storage, Trash trash) : PageModel
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

    /// <summary>The address of the list that led here.</summary>
    public string Back { get; private set; } = "/";

    /// <summary>Whether that is a search, or the page to begin one; else it is a month or a folder.</summary>
    public bool IsFromSearch => !Back.EndsWith($"#photo-{Photo.Id}", StringComparison.Ordinal);

    /// <summary>Whether its file is known to have gone.</summary>
    public bool IsLost => storage.Of(Photo.Path).HasLost(Photo.Path);

    /// <summary>Whether it can be moved into the trash; buckets are only read.</summary>
    public bool CanBeDeleted => !options.ReadOnly && Trash.Takes(Photo);

    /// <summary>Moves the photo into the trash, and leads back.</summary>
    /// <param name="id">The photo's number.</param>
    /// <param name="back">Where on this site to; without it, to the search.</param>
    /// <param name="cancellationToken">Gives up waiting.</param>
    public async Task<IActionResult> OnPostAsync(long id, string? back, CancellationToken cancellationToken)
    {
        if (await trash.DeleteAsync(id, cancellationToken) is not { } trashed)
        {
            HttpContext.Features.Set(Problem.UnknownPhoto);
            return NotFound();
        }

        TempData[Deleted] = trashed.ToString(CultureInfo.InvariantCulture);
        if (Url.IsLocalUrl(back))
            return LocalRedirect(back);
        return LocalRedirect(SearchRequest.TryRead(Request.Query, roots, out var search, out _) ? search.PageAt(0) : "/");
    }

    /// <summary>Answers with the page.</summary>
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
        Back = BackTo(photo);
        return Page();
    }

    /// <summary>The list that led here: a search, a month or a folder, which the address names.</summary>
    private string BackTo(Photo photo)
    {
        if (SearchRequest.TryRead(Request.Query, roots, out var search, out _))
            return search.PageAt(0);
        if (BrowseRequest.IsIn(Request.Query) && BrowseRequest.TryRead(Request.Query, roots, out var browse, out _))
            return $"{browse.PageAt(PhotoMoment.Of(photo))}#photo-{photo.Id}";
        return Request.Query.ContainsKey("folder") ? $"{FoldersModel.PageOf(roots.NameOfFolder(PhotoPath.Folder(photo.Path)), photo.Name)}#photo-{photo.Id}" : "/";
    }
}

using ClipSearch.Core;
using ClipSearch.Core.Index;
using ClipSearch.Core.Sync;
using ClipSearch.Web.Access;
using ClipSearch.Web.Components;
using ClipSearch.Web.Photos;
using Microsoft.AspNetCore.Http.Extensions;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace ClipSearch.Web.Pages;

/// <summary>
/// The folders that have photos, one level at a time: <c>/folders?path=trip/day</c>. Only what the library holds is shown; a
/// path that leads elsewhere finds nothing. To htmx the photos alone, to be put below those that are there.
/// </summary>
public sealed class FoldersModel(
    ClipSearchOptions options, FolderRecords records, PhotoRoots roots, LibrarySync sync, WriteAccess access) : PageModel
{
    /// <summary>How many photos a page has.</summary>
    public const int Limit = 60;

    /// <summary>The page.</summary>
    public const string Address = "/folders";

    /// <summary>The part of an address that names the folder, also in that of a photo that was opened here.</summary>
    public const string PathPart = "path";

    private const string NamePart = "from";

    /// <summary>The folder that is open; null at the top, where there are several to begin with.</summary>
    public LibraryFolder? Folder { get; private set; }

    /// <summary>The folders right in it.</summary>
    public IReadOnlyList<LibraryFolder> Folders { get; private set; } = [];

    /// <summary>Its photos of this page, by name.</summary>
    public IReadOnlyList<Photo> Photos { get; private set; } = [];

    /// <summary>The address of the photos that follow; null at the end.</summary>
    public string? Next { get; private set; }

    /// <summary>The address of the photos before these; null at the beginning.</summary>
    public string? Before { get; private set; }

    /// <summary>The folder as people know it.</summary>
    public string Shown => roots.NameOfFolder(Folder!.Path);

    /// <summary>A folder's own name.</summary>
    public string Name(LibraryFolder folder) => PhotoPath.Name(folder.Path) is { Length: > 0 } name ? name : roots.NameOfFolder(folder.Path);

    /// <summary>The folders that the open one lies in, from the top down, and itself.</summary>
    public IEnumerable<(string Name, string Address)> Trail => roots.Folders.Concat(roots.Outside).Contains(Folder!.Path)
        ? [(Name(Folder), PageOf(Folder))]
        : Parts(Shown).Select(part => (part.Name, PageOf(part.Path)));

    /// <summary>The photos as the page shows them.</summary>
    public PhotosView View => new(Photos, photo => PhotoUrls.PageInFolder(photo.Id, Shown), roots);

    /// <summary>The folders as the page shows them.</summary>
    public IReadOnlyList<FolderCover> Covers
    {
        get
        {
            var seesDetails = access.SeesDetails(HttpContext);
            return [.. Folders.Select(folder => new FolderCover(Name(folder), seesDetails ? folder.Path : roots.NameOfFolder(folder.Path), PageOf(folder), folder.Photos, folder.Cover))];
        }
    }

    /// <summary>What is shown where there are no photos.</summary>
    internal NoPhotosView NoPhotos => NoPhotosView.Of(SyncView.Of(sync, HttpContext), options, roots, access, HttpContext);

    /// <summary>The address of a folder's page.</summary>
    public string PageOf(LibraryFolder folder) => PageOf(roots.NameOfFolder(folder.Path));

    /// <summary>The address of a folder's page.</summary>
    /// <param name="shown">As people know the folder.</param>
    /// <param name="from">The name of the first photo to show; null for all of them.</param>
    public static string PageOf(string shown, string? from = null)
    {
        var query = new QueryBuilder { { PathPart, shown } };
        if (from is not null)
            query.Add(NamePart, from);
        return Address + query;
    }

    /// <summary>Shows a folder.</summary>
    public async Task<IActionResult> OnGetAsync(CancellationToken cancellationToken)
    {
        var path = AddressNumbers.Value(Request.Query, PathPart);
        var from = AddressNumbers.Value(Request.Query, NamePart) ?? "";
        if (path?.Contains('\0') == true || from.Contains('\0'))
            return Refuse(Problem.BadValue(path?.Contains('\0') == true ? PathPart : NamePart, path ?? from, Texts.Takes_Text));

        if (path is not null)
        {
            Folder = await records.FindAsync(roots.Resolve(path), cancellationToken);
            if (Folder is null)
                return Refuse(new Problem(StatusCodes.Status404NotFound, Texts.Folders_None, Texts.Folders_NoneSentence));
        }
        else if (await records.TopAsync(cancellationToken) is var top && top is [var only])
        {
            Folder = only;
        }
        else
        {
            Folders = top;
            return Page();
        }

        var photos = await records.PhotosAsync(Folder.Path, from, Limit + 1, cancellationToken);
        Photos = [.. photos.Take(Limit)];
        Next = photos.Count > Limit ? PageOf(Shown, photos[Limit].Name) : null;
        if (Request.WantsFragment())
        {
            return new ComponentResult<FolderPhotos>(new()
            {
                [nameof(FolderPhotos.View)] = View,
                [nameof(FolderPhotos.Next)] = Next,
                [nameof(FolderPhotos.IsFragment)] = true,
            });
        }

        if (from.Length > 0)
        {
            var before = await records.PhotosBeforeAsync(Folder.Path, from, Limit + 1, cancellationToken);
            Before = before.Count == 0 ? null : PageOf(Shown, before.Count > Limit ? before[Limit - 1].Name : null);
        }

        Folders = await records.InAsync(Folder.Path, cancellationToken);
        return Page();
    }

    private StatusCodeResult Refuse(Problem problem)
    {
        HttpContext.Features.Set(problem);
        return StatusCode(problem.Status);
    }

    /// <summary>The names in a path, each with the path that ends with it. What begins an absolute one belongs to its first name.</summary>
    private static IEnumerable<(string Name, string Path)> Parts(string shown)
    {
        var separator = PhotoPath.IsInBucket(shown) ? '/' : Path.DirectorySeparatorChar;
        var first = PhotoPath.IsInBucket(shown) ? "s3://".Length : Path.GetPathRoot(shown)?.Length ?? 0;
        for (var (start, end) = (0, first); start < shown.Length; start = end + 1)
        {
            end = shown.IndexOf(separator, Math.Max(start, first)) is >= 0 and var next ? next : shown.Length;
            yield return (shown[start..end], shown[..end]);
        }
    }
}

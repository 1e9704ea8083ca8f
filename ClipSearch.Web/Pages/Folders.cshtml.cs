using ClipSearch.Core.Library;
using ClipSearch.Core.Library.Sync;
using ClipSearch.Core.Paths;
using ClipSearch.Core.Settings;
using ClipSearch.Web.Access;
using ClipSearch.Web.Components;
using ClipSearch.Web.Photos;
using ClipSearch.Web.Problems;
using ClipSearch.Web.Requests;
using Microsoft.AspNetCore.Http.Extensions;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace ClipSearch.Web.Pages;

/// <summary>
/// The folders with photos, one level at a time: <c>/folders?path=trip/day</c>. Only folders in the library are shown; any other path is
/// not found. Requests by htmx get only the photos, to append to the current list.
/// </summary>
public sealed class FoldersModel(
    ClipSearchOptions options, FolderRecords records, LibraryFolders roots, LibrarySync sync, AccessControl access) : PageModel
{
    /// <summary>Number of photos per page.</summary>
    public const int Limit = 60;

    /// <summary>The open folder; null at the top level if there are several.</summary>
    public FolderSummary? Folder { get; private set; }

    /// <summary>The direct subfolders.</summary>
    public IReadOnlyList<FolderSummary> Folders { get; private set; } = [];

    /// <summary>The photos of this page by name.</summary>
    public IReadOnlyList<Photo> Photos { get; private set; } = [];

    /// <summary>The URL of the next photos; null on the last page.</summary>
    public string? Next { get; private set; }

    /// <summary>The URL of the previous photos; null on the first page.</summary>
    public string? Before { get; private set; }

    /// <summary>The folder's display name.</summary>
    public string Shown => roots.NameOfFolder(Folder!.Path);

    /// <summary>Returns a folder's own name.</summary>
    public string Name(FolderSummary folder) => LibraryPath.Name(folder.Path) is { Length: > 0 } name ? name : roots.NameOfFolder(folder.Path);

    /// <summary>The parent folders of the open folder, from the top down, and the folder itself.</summary>
    public IEnumerable<(string Name, string Address)> Trail => roots.Folders.Concat(roots.Outside).Contains(Folder!.Path)
        ? [(Name(Folder), PageOf(Folder))]
        : Parts(Shown).Select(part => (part.Name, FolderRequest.PageOf(part.Path)));

    /// <summary>The photos for the page.</summary>
    public PhotosView View => new(Photos, photo => PhotoUrls.PageInFolder(photo.Id, Shown), roots) { ShowsPaths = access.SeesDetails(HttpContext) };

    /// <summary>The folders for the page.</summary>
    public IReadOnlyList<FolderCover> Covers
    {
        get
        {
            var seesDetails = access.SeesDetails(HttpContext);
            return [.. Folders.Select(folder => new FolderCover(Name(folder), seesDetails ? folder.Path : roots.NameOfFolder(folder.Path), PageOf(folder), folder.Photos, folder.Cover))];
        }
    }

    /// <summary>The message for an empty library.</summary>
    internal NoPhotosView NoPhotos => NoPhotosView.Of(SyncView.Of(sync, HttpContext), options, roots, access, HttpContext);

    /// <summary>Returns the URL of a folder's page.</summary>
    public string PageOf(FolderSummary folder) => FolderRequest.PageOf(roots.NameOfFolder(folder.Path));

    /// <summary>Handles GET /folders.</summary>
    public async Task<IActionResult> OnGetAsync(CancellationToken cancellationToken)
    {
        var path = QueryNumbers.Value(Request.Query, FolderRequest.PathParameter);
        var from = QueryNumbers.Value(Request.Query, FolderRequest.FromParameter) ?? "";
        if (path?.Contains('\0') == true || from.Contains('\0'))
            return new ProblemResult(Problem.BadValue(path?.Contains('\0') == true ? FolderRequest.PathParameter : FolderRequest.FromParameter, path ?? from, Texts.Expected_Text));

        if (path is not null)
        {
            Folder = await records.FindNamedAsync(path, cancellationToken);
            if (Folder is null)
                return new ProblemResult(new Problem(StatusCodes.Status404NotFound, Texts.Folders_None, Texts.Folders_NoneSentence));
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
        Next = photos.Count > Limit ? FolderRequest.PageOf(Shown, photos[Limit].Name) : null;
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
            Before = before.Count == 0 ? null : FolderRequest.PageOf(Shown, before.Count > Limit ? before[Limit - 1].Name : null);
        }

        Folders = await records.InAsync(Folder.Path, cancellationToken);
        return Page();
    }

    /// <summary>
    /// Returns the names in a path, each with the path that ends with it. The root of an absolute path is part of the first name.
    /// </summary>
    private static IEnumerable<(string Name, string Path)> Parts(string shown)
    {
        var separator = LibraryPath.Separator(shown);
        var first = LibraryPath.RootLength(shown);
        for (var (start, end) = (0, first); start < shown.Length; start = end + 1)
        {
            end = shown.IndexOf(separator, Math.Max(start, first)) is >= 0 and var next ? next : shown.Length;
            yield return (shown[start..end], shown[..end]);
        }
    }
}

using ClipSearch.Core;
using ClipSearch.Core.Index;
using ClipSearch.Core.Sync;
using ClipSearch.Web.Access;
using ClipSearch.Web.Components;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace ClipSearch.Web.Pages;

/// <summary>The library and how far it is in step with its folders: <c>/library</c>; to htmx the latter alone.</summary>
[Authorize(Policy = AccessPolicies.WriterToChange)]
public sealed class LibraryModel(
    ClipSearchOptions options, PhotoIndex index, PhotoRecords records, FolderRecords folders, PhotoRoots roots, LibrarySync sync, WriteAccess access) : PageModel
{
    /// <summary>How far it is in step.</summary>
    public SyncView Sync => field ??= SyncView.Of(sync, HttpContext);

    /// <summary>A folder whose changes are found by regular scans only; null where the system reports them all.</summary>
    public UnwatchedFolder? Unwatched => sync.Unwatched;

    /// <summary>What could not be taken in.</summary>
    public FailurePage NotTakenIn { get; private set; } = new([], 0);

    /// <summary>The folders of PHOTOS_DIR, and drives below them that are not mounted.</summary>
    public IReadOnlyList<FolderState> Folders { get; private set; } = [];

    /// <summary>A path as people know it.</summary>
    public string Shown(string path) => roots.Shown(path);

    /// <summary>Whether nothing can be added or deleted.</summary>
    public bool IsReadOnly => options.ReadOnly;

    /// <summary>Why whoever looks may not change anything; null if they may.</summary>
    public Problem? Refusal { get; private set; }

    /// <summary>Whether whoever looks may see absolute paths and what failed.</summary>
    public bool SeesDetails { get; private set; }

    /// <summary>Whether signing in would help.</summary>
    public bool HasToken => access.HasToken;

    /// <summary>The folder that takes what people add; null where all lie in buckets.</summary>
    public string? Target => roots.FirstOnDisk;

    /// <summary>The longest file that is taken, in MiB.</summary>
    public long MaxUpload => options.MaxUploadBytes >> 20;

    /// <summary>How many photos can be found.</summary>
    public long Photos { get; private set; }

    /// <summary>Shows it.</summary>
    public async Task<IActionResult> OnGetAsync(CancellationToken cancellationToken)
    {
        if (Request.WantsFragment())
            return new ComponentResult<SyncNotice>(new() { [nameof(SyncNotice.View)] = Sync });
        SeesDetails = access.SeesDetails(HttpContext);
        NotTakenIn = await records.FirstFailuresAsync(roots.Folders, cancellationToken);
        Photos = await index.CountAsync(cancellationToken);
        Refusal = access.Refusal(HttpContext);
        var unavailable = Sync.Status.Unavailable.ToDictionary(folder => folder.Path, folder => folder.Reason, StringComparer.Ordinal);
        var states = new List<FolderState>();
        // Drives below a folder are told of only while they are not mounted.
        foreach (var path in roots.Folders.Union(unavailable.Keys))
        {
            var found = await folders.FindAsync(path, cancellationToken);
            states.Add(new FolderState(
                SeesDetails ? path : roots.LabelOfFolder(path),
                found is null ? null : FoldersModel.PageOf(roots.NameOfFolder(path)),
                found?.Photos ?? 0,
                !unavailable.TryGetValue(path, out var reason) ? null : SeesDetails ? reason : Texts.Problem_DetailsInLog));
        }

        Folders = states;
        return Page();
    }

    /// <summary>Looks through the folders at once.</summary>
    public IActionResult OnPost()
    {
        sync.RunNow(mayBeEmpty: false);
        return RedirectToPage();
    }

    /// <summary>A failure's reason without the path that it may begin with, which stands beside it.</summary>
    public static string WithoutPath(PhotoFailure failure) =>
        failure.Reason.StartsWith(failure.Path + " ", StringComparison.Ordinal) ? failure.Reason[(failure.Path.Length + 1)..] : failure.Reason;
}

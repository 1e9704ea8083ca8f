using System.Globalization;
using ClipSearch.Core.Imaging;
using ClipSearch.Core.Library;
using ClipSearch.Core.Library.Storage;
using ClipSearch.Core.Library.Sync;
using ClipSearch.Core.Paths;
using ClipSearch.Core.Search;
using ClipSearch.Core.Settings;
using ClipSearch.Web.Access;
using ClipSearch.Web.Components;
using ClipSearch.Web.Problems;
using ClipSearch.Web.Requests;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace ClipSearch.Web.Pages;

/// <summary>The library and its scan: <c>/library</c>. Requests by htmx get only the progress of the scan.</summary>
[Authorize(Policy = AccessPolicies.WriterToChange)]
public sealed class LibraryModel(
    ClipSearchOptions options, NearestPhotos nearest, FailureRecords failureRecords, SkippedRecords skippedRecords, PhotoLookup lookup, FolderRecords folders, LibraryFolders roots, LibrarySync sync, AccessControl access) : PageModel
{
    /// <summary>The keys of the translated remedies begin with it; the name of the program follows.</summary>
    internal const string RemedyKey = "Needed_";

    /// <summary>The progress of the scan.</summary>
    public SyncView Sync => field ??= SyncView.Of(sync, HttpContext);

    /// <summary>A folder whose changes are found only by regular scans; null if the system reports all changes.</summary>
    public UnwatchedFolder? Unwatched => sync.Unwatched;

    /// <summary>The files that could not be imported.</summary>
    public FailurePage ImportErrors { get; private set; } = new([], 0);

    /// <summary>The first photos of damaged files, and the number of all.</summary>
    public (IReadOnlyList<Photo> Photos, long Total) Damaged { get; private set; } = ([], 0);

    /// <summary>What the last scan has skipped.</summary>
    public IReadOnlyList<SkippedGroup> Skipped { get; private set; } = [];

    /// <summary>The folders of PHOTOS_DIR, and the drives below them that are not mounted.</summary>
    public IReadOnlyList<FolderState> Folders { get; private set; } = [];

    /// <summary>Returns a path's display name.</summary>
    public string Shown(string path) => roots.Shown(path);

    /// <summary>Whether the library is read-only.</summary>
    public bool IsReadOnly => options.ReadOnly;

    /// <summary>Why the user may not change the library; null if they may.</summary>
    public Problem? Refusal { get; private set; }

    /// <summary>Whether the user may see absolute paths and errors.</summary>
    public bool SeesDetails { get; private set; }

    /// <summary>Whether there is a token to sign in with.</summary>
    public bool HasToken => access.HasToken;

    /// <summary>The folder that receives uploads; null if all folders are in buckets.</summary>
    public string? Target => roots.FirstOnDisk;

    /// <summary>Maximum file size in MiB.</summary>
    public long MaxUpload => options.MaxUploadBytes >> 20;

    /// <summary>The number of photos that can be searched.</summary>
    public long Photos { get; private set; }

    /// <summary>Handles GET /library.</summary>
    public async Task<IActionResult> OnGetAsync(CancellationToken cancellationToken)
    {
        if (Request.WantsFragment())
            return new ComponentResult<SyncNotice>(new() { [nameof(SyncNotice.View)] = Sync });
        SeesDetails = access.SeesDetails(HttpContext);
        ImportErrors = await failureRecords.FirstAsync(roots.Folders, cancellationToken);
        Damaged = await lookup.DamagedAsync(FailurePage.Max, cancellationToken);
        Skipped = await skippedRecords.GroupsAsync(roots.Folders, cancellationToken);
        Photos = await nearest.CountAsync(cancellationToken);
        Refusal = access.Refusal(HttpContext);
        var unavailable = Sync.Status.Unavailable.ToDictionary(folder => folder.Path, folder => folder.Reason, StringComparer.Ordinal);
        var states = new List<FolderState>();
        // Drives below a folder are listed only while they are not mounted.
        foreach (var path in roots.Folders.Union(unavailable.Keys))
        {
            var found = await folders.FindAsync(path, cancellationToken);
            states.Add(new FolderState(
                SeesDetails ? path : roots.LabelOfFolder(path),
                found is null ? null : FolderRequest.PageOf(roots.NameOfFolder(path)),
                found?.Photos ?? 0,
                !unavailable.TryGetValue(path, out var reason) ? null : SeesDetails ? reason : Texts.Problem_DetailsInLog));
        }

        Folders = states;
        return Page();
    }

    /// <summary>Handles POST /library: starts a scan.</summary>
    /// <param name="rescan">Whether to read files again that have not changed.</param>
    public IActionResult OnPost(bool rescan)
    {
        sync.RunNow(rereadAll: rescan);
        return RedirectToPage();
    }

    /// <summary>Returns what some skipped files and folders have in common.</summary>
    public static string NameOf(SkippedGroup group) => group.Reason switch
    {
        SkipReason.Hidden => Texts.Skipped_Hidden,
        SkipReason.Excluded => Texts.Skipped_Excluded,
        SkipReason.NeedsProgram => Texts.Skipped_NeedsProgram.With(group.Extension, RemedyOf(group.Extension)),
        SkipReason.TooLarge => Texts.Skipped_TooLarge.With(ImageLimits.Default.MaxFileBytes >> 20),
        _ when group.Extension.Length == 0 => Texts.Skipped_NoExtension,
        _ => Texts.Skipped_UnknownType.With(group.Extension),
    };

    /// <summary>Returns how to install the program that files need, translated; <see cref="NeededPrograms"/> has the original.</summary>
    private static string? RemedyOf(string extension) =>
        NeededPrograms.Find(extension) is { } program ? Texts.ResourceManager.GetString(RemedyKey + program.Name, CultureInfo.CurrentUICulture) ?? program.Remedy : null;

    /// <summary>Returns a failure's reason without the path at its start, which is shown separately.</summary>
    public static string WithoutPath(PhotoFailure failure) =>
        failure.Reason.StartsWith(failure.Path + " ", StringComparison.Ordinal) ? failure.Reason[(failure.Path.Length + 1)..] : failure.Reason;
}

using ClipSearch.Core;
using ClipSearch.Core.Index;
using ClipSearch.Core.Sync;
using ClipSearch.Web.Access;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace ClipSearch.Web.Pages;

/// <summary>The library and how far it is in step with its folders: <c>/library</c>; to htmx the latter alone.</summary>
[WriterOnly(PostsOnly = true)]
public sealed class LibraryModel : PageModel
{
    private readonly ClipSearchOptions _options;
    private readonly PhotoIndex _index;
    private readonly FolderRecords _folders;
    private readonly PhotoRoots _roots;
    private readonly LibrarySync _sync;
    private readonly WriteAccess _access;

    /// <param name="services">The site's services.</param>
    public LibraryModel(IServiceProvider services)
    {
        _options = services.GetRequiredService<ClipSearchOptions>();
        _index = services.GetRequiredService<PhotoIndex>();
        _folders = services.GetRequiredService<FolderRecords>();
        _roots = services.GetRequiredService<PhotoRoots>();
        _sync = services.GetRequiredService<LibrarySync>();
        _access = services.GetRequiredService<WriteAccess>();
    }

    /// <summary>How far it is in step.</summary>
    public SyncView Sync => field ??= SyncView.Of(_sync, HttpContext);

    /// <summary>The last files that could not be taken in, by the names that people know.</summary>
    public IReadOnlyList<PhotoFailure> Failures { get; private set; } = [];

    /// <summary>The folders of PHOTOS_DIR.</summary>
    public IReadOnlyList<FolderState> Folders { get; private set; } = [];

    /// <summary>Whether nothing can be added or deleted.</summary>
    public bool IsReadOnly => _options.ReadOnly;

    /// <summary>Why whoever looks may not change anything; null if they may.</summary>
    public Problem? Refusal { get; private set; }

    /// <summary>Whether signing in would help.</summary>
    public bool HasToken => _access.HasToken;

    /// <summary>The folder that takes what people add; null where all lie in buckets.</summary>
    public string? Target => _roots.FirstOnDisk;

    /// <summary>The longest file that is taken, in MiB.</summary>
    public long MaxUpload => _options.MaxUploadBytes >> 20;

    /// <summary>How many photos can be found.</summary>
    public long Photos { get; private set; }

    /// <summary>Shows it.</summary>
    public async Task<IActionResult> OnGetAsync(CancellationToken cancellationToken)
    {
        if (Request.WantsFragment())
            return Partial("_SyncState", Sync);
        Failures = [.. _sync.LastFailures.Select(failure => failure with { Path = _roots.Shown(failure.Path), Reason = WithoutPath(failure) })];
        Photos = await _index.CountAsync(cancellationToken);
        Refusal = _access.Refusal(HttpContext);
        var unavailable = Sync.Status.Unavailable.ToDictionary(folder => folder.Path, folder => folder.Reason, StringComparer.Ordinal);
        var folders = new List<FolderState>();
        foreach (var path in _roots.Folders)
        {
            var found = await _folders.FindAsync(path, cancellationToken);
            folders.Add(new FolderState(path, found is null ? null : FoldersModel.PageOf(_roots.NameOfFolder(path)), found?.Photos ?? 0, unavailable.GetValueOrDefault(path)));
        }

        Folders = folders;
        return Page();
    }

    /// <summary>Looks through the folders at once.</summary>
    public IActionResult OnPost()
    {
        _sync.RunNow(mayBeEmpty: false);
        return RedirectToPage();
    }

    /// <summary>The reason without the path that it may begin with, which stands beside it.</summary>
    private static string WithoutPath(PhotoFailure failure) =>
        failure.Reason.StartsWith(failure.Path + " ", StringComparison.Ordinal) ? failure.Reason[(failure.Path.Length + 1)..] : failure.Reason;
}

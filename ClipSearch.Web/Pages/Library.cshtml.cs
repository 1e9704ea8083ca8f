using ClipSearch.Core;
using ClipSearch.Core.Index;
using ClipSearch.Core.Sync;
using ClipSearch.Web.Access;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace ClipSearch.Web.Pages;

/// <summary>The library and how far it is in step with its folders: <c>/library</c>; to htmx the latter alone.</summary>
[WriterOnly(PostsOnly = true)]
public sealed class LibraryModel(ClipSearchOptions options, PhotoIndex index, PhotoRecords records, PhotoRoots roots, LibrarySync sync) : PageModel
{
    /// <summary>How far it is in step.</summary>
    public SyncView Sync => SyncView.Of(sync, HttpContext);

    /// <summary>What could not be taken in.</summary>
    public FailurePage NotTakenIn { get; private set; } = new([], 0);

    /// <summary>The folders of PHOTOS_DIR.</summary>
    public IReadOnlyList<string> Folders => roots.Folders;

    /// <summary>A path as people know it.</summary>
    public string Shown(string path) => roots.Shown(path);

    /// <summary>Whether nothing can be added or deleted.</summary>
    public bool IsReadOnly => options.ReadOnly;

    /// <summary>The longest file that is taken, in MiB.</summary>
    public long MaxUpload => options.MaxUploadBytes >> 20;

    /// <summary>How many photos can be found.</summary>
    public long Photos { get; private set; }

    /// <summary>Shows it.</summary>
    public async Task<IActionResult> OnGetAsync(CancellationToken cancellationToken)
    {
        if (Request.WantsFragment())
            return Partial("_SyncState", Sync);
        NotTakenIn = await records.FirstFailuresAsync(roots.Folders, cancellationToken);
        Photos = await index.CountAsync(cancellationToken);
        return Page();
    }

    /// <summary>Looks through the folders at once.</summary>
    public IActionResult OnPost()
    {
        sync.RunNow(mayBeEmpty: false);
        return RedirectToPage();
    }
}

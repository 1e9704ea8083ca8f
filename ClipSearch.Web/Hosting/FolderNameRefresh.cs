using ClipSearch.Core.Data;
using ClipSearch.Core.Library;
using ClipSearch.Core.Paths;

namespace ClipSearch.Web.Hosting;

/// <summary>
/// Keeps the names of folders outside PHOTOS_DIR up to date while the site runs, since <c>seed FOLDER</c> runs in another process. From
/// startup on, no page shows the path of such a folder.
/// </summary>
internal sealed class FolderNameRefresh : BackgroundService
{
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(30);

    private readonly FolderRecords _folders;

    public FolderNameRefresh(FolderRecords folders, LibraryFolders roots)
    {
        _folders = folders;
        roots.NameOutside([]);
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                await _folders.NameOutsideAsync(stoppingToken);
            }
            catch (Exception e) when (e is DatabaseUnavailableException or DatabaseUnusableException || (e is OperationCanceledException && stoppingToken.IsCancellationRequested))
            {
                // The library's scan reports it.
            }

            await Task.Delay(Interval, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }
}

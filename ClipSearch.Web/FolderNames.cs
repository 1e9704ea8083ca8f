using ClipSearch.Core;
using ClipSearch.Core.Index;

namespace ClipSearch.Web;

/// <summary>
/// Keeps the names of folders outside PHOTOS_DIR up to date while the site serves, since <c>seed FOLDER</c> runs in a process of its own. From
/// the start on, no page shows where such a folder is.
/// </summary>
internal sealed class FolderNames : BackgroundService
{
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(30);

    private readonly FolderRecords _folders;

    public FolderNames(FolderRecords folders, PhotoRoots roots)
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
                // The library's sync reports it.
            }

            await Task.Delay(Interval, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }
}

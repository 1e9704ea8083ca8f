using ClipSearch.Core.Data;
using ClipSearch.Core.Library;
using ClipSearch.Core.Paths;

namespace ClipSearch.Web.Hosting;

/// <summary>
/// Keeps the names of folders outside PHOTOS_DIR up to date while the site runs, since <c>seed FOLDER</c> runs in another process. From
/// startup on, no page shows the path of such a folder.
/// </summary>
internal sealed partial class FolderNameRefresh : BackgroundService
{
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(30);

    private readonly FolderRecords _folders;
    private readonly ILogger<FolderNameRefresh> _logger;

    public FolderNameRefresh(FolderRecords folders, LibraryFolders roots, ILogger<FolderNameRefresh> logger)
    {
        _folders = folders;
        _logger = logger;
        roots.NameOutside([]);
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        string? failure = null;
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                await _folders.NameOutsideAsync(stoppingToken);
                failure = null;
            }
            catch (Exception e) when (e is DatabaseUnavailableException or DatabaseUnusableException || (e is OperationCanceledException && stoppingToken.IsCancellationRequested))
            {
                // The library's scan reports it.
            }
            catch (Exception e)
            {
                if (failure != e.Message)
                    LogFailed(_logger, e);
                failure = e.Message;
            }

            await Task.Delay(Interval, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "The names of folders outside PHOTOS_DIR could not be updated; retrying every 30 s")]
    private static partial void LogFailed(ILogger logger, Exception exception);
}

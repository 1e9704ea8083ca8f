using ClipSearch.Core.Index;

namespace ClipSearch.Web;

/// <summary>How long a request waits for a database that does not answer.</summary>
internal static class DatabaseWaiting
{
    /// <summary>Longer than any statement of a page takes on a large library, shorter than people wait.</summary>
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(8);

    /// <summary>Limits it for all requests; what runs in the background waits as long as it needs to.</summary>
    public static void LimitDatabaseWaiting(this WebApplication app) => app.Use((context, next) =>
    {
        Database.LimitWaiting(Limit);
        return next(context);
    });
}

using ClipSearch.Core.Data;

namespace ClipSearch.Web.Hosting;

/// <summary>Limits how long a request waits for an unavailable database.</summary>
internal static class DatabaseWaiting
{
    /// <summary>Longer than any statement of a page takes on a large library, shorter than users wait.</summary>
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(8);

    /// <summary>Applies the limit to all requests; background work has no limit.</summary>
    public static void LimitDatabaseWaiting(this WebApplication app) => app.Use((context, next) =>
    {
        Database.LimitWaiting(Limit);
        return next(context);
    });
}

using ClipSearch.Core.Search;

namespace ClipSearch.Web.Requests;

/// <summary>Logs one line per search. Queries are private, so only their length is logged.</summary>
internal static partial class SearchLog
{
    public static void LogSearch(this ILogger logger, SearchResult result) =>
        Log(logger, result.Query.Length, result.Hits.Count, result.Total, result.Took.TotalMilliseconds);

    [LoggerMessage(Level = LogLevel.Information, Message = "Searched for {QueryLength} characters: {Hits} results of {Total} photos in {Milliseconds:F1} ms")]
    private static partial void Log(ILogger logger, int queryLength, int hits, long total, double milliseconds);
}

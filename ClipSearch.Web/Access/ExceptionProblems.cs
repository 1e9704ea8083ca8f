using ClipSearch.Core.Data;
using ClipSearch.Core.Embeddings;
using ClipSearch.Core.Imaging;
using ClipSearch.Core.Library;
using ClipSearch.Core.Library.Storage;
using ClipSearch.Core.Library.Sync;
using ClipSearch.Core.Models;
using ClipSearch.Core.Search;
using ClipSearch.Web.Problems;

namespace ClipSearch.Web.Access;

/// <summary>Maps exceptions to problems. Only callers with write access see paths, hosts and users in them.</summary>
internal static class ExceptionProblems
{
    /// <summary>Returns why a photo's file cannot be shown.</summary>
    /// <param name="exception">The exception from reading it.</param>
    /// <param name="context">The request.</param>
    public static Problem OfFile(Exception exception, HttpContext context) => (exception is ImageException { InnerException: { } cause } ? cause : exception) switch
    {
        RemoteStoreException e => OfBucket(e).WithoutDetails(context),
        FileNotFoundException or DirectoryNotFoundException => Problem.VanishedFile,
        _ => Problem.UnreadableFile,
    };

    private static Problem OfBucket(RemoteStoreException e) => e.IsTemporary
        ? new Problem(StatusCodes.Status503ServiceUnavailable, Texts.Problem_BucketAway_Title, e.Message) { RetryAfter = 10 }
        : new Problem(StatusCodes.Status502BadGateway, Texts.Problem_BucketClosed_Title, e.Message);

    /// <summary>Maps an exception to a problem. Only callers with write access see paths, hosts and users in it.</summary>
    /// <remarks>The numbers are the error codes of a full disk: ENOSPC, EDQUOT and ERROR_DISK_FULL.</remarks>
    /// <param name="exception">Core's exceptions have their own messages; those of other exceptions are not shown.</param>
    /// <param name="context">The request; the log has the details under its trace identifier.</param>
    public static Problem Of(Exception exception, HttpContext context) => exception switch
    {
        ModelLoadingException => new(StatusCodes.Status503ServiceUnavailable, Texts.Problem_ModelLoading_Title, Texts.Problem_ModelLoading) { RetryAfter = 2, RetriesItself = true },
        ModelException => new Problem(StatusCodes.Status500InternalServerError, Texts.Problem_Model_Title, exception.Message).WithoutDetails(context),
        DatabaseUnavailableException =>
            (new Problem(StatusCodes.Status503ServiceUnavailable, Texts.Problem_DatabaseDown_Title, exception.Message) { RetryAfter = 5 }).WithoutDetails(context),
        DatabaseUnusableException => new Problem(StatusCodes.Status503ServiceUnavailable, Texts.Problem_DatabaseUnusable_Title, exception.Message).WithoutDetails(context),
        LibraryException => new Problem(StatusCodes.Status409Conflict, Texts.Problem_Library_Title, exception.Message).WithoutDetails(context),
        QueryImageException { Photos: > 0 and var photos } => Problem.NoQueryPhotos(photos),
        QueryImageException => new(StatusCodes.Status404NotFound, Problem.ExpiredImage.Title, exception.Message),
        FoldersUnavailableException => new Problem(StatusCodes.Status503ServiceUnavailable, Texts.Problem_FoldersAway_Title, exception.Message).WithoutDetails(context),
        IOException { HResult: 28 or 122 or unchecked((int)0x80070070) } =>
            new Problem(StatusCodes.Status507InsufficientStorage, Texts.Problem_DiskFull_Title, Texts.Problem_DiskFull.With(exception.Message)).WithoutDetails(context),
        BadHttpRequestException bad => Problem.OfStatus(bad.StatusCode),
        _ => new(StatusCodes.Status500InternalServerError, Texts.Problem_Unexpected_Title, Texts.Problem_Unexpected.With(context.TraceIdentifier)) { IsUnexpected = true },
    };

    /// <summary>Returns the problem itself for callers who may see details, otherwise without its message.</summary>
    private static Problem WithoutDetails(this Problem problem, HttpContext context) =>
        context.RequestServices.GetRequiredService<AccessControl>().SeesDetails(context) ? problem : problem with { Sentence = Texts.Problem_DetailsInLog };
}

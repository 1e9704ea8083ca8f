using System.Globalization;
using ClipSearch.Core;
using ClipSearch.Core.Clip;
using ClipSearch.Core.Index;
using ClipSearch.Core.Models;
using ClipSearch.Core.Native.Vips;
using ClipSearch.Core.Storage;
using ClipSearch.Core.Sync;
using ClipSearch.Core.Writing;
using ClipSearch.Web.Access;

namespace ClipSearch.Web;

/// <summary>
/// Why a request is not answered as wished: the one place that gives each cause its HTTP status and its sentence. The
/// pages show it in their language, the API writes it in English as problem details (RFC 9457).
/// </summary>
/// <param name="Status">HTTP status, 400 to 599.</param>
/// <param name="Title">The kind of problem, without a full stop.</param>
/// <param name="Sentence">What to do about it, or how it came; one to three sentences for people.</param>
public sealed record Problem(int Status, string Title, string Sentence)
{
    /// <summary>An image of some megabytes is received and embedded in less.</summary>
    private const int BusySeconds = 2;

    /// <summary>A search without a word in it.</summary>
    public static Problem BlankQuery => new(StatusCodes.Status400BadRequest, Texts.Problem_BlankQuery_Title, Texts.Problem_BlankQuery);

    /// <summary>No photo has this number.</summary>
    public static Problem UnknownPhoto => new(StatusCodes.Status404NotFound, Texts.Problem_UnknownPhoto_Title, Texts.Problem_UnknownPhoto);

    /// <summary>The browser got no answer at all; shown by the page's own script.</summary>
    public static Problem NoAnswer => new(StatusCodes.Status504GatewayTimeout, Texts.Problem_NoAnswer_Title, Texts.Problem_NoAnswer);

    /// <summary>A photo's file has gone since it was taken in.</summary>
    public static Problem VanishedFile => new(StatusCodes.Status404NotFound, Texts.Problem_VanishedFile_Title, Texts.Problem_VanishedFile);

    /// <summary>A photo's file may not be read, or holds no picture any more.</summary>
    public static Problem UnreadableFile => new(StatusCodes.Status500InternalServerError, Texts.Problem_UnreadableFile_Title, Texts.Problem_UnreadableFile);

    /// <summary>A search by picture without one.</summary>
    public static Problem NoPicture => new(StatusCodes.Status400BadRequest, Texts.Problem_NoPicture_Title, Texts.Problem_NoPicture);

    /// <summary>A picture that was searched with before a restart, or long ago.</summary>
    public static Problem ForgottenPicture => new(StatusCodes.Status404NotFound, Texts.Problem_ForgottenPicture_Title, Texts.Problem_ForgottenPicture);

    /// <summary>An upload without a file in it.</summary>
    public static Problem NoFiles => new(StatusCodes.Status400BadRequest, Texts.Problem_NoFiles_Title, Texts.Problem_NoFiles);

    /// <summary>No photo of the trash has this number.</summary>
    public static Problem NotInTrash => new(StatusCodes.Status404NotFound, Texts.Problem_NotInTrash_Title, Texts.Problem_NotInTrash);

    /// <summary>A page of another site sends the request.</summary>
    public static Problem CrossSite => new(StatusCodes.Status403Forbidden, Texts.Problem_CrossSite_Title, Texts.Problem_CrossSite);

    /// <summary>Writing from another machine, with a token to show.</summary>
    public static Problem TokenNeeded => new(StatusCodes.Status401Unauthorized, Texts.Problem_TokenNeeded_Title, Texts.Problem_TokenNeeded);

    /// <summary>Reading without the token, where the site is private.</summary>
    public static Problem TokenNeededToRead => new(StatusCodes.Status401Unauthorized, Texts.Problem_TokenNeededToRead_Title, Texts.Problem_TokenNeededToRead) { HidesLibrary = true };

    /// <summary>Writing from another machine, with no token set.</summary>
    public static Problem OnlyLocal => new(StatusCodes.Status403Forbidden, Texts.Problem_OnlyLocal_Title, Texts.Problem_OnlyLocal);

    /// <summary>The token of the sign-in form is not the one.</summary>
    public static Problem WrongToken => new(StatusCodes.Status403Forbidden, Texts.Problem_WrongToken_Title, Texts.Problem_WrongToken);

    /// <summary>The images that clients send take all the memory or all the places that there are for them.</summary>
    public static Problem Busy => TryLater(StatusCodes.Status503ServiceUnavailable, Texts.Problem_Busy_Title, Texts.Problem_Busy, BusySeconds);

    /// <summary>Seconds after which the same request may succeed; null where nobody can say.</summary>
    public int? RetryAfter { get; init; }

    /// <summary>Whether a page asks again by itself after <see cref="RetryAfter"/>.</summary>
    public bool RetriesItself { get; init; }

    /// <summary>Whether whoever asked may see nothing of the library, not even what the search page suggests.</summary>
    public bool HidesLibrary { get; init; }

    /// <summary>Whether the cause is a fault of the program, whose details belong in the log and nowhere else.</summary>
    public bool IsUnexpected { get; init; }

    /// <summary>What was sent is no picture that can be searched with.</summary>
    public static Problem BadPicture(string sentence) => new(StatusCodes.Status400BadRequest, Texts.Problem_BadPicture_Title, sentence);

    /// <summary>None of the files that were sent could be taken in.</summary>
    public static Problem NothingTaken(IReadOnlyList<string> reasons) => new(
        StatusCodes.Status422UnprocessableEntity, Texts.Problem_NothingTaken_Title, string.Join(" ", reasons.Take(5)));

    /// <summary>More was sent than is taken.</summary>
    public static Problem TooLarge(string sentence) => new(StatusCodes.Status413PayloadTooLarge, Texts.Problem_TooLarge_Title, sentence);

    /// <summary>A client has searched more often than SEARCHES_PER_MINUTE.</summary>
    public static Problem TooManySearches(int seconds) =>
        TryLater(StatusCodes.Status429TooManyRequests, Texts.Problem_TooManySearches_Title, Texts.Problem_TooManySearches, seconds);

    /// <summary>A client has sent more than UPLOADS_PER_MINUTE.</summary>
    public static Problem TooManyUploads(int seconds) =>
        TryLater(StatusCodes.Status429TooManyRequests, Texts.Problem_TooManyUploads_Title, Texts.Problem_TooManyUploads, seconds);

    /// <summary>A client has shown too many wrong tokens.</summary>
    public static Problem TooManyGuesses(int seconds) =>
        TryLater(StatusCodes.Status429TooManyRequests, Texts.Problem_TooManyGuesses_Title, Texts.Problem_TooManyGuesses, seconds);

    /// <summary>The request names a host that is not this site's.</summary>
    public static Problem UnknownHost(string host) => new(StatusCodes.Status400BadRequest, Texts.Problem_UnknownHost_Title, Texts.Problem_UnknownHost.With(Shortened(host, 100))) { HidesLibrary = true };

    /// <summary>A client sends more images at once than it may.</summary>
    /// <param name="most">How many it may.</param>
    public static Problem TooManyAtOnce(int most) =>
        TryLater(StatusCodes.Status429TooManyRequests, Texts.Problem_TooManyAtOnce_Title, Texts.Problem_TooManyAtOnce, BusySeconds, most);

    /// <summary>A part of the address that is not what it takes.</summary>
    public static Problem BadValue(string name, string value, string takes) => new(
        StatusCodes.Status400BadRequest, Texts.Problem_BadValue_Title, Texts.Problem_BadValue.With(name, Shortened(value, 40), takes));

    /// <summary>What an HTTP status without further explanation means.</summary>
    public static Problem OfStatus(int status) => status switch
    {
        StatusCodes.Status404NotFound => new(status, Texts.Problem_NoPage_Title, Texts.Problem_NoPage),
        StatusCodes.Status413PayloadTooLarge => TooLarge(Texts.Problem_TooLarge_Form),
        StatusCodes.Status405MethodNotAllowed => new(status, Texts.Problem_WrongMethod_Title, Texts.Problem_WrongMethod),
        _ => new(status, Texts.Problem_BadRequest_Title, Texts.Problem_BadRequest),
    };

    /// <summary>Why a photo's file cannot be shown.</summary>
    /// <param name="exception">From reading it.</param>
    /// <param name="context">Who asks.</param>
    public static Problem OfFile(Exception exception, HttpContext context) => (exception is ImageException { InnerException: { } cause } ? cause : exception) switch
    {
        BucketException e => OfBucket(e).WithoutDetails(context),
        FileNotFoundException or DirectoryNotFoundException => VanishedFile,
        _ => UnreadableFile,
    };

    private static Problem OfBucket(BucketException e) => e.IsTemporary
        ? new(StatusCodes.Status503ServiceUnavailable, Texts.Problem_BucketAway_Title, e.Message) { RetryAfter = 10 }
        : new(StatusCodes.Status502BadGateway, Texts.Problem_BucketClosed_Title, e.Message);

    /// <summary>What an exception means to whoever asked. Only those who may write read paths, hosts and users in it.</summary>
    /// <remarks>The numbers are those of a full disk: ENOSPC, EDQUOT and ERROR_DISK_FULL.</remarks>
    /// <param name="exception">One of Core's has a sentence of its own; of any other nothing is shown.</param>
    /// <param name="context">Who asks; the log has the details under its trace identifier.</param>
    public static Problem Of(Exception exception, HttpContext context) => exception switch
    {
        ModelLoadingException => new(StatusCodes.Status503ServiceUnavailable, Texts.Problem_ModelLoading_Title, Texts.Problem_ModelLoading) { RetryAfter = 2, RetriesItself = true },
        ModelException => new Problem(StatusCodes.Status500InternalServerError, Texts.Problem_Model_Title, exception.Message).WithoutDetails(context),
        DatabaseUnavailableException =>
            (new Problem(StatusCodes.Status503ServiceUnavailable, Texts.Problem_DatabaseDown_Title, exception.Message) { RetryAfter = 5 }).WithoutDetails(context),
        DatabaseUnusableException => new Problem(StatusCodes.Status503ServiceUnavailable, Texts.Problem_DatabaseUnusable_Title, exception.Message).WithoutDetails(context),
        LibraryException => new Problem(StatusCodes.Status409Conflict, Texts.Problem_Library_Title, exception.Message).WithoutDetails(context),
        QueryPictureException => new(StatusCodes.Status404NotFound, ForgottenPicture.Title, exception.Message),
        FoldersUnavailableException => new Problem(StatusCodes.Status503ServiceUnavailable, Texts.Problem_FoldersAway_Title, exception.Message).WithoutDetails(context),
        IOException { HResult: 28 or 122 or unchecked((int)0x80070070) } =>
            new Problem(StatusCodes.Status507InsufficientStorage, Texts.Problem_DiskFull_Title, Texts.Problem_DiskFull.With(exception.Message)).WithoutDetails(context),
        BadHttpRequestException bad => OfStatus(bad.StatusCode),
        _ => new(StatusCodes.Status500InternalServerError, Texts.Problem_Unexpected_Title, Texts.Problem_Unexpected.With(context.TraceIdentifier)) { IsUnexpected = true },
    };

    /// <summary>Itself for those who may see details, else the kind of problem without its sentence.</summary>
    private Problem WithoutDetails(HttpContext context) =>
        context.RequestServices.GetRequiredService<WriteAccess>().SeesDetails(context) ? this : this with { Sentence = Texts.Problem_DetailsInLog };

    private static string Shortened(string text, int length) => text.Length > length ? text[..length] + "…" : text;

    /// <summary>A limit that lets the same request through later: the sentence and <c>Retry-After</c> name the same time.</summary>
    /// <param name="status">429 where the client's own requests are the cause, 503 where it is everybody's.</param>
    /// <param name="title">Its title.</param>
    /// <param name="sentence">With the place {0} for how long to wait, and {1} for <paramref name="value"/>.</param>
    /// <param name="seconds">How long to wait.</param>
    /// <param name="value">A number that the sentence names.</param>
    private static Problem TryLater(int status, string title, string sentence, int seconds, int? value = null) =>
        new(status, title, sentence.With(seconds == 1 ? Texts.Problem_Wait_Second : Texts.Problem_Wait_Seconds.With(seconds), value)) { RetryAfter = seconds };

    /// <summary>Sets the answer's status, and when to ask again.</summary>
    public void ApplyTo(HttpResponse response)
    {
        response.StatusCode = Status;
        if (Status == StatusCodes.Status401Unauthorized)
            response.Headers.WWWAuthenticate = "Bearer";
        if (RetryAfter is { } seconds)
            response.Headers.RetryAfter = seconds.ToString(CultureInfo.InvariantCulture);
    }
}

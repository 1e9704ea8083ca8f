using System.Globalization;

namespace ClipSearch.Web.Problems;

/// <summary>
/// An error response: maps each cause to an HTTP status and a message. Pages show it in their language; the API returns it in English as
/// problem details (RFC 9457).
/// </summary>
/// <param name="Status">HTTP status, 400 to 599.</param>
/// <param name="Title">The kind of problem, without a full stop.</param>
/// <param name="Sentence">The cause or the remedy, in one to three sentences for the user.</param>
public sealed record Problem(int Status, string Title, string Sentence)
{
    /// <summary><c>Retry-After</c> of <see cref="Busy"/>: an image of a few megabytes is received and embedded in less.</summary>
    private const int BusySeconds = 2;

    /// <summary>A search without text.</summary>
    public static Problem BlankQuery => new(StatusCodes.Status400BadRequest, Texts.Problem_BlankQuery_Title, Texts.Problem_BlankQuery);

    /// <summary>No photo has this id.</summary>
    public static Problem UnknownPhoto => new(StatusCodes.Status404NotFound, Texts.Problem_UnknownPhoto_Title, Texts.Problem_UnknownPhoto);

    /// <summary>The browser received no response; shown by the page's script.</summary>
    public static Problem NoAnswer => new(StatusCodes.Status504GatewayTimeout, Texts.Problem_NoAnswer_Title, Texts.Problem_NoAnswer);

    /// <summary>A photo's file has been removed since it was imported.</summary>
    public static Problem VanishedFile => new(StatusCodes.Status404NotFound, Texts.Problem_VanishedFile_Title, Texts.Problem_VanishedFile);

    /// <summary>A photo's file cannot be read, or is no longer an image.</summary>
    public static Problem UnreadableFile => new(StatusCodes.Status500InternalServerError, Texts.Problem_UnreadableFile_Title, Texts.Problem_UnreadableFile);

    /// <summary>A search by image without an image.</summary>
    public static Problem NoImage => new(StatusCodes.Status400BadRequest, Texts.Problem_NoImage_Title, Texts.Problem_NoImage);

    /// <summary>A query image that has expired, or that was sent before a restart.</summary>
    public static Problem ExpiredImage => new(StatusCodes.Status404NotFound, Texts.Problem_ExpiredImage_Title, Texts.Problem_ExpiredImage);

    /// <summary>An upload without a file.</summary>
    public static Problem NoFiles => new(StatusCodes.Status400BadRequest, Texts.Problem_NoFiles_Title, Texts.Problem_NoFiles);

    /// <summary>No photo in the trash has this id.</summary>
    public static Problem NotInTrash => new(StatusCodes.Status404NotFound, Texts.Problem_NotInTrash_Title, Texts.Problem_NotInTrash);

    /// <summary>A cross-site request.</summary>
    public static Problem CrossSite => new(StatusCodes.Status403Forbidden, Texts.Problem_CrossSite_Title, Texts.Problem_CrossSite);

    /// <summary>A write from another machine without the token, where one is set.</summary>
    public static Problem TokenNeeded => new(StatusCodes.Status401Unauthorized, Texts.Problem_TokenNeeded_Title, Texts.Problem_TokenNeeded);

    /// <summary>A read without the token, where the site is private.</summary>
    public static Problem TokenNeededToRead => new(StatusCodes.Status401Unauthorized, Texts.Problem_TokenNeededToRead_Title, Texts.Problem_TokenNeededToRead) { HidesLibrary = true };

    /// <summary>A write from another machine, where no token is set.</summary>
    public static Problem OnlyLocal => new(StatusCodes.Status403Forbidden, Texts.Problem_OnlyLocal_Title, Texts.Problem_OnlyLocal);

    /// <summary>The token of the sign-in form is wrong.</summary>
    public static Problem WrongToken => new(StatusCodes.Status403Forbidden, Texts.Problem_WrongToken_Title, Texts.Problem_WrongToken);

    /// <summary>The images that clients send use all the memory or all the request slots.</summary>
    public static Problem Busy => TryLater(StatusCodes.Status503ServiceUnavailable, Texts.Problem_Busy_Title, Texts.Problem_Busy, BusySeconds);

    /// <summary>Seconds after which the same request may succeed; null where this is unknown.</summary>
    public int? RetryAfter { get; init; }

    /// <summary>Whether the page retries by itself after <see cref="RetryAfter"/>.</summary>
    public bool RetriesItself { get; init; }

    /// <summary>Whether the caller may see nothing of the library, including the suggestions of the search page.</summary>
    public bool HidesLibrary { get; init; }

    /// <summary>Whether the cause is a bug, whose details belong only in the log.</summary>
    public bool IsUnexpected { get; init; }

    /// <summary>The uploaded file is not an image that can be searched with.</summary>
    public static Problem InvalidImage(string sentence) => new(StatusCodes.Status400BadRequest, Texts.Problem_InvalidImage_Title, sentence);

    /// <summary>None of the uploaded files could be imported.</summary>
    public static Problem NothingTaken(IReadOnlyList<string> reasons) => new(
        StatusCodes.Status422UnprocessableEntity, Texts.Problem_NothingTaken_Title, string.Join(" ", reasons.Take(5)));

    /// <summary>The request body exceeds the limit.</summary>
    public static Problem TooLarge(string sentence) => new(StatusCodes.Status413PayloadTooLarge, Texts.Problem_TooLarge_Title, sentence);

    /// <summary>A client has exceeded SEARCHES_PER_MINUTE.</summary>
    public static Problem TooManySearches(int seconds) =>
        TryLater(StatusCodes.Status429TooManyRequests, Texts.Problem_TooManySearches_Title, Texts.Problem_TooManySearches, seconds);

    /// <summary>A client has exceeded UPLOADS_PER_MINUTE.</summary>
    public static Problem TooManyUploads(int seconds) =>
        TryLater(StatusCodes.Status429TooManyRequests, Texts.Problem_TooManyUploads_Title, Texts.Problem_TooManyUploads, seconds);

    /// <summary>A client has sent too many wrong tokens.</summary>
    public static Problem TooManyGuesses(int seconds) =>
        TryLater(StatusCodes.Status429TooManyRequests, Texts.Problem_TooManyGuesses_Title, Texts.Problem_TooManyGuesses, seconds);

    /// <summary>The request's host is not one of this site's.</summary>
    public static Problem UnknownHost(string host) => new(StatusCodes.Status400BadRequest, Texts.Problem_UnknownHost_Title, Texts.Problem_UnknownHost.With(Shortened(host, 100))) { HidesLibrary = true };

    /// <summary>A client sends too many images at once.</summary>
    /// <param name="max">The maximum number.</param>
    public static Problem TooManyAtOnce(int max) =>
        TryLater(StatusCodes.Status429TooManyRequests, Texts.Problem_TooManyAtOnce_Title, Texts.Problem_TooManyAtOnce, BusySeconds, max);

    /// <summary>None of the photos to find similar photos of can be used.</summary>
    public static Problem NoQueryPhotos(int photos) => new(
        StatusCodes.Status404NotFound, Texts.Problem_UnknownPhoto_Title, photos == 1 ? Texts.Problem_NoQueryPhoto : Texts.Problem_NoQueryPhotos.With(photos));

    /// <summary>A request names no photo.</summary>
    public static Problem NoPhotosNamed(string name) => new(StatusCodes.Status400BadRequest, Texts.Problem_NoPhotosNamed_Title, Texts.Problem_NoPhotosNamed.With(name));

    /// <summary>A request names too many photos.</summary>
    /// <param name="name">The name of the parameter.</param>
    /// <param name="photos">The number of photos.</param>
    /// <param name="max">The maximum number.</param>
    public static Problem TooManyPhotos(string name, int photos, int max) => new(
        StatusCodes.Status400BadRequest, Texts.Problem_TooManyPhotos_Title, Texts.Problem_TooManyPhotos.With(name, photos, max));

    /// <summary>The photos of a ZIP download exceed ZIP_MAX_MB.</summary>
    /// <param name="size">Their size in words.</param>
    /// <param name="max">The maximum size in words.</param>
    public static Problem TooLargeToZip(string size, string max) => new(
        StatusCodes.Status400BadRequest, Texts.Problem_TooLargeToZip_Title, Texts.Problem_TooLargeToZip.With(size, max));

    /// <summary>A client downloads too many ZIP files at once.</summary>
    /// <param name="max">The maximum number.</param>
    public static Problem TooManyZips(int max) =>
        TryLater(StatusCodes.Status429TooManyRequests, Texts.Problem_TooManyZips_Title, Texts.Problem_TooManyZips, BusySeconds, max);

    /// <summary>All clients together download too many ZIP files at once.</summary>
    public static Problem BusyWithZips => TryLater(StatusCodes.Status503ServiceUnavailable, Texts.Problem_Busy_Title, Texts.Problem_BusyWithZips, BusySeconds);

    /// <summary>An invalid query parameter.</summary>
    public static Problem BadValue(string name, string value, string takes) => new(
        StatusCodes.Status400BadRequest, Texts.Problem_BadValue_Title, Texts.Problem_BadValue.With(name, Shortened(value, 40), takes));

    /// <summary>Returns the problem for an HTTP status without further explanation.</summary>
    public static Problem OfStatus(int status) => status switch
    {
        StatusCodes.Status404NotFound => new(status, Texts.Problem_NoPage_Title, Texts.Problem_NoPage),
        StatusCodes.Status413PayloadTooLarge => TooLarge(Texts.Problem_TooLarge_Form),
        StatusCodes.Status405MethodNotAllowed => new(status, Texts.Problem_WrongMethod_Title, Texts.Problem_WrongMethod),
        _ => new(status, Texts.Problem_BadRequest_Title, Texts.Problem_BadRequest),
    };

    private static string Shortened(string text, int length) => text.Length > length ? text[..length] + "…" : text;

    /// <summary>Returns the problem of a limit that resets: the message and <c>Retry-After</c> name the same time.</summary>
    /// <param name="status">429 if the client's own requests are the cause, 503 if the whole load is.</param>
    /// <param name="title">The title.</param>
    /// <param name="sentence">The message, with the placeholder {0} for the time to wait, and {1} for <paramref name="value"/>.</param>
    /// <param name="seconds">The time to wait.</param>
    /// <param name="value">A number that the message names.</param>
    private static Problem TryLater(int status, string title, string sentence, int seconds, int? value = null) =>
        new(status, title, sentence.With(seconds == 1 ? Texts.Problem_Wait_Second : Texts.Problem_Wait_Seconds.With(seconds), value)) { RetryAfter = seconds };

    /// <summary>Sets the response's status and <c>Retry-After</c>.</summary>
    public void ApplyTo(HttpResponse response)
    {
        response.StatusCode = Status;
        if (Status == StatusCodes.Status401Unauthorized)
            response.Headers.WWWAuthenticate = "Bearer";
        if (RetryAfter is { } seconds)
            response.Headers.RetryAfter = seconds.ToString(CultureInfo.InvariantCulture);
    }
}

using System.Globalization;
using ClipSearch.Core;
using ClipSearch.Core.Clip;
using ClipSearch.Core.Index;
using ClipSearch.Core.Models;
using ClipSearch.Core.Native.Vips;
using ClipSearch.Core.Storage;
using ClipSearch.Core.Sync;
using ClipSearch.Core.Writing;

namespace ClipSearch.Web;

/// <summary>
/// Why a request is not answered as wished: the one place that gives each cause its HTTP status and its sentence. The
/// pages show it, the API writes it as problem details (RFC 9457).
/// </summary>
/// <param name="Status">HTTP status, 400 to 599.</param>
/// <param name="Title">The kind of problem, without a full stop.</param>
/// <param name="Sentence">What to do about it, or how it came; one to three sentences for people.</param>
public sealed record Problem(int Status, string Title, string Sentence)
{
    /// <summary>A search without a word in it.</summary>
    public static Problem BlankQuery { get; } = new(
        StatusCodes.Status400BadRequest, "Nothing to search for", "Type what you remember of a picture, such as “man jumping”.");

    /// <summary>No photo has this number.</summary>
    public static Problem UnknownPhoto { get; } = new(
        StatusCodes.Status404NotFound, "No such photo", "The library has no photo with this number; it may have been moved or deleted.");

    /// <summary>The browser got no answer at all; shown by the page's own script.</summary>
    public static Problem NoAnswer { get; } = new(
        StatusCodes.Status504GatewayTimeout, "No answer", "ClipSearch does not answer. Is it still running? Your search is in the box: try it again.");

    /// <summary>A photo's file has gone since it was taken in.</summary>
    public static Problem VanishedFile { get; } = new(
        StatusCodes.Status404NotFound, "The file is gone", "The photo’s file has been moved or deleted since it was taken in; the next sync will notice.");

    /// <summary>A photo's file may not be read, or holds no picture any more.</summary>
    public static Problem UnreadableFile { get; } = new(
        StatusCodes.Status500InternalServerError, "The file cannot be read", "The photo’s file is damaged, or ClipSearch may not read it.");

    /// <summary>A search by picture without one.</summary>
    public static Problem NoPicture { get; } = new(
        StatusCodes.Status400BadRequest, "There is no picture", "Send one as the form's field “image”, or as the body of the request.");

    /// <summary>A picture that was searched with before a restart, or long ago.</summary>
    public static Problem ForgottenPicture { get; } = new(
        StatusCodes.Status404NotFound, "The picture is forgotten", "ClipSearch does not remember the picture any more: give it once again.");

    /// <summary>An upload without a file in it.</summary>
    public static Problem NoFiles { get; } = new(
        StatusCodes.Status400BadRequest, "There is no file in the request", "Send a form with files (multipart/form-data), or {\"url\": \"https://…\"} as JSON.");

    /// <summary>No photo of the trash has this number.</summary>
    public static Problem NotInTrash { get; } = new(
        StatusCodes.Status404NotFound, "Not in the trash", "The trash has no photo with this number; it was restored or deleted for good.");

    /// <summary>A page of another site sends the request.</summary>
    public static Problem CrossSite { get; } = new(
        StatusCodes.Status403Forbidden, "Not from another site", "The request comes from a page of another site, which may not change anything here.");

    /// <summary>Writing from another machine, with a token to show.</summary>
    public static Problem TokenNeeded { get; } = new(
        StatusCodes.Status401Unauthorized, "Sign in to change the library", "From another machine this needs the ACCESS_TOKEN: sign in, or send it in the header “Authorization: Bearer …”.");

    /// <summary>Writing from another machine, with no token set.</summary>
    public static Problem OnlyLocal { get; } = new(
        StatusCodes.Status403Forbidden, "Only from this machine", "The library can be changed from the machine that ClipSearch runs on. To allow others, set ACCESS_TOKEN there and start ClipSearch again.");

    /// <summary>The token of the sign-in form is not the one.</summary>
    public static Problem WrongToken { get; } = new(
        StatusCodes.Status403Forbidden, "That is not the token", "The token is what ACCESS_TOKEN says on the machine that ClipSearch runs on.");

    /// <summary>Seconds after which the same request may succeed; null where nobody can say.</summary>
    public int? RetryAfter { get; init; }

    /// <summary>Whether a page asks again by itself after <see cref="RetryAfter"/>.</summary>
    public bool RetriesItself { get; init; }

    /// <summary>Whether the cause is a fault of the program, whose details belong in the log and nowhere else.</summary>
    public bool IsUnexpected { get; init; }

    /// <summary>What was sent is no picture that can be searched with.</summary>
    public static Problem BadPicture(string sentence) => new(StatusCodes.Status400BadRequest, "The picture cannot be read", sentence);

    /// <summary>None of the files that were sent could be taken in.</summary>
    public static Problem NothingTaken(IReadOnlyList<string> reasons) => new(
        StatusCodes.Status422UnprocessableEntity, "Nothing was taken in", string.Join(" ", reasons.Take(5)));

    /// <summary>More was sent than is taken.</summary>
    public static Problem TooLarge(string sentence) => new(StatusCodes.Status413PayloadTooLarge, "That is too much", sentence);

    /// <summary>A client has searched more often than SEARCHES_PER_MINUTE.</summary>
    public static Problem TooManySearches(int seconds) => TooMany("Too many searches", $"This is more often than ClipSearch lets one address search. Wait {Seconds(seconds)}, then search again.", seconds);

    /// <summary>A client has sent more than UPLOADS_PER_MINUTE.</summary>
    public static Problem TooManyUploads(int seconds) => TooMany("Too many uploads", $"This is more often than ClipSearch lets one address add photos. Wait {Seconds(seconds)}, then send it again.", seconds);

    /// <summary>A client has shown too many wrong tokens.</summary>
    public static Problem TooManyGuesses(int seconds) => TooMany("Too many wrong tokens", $"Wrong tokens came from this address, one after the other. Wait {Seconds(seconds)}, then show the right one.", seconds);

    /// <summary>A part of the address that is not what it takes.</summary>
    public static Problem BadValue(string name, string value, string takes) => new(
        StatusCodes.Status400BadRequest, "A part of the address cannot be read", $"{name} is “{(value.Length > 40 ? value[..40] + "…" : value)}”; it takes {takes}.");

    /// <summary>What an HTTP status without further explanation means.</summary>
    public static Problem OfStatus(int status) => status switch
    {
        StatusCodes.Status404NotFound => new(status, "There is no such page", "Nothing lies at this address; the search is one click away."),
        StatusCodes.Status405MethodNotAllowed => new(status, "Not in this way", "This address cannot be used with this method."),
        _ => new(status, "The request cannot be answered", "The address or the request is not as this site expects it."),
    };

    /// <summary>Why a photo's file cannot be shown.</summary>
    /// <param name="exception">From reading it.</param>
    public static Problem OfFile(Exception exception) => (exception is ImageException { InnerException: { } cause } ? cause : exception) switch
    {
        BucketException e => OfBucket(e),
        FileNotFoundException or DirectoryNotFoundException => VanishedFile,
        _ => UnreadableFile,
    };

    private static Problem OfBucket(BucketException e) => e.IsTemporary
        ? new(StatusCodes.Status503ServiceUnavailable, "The bucket does not answer", e.Message) { RetryAfter = 10 }
        : new(StatusCodes.Status502BadGateway, "The bucket cannot be read", e.Message);

    /// <summary>What an exception means to whoever asked.</summary>
    /// <param name="exception">Core's exceptions speak for themselves; of any other nothing is shown.</param>
    /// <param name="traceId">Under which the log has the details.</param>
    public static Problem Of(Exception exception, string traceId) => exception switch
    {
        ModelLoadingException => new(StatusCodes.Status503ServiceUnavailable, "The model is still loading", "In a few seconds it will answer.") { RetryAfter = 2, RetriesItself = true },
        ModelException => new(StatusCodes.Status500InternalServerError, "The model cannot be used", exception.Message),
        DatabaseUnavailableException => new(StatusCodes.Status503ServiceUnavailable, "The database is down", exception.Message) { RetryAfter = 5 },
        DatabaseUnusableException => new(StatusCodes.Status503ServiceUnavailable, "The database cannot be used", exception.Message),
        LibraryException => new(StatusCodes.Status409Conflict, "The library was not changed", exception.Message),
        QueryPictureException => new(StatusCodes.Status404NotFound, ForgottenPicture.Title, exception.Message),
        FoldersUnavailableException => new(StatusCodes.Status503ServiceUnavailable, "The photos are not there", exception.Message),
        BadHttpRequestException bad => OfStatus(bad.StatusCode),
        _ => new(StatusCodes.Status500InternalServerError, "Something unexpected happened", $"It is not your fault. The log has the details under {traceId}.") { IsUnexpected = true },
    };

    private static Problem TooMany(string title, string sentence, int seconds) => new(StatusCodes.Status429TooManyRequests, title, sentence) { RetryAfter = seconds };

    private static string Seconds(int seconds) => seconds == 1 ? "a second" : $"{seconds} seconds";

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

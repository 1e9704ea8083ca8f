using System.Net.Http.Headers;
using System.Security.Claims;
using System.Security.Cryptography;
using System.Text;
using ClipSearch.Core;

namespace ClipSearch.Web.Access;

/// <summary>
/// Who may write, see details and, with <c>PRIVATE</c>, read: whoever shows <c>ACCESS_TOKEN</c>, in a bearer header or by the cookie of the
/// sign-in form; where none is set, and with <c>TRUST_LOOPBACK</c>, this machine. A page of another site may not write, whoever looks at it.
/// </summary>
public sealed class WriteAccess(ClipSearchOptions options, TokenGuesses guesses, Sessions sessions)
{
    /// <summary>The scheme of the cookie that the sign-in form gives.</summary>
    public const string CookieScheme = "ClipSearch";

    /// <summary>Whether there is a token to sign in with.</summary>
    public bool HasToken => options.AccessToken is not null;

    /// <summary>Whether a visitor can sign in, or has.</summary>
    public bool AsksToSignIn(HttpContext context) => HasToken && !IsTrustedMachine(context);

    /// <summary>Why a request may not write; null if it may.</summary>
    public Problem? Refusal(HttpContext context) => ComesFromElsewhere(context.Request) ? Problem.CrossSite : RefusalOfIdentity(context);

    /// <summary>Why a request may not read; null if it may.</summary>
    public Problem? RefusalToRead(HttpContext context) => !options.Private ? null : RefusalOfIdentity(context) switch
    {
        { Status: StatusCodes.Status401Unauthorized } => Problem.TokenNeededToRead,
        var refusal => refusal,
    };

    /// <summary>Whether a request may see where things are: absolute paths, the database, places of photos, what failed.</summary>
    public bool SeesDetails(HttpContext context) => RefusalOfIdentity(context) is null;

    /// <summary>Why a token opens nothing: it is wrong, or too many before it were; null if it opens.</summary>
    public Problem? Refusal(HttpContext context, string? token)
    {
        var isRight = IsToken(token);
        return guesses.Refusal(context, isRight) ?? (isRight ? null : Problem.WrongToken);
    }

    /// <summary>Opens a session, for a browser that has shown the token.</summary>
    public ClaimsPrincipal SignIn() =>
        new(new ClaimsIdentity([new Claim(ClaimTypes.Name, Stamp()), new Claim(ClaimTypes.Sid, sessions.Open())], CookieScheme));

    /// <summary>Whether a cookie's session is open and was opened with the token of now.</summary>
    public bool IsSignedIn(ClaimsPrincipal? user) => HasToken && user?.Identity?.Name == Stamp() && sessions.IsOpen(user.FindFirstValue(ClaimTypes.Sid));

    /// <summary>Closes the session of a cookie, and of all its copies.</summary>
    public void SignOut(ClaimsPrincipal user) => sessions.Close(user.FindFirstValue(ClaimTypes.Sid));

    /// <summary>What a cookie holds of the token: a hash, so that another token ends it.</summary>
    private string Stamp() => Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes("stamp:" + options.AccessToken)));

    /// <summary>What a browser says of the page that sends a request; a script of one's own says nothing.</summary>
    public static bool ComesFromElsewhere(HttpRequest request)
    {
        if (request.Headers["Sec-Fetch-Site"].FirstOrDefault() is { } site && site is not ("same-origin" or "none"))
            return true;
        return request.Headers.Origin.FirstOrDefault() is { } origin
            && !(Uri.TryCreate(origin, UriKind.Absolute, out var uri) && uri.Authority.Equals(request.Host.Value, StringComparison.OrdinalIgnoreCase));
    }

    /// <summary>Compares with ACCESS_TOKEN in a time that does not tell how much of it was right.</summary>
    private bool IsToken(string? text) => text is not null && options.AccessToken is { } token
        && CryptographicOperations.FixedTimeEquals(SHA256.HashData(Encoding.UTF8.GetBytes(text)), SHA256.HashData(Encoding.UTF8.GetBytes(token)));

    private static string? Bearer(HttpRequest request) =>
        AuthenticationHeaderValue.TryParse(request.Headers.Authorization, out var header)
        && header.Scheme.Equals("Bearer", StringComparison.OrdinalIgnoreCase) ? header.Parameter : null;

    private bool IsTrustedMachine(HttpContext context) => context.Features.Get<Connection>()!.IsLocal && (!HasToken || options.TrustLoopback);

    /// <summary>Why a request comes from nobody who may write; null if it does. Found once, since a wrong token counts once.</summary>
    private Problem? RefusalOfIdentity(HttpContext context)
    {
        if (context.Features.Get<Identity>() is not { } identity)
            context.Features.Set(identity = new Identity(FindRefusal(context)));
        return identity.Refusal;
    }

    private Problem? FindRefusal(HttpContext context)
    {
        if (HasToken && Bearer(context.Request) is { } token)
        {
            var refusal = Refusal(context, token);
            if (refusal != Problem.WrongToken)
                return refusal;
        }

        return context.User.Identity?.IsAuthenticated == true || IsTrustedMachine(context) ? null
            : HasToken ? Problem.TokenNeeded : Problem.OnlyLocal;
    }

    private sealed record Identity(Problem? Refusal);
}

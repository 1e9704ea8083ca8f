using System.Net.Http.Headers;
using System.Security.Claims;
using System.Security.Cryptography;
using System.Text;
using ClipSearch.Core.Settings;
using ClipSearch.Web.Problems;

namespace ClipSearch.Web.Access;

/// <summary>
/// Decides who may write, see details and, with <c>PRIVATE</c>, read: callers with <c>ACCESS_TOKEN</c>, in a bearer header or by the cookie
/// of the sign-in form; if none is set, or with <c>TRUST_LOOPBACK</c>, this machine. Cross-site requests may not write.
/// </summary>
public sealed class AccessControl(ClipSearchOptions options, WrongTokenLimiter limiter, Sessions sessions)
{
    /// <summary>The authentication scheme of the sign-in cookie.</summary>
    public const string CookieScheme = "ClipSearch";

    /// <summary>Whether there is a token to sign in with.</summary>
    public bool HasToken => options.AccessToken is not null;

    /// <summary>Returns whether the client needs to sign in to write, or has signed in.</summary>
    public bool AsksToSignIn(HttpContext context) => HasToken && !IsTrustedMachine(context);

    /// <summary>Returns why a request may not write; null if it may.</summary>
    public Problem? Refusal(HttpContext context) => ComesFromElsewhere(context.Request) ? Problem.CrossSite : RefusalOfIdentity(context);

    /// <summary>Returns why a request may not read; null if it may.</summary>
    public Problem? RefusalToRead(HttpContext context) => !options.Private ? null : RefusalOfIdentity(context) switch
    {
        { Status: StatusCodes.Status401Unauthorized } => Problem.TokenNeededToRead,
        var refusal => refusal,
    };

    /// <summary>Returns whether a request may see details: absolute paths, the database, positions of photos, errors.</summary>
    public bool SeesDetails(HttpContext context) => RefusalOfIdentity(context) is null;

    /// <summary>Returns why a token is refused, because it is wrong or after too many wrong ones; null if it is accepted.</summary>
    public Problem? Refusal(HttpContext context, string? token)
    {
        var isRight = IsToken(token);
        return limiter.Refusal(context, isRight) ?? (isRight ? null : Problem.WrongToken);
    }

    /// <summary>Opens a session for a browser that has sent the token.</summary>
    public ClaimsPrincipal SignIn() =>
        new(new ClaimsIdentity([new Claim(ClaimTypes.Name, TokenHash()), new Claim(ClaimTypes.Sid, sessions.Open())], CookieScheme));

    /// <summary>Returns whether a cookie's session is open and was opened with the current token.</summary>
    public bool IsSignedIn(ClaimsPrincipal? user) => HasToken && user?.Identity?.Name == TokenHash() && sessions.IsOpen(user.FindFirstValue(ClaimTypes.Sid));

    /// <summary>Closes the session of a cookie and of all its copies.</summary>
    public void SignOut(ClaimsPrincipal user) => sessions.Close(user.FindFirstValue(ClaimTypes.Sid));

    /// <summary>Returns the hash of the token that a cookie contains, so that changing the token invalidates the cookie.</summary>
    private string TokenHash() => Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes("stamp:" + options.AccessToken)));

    /// <summary>
    /// Returns whether a browser reports that another site's page sent the request; scripts outside a browser send no such header.
    /// </summary>
    public static bool ComesFromElsewhere(HttpRequest request)
    {
        if (request.Headers["Sec-Fetch-Site"].FirstOrDefault() is { } site && site is not ("same-origin" or "none"))
            return true;
        return request.Headers.Origin.FirstOrDefault() is { } origin
            && !(Uri.TryCreate(origin, UriKind.Absolute, out var uri) && uri.Authority.Equals(request.Host.Value, StringComparison.OrdinalIgnoreCase));
    }

    /// <summary>Compares with ACCESS_TOKEN in constant time.</summary>
    private bool IsToken(string? text) => text is not null && options.AccessToken is { } token
        && CryptographicOperations.FixedTimeEquals(SHA256.HashData(Encoding.UTF8.GetBytes(text)), SHA256.HashData(Encoding.UTF8.GetBytes(token)));

    private static string? Bearer(HttpRequest request) =>
        AuthenticationHeaderValue.TryParse(request.Headers.Authorization, out var header)
        && header.Scheme.Equals("Bearer", StringComparison.OrdinalIgnoreCase) ? header.Parameter : null;

    private bool IsTrustedMachine(HttpContext context) => context.Features.Get<Connection>()!.IsLocal && (!HasToken || options.TrustLoopback);

    /// <summary>
    /// Returns why the caller has no write access; null if it has. Determined once per request, since a wrong token counts once.
    /// </summary>
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

using System.Net;
using System.Net.Http.Headers;
using System.Security.Cryptography;
using System.Text;
using ClipSearch.Core;

namespace ClipSearch.Web.Access;

/// <summary>
/// Who may write: this machine, and whoever shows <c>ACCESS_TOKEN</c>, in a bearer header or by the cookie of the sign-in
/// form. A page of another site may not, whoever looks at it.
/// </summary>
public sealed class WriteAccess(ClipSearchOptions options, TokenGuesses guesses)
{
    /// <summary>The scheme of the cookie that the sign-in form gives.</summary>
    public const string CookieScheme = "ClipSearch";

    /// <summary>Whether there is a token to sign in with.</summary>
    public bool HasToken => options.AccessToken is not null;

    /// <summary>Whether a visitor can sign in, or has: there is a token, and this machine needs none.</summary>
    public bool AsksToSignIn(HttpContext context) => HasToken && !context.Features.Get<Connection>()!.IsLocal;

    /// <summary>Why a request may not write; null if it may.</summary>
    public Problem? Refusal(HttpContext context)
    {
        var request = context.Request;
        if (ComesFromElsewhere(request))
            return Problem.CrossSite;
        if (HasToken && Bearer(request) is { } token)
        {
            var refusal = Refusal(context, token);
            if (refusal != Problem.WrongToken)
                return refusal;
        }

        if (context.User.Identity?.IsAuthenticated == true)
            return null;
        // A name that resolves to this machine, asked for by a page of another site, still says that name.
        if (context.Features.Get<Connection>()!.IsLocal && NamesThisMachine(request.Host.Host))
            return null;
        return HasToken ? Problem.TokenNeeded : Problem.OnlyLocal;
    }

    /// <summary>Why a token opens nothing: it is wrong, or too many before it were; null if it opens.</summary>
    public Problem? Refusal(HttpContext context, string? token)
    {
        var isRight = IsToken(token);
        return guesses.Refusal(context, isRight) ?? (isRight ? null : Problem.WrongToken);
    }

    /// <summary>What the cookie of a signed-in browser holds: a token's hash, so that another token ends it.</summary>
    public string Stamp() => Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes("stamp:" + options.AccessToken)));

    /// <summary>Whether a cookie was given for the token of now.</summary>
    public bool IsStamp(string? text) => HasToken && text == Stamp();

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

    private static bool NamesThisMachine(string host) =>
        host.Equals("localhost", StringComparison.OrdinalIgnoreCase) || (IPAddress.TryParse(host.Trim('[', ']'), out var address) && IPAddress.IsLoopback(address));
}

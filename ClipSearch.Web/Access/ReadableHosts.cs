namespace ClipSearch.Web.Access;

/// <summary>
/// Rejects requests with an invalid host name, such as <c>xn--</c>, with status 400, as the server does for other malformed hosts. Reading
/// such a host throws an exception, also on the error page.
/// </summary>
internal static class ReadableHosts
{
    private const string Forwarded = "X-Forwarded-Host";

    /// <summary>Checks the host of each request and the forwarded hosts. It must run before any middleware that reads the host.</summary>
    public static void UseReadableHosts(this WebApplication app) => app.Use((context, next) =>
    {
        var headers = context.Request.Headers;
        if (headers.Host.Concat(headers[Forwarded].SelectMany(hosts => (hosts ?? "").Split(',', StringSplitOptions.TrimEntries))).All(IsReadable))
            return next(context);
        context.Response.StatusCode = StatusCodes.Status400BadRequest;
        return Task.CompletedTask;
    });

    private static bool IsReadable(string? host)
    {
        try
        {
            HostString.FromUriComponent(host ?? "");
            return true;
        }
        catch (ArgumentException)
        {
            return false;
        }
    }
}

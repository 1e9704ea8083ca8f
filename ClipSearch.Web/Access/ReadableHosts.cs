namespace ClipSearch.Web.Access;

/// <summary>
/// Refuses requests whose host is no name, such as <c>xn--</c>, with 400, as the server does with other broken hosts. Reading such a host throws, in
/// an error page too.
/// </summary>
internal static class ReadableHosts
{
    private const string Forwarded = "X-Forwarded-Host";

    /// <summary>Checks the host that each request names, and those that proxies forward. It comes before all that reads the host.</summary>
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

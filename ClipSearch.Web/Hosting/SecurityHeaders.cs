using Microsoft.Net.Http.Headers;

namespace ClipSearch.Web.Hosting;

/// <summary>
/// Adds security headers to every response: no content from other sites, and no embedding in other sites. Placeholders of images are data
/// URLs (<c>data:</c>), as are the icons in Swagger UI's style.
/// </summary>
internal static class SecurityHeaders
{
    private const string Policy =
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; media-src 'self'; connect-src 'self'; "
        + "form-action 'self'; manifest-src 'self'; base-uri 'none'; frame-ancestors 'none'";

    public static void UseSecurityHeaders(this IApplicationBuilder app) => app.Use((context, next) =>
    {
        // Set when the response starts, since the exception handler clears earlier headers.
        context.Response.OnStarting(() =>
        {
            var headers = context.Response.Headers;
            headers.XContentTypeOptions = "nosniff";
            headers.ContentSecurityPolicy = Policy;
            headers["Referrer-Policy"] = "same-origin";
            headers["Cross-Origin-Resource-Policy"] = "same-origin";
            if (context.Response.ContentType?.StartsWith("text/html", StringComparison.Ordinal) == true)
            {
                // A URL has a page and a fragment, in several languages; the browser's cache must keep them apart on Back.
                headers.Append(HeaderNames.Vary, "HX-Request, HX-Target, HX-History-Restore-Request, Accept-Language");
                headers.CacheControl = "private, no-cache";
            }

            return Task.CompletedTask;
        });
        return next(context);
    });
}

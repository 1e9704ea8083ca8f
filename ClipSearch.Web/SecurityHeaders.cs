using Microsoft.Net.Http.Headers;

namespace ClipSearch.Web;

/// <summary>What every answer tells the browser: nothing from other sites, nothing inside other sites. The placeholders of pictures are part of the page (<c>data:</c>), and so are the arrows and ticks of Swagger UI's style.</summary>
internal static class SecurityHeaders
{
    private const string Policy =
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; "
        + "form-action 'self'; manifest-src 'self'; base-uri 'none'; frame-ancestors 'none'";

    public static void UseSecurityHeaders(this IApplicationBuilder app) => app.Use((context, next) =>
    {
        // At the last moment, since the exception handler clears what was set before.
        context.Response.OnStarting(() =>
        {
            var headers = context.Response.Headers;
            headers.XContentTypeOptions = "nosniff";
            headers.ContentSecurityPolicy = Policy;
            headers["Referrer-Policy"] = "same-origin";
            headers["Cross-Origin-Resource-Policy"] = "same-origin";
            if (context.Response.ContentType?.StartsWith("text/html", StringComparison.Ordinal) == true)
            {
                // One address has a page and a fragment; a browser's Back must not take one for the other, nor one language.
                headers.Append(HeaderNames.Vary, "HX-Request, HX-Target, HX-History-Restore-Request, Accept-Language");
                headers.CacheControl = "private, no-cache";
            }

            return Task.CompletedTask;
        });
        return next(context);
    });
}

using ClipSearch.Core;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.Mvc;

namespace ClipSearch.Web.Access;

/// <summary>The registration of who may write.</summary>
internal static class AccessServices
{
    /// <summary>How long a browser stays signed in.</summary>
    private static readonly TimeSpan SignedIn = TimeSpan.FromDays(30);

    public static IServiceCollection AddWriteAccess(this IServiceCollection services, ClipSearchOptions options)
    {
        services.AddAccessPolicies();
        services.AddAuthentication(WriteAccess.CookieScheme).AddCookie(WriteAccess.CookieScheme, cookie =>
        {
            cookie.Cookie.Name = "clipsearch";
            cookie.Cookie.HttpOnly = true;
            cookie.Cookie.SameSite = SameSiteMode.Strict;
            cookie.Cookie.SecurePolicy = CookieSecurePolicy.SameAsRequest;
            cookie.ExpireTimeSpan = SignedIn;
            cookie.LoginPath = Pages.SignInModel.Path;
            // Another token ends what the one before has opened.
            cookie.Events = new CookieAuthenticationEvents
            {
                OnValidatePrincipal = context =>
                {
                    var access = context.HttpContext.RequestServices.GetRequiredService<WriteAccess>();
                    if (!access.IsStamp(context.Principal?.Identity?.Name))
                        context.RejectPrincipal();
                    return Task.CompletedTask;
                },
            };
        });
        services.Configure<CookieTempDataProviderOptions>(note => note.Cookie.Name = Pages.PhotoModel.NoteCookie);
        services.AddAntiforgery(antiforgery => antiforgery.Cookie.Name = "clipsearch-form");
        // Beside the rest of what ClipSearch keeps, so that a restart signs nobody out; made when the first form is shown.
        services.AddDataProtection().SetApplicationName("ClipSearch").PersistKeysToFileSystem(new DirectoryInfo(Path.Combine(options.DataDir, "keys")));
        return services;
    }
}

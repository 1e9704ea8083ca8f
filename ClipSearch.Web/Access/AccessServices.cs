using ClipSearch.Core.Settings;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.DataProtection.KeyManagement;
using Microsoft.AspNetCore.Mvc;

namespace ClipSearch.Web.Access;

/// <summary>Registers authentication and authorization.</summary>
internal static class AccessServices
{
    public static IServiceCollection AddWriteAccess(this IServiceCollection services, ClipSearchOptions options)
    {
        services.AddSingleton<Sessions>().AddAccessPolicies(options);
        services.AddAuthentication(AccessControl.CookieScheme).AddCookie(AccessControl.CookieScheme, cookie =>
        {
            cookie.Cookie.Name = "clipsearch";
            cookie.Cookie.HttpOnly = true;
            // On a private site, links from other sites must work for signed-in users (Lax); writes check the request's origin.
            cookie.Cookie.SameSite = options.Private ? SameSiteMode.Lax : SameSiteMode.Strict;
            cookie.Cookie.SecurePolicy = CookieSecurePolicy.SameAsRequest;
            cookie.ExpireTimeSpan = Sessions.Lifetime;
            cookie.LoginPath = Pages.SignInModel.Path;
            cookie.Events = new CookieAuthenticationEvents
            {
                OnValidatePrincipal = context =>
                {
                    if (!context.HttpContext.RequestServices.GetRequiredService<AccessControl>().IsSignedIn(context.Principal))
                        context.RejectPrincipal();
                    return Task.CompletedTask;
                },
            };
        });
        services.Configure<CookieTempDataProviderOptions>(note => note.Cookie.Name = Pages.PhotoModel.NoteCookie);
        services.AddAntiforgery(antiforgery => antiforgery.Cookie.Name = "clipsearch-form");
        services.AddDataProtection().SetApplicationName("ClipSearch");
        services.AddSingleton<CookieKeys>().AddOptions<KeyManagementOptions>().Configure<CookieKeys>((management, keys) => management.XmlRepository = keys);
        return services;
    }
}

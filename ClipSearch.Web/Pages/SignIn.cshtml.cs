using ClipSearch.Core.Settings;
using ClipSearch.Web.Access;
using ClipSearch.Web.Problems;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Diagnostics;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace ClipSearch.Web.Pages;

/// <summary>The form that exchanges ACCESS_TOKEN for a cookie, for browsers on other machines.</summary>
[AllowAnonymous]
public sealed class SignInModel(ClipSearchOptions options, AccessControl access) : PageModel
{
    /// <summary>The path of the form.</summary>
    public const string Path = "/signin";

    /// <summary>The URL of the form.</summary>
    public static string Address => SiteUrls.Of(Path);

    /// <summary>Why signing in failed; null otherwise.</summary>
    public Problem? Refusal { get; private set; }

    /// <summary>Whether there is a token to sign in with.</summary>
    public bool HasToken => access.HasToken;

    /// <summary>Whether reading also requires the token.</summary>
    public bool IsPrivate => options.Private;

    /// <summary>Whether this browser is signed in.</summary>
    public bool IsSignedIn => User.Identity?.IsAuthenticated == true;

    /// <summary>The local URL to redirect to after signing in.</summary>
    [BindProperty(SupportsGet = true)]
    public string? Back { get; set; }

    /// <summary>
    /// Returns the URL of the form with a link back to the requested page; to the search if the request was not a page view.
    /// </summary>
    public static string AddressFrom(HttpContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        return HttpMethods.IsGet(context.Request.Method) && context.Features.Get<IStatusCodeReExecuteFeature>() is { } refused
            ? $"{Address}?back={Uri.EscapeDataString(SiteUrls.Of(refused.OriginalPath + refused.OriginalQueryString))}"
            : Address;
    }

    /// <summary>Handles POST /signin: checks the token and signs in.</summary>
    public async Task<IActionResult> OnPostAsync(string? token)
    {
        Refusal = HasToken ? access.Refusal(HttpContext, token) : Problem.OnlyLocal;
        if (Refusal is not null)
        {
            Refusal.ApplyTo(Response);
            return Page();
        }

        await HttpContext.SignInAsync(AccessControl.CookieScheme, access.SignIn(), new AuthenticationProperties { IsPersistent = true });
        return LocalRedirect(Url.IsLocalUrl(Back) ? Back : SiteUrls.Of("/"));
    }

    /// <summary>Handles POST /signin?handler=Out: ends the session and deletes the cookie.</summary>
    public async Task<IActionResult> OnPostOutAsync()
    {
        access.SignOut(User);
        await HttpContext.SignOutAsync(AccessControl.CookieScheme);
        return RedirectToPage();
    }
}

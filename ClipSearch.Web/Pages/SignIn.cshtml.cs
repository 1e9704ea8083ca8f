using ClipSearch.Core;
using ClipSearch.Web.Access;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Diagnostics;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace ClipSearch.Web.Pages;

/// <summary>The form that turns ACCESS_TOKEN into a cookie, for browsers on other machines.</summary>
[AllowAnonymous]
public sealed class SignInModel(ClipSearchOptions options, WriteAccess access) : PageModel
{
    /// <summary>Where the form is.</summary>
    public const string Path = "/signin";

    /// <summary>Why signing in failed; null unless it did.</summary>
    public Problem? Refusal { get; private set; }

    /// <summary>Whether there is a token to sign in with.</summary>
    public bool HasToken => access.HasToken;

    /// <summary>Whether seeing photos needs the token, too.</summary>
    public bool IsPrivate => options.Private;

    /// <summary>Whether this browser has the cookie.</summary>
    public bool IsSignedIn => User.Identity?.IsAuthenticated == true;

    /// <summary>Where to once signed in, on this site.</summary>
    [BindProperty(SupportsGet = true)]
    public string? Back { get; set; }

    /// <summary>The address of the form that leads back to a page that needs it; where the request was no look at a page, to the search.</summary>
    public static string AddressFrom(HttpContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        return HttpMethods.IsGet(context.Request.Method) && context.Features.Get<IStatusCodeReExecuteFeature>() is { } refused
            ? $"{Path}?back={Uri.EscapeDataString(refused.OriginalPath + refused.OriginalQueryString)}"
            : Path;
    }

    /// <summary>Takes the token.</summary>
    public async Task<IActionResult> OnPostAsync(string? token)
    {
        Refusal = HasToken ? access.Refusal(HttpContext, token) : Problem.OnlyLocal;
        if (Refusal is not null)
        {
            Refusal.ApplyTo(Response);
            return Page();
        }

        await HttpContext.SignInAsync(WriteAccess.CookieScheme, access.SignIn(), new AuthenticationProperties { IsPersistent = true });
        return LocalRedirect(Url.IsLocalUrl(Back) ? Back : "/");
    }

    /// <summary>Ends the session and removes the cookie.</summary>
    public async Task<IActionResult> OnPostOutAsync()
    {
        access.SignOut(User);
        await HttpContext.SignOutAsync(WriteAccess.CookieScheme);
        return RedirectToPage();
    }
}

using ClipSearch.Web.Problems;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Authorization.Policy;

namespace ClipSearch.Web.Access;

/// <summary>
/// Returns a problem response for a refused request, in place of a redirect to the sign-in form: <see cref="Pages.ErrorModel"/> renders it
/// as a page, a fragment or JSON.
/// </summary>
internal sealed class RefusalResultHandler : IAuthorizationMiddlewareResultHandler
{
    public Task HandleAsync(RequestDelegate next, HttpContext context, AuthorizationPolicy policy, PolicyAuthorizationResult authorizeResult)
    {
        if (authorizeResult.Succeeded)
            return next(context);
        // The result has no reason if the user is not signed in, so the handler stores it in the request's features.
        (context.Features.Get<Problem>() ?? Problem.OnlyLocal).ApplyTo(context.Response);
        return Task.CompletedTask;
    }
}

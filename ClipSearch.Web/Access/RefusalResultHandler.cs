using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Authorization.Policy;

namespace ClipSearch.Web.Access;

/// <summary>
/// Answers a refused request with its problem in place of a redirect to the sign-in form: <see cref="Pages.ErrorModel"/> writes it as a page,
/// a fragment or JSON.
/// </summary>
internal sealed class RefusalResultHandler : IAuthorizationMiddlewareResultHandler
{
    public Task HandleAsync(RequestDelegate next, HttpContext context, AuthorizationPolicy policy, PolicyAuthorizationResult authorizeResult)
    {
        if (authorizeResult.Succeeded)
            return next(context);
        // The result has no reason where nobody is signed in, so the handler leaves it with the request.
        (context.Features.Get<Problem>() ?? Problem.OnlyLocal).ApplyTo(context.Response);
        return Task.CompletedTask;
    }
}

using Microsoft.AspNetCore.Authorization;

namespace ClipSearch.Web.Access;

/// <summary>Requires write access.</summary>
/// <param name="ReadingIsOpen">Whether GET and HEAD require only read access.</param>
internal sealed record WriterRequirement(bool ReadingIsOpen) : IAuthorizationRequirement;

/// <summary>Requires read access.</summary>
internal sealed record ReaderRequirement : IAuthorizationRequirement;

/// <summary>Checks <see cref="AccessControl"/>, and stores the reason of a refusal for <see cref="RefusalResultHandler"/>.</summary>
internal sealed class WriterHandler(AccessControl access) : IAuthorizationHandler
{
    public Task HandleAsync(AuthorizationHandlerContext context)
    {
        if (context.Resource is not HttpContext http)
            return Task.CompletedTask;
        var isReading = HttpMethods.IsGet(http.Request.Method) || HttpMethods.IsHead(http.Request.Method);
        foreach (var requirement in context.PendingRequirements.ToList())
        {
            var reads = requirement is ReaderRequirement || (requirement is WriterRequirement { ReadingIsOpen: true } && isReading);
            if ((reads ? access.RefusalToRead(http) : access.Refusal(http)) is not { } refusal)
            {
                context.Succeed(requirement);
                continue;
            }

            http.Features.Set(refusal);
            context.Fail(new AuthorizationFailureReason(this, refusal.Title));
        }

        return Task.CompletedTask;
    }
}

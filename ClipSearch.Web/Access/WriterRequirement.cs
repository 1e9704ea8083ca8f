using Microsoft.AspNetCore.Authorization;

namespace ClipSearch.Web.Access;

/// <summary>Requires that the caller may write.</summary>
/// <param name="ReadingIsOpen">Whether GET and HEAD are open to everybody.</param>
internal sealed record WriterRequirement(bool ReadingIsOpen) : IAuthorizationRequirement;

/// <summary>Asks <see cref="WriteAccess"/>, and keeps the reason of a refusal for <see cref="RefusalResultHandler"/>.</summary>
internal sealed class WriterHandler(WriteAccess access) : AuthorizationHandler<WriterRequirement>
{
    protected override Task HandleRequirementAsync(AuthorizationHandlerContext context, WriterRequirement requirement)
    {
        if (context.Resource is not HttpContext http)
            return Task.CompletedTask;
        var isReading = HttpMethods.IsGet(http.Request.Method) || HttpMethods.IsHead(http.Request.Method);
        if ((requirement.ReadingIsOpen && isReading) || access.Refusal(http) is not { } refusal)
        {
            context.Succeed(requirement);
            return Task.CompletedTask;
        }

        http.Features.Set(refusal);
        context.Fail(new AuthorizationFailureReason(this, refusal.Title));
        return Task.CompletedTask;
    }
}

using Microsoft.AspNetCore.Mvc;

namespace ClipSearch.Web.Problems;

/// <summary>
/// The problem response of an endpoint or a page handler; <see cref="Pages.ErrorModel"/> renders it as a page, a fragment or JSON, as the
/// request accepts.
/// </summary>
internal sealed class ProblemResult(Problem problem) : IResult, IActionResult
{
    public Task ExecuteAsync(HttpContext httpContext)
    {
        httpContext.Features.Set(problem);
        problem.ApplyTo(httpContext.Response);
        return Task.CompletedTask;
    }

    public Task ExecuteResultAsync(ActionContext context) => ExecuteAsync(context.HttpContext);
}

namespace ClipSearch.Web.Problems;

/// <summary>
/// Returns a problem response; <see cref="Pages.ErrorModel"/> renders it as a page, a fragment or JSON, as the request accepts.
/// </summary>
internal sealed class ProblemResult(Problem problem) : IResult
{
    public Task ExecuteAsync(HttpContext httpContext)
    {
        httpContext.Features.Set(problem);
        problem.ApplyTo(httpContext.Response);
        return Task.CompletedTask;
    }
}

namespace ClipSearch.Web;

/// <summary>Answers with a problem; <see cref="Pages.ErrorModel"/> writes it as the caller wants it: a page, a fragment or JSON.</summary>
internal sealed class ProblemResult(Problem problem) : IResult
{
    public Task ExecuteAsync(HttpContext httpContext)
    {
        httpContext.Features.Set(problem);
        problem.ApplyTo(httpContext.Response);
        return Task.CompletedTask;
    }
}

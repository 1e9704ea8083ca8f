using ClipSearch.Web.Api;
using ClipSearch.Web.Components;
using ClipSearch.Web.Monitoring;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Diagnostics;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Filters;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.WebUtilities;

namespace ClipSearch.Web.Pages;

/// <summary>
/// Whatever goes wrong ends here, by re-execution of the request: below <c>/api</c> and at <c>/metrics</c> it is answered with problem details,
/// for htmx with a fragment for the results' place, else with a page that still has the search.
/// </summary>
[AllowAnonymous]
[IgnoreAntiforgeryToken]
public sealed partial class ErrorModel(ILogger<ErrorModel> logger) : PageModel
{
    /// <summary>Where the pipeline re-executes a request that failed.</summary>
    public const string Path = "/error";

    /// <summary>The problem and where it happened.</summary>
    public ProblemView View { get; private set; } = null!;

    /// <summary>What was searched for, if anything.</summary>
    public SearchFormView Form { get; private set; } = new("", FilterRequest.None, null, null, null, null, false);

    /// <summary>Runs for every method, since any request may fail.</summary>
    public override void OnPageHandlerExecuting(PageHandlerExecutingContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        var reExecuted = HttpContext.Features.Get<IStatusCodeReExecuteFeature>();
        var thrown = HttpContext.Features.Get<IExceptionHandlerPathFeature>();
        var path = HttpContext.AskedPath();
        var query = reExecuted?.OriginalQueryString ?? Request.QueryString.Value;

        var problem = HttpContext.Features.Get<Problem>()
            ?? (thrown is not null ? Problem.Of(thrown.Error, HttpContext)
                : Problem.OfStatus(reExecuted?.OriginalStatusCode ?? StatusCodes.Status404NotFound));
        if (problem.IsUnexpected)
            LogUnexpected(logger, thrown!.Error, HttpContext.TraceIdentifier, Request.Method, path);

        problem.ApplyTo(Response);
        View = new ProblemView(problem, path == "/" ? path + query : null, SignInModel.AddressFrom(HttpContext));
        if (path == "/")
        {
            Form = SearchFormView.Of(new QueryCollection(QueryHelpers.ParseQuery(query)));
        }

        if (path.StartsWith(SearchApi.Root + "/", StringComparison.OrdinalIgnoreCase) || path == MetricsEndpoint.Path)
        {
            context.Result = new ObjectResult(new ProblemDetails { Status = problem.Status, Title = problem.Title, Detail = problem.Sentence })
            {
                StatusCode = problem.Status,
                ContentTypes = { "application/problem+json" },
            };
        }
        else if (Request.WantsFragment())
        {
            // When more photos were asked for, those that are there stay.
            if (Request.WantsMore())
            {
                Response.Headers["HX-Retarget"] = "#more-problem";
                Response.Headers["HX-Reswap"] = "innerHTML";
                Response.Headers["HX-Replace-Url"] = "false";
            }

            context.Result = new ComponentResult<ProblemBox>(new() { [nameof(ProblemBox.View)] = View });
        }
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "{TraceId}: {Method} {Path} failed unexpectedly")]
    private static partial void LogUnexpected(ILogger logger, Exception exception, string traceId, string method, string path);
}

using ClipSearch.Core.Library.Facets;
using ClipSearch.Web.Access;
using ClipSearch.Web.Components;
using ClipSearch.Web.Problems;
using ClipSearch.Web.Requests;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Diagnostics;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Filters;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.WebUtilities;

namespace ClipSearch.Web.Pages;

/// <summary>
/// Renders all problems, by re-execution of the failed request: as problem details below <c>/api</c> and at <c>/metrics</c>, as a fragment
/// in place of the results for htmx, otherwise as a page with the search form.
/// </summary>
[AllowAnonymous]
[IgnoreAntiforgeryToken]
public sealed partial class ErrorModel(FacetList facets, ILogger<ErrorModel> logger) : PageModel
{
    /// <summary>The path with which the pipeline re-executes a failed request.</summary>
    public const string Path = "/error";

    /// <summary>The problem and its request.</summary>
    public ProblemView View { get; private set; } = null!;

    /// <summary>The search of the failed request, if any.</summary>
    public SearchFormView Form { get; private set; } = new("", FilterRequest.None, null, null, null, null, false);

    /// <summary>Runs for every method, since any request may fail.</summary>
    public override void OnPageHandlerExecuting(PageHandlerExecutingContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        var reExecuted = HttpContext.Features.Get<IStatusCodeReExecuteFeature>();
        var thrown = HttpContext.Features.Get<IExceptionHandlerPathFeature>();
        var path = HttpContext.RequestedPath();
        var query = reExecuted?.OriginalQueryString ?? Request.QueryString.Value;

        var problem = HttpContext.Features.Get<Problem>()
            ?? (thrown is not null ? ExceptionProblems.Of(thrown.Error, HttpContext)
                : Problem.OfStatus(reExecuted?.OriginalStatusCode ?? StatusCodes.Status404NotFound));
        if (problem.IsUnexpected)
            LogUnexpected(logger, thrown!.Error, HttpContext.TraceIdentifier, Request.Method, path);

        problem.ApplyTo(Response);
        View = new ProblemView(problem, path == "/" ? SiteUrls.Of(path + query) : null, SignInModel.AddressFrom(HttpContext));
        if (path == "/")
        {
            Form = SearchFormView.Of(new QueryCollection(QueryHelpers.ParseQuery(query)), facets);
        }

        if (path.StartsWith(ApiPaths.Root + "/", StringComparison.OrdinalIgnoreCase) || path == ApiPaths.Metrics)
        {
            context.Result = new ObjectResult(new ProblemDetails { Status = problem.Status, Title = problem.Title, Detail = problem.Sentence })
            {
                StatusCode = problem.Status,
                ContentTypes = { "application/problem+json" },
            };
        }
        else if (Request.WantsFragment())
        {
            // If loading more photos fails, keep the current ones.
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

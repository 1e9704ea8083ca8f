using ClipSearch.Core.Monitoring;
using ClipSearch.Web.Requests;
using Microsoft.AspNetCore.Mvc.Filters;

namespace ClipSearch.Web.Pages;

/// <summary>Measures how long rendering the results of a search takes.</summary>
[AttributeUsage(AttributeTargets.Class)]
internal sealed class MeasureRenderAttribute : Attribute, IAsyncResultFilter, IAsyncAlwaysRunResultFilter
{
    public async Task OnResultExecutionAsync(ResultExecutingContext context, ResultExecutionDelegate next)
    {
        if (!SearchRequest.IsIn(context.HttpContext.Request.Query))
        {
            await next();
            return;
        }

        using (Telemetry.Measure(SearchPart.Render))
            await next();
    }
}

using ClipSearch.Core;
using Microsoft.AspNetCore.Mvc.Filters;

namespace ClipSearch.Web.Monitoring;

/// <summary>Measures how long the results of a search take to be written as HTML.</summary>
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

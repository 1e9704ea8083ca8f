using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Filters;

namespace ClipSearch.Web.Pages;

/// <summary>Answers 405 where a page has no handler for a method, such as TRACE. Razor Pages render it then, without what its handler finds.</summary>
internal sealed class KnownMethods : IPageFilter
{
    public void OnPageHandlerSelected(PageHandlerSelectedContext context)
    {
        // The page is there by now, and its handler may still be chosen by other filters.
    }

    public void OnPageHandlerExecuting(PageHandlerExecutingContext context)
    {
        var method = context.HttpContext.Request.Method;
        // A page without handlers takes GET; the error page takes all methods.
        if (context.HandlerMethod is null && context.HandlerInstance is not ErrorModel && !HttpMethods.IsGet(method) && !HttpMethods.IsHead(method))
            context.Result = new StatusCodeResult(StatusCodes.Status405MethodNotAllowed);
    }

    public void OnPageHandlerExecuted(PageHandlerExecutedContext context)
    {
        // Nothing is left to do.
    }
}

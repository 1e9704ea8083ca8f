using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Filters;

namespace ClipSearch.Web.Access;

/// <summary>Closes a page to those who may not write; with <see cref="PostsOnly"/> only what it does, not what it shows.</summary>
[AttributeUsage(AttributeTargets.Class)]
internal sealed class WriterOnlyAttribute : Attribute, IAsyncPageFilter
{
    /// <summary>Whether everybody may look.</summary>
    public bool PostsOnly { get; init; }

    public Task OnPageHandlerSelectionAsync(PageHandlerSelectedContext context) => Task.CompletedTask;

    public Task OnPageHandlerExecutionAsync(PageHandlerExecutingContext context, PageHandlerExecutionDelegate next)
    {
        var http = context.HttpContext;
        var isLook = HttpMethods.IsGet(http.Request.Method) || HttpMethods.IsHead(http.Request.Method);
        if ((PostsOnly && isLook) || http.RequestServices.GetRequiredService<WriteAccess>().Refusal(http) is not { } refusal)
            return next();
        http.Features.Set(refusal);
        context.Result = new StatusCodeResult(refusal.Status);
        return Task.CompletedTask;
    }
}

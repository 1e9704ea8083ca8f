using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Filters;
using Microsoft.AspNetCore.Mvc.ModelBinding;

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

/// <summary>Leaves a request's form unread, for a page that takes its files as they arrive.</summary>
[AttributeUsage(AttributeTargets.Class)]
internal sealed class UnreadFormAttribute : Attribute, IResourceFilter
{
    public void OnResourceExecuting(ResourceExecutingContext context)
    {
        context.ValueProviderFactories.RemoveType<FormValueProviderFactory>();
        context.ValueProviderFactories.RemoveType<FormFileValueProviderFactory>();
        context.ValueProviderFactories.RemoveType<JQueryFormValueProviderFactory>();
    }

    public void OnResourceExecuted(ResourceExecutedContext context)
    {
    }
}

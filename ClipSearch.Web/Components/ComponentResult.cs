using System.Text;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Infrastructure;

namespace ClipSearch.Web.Components;

/// <summary>
/// Returns only a component's HTML, which htmx swaps into a page. It is an <see cref="IActionResult"/>, since a page handler cannot return
/// an <see cref="IResult"/>.
/// </summary>
/// <typeparam name="TComponent">The component.</typeparam>
/// <param name="parameters">The component's parameters by name.</param>
internal sealed class ComponentResult<TComponent>(Dictionary<string, object?> parameters) : IActionResult
    where TComponent : IComponent
{
    /// <inheritdoc/>
    public async Task ExecuteResultAsync(ActionContext context)
    {
        var (services, response) = (context.HttpContext.RequestServices, context.HttpContext.Response);
        var renderer = services.GetRequiredService<ComponentRenderer>();
        var html = await renderer.RenderAsync(typeof(TComponent), ParameterView.FromDictionary(parameters));
        response.ContentType = "text/html; charset=utf-8";
        await using var writer = services.GetRequiredService<IHttpResponseStreamWriterFactory>().CreateWriter(response.Body, Encoding.UTF8);
        await html.WriteToAsync(writer);
        await writer.FlushAsync();
    }
}

using System.Text;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Infrastructure;

namespace ClipSearch.Web.Components;

/// <summary>
/// Answers with a component's HTML alone, which htmx swaps into a page. An <see cref="IActionResult"/>, since a page handler that
/// returns an <see cref="IResult"/> fails.
/// </summary>
/// <typeparam name="TComponent">The component.</typeparam>
/// <param name="parameters">Its parameters by their names.</param>
internal sealed class ComponentResult<TComponent>(Dictionary<string, object?> parameters) : IActionResult
    where TComponent : IComponent
{
    /// <inheritdoc/>
    public async Task ExecuteResultAsync(ActionContext context)
    {
        var http = context.HttpContext;
        var html = await http.RequestServices.GetRequiredService<ComponentRenderer>().RenderAsync(typeof(TComponent), ParameterView.FromDictionary(parameters));
        http.Response.ContentType = "text/html; charset=utf-8";
        await using var writer = http.RequestServices.GetRequiredService<IHttpResponseStreamWriterFactory>().CreateWriter(http.Response.Body, Encoding.UTF8);
        await html.WriteToAsync(writer);
        await writer.FlushAsync();
    }
}

using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Endpoints;
using Microsoft.AspNetCore.Components.Web;
using Microsoft.AspNetCore.Html;

namespace ClipSearch.Web.Components;

/// <summary>
/// Renders components to static HTML. The framework's prerenderer also prepares navigation, and fails with status 500 if a request's Host
/// header does not form a URL: an HTTP/1.0 request without one, <c>a..b</c>, <c>a:99999</c>.
/// </summary>
internal sealed class ComponentRenderer(IServiceProvider services, ILoggerFactory loggerFactory) : IComponentPrerenderer
{
    /// <inheritdoc/>
    public Dispatcher Dispatcher { get; } = Dispatcher.CreateDefault();

    /// <summary>Renders a component.</summary>
    /// <param name="component">Its type.</param>
    /// <param name="parameters">Its parameters.</param>
    public async ValueTask<RenderedHtml> RenderAsync(Type component, ParameterView parameters)
    {
        await using var renderer = new HtmlRenderer(services, loggerFactory);
        return await renderer.Dispatcher.InvokeAsync(async () =>
        {
            var root = await renderer.RenderComponentAsync(component, parameters);
            var html = new RenderedHtml();
            root.WriteHtmlTo(html.Writer);
            return html;
        });
    }

    /// <inheritdoc/>
    /// <exception cref="NotSupportedException"><paramref name="renderMode"/> is interactive.</exception>
    public async ValueTask<IHtmlAsyncContent> PrerenderComponentAsync(
        HttpContext httpContext, Type componentType, IComponentRenderMode? renderMode, ParameterView parameters) => renderMode is null
        ? await RenderAsync(componentType, parameters)
        : throw new NotSupportedException($"{componentType} is rendered statically; there is no render mode {renderMode}.");

    /// <summary>Persists nothing, since no script would read it.</summary>
    public ValueTask<IHtmlContent> PrerenderPersistedStateAsync(HttpContext httpContext, PersistedStateSerializationMode serializationMode)
        => ValueTask.FromResult<IHtmlContent>(HtmlString.Empty);
}

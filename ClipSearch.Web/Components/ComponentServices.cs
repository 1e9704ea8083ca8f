using Microsoft.AspNetCore.Components.Endpoints;

namespace ClipSearch.Web.Components;

/// <summary>Registers what renders the site's components.</summary>
internal static class ComponentServices
{
    /// <summary>Renders components as plain HTML, in pages by the tag helper <c>component</c> and as fragments by <see cref="ComponentResult{TComponent}"/>.</summary>
    public static IServiceCollection AddComponents(this IServiceCollection services) =>
        services.AddScoped<ComponentRenderer>().AddScoped<IComponentPrerenderer>(provider => provider.GetRequiredService<ComponentRenderer>());
}

using Microsoft.AspNetCore.Components.Endpoints;

namespace ClipSearch.Web.Components;

/// <summary>Registers the rendering of components.</summary>
internal static class ComponentServices
{
    /// <summary>
    /// Adds <see cref="ComponentRenderer"/>, which renders the tag helper <c>component</c> of pages and
    /// <see cref="ComponentResult{TComponent}"/>.
    /// </summary>
    public static IServiceCollection AddComponents(this IServiceCollection services) =>
        services.AddScoped<ComponentRenderer>()
            .AddScoped<IComponentPrerenderer>(provider => provider.GetRequiredService<ComponentRenderer>());
}

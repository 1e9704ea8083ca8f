using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Mvc.Rendering;

namespace ClipSearch.Web.Components;

/// <summary>The drawings of icons.svg.</summary>
internal static class Icons
{
    private const string File = "icons.svg";

    /// <summary>A drawing in the colour of the text around it; its link or button has a name, so screen readers skip it.</summary>
    public static MarkedText Icon(this IHtmlHelper html, string name) => Icon(Sprite(html.ViewContext.HttpContext), name);

    /// <summary>The same in a component.</summary>
    /// <param name="sprite">The address of icons.svg.</param>
    /// <param name="name">The drawing's id there.</param>
    public static MarkedText Icon(string sprite, string name) =>
        """<svg class="icon" aria-hidden="true"><use href="{0}#{1}"/></svg>""".Marked(sprite, name);

    /// <summary>The address of icons.svg, with the fingerprint of its content.</summary>
    public static string Sprite(HttpContext context) =>
        "/" + (context.GetEndpoint()?.Metadata.GetMetadata<ResourceAssetCollection>()?[File] ?? File);
}

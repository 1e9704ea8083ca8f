using ClipSearch.Web;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Html;
using Microsoft.AspNetCore.Mvc.Rendering;

namespace ClipSearch.Web.Pages;

/// <summary>The drawings of icons.svg.</summary>
internal static class Icons
{
    private const string Sprite = "icons.svg";

    /// <summary>A drawing in the colour of the text around it; it says nothing, its link or button has a name.</summary>
    public static IHtmlContent Icon(this IHtmlHelper html, string name)
    {
        var assets = html.ViewContext.HttpContext.GetEndpoint()?.Metadata.GetMetadata<ResourceAssetCollection>();
        return """<svg class="icon" aria-hidden="true"><use href="/{0}#{1}"/></svg>""".Marked(assets?[Sprite] ?? Sprite, name);
    }
}

using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Mvc.Rendering;

namespace ClipSearch.Web.Components;

/// <summary>Renders the icons of icons.svg.</summary>
internal static class Icons
{
    private const string File = "icons.svg";

    /// <summary>
    /// Returns an icon in the colour of the surrounding text. It is hidden from screen readers, since its link or button has a name.
    /// </summary>
    public static HtmlText Icon(this IHtmlHelper html, string name) => Icon(Sprite(html.ViewContext.HttpContext), name);

    /// <summary>Returns an icon for a component.</summary>
    /// <param name="sprite">The URL of icons.svg.</param>
    /// <param name="name">The icon's id in that file.</param>
    public static HtmlText Icon(string sprite, string name) =>
        """<svg class="icon" aria-hidden="true"><use href="{0}#{1}"/></svg>""".Marked(sprite, name);

    /// <summary>Returns the URL of icons.svg with its fingerprint.</summary>
    public static string Sprite(HttpContext context) =>
        SiteUrls.Of("/" + (context.GetEndpoint()?.Metadata.GetMetadata<ResourceAssetCollection>()?[File] ?? File));
}

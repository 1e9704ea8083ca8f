using System.Globalization;
using ClipSearch.Core.Index;
using Microsoft.AspNetCore.Razor.TagHelpers;

namespace ClipSearch.Web.Photos;

/// <summary>
/// Lets the lightbox open the photo that a link leads to: <c>&lt;a lightbox-photo="photo" href="…"&gt;</c> in a list that is
/// marked <c>data-lightbox</c>. The link says what the lightbox needs: the photo's number, its two pictures and their sizes.
/// </summary>
[HtmlTargetElement("a", Attributes = "lightbox-photo")]
public sealed class LightboxTagHelper : TagHelper
{
    /// <summary>The photo.</summary>
    public Photo LightboxPhoto { get; set; } = null!;

    /// <inheritdoc/>
    public override void Process(TagHelperContext context, TagHelperOutput output)
    {
        ArgumentNullException.ThrowIfNull(output);
        void Add(string name, object value) => output.Attributes.SetAttribute(name, Convert.ToString(value, CultureInfo.InvariantCulture));
        var (width, height) = ThumbnailSize.Large.Of(LightboxPhoto);
        Add("data-id", LightboxPhoto.Id);
        Add("data-width", width);
        Add("data-height", height);
        Add("data-large", PhotoUrls.Picture(LightboxPhoto, ThumbnailSize.Large));
        Add("data-preview", PhotoUrls.Picture(LightboxPhoto, ThumbnailSize.Window));
        Add("data-preview-width", ThumbnailSize.Window.Of(LightboxPhoto).Width);
    }
}

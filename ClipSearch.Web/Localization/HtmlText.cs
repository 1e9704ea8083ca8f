using System.Text.Encodings.Web;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Html;

namespace ClipSearch.Web.Localization;

/// <summary>Encoded HTML, which pages and components write unchanged.</summary>
/// <param name="Html">The HTML, in which all values have been encoded.</param>
public sealed record HtmlText(string Html) : IHtmlContent
{
    /// <summary>Converts to the type that components write unchanged.</summary>
    public static implicit operator MarkupString(HtmlText text) => new(text.Html);

    /// <inheritdoc/>
    public void WriteTo(TextWriter writer, HtmlEncoder encoder)
    {
        ArgumentNullException.ThrowIfNull(writer);
        writer.Write(Html);
    }
}

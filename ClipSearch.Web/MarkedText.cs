using System.Text.Encodings.Web;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Html;

namespace ClipSearch.Web;

/// <summary>A text that is HTML already. Pages and components both write it as it is.</summary>
/// <param name="Html">The HTML; whoever makes it has encoded the values in it.</param>
public sealed record MarkedText(string Html) : IHtmlContent
{
    /// <summary>Makes components write it as it is.</summary>
    public static implicit operator MarkupString(MarkedText text) => new(text.Html);

    /// <inheritdoc/>
    public void WriteTo(TextWriter writer, HtmlEncoder encoder)
    {
        ArgumentNullException.ThrowIfNull(writer);
        writer.Write(Html);
    }
}

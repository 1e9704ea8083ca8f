using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using Microsoft.AspNetCore.Html;

namespace ClipSearch.Web.Components;

/// <summary>HTML in chunks of up to 8,000 characters, which keeps it out of the large object heap.</summary>
internal sealed class RenderedHtml : IHtmlAsyncContent
{
    private readonly StringBuilder _html = new(1024);

    public RenderedHtml() => Writer = new StringWriter(_html, CultureInfo.InvariantCulture);

    /// <summary>Receives the HTML.</summary>
    public TextWriter Writer { get; }

    /// <inheritdoc/>
    public void WriteTo(TextWriter writer, HtmlEncoder encoder)
    {
        foreach (var chunk in _html.GetChunks())
            writer.Write(chunk.Span);
    }

    /// <inheritdoc/>
    public async ValueTask WriteToAsync(TextWriter writer)
    {
        foreach (var chunk in _html.GetChunks())
            await writer.WriteAsync(chunk);
    }
}

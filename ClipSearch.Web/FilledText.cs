using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Unicode;

namespace ClipSearch.Web;

/// <summary>Fills the placeholders of a text, <c>{0}</c>, <c>{1}</c> and so on; numbers are written in the page's language.</summary>
internal static class FilledText
{
    /// <summary>Encodes &lt; &gt; &amp; " ' and leaves other alphabets readable, as the site's pages do.</summary>
    private static readonly HtmlEncoder Encoder = HtmlEncoder.Create(UnicodeRanges.All);

    /// <summary>Fills a plain text.</summary>
    public static string With(this string text, params object?[] values) => string.Format(CultureInfo.CurrentCulture, text, values);

    /// <summary>
    /// Fills a text with HTML of its own, such as a link in a sentence; values are encoded unless they are a <see cref="MarkedText"/>.
    /// </summary>
    public static MarkedText Marked(this string text, params object?[] values) => new(text.With([.. values.Select(Html)]));

    private static string Html(object? value) =>
        value is MarkedText marked ? marked.Html : Encoder.Encode(Convert.ToString(value, CultureInfo.CurrentCulture) ?? "");
}

using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Unicode;

namespace ClipSearch.Web.Localization;

/// <summary>Replaces the placeholders <c>{0}</c>, <c>{1}</c> and so on of a text; numbers are formatted in the page's language.</summary>
internal static class TextFormatting
{
    /// <summary>Encodes &lt; &gt; &amp; " ' and leaves other alphabets readable, as the site's pages do.</summary>
    private static readonly HtmlEncoder Encoder = HtmlEncoder.Create(UnicodeRanges.All);

    /// <summary>Formats a plain text.</summary>
    public static string With(this string text, params object?[] values) => string.Format(CultureInfo.CurrentCulture, text, values);

    /// <summary>
    /// Formats a text that contains HTML, such as a link in a sentence; values are encoded unless they are an <see cref="HtmlText"/>. Links
    /// in the text begin at the root of the site.
    /// </summary>
    public static HtmlText Marked(this string text, params object?[] values) => new(SiteUrls.InLinks(text).With([.. values.Select(Html)]));

    private static string Html(object? value) =>
        value is HtmlText marked ? marked.Html : Encoder.Encode(Convert.ToString(value, CultureInfo.CurrentCulture) ?? "");
}

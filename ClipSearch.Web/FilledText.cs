using System.Globalization;
using Microsoft.AspNetCore.Html;

namespace ClipSearch.Web;

/// <summary>Puts values into the places of a text: <c>{0}</c>, <c>{1}</c> and so on; numbers as the page's language writes them.</summary>
internal static class FilledText
{
    /// <summary>A plain text.</summary>
    public static string With(this string text, params object?[] values) => string.Format(CultureInfo.CurrentCulture, text, values);

    /// <summary>A text with marks of its own, such as a link amid a sentence; values are encoded unless they are marks, too.</summary>
    public static IHtmlContent Marked(this string text, params object?[] values) => new HtmlFormattableString(CultureInfo.CurrentCulture, text, values);
}

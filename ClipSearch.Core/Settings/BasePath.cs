using System.Text.RegularExpressions;

namespace ClipSearch.Core.Settings;

/// <summary>
/// Checks the path below which the site is published, such as <c>/photos</c>. It becomes part of every URL, so it contains only characters
/// that need no encoding there, and begins with a single slash: <c>//host</c> would be the URL of another site.
/// </summary>
public static partial class BasePath
{
    /// <summary>Maximum number of characters.</summary>
    public const int MaxLength = 200;

    /// <summary>What a path must be, to follow <c>must be</c>.</summary>
    public static string Requirement { get; } =
        $"a path such as /photos, of up to {MaxLength} characters: letters, digits and - . _ ~ after each /, not beginning with a dot";

    /// <summary>Checks a path, and removes a slash at its end.</summary>
    /// <param name="text">The path.</param>
    /// <param name="path">The path without a slash at its end; empty for the root.</param>
    /// <returns>Whether it is valid.</returns>
    public static bool TryParse(string text, out string path)
    {
        ArgumentNullException.ThrowIfNull(text);
        path = text.EndsWith('/') ? text[..^1] : text;
        return text is "" or "/" || (text.Length <= MaxLength && Form().IsMatch(path));
    }

    [GeneratedRegex(@"\A(?:/[A-Za-z0-9_~-][A-Za-z0-9._~-]*)+\z")]
    private static partial Regex Form();
}

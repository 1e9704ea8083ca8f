using System.Text;
using System.Text.RegularExpressions;

namespace ClipSearch.Core.Paths;

/// <summary>
/// A pattern in the syntax of <c>.gitignore</c>. It is compared in linear time, because anyone who shares a folder can write patterns.
/// </summary>
/// <remarks>Source of the syntax: the manual page gitignore(5).</remarks>
internal sealed class IgnorePattern
{
    /// <summary>The maximum length of a pattern in characters.</summary>
    private const int MaxLength = 256;

    private readonly Regex _regex;
    private readonly bool _isOfName;

    private IgnorePattern(Regex regex, bool isOfName) => (_regex, _isOfName) = (regex, isOfName);

    /// <summary>Whether it includes what patterns before it exclude: <c>!keep.jpg</c>.</summary>
    public bool IsNegated { get; private init; }

    /// <summary>Whether it matches folders only: <c>Drafts/</c>.</summary>
    public bool IsOfFolders { get; private init; }

    /// <summary>Returns whether a line is blank or a comment.</summary>
    public static bool IsBlank(string line) => string.IsNullOrWhiteSpace(line) || line.StartsWith('#');

    /// <summary>Parses a line that is not blank; returns null if it is not a valid pattern.</summary>
    public static IgnorePattern? Parse(string line, bool ignoreCase)
    {
        var text = line.EndsWith("\\ ", StringComparison.Ordinal) ? line : line.TrimEnd();
        var isNegated = text.StartsWith('!');
        if (isNegated)
            text = text[1..];
        var isOfFolders = text.EndsWith('/');
        if (isOfFolders)
            text = text[..^1];
        // A pattern without a slash, except at its end, is compared with the name, at any depth.
        var isOfName = !text.Contains('/', StringComparison.Ordinal);
        if (text.StartsWith('/'))
            text = text[1..];
        if (text.Length is 0 or > MaxLength || Translate(text) is not { } expression)
            return null;
        var options = RegexOptions.NonBacktracking | RegexOptions.CultureInvariant | RegexOptions.Singleline | (ignoreCase ? RegexOptions.IgnoreCase : RegexOptions.None);
        try
        {
            return new IgnorePattern(new Regex(expression, options), isOfName) { IsNegated = isNegated, IsOfFolders = isOfFolders };
        }
        catch (Exception e) when (e is ArgumentException or NotSupportedException)
        {
            // A range such as [z-a], or an automaton that is too large.
            return null;
        }
    }

    /// <summary>Returns whether a file or a folder matches.</summary>
    /// <param name="path">Its path relative to the folder of the pattern, with <c>/</c> between folders.</param>
    /// <param name="name">Its name.</param>
    public bool Matches(string path, string name) => _regex.IsMatch(_isOfName ? name : path);

    /// <summary>Translates a pattern to a regular expression; null if a bracket or an escape is incomplete.</summary>
    private static string? Translate(string pattern)
    {
        var expression = new StringBuilder("\\A");
        for (var at = 0; at < pattern.Length;)
        {
            var isAtStart = at == 0 || pattern[at - 1] == '/';
            if (isAtStart && pattern.AsSpan(at).StartsWith("**/"))
            {
                expression.Append("(?:.*/)?");
                at += 3;
            }
            else if (isAtStart && at + 2 == pattern.Length && pattern.EndsWith("**", StringComparison.Ordinal))
            {
                expression.Append(".+");
                at += 2;
            }
            else if (pattern[at] == '*')
            {
                expression.Append("[^/]*");
                while (at < pattern.Length && pattern[at] == '*')
                    at++;
            }
            else if (pattern[at] == '?')
            {
                expression.Append("[^/]");
                at++;
            }
            else if (pattern[at] == '[')
            {
                if (!TryTranslateClass(pattern, ref at, expression))
                    return null;
            }
            else
            {
                if (pattern[at] == '\\' && ++at == pattern.Length)
                    return null;
                expression.Append(Regex.Escape(pattern[at++].ToString()));
            }
        }

        return expression.Append("\\z").ToString();
    }

    /// <summary>Translates a class of characters such as <c>[a-z]</c> or <c>[!0-9]</c>, which never includes the slash.</summary>
    private static bool TryTranslateClass(string pattern, ref int at, StringBuilder expression)
    {
        var start = at + 1;
        var isNegated = start < pattern.Length && pattern[start] is '!' or '^';
        var members = new StringBuilder();
        // A bracket at the beginning is a member of the class.
        for (var next = start + (isNegated ? 1 : 0); next < pattern.Length; next++)
        {
            var character = pattern[next];
            if (character == ']' && members.Length > 0)
            {
                expression.Append(isNegated ? "[^/" : "[").Append(members).Append(isNegated ? "]" : "-[/]]");
                at = next + 1;
                return true;
            }

            if (character == '-' && members.Length > 0 && next + 1 < pattern.Length && pattern[next + 1] != ']')
            {
                members.Append('-');
                continue;
            }

            if (character == '\\' && ++next == pattern.Length)
                return false;
            members.Append(Inside(pattern[next]));
        }

        return false;
    }

    /// <summary>Escapes a character inside a class of a regular expression.</summary>
    private static string Inside(char character) => character is '\\' or ']' or '[' or '^' or '-' ? $"\\{character}" : character.ToString();
}

using ClipSearch.Core.Monitoring;

namespace ClipSearch.Web.Cli;

/// <summary>Makes text safe for terminals.</summary>
internal static class Terminal
{
    /// <summary>Replaces control characters, since a file name may contain terminal escape sequences.</summary>
    public static string Printable(string text) => SingleLine.Of(text);
}

namespace ClipSearch.Web.Cli;

/// <summary>Makes text safe for terminals.</summary>
internal static class Terminal
{
    /// <summary>Replaces control characters, since a file name may contain terminal escape sequences.</summary>
    public static string Printable(string text) => string.Concat(text.Select(c => char.IsControl(c) ? '\uFFFD' : c));
}

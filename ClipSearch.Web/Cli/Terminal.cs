namespace ClipSearch.Web.Cli;

/// <summary>What a terminal may be shown.</summary>
internal static class Terminal
{
    /// <summary>A file's name may hold escape sequences that a terminal obeys.</summary>
    public static string Printable(string text) => string.Concat(text.Select(c => char.IsControl(c) ? '\uFFFD' : c));
}

namespace ClipSearch.Web.Urls;

/// <summary>
/// Builds the URLs of this site. A proxy can publish the site below a path such as <c>/photos</c>; every URL in HTML, JSON and headers then
/// begins with it. Like the culture, the base belongs to the current request or command, and the code that it calls need not pass it on.
/// </summary>
public static class SiteUrls
{
    private static readonly AsyncLocal<string?> Current = new();

    /// <summary>The base of the current request or command, without a slash at its end; empty at the root of a host.</summary>
    public static string Base
    {
        get => Current.Value ?? "";
        internal set => Current.Value = value;
    }

    /// <summary>Returns the URL of a path of the site.</summary>
    /// <param name="path">The path, with its slash; a query may follow.</param>
    public static string Of(string path) => Base + path;

    /// <summary>Adds the base to the links to this site in a text that contains HTML.</summary>
    internal static string InLinks(string html) => Base.Length == 0 ? html : html.Replace("href=\"/", $"href=\"{Base}/", StringComparison.Ordinal);
}

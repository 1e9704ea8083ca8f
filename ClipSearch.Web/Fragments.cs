namespace ClipSearch.Web;

/// <summary>What htmx says of a request.</summary>
internal static class Fragments
{
    /// <summary>Whether only the results are wanted, to be put into a page that is there already.</summary>
    public static bool WantsFragment(this HttpRequest request) =>
        request.Headers["HX-Request"] == "true" && request.Headers["HX-History-Restore-Request"] != "true";
}

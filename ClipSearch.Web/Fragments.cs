namespace ClipSearch.Web;

/// <summary>What htmx says of a request.</summary>
internal static class Fragments
{
    /// <summary>Whether only the results are wanted, to be put into a page that is there already.</summary>
    public static bool WantsFragment(this HttpRequest request) =>
        request.Headers["HX-Request"] == "true" && request.Headers["HX-History-Restore-Request"] != "true";

    /// <summary>Whether more photos are wanted, to be put behind those that are there already.</summary>
    public static bool WantsMore(this HttpRequest request) => request.WantsFragment() && request.Headers["HX-Target"].FirstOrDefault() is "hits" or "months" or "photos";
}

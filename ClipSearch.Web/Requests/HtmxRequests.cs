namespace ClipSearch.Web.Requests;

/// <summary>Tests requests for htmx headers.</summary>
internal static class HtmxRequests
{
    /// <summary>Returns whether htmx requests only the results, to insert them into the current page.</summary>
    public static bool WantsFragment(this HttpRequest request) =>
        request.Headers["HX-Request"] == "true" && request.Headers["HX-History-Restore-Request"] != "true";

    /// <summary>Returns whether htmx requests more photos, to append them to the current list.</summary>
    public static bool WantsMore(this HttpRequest request) => request.WantsFragment() && request.Headers["HX-Target"].FirstOrDefault() is "hits" or "months" or "photos";
}

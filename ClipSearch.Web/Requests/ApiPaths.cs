namespace ClipSearch.Web.Requests;

/// <summary>The paths for programs; all other paths are for browsers.</summary>
internal static class ApiPaths
{
    /// <summary>The root of the API.</summary>
    public const string Root = "/api";

    /// <summary>The metrics in Prometheus format.</summary>
    public const string Metrics = "/metrics";

    /// <summary>All path prefixes; <c>/api</c> itself is a page for browsers.</summary>
    public static IReadOnlyList<PathString> All { get; } = [Root, "/openapi", "/health"];
}

using ClipSearch.Web.Problems;

namespace ClipSearch.Web.Photos;

/// <summary>Returns a neutral placeholder image with the problem's status, in place of a thumbnail that cannot be shown.</summary>
internal sealed class PlaceholderResult(Problem problem) : IResult
{
    private const string Svg =
        """
        <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 48 36" width="480" height="360">
        <rect width="48" height="36" fill="#8a939c" fill-opacity=".22"/>
        <g fill="none" stroke="#8a939c" stroke-width="1.2" stroke-linecap="round" stroke-linejoin="round">
        <rect x="15" y="11" width="18" height="14" rx="2"/><path d="m15.5 22.500 5-5 4 4 3-2.500 5 4.500"/><path d="m12 29 24-22"/>
        </g>
        </svg>
        """;

    public Task ExecuteAsync(HttpContext httpContext)
    {
        problem.ApplyTo(httpContext.Response);
        httpContext.Response.Headers.CacheControl = "no-store";
        return TypedResults.Text(Svg, "image/svg+xml", statusCode: problem.Status).ExecuteAsync(httpContext);
    }
}

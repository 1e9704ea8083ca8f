using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.Net.Http.Headers;

namespace ClipSearch.Web.Photos;

/// <summary>Creates responses with a file, of which browsers may request ranges.</summary>
internal static class FileResults
{
    /// <summary>Returns a file to show in the browser, under its name if it is saved.</summary>
    /// <param name="context">The request.</param>
    /// <param name="name">The file name.</param>
    /// <param name="content">A seekable stream. The response disposes it.</param>
    /// <param name="type">The media type.</param>
    /// <param name="modifiedAt">The modification time.</param>
    /// <param name="version">A value that changes with the content.</param>
    public static FileStreamHttpResult Of(HttpContext context, string name, Stream content, string type, DateTimeOffset modifiedAt, string version)
    {
        var disposition = new ContentDispositionHeaderValue("inline");
        disposition.SetHttpFileName(name);
        context.Response.Headers.ContentDisposition = disposition.ToString();
        context.Response.Headers.CacheControl = "private, no-cache";
        return TypedResults.Stream(
            content, type, lastModified: modifiedAt, entityTag: EntityTagHeaderValue.TryParse($"\"{version}\"", out var tag) ? tag : null, enableRangeProcessing: true);
    }
}

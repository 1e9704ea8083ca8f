using System.Globalization;
using ClipSearch.Core.Library;
using ClipSearch.Core.Settings;
using ClipSearch.Web.Access;
using ClipSearch.Web.Problems;
using ClipSearch.Web.Requests;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Net.Http.Headers;

namespace ClipSearch.Web.Photos;

/// <summary>
/// Sends several photos as a ZIP file: <c>POST /photos/zip</c> with the form field <c>id</c>, since the ids of many photos do not fit into a
/// URL. The request changes nothing, so it needs no form token; requests from pages of other sites are refused, since a ZIP is expensive.
/// </summary>
internal static class ZipEndpoint
{
    /// <summary>The form field with the ids of the photos, separated by commas.</summary>
    public const string Field = "id";

    private const string Path = "/photos/zip";

    /// <summary>Maximum length of an id with its comma in an encoded form.</summary>
    private const int MaxIdBytes = 22;

    /// <summary>The URL.</summary>
    public static string Address => SiteUrls.Of(Path);

    public static void MapZip(this IEndpointRouteBuilder routes) => routes.MapPost(Path, SendAsync).DisableAntiforgery();

    private static async Task<IResult> SendAsync(HttpContext context, ClipSearchOptions options, PhotoLookup lookup, PhotoZip zip, ZipLimiter limiter, TimeProvider time)
    {
        if (AccessControl.ComesFromElsewhere(context.Request))
            return new ProblemResult(Problem.CrossSite);
        if (context.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false, MaxRequestBodySize: { } usual } body)
            body.MaxRequestBodySize = Math.Max(usual, (long)options.ZipMaxPhotos * MaxIdBytes);
        var (ids, problem) = await FormIds.ReadAsync(context.Request, Field, options.ZipMaxPhotos);
        if (problem is not null)
            return new ProblemResult(problem);
        var photos = await lookup.FindAllAsync(ids, context.RequestAborted);
        if (photos.Count == 0)
            return new ProblemResult(Problem.UnknownPhoto);
        if (photos.Sum(photo => photo.Bytes + photo.CompanionBytes) is var bytes && bytes > options.ZipMaxBytes)
            return new ProblemResult(Problem.TooLargeToZip(PhotoWords.Size(bytes), PhotoWords.Size(options.ZipMaxBytes)));
        if (!limiter.TryEnter(context, out var slot, out problem))
            return new ProblemResult(problem);

        context.Response.RegisterForDispose(slot);
        var unknown = ids.Except(photos.Select(photo => photo.Id)).ToList();
        var name = string.Create(CultureInfo.InvariantCulture, $"ClipSearch {time.GetLocalNow():yyyy-MM-dd}.zip");
        var disposition = new ContentDispositionHeaderValue("attachment");
        disposition.SetHttpFileName(name);
        context.Response.Headers.ContentDisposition = disposition.ToString();
        context.Response.Headers.CacheControl = "no-store";
        // The size is not known before all files are read, and a proxy must not collect the file first.
        context.Response.Headers["X-Accel-Buffering"] = "no";
        return TypedResults.Stream(output => zip.WriteAsync(output, photos, unknown, context), "application/zip");
    }
}

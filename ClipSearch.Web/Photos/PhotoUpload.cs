using System.Text.Json;
using ClipSearch.Core.Imaging;
using ClipSearch.Core.Library;
using ClipSearch.Core.Library.Import;
using ClipSearch.Web.Access;
using ClipSearch.Web.Problems;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Net.Http.Headers;

namespace ClipSearch.Web.Photos;

/// <summary>The result of an uploaded file.</summary>
/// <param name="Name">The file name as sent.</param>
/// <param name="Imported">The photo; null if the import failed.</param>
/// <param name="Reason">Why the import failed; null if it succeeded.</param>
public sealed record UploadResult(string Name, ImportedPhoto? Imported, string? Reason);

/// <summary>
/// Receives photos and imports them as they arrive: the files of a form, or a URL as <c>{"url": …}</c> in JSON or as the field <c>url</c>
/// of a form without files.
/// </summary>
public sealed class PhotoUpload(PhotoImport import, ImageDownload download, ImageRequestLimiter limiter)
{
    /// <summary>The files that a browser offers to choose for the library: images and videos.</summary>
    public static string Accept => $"{AcceptImages},video/*";

    /// <summary>The images that a browser offers to choose, with RAW by its extensions, which most systems know no type for.</summary>
    public static string AcceptImages { get; } = string.Join(',', ["image/*", .. ImageFormats.All.Where(format => format.IsRaw).SelectMany(format => format.Extensions)]);

    /// <summary>Maximum number of files per request.</summary>
    private const int MaxFiles = 1000;

    /// <summary>Maximum body size of a request that names a URL.</summary>
    private const int MaxAddressBytes = 16 << 10;

    /// <summary>Imports what the request contains.</summary>
    /// <returns>The result of each file, or the problem if the request cannot be read.</returns>
    /// <exception cref="LibraryException">The library is read-only.</exception>
    public async Task<(IReadOnlyList<UploadResult> Results, Problem? Problem)> TakeAsync(HttpContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        import.RequireWritable();
        _ = MediaTypeHeaderValue.TryParse(context.Request.ContentType, out var type);
        var isMultipart = type?.Boundary.Value is { Length: > 0 and <= 200 };
        if (context.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } limit)
            limit.MaxRequestBodySize = isMultipart ? null : MaxAddressBytes; // each file has its own limit
        if (!limiter.TryEnter(context, out var slot, out var refusal))
            return ([], refusal);
        using (slot)
        {
            var results = new List<UploadResult>();
            try
            {
                return (results, await ReceiveAsync(context.Request, type, isMultipart, results, context.RequestAborted));
            }
            finally
            {
                await import.StackAsync([.. results.Select(result => result.Imported).OfType<ImportedPhoto>()]);
            }
        }
    }

    /// <summary>Adds the result of each file to a list, as it arrives.</summary>
    /// <returns>The problem if the request has no file.</returns>
    private async Task<Problem?> ReceiveAsync(HttpRequest request, MediaTypeHeaderValue? type, bool isMultipart, List<UploadResult> results, CancellationToken token)
    {
        try
        {
            if (!isMultipart)
            {
                if (await AddressAsync(request, type, token) is { } address)
                    results.Add(await FetchAsync(address, token));
                return results.Count == 0 ? Problem.NoFiles : null;
            }

            var reader = new MultipartReader(HeaderUtilities.RemoveQuotes(type!.Boundary).ToString(), request.Body);
            while (await reader.ReadNextSectionAsync(token) is { } section)
            {
                if (section.AsFileSection() is not { FileName.Length: > 0, FileStream: { } content } file)
                    continue;
                if (results.Count == MaxFiles)
                    return null;
                results.Add(await OneAsync(file.FileName, () => import.AddAsync(content, file.FileName, token)));
            }

        }
        catch (Exception e) when (e is InvalidDataException or JsonException or IOException && !token.IsCancellationRequested)
        {
            // The files before the error have been imported.
        }

        return results.Count == 0 ? Problem.NoFiles : null;
    }

    /// <summary>Returns the URL in a request without files; null if it has none.</summary>
    private static async Task<string?> AddressAsync(HttpRequest request, MediaTypeHeaderValue? type, CancellationToken cancellationToken)
    {
        var address = type?.MediaType.Value?.ToUpperInvariant() switch
        {
            "APPLICATION/JSON" => (await JsonSerializer.DeserializeAsync<UrlRequest>(request.Body, JsonSerializerOptions.Web, cancellationToken))?.Url,
            "APPLICATION/X-WWW-FORM-URLENCODED" => (await request.ReadFormAsync(cancellationToken))["url"].FirstOrDefault(),
            _ => null,
        };
        return string.IsNullOrWhiteSpace(address) ? null : address;
    }

    private Task<UploadResult> FetchAsync(string address, CancellationToken cancellationToken) =>
        OneAsync(address, () => download.FetchAsync(address.Trim(), import.AddAsync, cancellationToken));

    private static async Task<UploadResult> OneAsync(string name, Func<Task<ImportedPhoto>> take)
    {
        try
        {
            return new UploadResult(name, await take(), null);
        }
        catch (Exception e) when (e is ImageException or LibraryException)
        {
            return new UploadResult(name, null, e.Message);
        }
    }

    private sealed record UrlRequest(string? Url);
}

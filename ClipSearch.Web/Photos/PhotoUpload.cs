using System.Text.Json;
using ClipSearch.Core.Native.Vips;
using ClipSearch.Core.Writing;
using ClipSearch.Web.Access;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Net.Http.Headers;

namespace ClipSearch.Web.Photos;

/// <summary>The outcome of a file that was sent.</summary>
/// <param name="Name">As it was sent.</param>
/// <param name="Imported">The photo; null if it failed.</param>
/// <param name="Reason">Why it failed; null unless it did.</param>
public sealed record UploadResult(string Name, ImportedPhoto? Imported, string? Reason);

/// <summary>
/// Receives photos, one after the other as they arrive: the files of a form, or an address as <c>{"url": …}</c> in JSON or as the field
/// <c>url</c> of a form without files.
/// </summary>
public sealed class PhotoUpload(PhotoImport import, RemotePictures remote, ImageRequests requests)
{
    /// <summary>The maximum number of files of one request.</summary>
    private const int MaxFiles = 1000;

    /// <summary>The longest body that names an address.</summary>
    private const int MaxAddressBytes = 16 << 10;

    /// <summary>Receives what the request sends.</summary>
    /// <returns>The outcome of each file, or why nothing can be read from this request at all.</returns>
    /// <exception cref="LibraryException">The library is read-only.</exception>
    public async Task<(IReadOnlyList<UploadResult> Results, Problem? Problem)> TakeAsync(HttpContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        import.RequireWritable();
        _ = MediaTypeHeaderValue.TryParse(context.Request.ContentType, out var type);
        var isMultipart = type?.Boundary.Value is { Length: > 0 and <= 200 };
        if (context.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } limit)
            limit.MaxRequestBodySize = isMultipart ? null : MaxAddressBytes; // each file has a limit of its own
        if (!requests.TryEnter(context, out var place, out var refusal))
            return ([], refusal);
        using (place)
            return await ReceiveAsync(context.Request, type, isMultipart, context.RequestAborted);
    }

    private async Task<(IReadOnlyList<UploadResult> Results, Problem? Problem)> ReceiveAsync(
        HttpRequest request, MediaTypeHeaderValue? type, bool isMultipart, CancellationToken token)
    {
        var results = new List<UploadResult>();
        try
        {
            if (!isMultipart)
                return await AddressAsync(request, type, token) is { } address ? ([await FetchAsync(address, token)], null) : ([], Problem.NoFiles);
            var reader = new MultipartReader(HeaderUtilities.RemoveQuotes(type!.Boundary).ToString(), request.Body);
            while (await reader.ReadNextSectionAsync(token) is { } section)
            {
                if (section.AsFileSection() is not { FileName.Length: > 0, FileStream: { } content } file)
                    continue;
                if (results.Count == MaxFiles)
                    return (results, null);
                results.Add(await OneAsync(file.FileName, () => import.AddAsync(content, file.FileName, token)));
            }

            return results.Count == 0 ? ([], Problem.NoFiles) : (results, null);
        }
        catch (Exception e) when (e is InvalidDataException or JsonException or IOException && !token.IsCancellationRequested)
        {
            // What came before is in the library.
            return results.Count == 0 ? ([], Problem.NoFiles) : (results, null);
        }
    }

    /// <summary>The address that a request without files names; null if it names none.</summary>
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
        OneAsync(address, () => remote.FetchAsync(address.Trim(), import.AddAsync, cancellationToken));

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

using System.Text.Json;
using ClipSearch.Core.Native.Vips;
using ClipSearch.Core.Writing;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Net.Http.Headers;

namespace ClipSearch.Web.Photos;

/// <summary>What became of a file that was sent.</summary>
/// <param name="Name">As it was sent.</param>
/// <param name="Imported">The photo; null if it failed.</param>
/// <param name="Reason">Why it failed; null unless it did.</param>
public sealed record UploadResult(string Name, ImportedPhoto? Imported, string? Reason);

/// <summary>Takes photos from a request, one after the other as they arrive: the files of a form, or <c>{"url": …}</c> in JSON.</summary>
public sealed class PhotoUpload(PhotoImport import, RemotePictures remote)
{
    /// <summary>The most files of one request.</summary>
    private const int MostFiles = 1000;

    private const int LongestJson = 16 << 10;

    /// <summary>Takes what the request brings.</summary>
    /// <returns>What became of each file, or why nothing can be taken from this request at all.</returns>
    public async Task<(IReadOnlyList<UploadResult> Results, Problem? Problem)> TakeAsync(HttpContext context)
    {
        var token = context.RequestAborted;
        var isJson = MediaTypeHeaderValue.TryParse(context.Request.ContentType, out var type) && type.MediaType.Equals("application/json", StringComparison.OrdinalIgnoreCase);
        if (context.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } limit)
            limit.MaxRequestBodySize = isJson ? LongestJson : null; // each file has a limit of its own
        var results = new List<UploadResult>();
        try
        {
            if (isJson)
                return await FetchAsync(context, token);
            if (type?.Boundary.Value is not { Length: > 0 and <= 200 } boundary)
                return ([], Problem.NoFiles);
            var reader = new MultipartReader(HeaderUtilities.RemoveQuotes(boundary).ToString(), context.Request.Body);
            while (await reader.ReadNextSectionAsync(token) is { } section)
            {
                if (section.AsFileSection() is not { FileName.Length: > 0, FileStream: { } content } file)
                    continue;
                if (results.Count == MostFiles)
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

    /// <summary>Fetches a picture of the web.</summary>
    public Task<UploadResult> FetchAsync(string address, CancellationToken cancellationToken) =>
        OneAsync(address, () => remote.FetchAsync(address.Trim(), import.AddAsync, cancellationToken));

    private async Task<(IReadOnlyList<UploadResult> Results, Problem? Problem)> FetchAsync(HttpContext context, CancellationToken cancellationToken)
    {
        var asked = await JsonSerializer.DeserializeAsync<UrlRequest>(context.Request.Body, JsonSerializerOptions.Web, cancellationToken);
        return string.IsNullOrWhiteSpace(asked?.Url) ? ([], Problem.NoFiles) : ([await FetchAsync(asked.Url, cancellationToken)], null);
    }

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

using System.Diagnostics;
using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using ClipSearch.Core.Library;

namespace ClipSearch.Tests.Torture;

/// <summary>A photo as the API lists it.</summary>
/// <param name="Id">The ID.</param>
/// <param name="Path">The path, relative to the library folder.</param>
/// <param name="Hash">The SHA-256 hash of the content, lower-case hexadecimal digits.</param>
/// <param name="ThumbnailUrl">The URL of the thumbnail.</param>
internal sealed record ListedPhoto(long Id, string Path, string Hash, string ThumbnailUrl);

/// <summary>A photo in the trash as the API lists it.</summary>
/// <param name="Id">The ID in the trash.</param>
/// <param name="Path">The original path, relative to the library folder.</param>
internal sealed record ListedTrash(long Id, string Path);

/// <summary>A client of the API of a running site.</summary>
internal sealed class LibraryClient(HttpClient http)
{
    private const int PageSize = 200;

    /// <summary>The timeout of <see cref="SettleAsync"/>. Later checks report what is wrong then.</summary>
    private static readonly TimeSpan SettleTimeout = TimeSpan.FromSeconds(90);

    private static readonly TimeSpan Poll = TimeSpan.FromMilliseconds(50);

    public HttpClient Http => http;

    /// <summary>Lists all photos of the library.</summary>
    public async Task<List<ListedPhoto>> PhotosAsync(CancellationToken cancellationToken)
    {
        var photos = new List<ListedPhoto>();
        while (true)
        {
            var page = await http.GetFromJsonAsync<JsonElement>($"/api/photos?limit={PageSize}&offset={photos.Count}", cancellationToken);
            photos.AddRange(page.GetProperty("photos").EnumerateArray().Select(Read));
            if (page.GetProperty("photos").GetArrayLength() < PageSize)
                return photos;
        }
    }

    /// <summary>Lists all photos of the trash.</summary>
    public async Task<List<ListedTrash>> TrashAsync(CancellationToken cancellationToken)
    {
        var trash = await http.GetFromJsonAsync<JsonElement>("/api/trash", cancellationToken);
        return [.. trash.GetProperty("photos").EnumerateArray().Select(photo => new ListedTrash(photo.GetProperty("id").GetInt64(), photo.GetProperty("path").GetString()!))];
    }

    /// <summary>Returns whether no sync is running, and the number of import errors.</summary>
    public async Task<(bool IsDone, long Failed)> StatusAsync(CancellationToken cancellationToken)
    {
        var sync = (await http.GetFromJsonAsync<JsonElement>("/api/status", cancellationToken)).GetProperty("sync");
        return (sync.GetProperty("state").GetString() == "done", sync.GetProperty("failed").GetInt64());
    }

    /// <summary>Starts a scan of all folders.</summary>
    public async Task SyncAsync(CancellationToken cancellationToken)
    {
        using var response = await http.PostAsync("/api/sync", null, cancellationToken);
    }

    /// <summary>Adds a photo.</summary>
    /// <returns>The status, and the ID of the photo if it was added.</returns>
    public async Task<(HttpStatusCode Status, long? Id)> UploadAsync(Stream content, string name, CancellationToken cancellationToken)
    {
        using var form = new MultipartFormDataContent { { new StreamContent(content), "files", name } };
        using var response = await http.PostAsync("/api/photos", form, cancellationToken);
        if (!response.IsSuccessStatusCode)
            return (response.StatusCode, null);
        var file = (await response.Content.ReadFromJsonAsync<JsonElement>(cancellationToken)).GetProperty("files")[0];
        return (response.StatusCode, file.GetProperty("photo").GetProperty("id").GetInt64());
    }

    /// <summary>Moves a photo to the trash.</summary>
    /// <returns>The status, and the ID of the photo in the trash.</returns>
    public async Task<(HttpStatusCode Status, long? TrashId)> DeleteAsync(long id, CancellationToken cancellationToken)
    {
        using var response = await http.DeleteAsync($"/api/photos/{id}", cancellationToken);
        return (response.StatusCode, response.IsSuccessStatusCode ? (await response.Content.ReadFromJsonAsync<JsonElement>(cancellationToken)).GetProperty("trashId").GetInt64() : null);
    }

    /// <summary>Restores a photo from the trash.</summary>
    /// <returns>The status, and the photo.</returns>
    public async Task<(HttpStatusCode Status, ListedPhoto? Photo)> RestoreAsync(long trashId, CancellationToken cancellationToken)
    {
        using var response = await http.PostAsync($"/api/trash/{trashId}/restore", null, cancellationToken);
        return (response.StatusCode, response.IsSuccessStatusCode ? Read(await response.Content.ReadFromJsonAsync<JsonElement>(cancellationToken)) : null);
    }

    /// <summary>Requests a URL like htmx and returns the status; null if there is no response.</summary>
    public async Task<HttpStatusCode?> ProbeAsync(string address, CancellationToken cancellationToken)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, address) { Headers = { { "HX-Request", "true" } } };
        try
        {
            using var response = await http.SendAsync(request, HttpCompletionOption.ResponseContentRead, cancellationToken);
            return response.StatusCode;
        }
        catch (Exception e) when (e is HttpRequestException or IOException or OperationCanceledException && !cancellationToken.IsCancellationRequested)
        {
            return null;
        }
    }

    /// <summary>
    /// Waits until the library matches its folder: each file is a photo or an import error, and the trash has the files of its folder.
    /// </summary>
    /// <param name="files">The library folder.</param>
    /// <param name="cancellationToken">Cancels the operation.</param>
    /// <returns>Whether it matches; false after a timeout.</returns>
    public async Task<bool> SettleAsync(LibraryFiles files, CancellationToken cancellationToken)
    {
        var clock = Stopwatch.StartNew();
        var next = TimeSpan.Zero;
        while (clock.Elapsed < SettleTimeout)
        {
            try
            {
                if (clock.Elapsed >= next)
                {
                    await SyncAsync(cancellationToken);
                    next = clock.Elapsed + TimeSpan.FromSeconds(10);
                }

                var (isDone, failed) = await StatusAsync(cancellationToken);
                var total = (await http.GetFromJsonAsync<JsonElement>("/api/photos?limit=1", cancellationToken)).GetProperty("total").GetInt64();
                if (isDone && total + failed == files.Photos().Count() && !files.Unfinished().Any() && (await TrashAsync(cancellationToken)).Count == files.Trash().Count())
                    return true;
            }
            catch (Exception e) when (e is HttpRequestException or JsonException or OperationCanceledException && !cancellationToken.IsCancellationRequested)
            {
                // Not ready yet.
            }

            await Task.Delay(Poll, cancellationToken);
        }

        return false;
    }

    private static ListedPhoto Read(JsonElement photo) => new(
        photo.GetProperty("id").GetInt64(), photo.GetProperty("path").GetString()!, photo.GetProperty("contentHash").GetString()!, photo.GetProperty("thumbnailUrl").GetString()!);
}

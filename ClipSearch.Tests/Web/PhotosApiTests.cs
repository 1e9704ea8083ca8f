using System.Net.Http.Json;
using System.Text.Json;
using ClipSearch.Core.Library.Sync;
using ClipSearch.Tests.Fixtures;

namespace ClipSearch.Tests.Web;

/// <summary>Adding, deleting and restoring photos through the API.</summary>
public sealed class PhotosApiTests(PostgresFixture postgres) : IAsyncLifetime
{
    private TestLibrary _library = null!;
    private TestSite _site = null!;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _library = await postgres.NewLibraryAsync();
        _library.Draw(1, "a.jpg");
        _library.Draw(2, "b/b.jpg");
        _site = await (await TestSite.StartAsync(TestSite.OptionsFor(_library))).SeededAsync();
    }

    public async ValueTask DisposeAsync()
    {
        await _site.DisposeAsync();
        await _library.DisposeAsync();
    }

    [Fact]
    public async Task Uploaded_files_are_searchable_when_the_response_arrives()
    {
        var image = await File.ReadAllBytesAsync(TestFiles.Golden("formats/drawing.png"), Token);
        using var form = new MultipartFormDataContent
        {
            { new ByteArrayContent(image), "files", "../../etc/my: drawing?.jpg" },
            { new ByteArrayContent("not an image"u8.ToArray()), "files", "bad.png" },
            { new ByteArrayContent(await File.ReadAllBytesAsync(Path.Combine(_library.Folder, "a.jpg"), Token)), "files", "copy.jpg" },
            { new ByteArrayContent(await File.ReadAllBytesAsync(TestFiles.Golden("orientation/orientation-6.jpg"), Token)), "files", "..." },
        };

        var response = await _site.Client.PostAsync("/api/photos", form, Token);

        Assert.Equal(201, (int)response.StatusCode);
        var files = (await response.Content.ReadFromJsonAsync<JsonElement>(Token)).GetProperty("files");
        Assert.Equal(["added", "failed", "known", "added"], files.EnumerateArray().Select(file => file.GetProperty("result").GetString()));
        var month = DateTime.Now.ToString("yyyy-MM");
        Assert.Equal($"uploads/{month}/my_ drawing.png", files[0].GetProperty("photo").GetProperty("path").GetString());
        Assert.Contains("its content is not jpeg", files[1].GetProperty("reason").GetString(), StringComparison.Ordinal);
        Assert.Equal("a.jpg", files[2].GetProperty("photo").GetProperty("path").GetString());
        Assert.Equal($"uploads/{month}/photo.jpg", files[3].GetProperty("photo").GetProperty("path").GetString());
        // The drawing and the rotated photo are duplicates.
        Assert.Equal(4, (await _site.JsonAsync("/api/search?q=cat&stacks=false")).GetProperty("total").GetInt32());
        Assert.Equal(3, (await _site.JsonAsync("/api/search?q=cat")).GetProperty("total").GetInt32());
        Assert.Equal(image, await File.ReadAllBytesAsync(Path.Combine(_library.Folder, $"uploads/{month}/my_ drawing.png"), Token));
        Assert.Equal(2, Directory.GetFiles(Path.Combine(_library.Folder, "uploads"), "*", new EnumerationOptions { RecurseSubdirectories = true, AttributesToSkip = 0 }).Length);
        Assert.Equal(4, (await _library.SyncAsync(Token)).Unchanged);
    }

    [Fact]
    public async Task An_unusable_upload_is_refused_with_its_reason()
    {
        using var bad = new MultipartFormDataContent { { new ByteArrayContent("x"u8.ToArray()), "files", "bad.png" } };
        Assert.Contains("its content is not jpeg", await ProblemAsync(_site.Client.PostAsync("/api/photos", bad, Token), 422), StringComparison.Ordinal);
        using var none = new MultipartFormDataContent { { new StringContent("x"), "files" } };
        Assert.Contains("Send a form with files", await ProblemAsync(_site.Client.PostAsync("/api/photos", none, Token), 400), StringComparison.Ordinal);
        Assert.Contains("Send a form with files", await ProblemAsync(_site.Client.PostAsync("/api/photos", new ByteArrayContent([]), Token), 400), StringComparison.Ordinal);
        Assert.Contains("Send a form with files", await ProblemAsync(_site.Client.PostAsync("/api/photos", JsonContent.Create(new { address = "x" }), Token), 400), StringComparison.Ordinal);
        Assert.Contains("public internet", await ProblemAsync(_site.Client.PostAsync("/api/photos", JsonContent.Create(new { url = "http://127.0.0.1:1/a.jpg" }), Token), 422), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_truncated_form_keeps_the_complete_files()
    {
        using var form = new MultipartFormDataContent
        {
            { new ByteArrayContent(TestImages.Draw(5)), "files", "whole.jpg" },
            { new ByteArrayContent(TestImages.Draw(6)), "files", "cut.jpg" },
        };
        using var cut = new ByteArrayContent((await form.ReadAsByteArrayAsync(Token))[..^500]);
        cut.Headers.ContentType = form.Headers.ContentType;

        var response = await _site.Client.PostAsync("/api/photos", cut, Token);

        Assert.Equal(201, (int)response.StatusCode);
        var files = (await response.Content.ReadFromJsonAsync<JsonElement>(Token)).GetProperty("files");
        Assert.Equal(["added", "failed"], files.EnumerateArray().Select(file => file.GetProperty("result").GetString()));
        Assert.Equal("cut.jpg was not received completely. The connection was lost or too slow. Upload it again.", files[1].GetProperty("reason").GetString());
    }

    [Fact]
    public async Task A_file_above_the_limit_is_refused_and_removed()
    {
        await using var site = await TestSite.StartAsync(TestSite.OptionsFor(_library, maxUploadBytes: 1 << 20));
        using var form = new MultipartFormDataContent { { new ByteArrayContent(new byte[(1 << 20) + 1]), "files", "big.png" } };

        Assert.Contains("exceeds the limit of 1 MiB (MAX_UPLOAD_MB)", await ProblemAsync(site.Client.PostAsync("/api/photos", form, Token), 422), StringComparison.Ordinal);
        Assert.Empty(Directory.GetFiles(Path.Combine(_library.Folder, "uploads"), "*", new EnumerationOptions { RecurseSubdirectories = true, AttributesToSkip = 0 }));
    }

    [Fact]
    public async Task A_deleted_photo_is_restored_without_a_new_embedding()
    {
        var photo = (await _site.JsonAsync("/api/search?q=b.jpg&limit=1")).GetProperty("hits")[0];
        var id = photo.GetProperty("id").GetInt64();

        var deleted = await _site.Client.DeleteAsync($"/api/photos/{id}", Token);
        Assert.Equal(200, (int)deleted.StatusCode);
        var restore = (await deleted.Content.ReadFromJsonAsync<JsonElement>(Token)).GetProperty("restoreUrl").GetString();
        Assert.False(File.Exists(Path.Combine(_library.Folder, "b/b.jpg")));
        Assert.Equal(["a.jpg"], await _library.FindAsync());
        Assert.Equal("b/b.jpg", (await _site.JsonAsync("/api/trash")).GetProperty("photos")[0].GetProperty("path").GetString());
        await _library.SyncAsync(Token);
        Assert.Equal(1L, await _library.SqlAsync("SELECT count(*) FROM trash JOIN embeddings_1 USING (image_id)"));

        _library.Draw(9, "b/b.jpg"); // another photo has the same path now
        var restored = await _site.Client.PostAsync(restore, null, Token);
        Assert.Equal("b/b (2).jpg", (await restored.Content.ReadFromJsonAsync<JsonElement>(Token)).GetProperty("path").GetString());
        Assert.Equal(0, (await _site.JsonAsync("/api/trash")).GetProperty("photos").GetArrayLength());
        await TestSite.UntilAsync(async () => (await _library.FindAsync()).Order(StringComparer.Ordinal).SequenceEqual(["a.jpg", "b/b (2).jpg", "b/b.jpg"]));
        Assert.Equal(404, (int)(await _site.Client.PostAsync(restore, null, Token)).StatusCode);
        Assert.Equal(404, (int)(await _site.Client.DeleteAsync($"/api/photos/{id}", Token)).StatusCode);
    }

    [Fact]
    public async Task Emptying_the_trash_deletes_permanently()
    {
        foreach (var hit in (await _site.JsonAsync("/api/search?q=cat")).GetProperty("hits").EnumerateArray())
            Assert.Equal(200, (int)(await _site.Client.DeleteAsync($"/api/photos/{hit.GetProperty("id")}", Token)).StatusCode);
        var first = (await _site.JsonAsync("/api/trash")).GetProperty("photos")[0].GetProperty("id").GetInt64();

        Assert.Equal(200, (int)(await _site.Client.DeleteAsync($"/api/trash/{first}", Token)).StatusCode);
        Assert.Equal(404, (int)(await _site.Client.DeleteAsync($"/api/trash/{first}", Token)).StatusCode);
        var purged = await _site.Client.DeleteAsync("/api/trash", Token);

        Assert.Equal(1, (await purged.Content.ReadFromJsonAsync<JsonElement>(Token)).GetProperty("purged").GetInt32());
        Assert.Empty(Directory.GetFiles(_library.Folder, "*.jpg", new EnumerationOptions { RecurseSubdirectories = true, AttributesToSkip = 0 }));
    }

    [Fact]
    public async Task A_read_only_library_refuses_changes()
    {
        await using var site = await TestSite.StartAsync(TestSite.OptionsFor(_library, readOnly: true));
        var id = (await site.JsonAsync("/api/search?q=cat&limit=1")).GetProperty("hits")[0].GetProperty("id").GetInt64();
        using var form = new MultipartFormDataContent { { new ByteArrayContent(TestImages.Draw(3)), "files", "new.jpg" } };

        Assert.Contains("read-only", await ProblemAsync(site.Client.DeleteAsync($"/api/photos/{id}", Token), 409), StringComparison.Ordinal);
        Assert.Contains("read-only", await ProblemAsync(site.Client.PostAsync("/api/photos", form, Token), 409), StringComparison.Ordinal);
        Assert.Equal(2, (await _library.SyncAsync(Token)).Unchanged);
    }

    [Fact]
    public async Task The_list_is_sorted_by_date_and_a_photo_has_all_details()
    {
        File.SetLastWriteTime(Path.Combine(_library.Folder, "a.jpg"), new DateTime(2030, 1, 2, 3, 4, 5));
        await _library.Sync.RunAsync([_library.Folder], new SyncProgress([_library.Folder]), cancellationToken: Token);

        var list = await _site.JsonAsync("/api/photos?limit=1");
        Assert.Equal((2, 1), (list.GetProperty("total").GetInt32(), list.GetProperty("photos").GetArrayLength()));
        var photo = list.GetProperty("photos")[0];
        Assert.Equal("a.jpg", photo.GetProperty("path").GetString());
        Assert.Equal("2030-01-02T03:04:05", photo.GetProperty("takenAt").GetString());
        Assert.Equal("fileTime", photo.GetProperty("takenAtSource").GetString());
        Assert.Equal("jpeg", photo.GetProperty("type").GetString());
        Assert.Equal(photo.ToString(), (await _site.JsonAsync($"/api/photos/{photo.GetProperty("id")}")).ToString());
        Assert.Equal("b/b.jpg", (await _site.JsonAsync("/api/photos?offset=1")).GetProperty("photos")[0].GetProperty("path").GetString());
        Assert.Equal(0, (await _site.JsonAsync("/api/photos?type=png")).GetProperty("total").GetInt32());
        await _site.JsonAsync("/api/photos/987654321", 404);
        await _site.JsonAsync("/api/photos?limit=201", 400);
    }

    private static async Task<string> ProblemAsync(Task<HttpResponseMessage> request, int status)
    {
        var response = await request;
        Assert.Equal(status, (int)response.StatusCode);
        Assert.Equal("application/problem+json", response.Content.Headers.ContentType?.MediaType);
        return (await response.Content.ReadFromJsonAsync<JsonElement>(Token)).GetProperty("detail").GetString()!;
    }
}

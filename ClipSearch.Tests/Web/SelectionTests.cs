using System.Net;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using AngleSharp.Dom;
using AngleSharp.Html.Dom;
using ClipSearch.Core.Library.Trash;
using ClipSearch.Tests.Fixtures;

namespace ClipSearch.Tests.Web;

/// <summary>Actions for several photos, on the page and in the API, and what the page offers to whom.</summary>
public sealed class SelectionTests(PostgresFixture postgres, S3Fixture s3) : IAsyncLifetime
{
    private const string AccessToken = "open sesame";

    private TestLibrary _library = null!;
    private TestSite _site = null!;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _library = await postgres.NewLibraryAsync();
        for (var number = 1; number <= 4; number++)
            _library.Draw(number, $"trip/{number}.jpg");
        _site = await (await TestSite.StartAsync(TestSite.OptionsFor(_library))).SeededAsync();
    }

    public async ValueTask DisposeAsync()
    {
        await _site.DisposeAsync();
        await _library.DisposeAsync();
    }

    [Fact]
    public async Task The_page_moves_photos_to_the_trash_and_restores_all_of_them()
    {
        var ids = await IdsAsync("trip/1.jpg", "trip/2.jpg");
        var page = new Form(_site, await _site.GetAsync("/photos/trash", ("HX-Request", "true")));

        var notice = await page.SendAsync("/photos/trash", $"{ids[0]},{ids[1]}");

        Assert.Equal("2 photos moved to the trash.", notice.QuerySelector(".undo p")!.TextContent);
        Assert.Null(notice.QuerySelector(".unmoved"));
        var trashed = notice.QuerySelectorAll(".undo input[name=id]").Select(field => field.GetAttribute("value")!).ToList();
        Assert.Equal($"{ids[0]}:{trashed[0]},{ids[1]}:{trashed[1]}", notice.QuerySelector("data")!.GetAttribute("value"));
        Assert.Equal(["trip/3.jpg", "trip/4.jpg"], (await _library.FindAsync()).Order(StringComparer.Ordinal));

        var restored = await page.SendAsync(notice.QuerySelector(".undo form")!.GetAttribute("action")!, string.Join(',', trashed));

        Assert.Equal("2 photos restored.", restored.QuerySelector(".notice p")!.TextContent);
        Assert.Equal(4, (await _library.FindAsync()).Count);
        var news = restored.QuerySelector("data")!.GetAttribute("value")!.Split(',').Select(pair => pair.Split(':')).ToList();
        Assert.Equal(trashed, news.Select(pair => pair[0]));
        Assert.Equal("trip/1.jpg", (await _site.JsonAsync($"/api/photos/{news[0][1]}")).GetProperty("path").GetString());
        Assert.Equal(File.ReadAllBytes(Path.Combine(_library.Folder, "trip/1.jpg")), TestImages.Draw(1));
    }

    [Fact]
    public async Task Photos_that_cannot_be_moved_are_listed_with_the_same_reason_as_one_photo()
    {
        var ids = await IdsAsync("trip/1.jpg", "trip/2.jpg");
        File.Delete(Path.Combine(_library.Folder, "trip/2.jpg"));
        var page = new Form(_site, await _site.GetAsync("/photos/trash", ("HX-Request", "true")));

        var notice = await page.SendAsync("/photos/trash", $"{ids[1]},987654,{ids[0]}");

        Assert.Equal("Photo moved to the trash.", notice.QuerySelector(".undo p")!.TextContent);
        Assert.Equal("2 photos were not moved to the trash:", notice.QuerySelector(".unmoved[role=alert] p")!.TextContent);
        var lines = notice.QuerySelectorAll(".unmoved li").Select(line => line.TextContent).ToList();
        Assert.StartsWith($"2.jpg {_library.Folder}/trip/2.jpg cannot be moved to the trash: ", lines[0], StringComparison.Ordinal);
        Assert.Equal("Photo 987654 The library has no photo with this number. It may have been moved or deleted.", lines[1]);
        var single = await (await _site.Client.DeleteAsync($"/api/photos/{ids[1]}", Token)).Content.ReadFromJsonAsync<JsonElement>(Token);
        Assert.Equal($"2.jpg {single.GetProperty("detail").GetString()}", lines[0]);
    }

    [Fact]
    public async Task A_photo_in_a_bucket_is_not_moved_and_the_others_are()
    {
        var bucket = await s3.NewBucketAsync();
        await bucket.DrawAsync(7, "b.jpg");
        await using var library = new TestLibrary(await postgres.NewDatabaseAsync(), bucket: bucket, photosDirs: [_library.Folder, bucket.Address()]);
        await using var site = await (await TestSite.StartAsync(new ClipSearch.Core.Settings.ClipSearchOptions
        {
            DatabaseUrl = library.Options.DatabaseUrl,
            PhotosDirs = library.Options.PhotosDirs,
            DataDir = library.Options.DataDir,
            ModelsDir = library.Options.ModelsDir,
            ClipModel = library.Options.ClipModel,
            S3Endpoint = library.Options.S3Endpoint,
            S3Keys = library.Options.S3Keys,
            Port = 0,
        })).SeededAsync();
        var (remote, local) = ((await library.Lookup.FindByPathAsync($"{bucket.Address()}/b.jpg", Token))!.Id, (await library.Lookup.FindByPathAsync(Path.Combine(_library.Folder, "trip/3.jpg"), Token))!.Id);

        var outcome = await ApiAsync(site, "/api/photos/trash", new { ids = new[] { remote, local } });

        Assert.Equal(local, Assert.Single(outcome.GetProperty("moved").EnumerateArray()).GetProperty("id").GetInt64());
        var failed = Assert.Single(outcome.GetProperty("failed").EnumerateArray());
        Assert.Equal(remote, failed.GetProperty("id").GetInt64());
        Assert.EndsWith("b.jpg", failed.GetProperty("path").GetString(), StringComparison.Ordinal);
        Assert.Contains("is in a bucket, which is read-only", failed.GetProperty("reason").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_API_moves_and_restores_photos()
    {
        var ids = await IdsAsync("trip/1.jpg", "trip/2.jpg");

        var outcome = await ApiAsync(_site, "/api/photos/trash", new { ids = new[] { ids[0], ids[1], ids[0] } });

        Assert.Equal(ids, outcome.GetProperty("moved").EnumerateArray().Select(photo => photo.GetProperty("id").GetInt64()));
        Assert.Empty(outcome.GetProperty("failed").EnumerateArray());
        var trashed = outcome.GetProperty("moved").EnumerateArray().Select(photo => photo.GetProperty("trashId").GetInt64()).ToArray();
        Assert.Equal($"/api/trash/{trashed[0]}/restore", outcome.GetProperty("moved")[0].GetProperty("restoreUrl").GetString());

        var back = await ApiAsync(_site, "/api/trash/restore", new { ids = trashed.Append(987_654) });

        Assert.Equal(["trip/1.jpg", "trip/2.jpg"], back.GetProperty("restored").EnumerateArray().Select(photo => photo.GetProperty("photo").GetProperty("path").GetString()));
        Assert.Equal(trashed, back.GetProperty("restored").EnumerateArray().Select(photo => photo.GetProperty("trashId").GetInt64()));
        var failed = Assert.Single(back.GetProperty("failed").EnumerateArray());
        Assert.Equal((987_654, JsonValueKind.Null), (failed.GetProperty("id").GetInt64(), failed.GetProperty("path").ValueKind));
        Assert.Contains("trash has no photo", failed.GetProperty("reason").GetString(), StringComparison.OrdinalIgnoreCase);
    }

    [Theory]
    [InlineData("""{"ids":[]}""", "ids is empty")]
    [InlineData("""{"ids":null}""", "ids is empty")]
    [InlineData("{}", null)]
    [InlineData("""{"ids":["1"]}""", null)]
    [InlineData("""{"ids":[1.5]}""", null)]
    [InlineData("""{"ids":[99999999999999999999]}""", null)]
    [InlineData("""{"ids":"1"}""", null)]
    [InlineData("[1]", null)]
    [InlineData("", null)]
    public async Task Invalid_ids_in_JSON_are_refused(string body, string? reason)
    {
        foreach (var address in new[] { "/api/photos/trash", "/api/trash/restore" })
        {
            var response = await _site.Client.PostAsync(address, new StringContent(body, Encoding.UTF8, "application/json"), Token);

            Assert.Equal((400, "application/problem+json"), ((int)response.StatusCode, response.Content.Headers.ContentType?.MediaType));
            if (reason is not null)
                Assert.Contains(reason, await response.Content.ReadAsStringAsync(Token), StringComparison.Ordinal);
        }

        Assert.Equal(4, (await _library.FindAsync()).Count);
    }

    [Fact]
    public async Task Too_many_photos_are_refused_before_any_is_moved()
    {
        var id = Assert.Single(await IdsAsync("trip/1.jpg"));
        long[] many = [id, .. Enumerable.Range(1_000, TrashBin.MaxAtOnce).Select(number => (long)number)];
        var page = new Form(_site, await _site.GetAsync("/photos/trash", ("HX-Request", "true")));

        var response = await _site.Client.PostAsync("/api/photos/trash", JsonContent.Create(new { ids = many }), Token);
        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
        Assert.Contains("ids names 1001 photos. The maximum is 1000.", await response.Content.ReadAsStringAsync(Token), StringComparison.Ordinal);
        Assert.Contains("The maximum is 1000.", (await page.SendAsync("/photos/trash", string.Join(',', many), 400)).TextContent, StringComparison.Ordinal);
        Assert.Equal(400, (int)(await _site.Client.PostAsync("/api/photos/trash", JsonContent.Create(new { ids = Enumerable.Range(1, 10_000) }), Token)).StatusCode);
        Assert.Equal(4, (await _library.FindAsync()).Count);
    }

    [Fact]
    public async Task A_form_needs_its_token_and_write_access()
    {
        var id = Assert.Single(await IdsAsync("trip/1.jpg"));
        using var form = new FormUrlEncodedContent([new("id", $"{id}")]);
        Assert.Equal(400, (int)(await _site.Client.PostAsync("/photos/trash", form, Token)).StatusCode);
        Assert.Equal(400, (int)(await _site.Client.PostAsync("/trash?handler=RestoreAll", form, Token)).StatusCode);
        Assert.Equal("/trash", (await _site.GetAsync("/photos/trash")).Headers.Location?.ToString());

        await using var site = await (await TestSite.StartAsync(TestSite.OptionsFor(_library, accessToken: AccessToken))).SeededAsync();
        // The script of the page shows the refusal of the token.
        var refusal = await site.GetAsync("/photos/trash", ("HX-Request", "true"));
        Assert.Equal(401, (int)refusal.StatusCode);
        Assert.Contains("Sign in", (await TestSite.HtmlAsync(refusal)).QuerySelector(".problem")!.TextContent, StringComparison.Ordinal);
        Assert.Equal(401, (int)(await site.Client.PostAsync("/photos/trash", form, Token)).StatusCode);
        Assert.Equal(401, (int)(await site.Client.PostAsync("/api/photos/trash", JsonContent.Create(new { ids = new[] { id } }), Token)).StatusCode);
        Assert.Equal(401, (int)(await site.Client.PostAsync("/api/trash/restore", JsonContent.Create(new { ids = new[] { id } }), Token)).StatusCode);
        Assert.Equal(4, (await _library.FindAsync()).Count);
    }

    [Fact]
    public async Task The_page_offers_what_the_user_may_do()
    {
        var own = await _site.PageAsync("/?q=cat");
        Assert.Equal(Path.Combine(_library.Folder, "trip/1.jpg"), own.QuerySelector("#hits a[title^='trip/1.jpg']")!.GetAttribute("data-path"));
        Assert.Equal("Select 1.jpg", own.QuerySelector("#hits li:has(a[title^='trip/1.jpg']) > .select[role=checkbox]")!.GetAttribute("aria-label"));
        Assert.NotNull(own.QuerySelector("#selection .copy-paths"));
        Assert.NotNull(own.QuerySelector("#selection .to-trash"));
        Assert.Equal("A ZIP file can have up to 1,000 photos and 4.3 GB.", own.QuerySelector("#selection")!.GetAttribute("data-zip-limit"));

        await using var site = await (await TestSite.StartAsync(TestSite.OptionsFor(_library, accessToken: AccessToken, readOnly: true))).SeededAsync();
        foreach (var address in new[] { "/?q=cat", "/browse", "/folders?path=trip" })
        {
            var page = await site.PageAsync(address);
            Assert.Equal(4, page.QuerySelectorAll("li > .select").Length);
            Assert.DoesNotContain(_library.Folder, page.DocumentElement.OuterHtml, StringComparison.Ordinal);
            Assert.NotNull(page.QuerySelector("#selection .zip"));
            Assert.Null(page.QuerySelector("#selection .copy-paths"));
            Assert.Null(page.QuerySelector("#selection .to-trash"));
        }

        var signedIn = await TestSite.HtmlAsync(await site.GetAsync("/browse", ("Authorization", $"Bearer {AccessToken}")));
        Assert.NotNull(signedIn.QuerySelector("#selection .copy-paths"));
        Assert.Null(signedIn.QuerySelector("#selection .to-trash"));
        var refused = await site.Client.SendAsync(
            new HttpRequestMessage(HttpMethod.Post, "/api/photos/trash") { Content = JsonContent.Create(new { ids = new[] { 1 } }), Headers = { { "Authorization", $"Bearer {AccessToken}" } } }, Token);
        Assert.Equal(409, (int)refused.StatusCode);
        Assert.Contains("READ_ONLY", await refused.Content.ReadAsStringAsync(Token), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Control_characters_in_copied_paths_are_replaced()
    {
        _library.Draw(9, "a\nrm -rf x.jpg");
        await _library.SyncAsync(Token);

        var paths = (await _site.PageAsync("/browse")).QuerySelectorAll("a[data-path]").Select(link => link.GetAttribute("data-path")!).ToList();

        Assert.Contains(Path.Combine(_library.Folder, "a\uFFFDrm -rf x.jpg"), paths);
        Assert.DoesNotContain(paths, path => path.Any(char.IsControl));
    }

    private async Task<long[]> IdsAsync(params string[] paths)
    {
        var ids = new List<long>();
        foreach (var path in paths)
            ids.Add((await _library.Lookup.FindByPathAsync(Path.Combine(_library.Folder, path), Token))!.Id);
        return [.. ids];
    }

    private static async Task<JsonElement> ApiAsync(TestSite site, string address, object body)
    {
        var response = await site.Client.PostAsync(address, JsonContent.Create(body), Token);
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        return await response.Content.ReadFromJsonAsync<JsonElement>(Token);
    }

    /// <summary>Sends forms as the script of a page does, with the token that it has requested.</summary>
    private sealed class Form(TestSite site, HttpResponseMessage token)
    {
        public async Task<IElement> SendAsync(string address, string ids, int status = 200)
        {
            var value = (await TestSite.HtmlAsync(token)).QuerySelector("[name=__RequestVerificationToken]")!.GetAttribute("value")!;
            var request = new HttpRequestMessage(HttpMethod.Post, address) { Content = new FormUrlEncodedContent([new("id", ids), new("__RequestVerificationToken", value)]) };
            request.Headers.Add("HX-Request", "true");
            request.Headers.TryAddWithoutValidation("Cookie", token.Headers.GetValues("Set-Cookie").Single().Split(';')[0]);
            var response = await site.Client.SendAsync(request, Token);
            Assert.Equal(status, (int)response.StatusCode);
            return (await TestSite.HtmlAsync(response)).Body!;
        }
    }
}

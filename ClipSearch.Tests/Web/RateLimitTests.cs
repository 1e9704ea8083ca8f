using System.Net;
using System.Net.Http.Headers;
using System.Text.Json;
using ClipSearch.Core.Settings;
using ClipSearch.Tests.Browser;
using ClipSearch.Tests.Fixtures;
using ClipSearch.Web.Access;
using static Microsoft.Playwright.Assertions;

namespace ClipSearch.Tests.Web;

/// <summary>Rate limits per client, whose IP address a trusted proxy forwards.</summary>
[Collection(GalleryCollection.Name)]
public sealed class RateLimitTests(GalleryFixture gallery, ChromiumFixture chromium) : IAsyncLifetime
{
    private const string AccessToken = "open sesame";

    private TestLibrary _library = null!;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _library = await gallery.Postgres.NewLibraryAsync();
        _library.Draw(1, "a.jpg");
    }

    public ValueTask DisposeAsync() => _library.DisposeAsync();

    [Fact]
    public async Task Searches_above_the_limit_get_429_with_Retry_After()
    {
        await using var site = await StartAsync(searches: 1);
        Assert.Equal(200, (int)(await SearchAsync(site, "/api/search?q=cat", "203.0.113.7")).StatusCode);

        var api = await SearchAsync(site, "/api/search?q=cat", "203.0.113.7");
        Assert.Equal(429, (int)api.StatusCode);
        Assert.InRange(api.Headers.RetryAfter!.Delta!.Value.TotalSeconds, 1, 60);
        Assert.Equal("application/problem+json", api.Content.Headers.ContentType?.MediaType);
        var problem = JsonDocument.Parse(await api.Content.ReadAsStringAsync(Token)).RootElement;
        Assert.Equal((429, "Too many searches"), (problem.GetProperty("status").GetInt32(), problem.GetProperty("title").GetString()));

        var fragment = await site.GetAsync("/?q=cat", ("X-Forwarded-For", "203.0.113.7"), ("HX-Request", "true"));
        Assert.Equal(429, (int)fragment.StatusCode);
        var text = await fragment.Content.ReadAsStringAsync(Token);
        Assert.DoesNotContain("<html", text, StringComparison.Ordinal);
        Assert.Contains("then search again", text, StringComparison.Ordinal);
        var page = await SearchAsync(site, "/?q=cat", "203.0.113.7");
        Assert.Equal("cat", (await TestSite.HtmlAsync(page)).QuerySelector("#q")!.GetAttribute("value"));

        foreach (var address in new[] { "/", "/photos/1", "/photos/1?q=cat", "/library", "/api/photos", "/css/frame.css", "/health/live" })
            Assert.Equal(200, (int)(await SearchAsync(site, address, "203.0.113.7")).StatusCode);
        foreach (var address in new[] { "/?q=cat", "/?like=1", "/photos/1?q=cat&at=1", "/api/search?q=cat", "/api/photos/1/similar" })
            Assert.Equal(429, (int)(await SearchAsync(site, address, "203.0.113.7")).StatusCode);
        Assert.Equal(200, (int)(await site.GetAsync("/photos/1?q=cat&at=1", ("X-Forwarded-For", "203.0.113.7"), ("HX-Request", "true"))).StatusCode);
        foreach (var address in new[] { "/search/picture", "/api/search" })
            Assert.Equal(429, (int)(await SendAsync(site, address, "203.0.113.7")).StatusCode);
    }

    [Fact]
    public async Task Each_IP_address_has_its_own_limit_and_loopback_has_none()
    {
        await using var site = await StartAsync(searches: 1);

        foreach (var address in new[] { "203.0.113.7", "203.0.113.8", "2001:db8:1:2::1", "2001:db8:1:3::1" })
            Assert.Equal(200, (int)(await SearchAsync(site, "/api/search?q=cat", address)).StatusCode);
        foreach (var address in new[] { "203.0.113.7", "::ffff:203.0.113.8", "2001:db8:1:2::1", "2001:db8:1:2:ffff::2" })
            Assert.Equal(429, (int)(await SearchAsync(site, "/api/search?q=cat", address)).StatusCode);
        for (var i = 0; i < 3; i++)
            Assert.Equal(200, (int)(await site.GetAsync("/api/search?q=cat")).StatusCode);
    }

    [Fact]
    public async Task Zero_disables_the_limit()
    {
        await using var site = await StartAsync(searches: 0);

        // More than the default limit.
        var responses = await Task.WhenAll(
            Enumerable.Range(0, new ClipSearchOptions().SearchesPerMinute + 80).Select(_ => SearchAsync(site, "/api/search?q=cat", "203.0.113.7")));

        Assert.All(responses, response => Assert.Equal(HttpStatusCode.OK, response.StatusCode));
    }

    [Fact]
    public async Task Uploads_and_searches_have_separate_limits()
    {
        await using var site = await StartAsync(uploads: 1);
        Assert.Equal(422, (int)(await UploadAsync(site, "/api/photos")).StatusCode);

        var refused = await UploadAsync(site, "/api/photos");
        Assert.Equal(429, (int)refused.StatusCode);
        Assert.Contains("Too many uploads", await refused.Content.ReadAsStringAsync(Token), StringComparison.Ordinal);
        Assert.Equal(429, (int)(await UploadAsync(site, "/upload")).StatusCode);
        Assert.Equal(200, (int)(await SearchAsync(site, "/api/search?q=cat", "203.0.113.7")).StatusCode);
    }

    [Fact]
    public async Task Too_many_wrong_tokens_block_the_right_one_too()
    {
        await using var site = await StartAsync();
        for (var i = 0; i < 3; i++)
            Assert.Equal(202, (int)(await SyncAsync(site, AccessToken, "203.0.113.7")).StatusCode);
        for (var i = 0; i < WrongTokenLimiter.MaxOfClient; i++)
            Assert.Equal(401, (int)(await SyncAsync(site, $"guess {i}", "203.0.113.7")).StatusCode);

        var refused = await SyncAsync(site, "guess", "203.0.113.7");
        Assert.Equal(429, (int)refused.StatusCode);
        Assert.InRange(refused.Headers.RetryAfter!.Delta!.Value.TotalSeconds, 1, 60);
        Assert.Equal(429, (int)(await SyncAsync(site, AccessToken, "203.0.113.7")).StatusCode);
        Assert.Equal(429, (int)(await SignInAsync(site, AccessToken, "203.0.113.7")).StatusCode);
        Assert.Equal(202, (int)(await SyncAsync(site, AccessToken, "203.0.113.8")).StatusCode);
        Assert.Equal(302, (int)(await SignInAsync(site, AccessToken, "203.0.113.8")).StatusCode);
    }

    [Fact]
    public async Task The_sign_in_form_counts_wrong_tokens()
    {
        await using var site = await StartAsync();
        for (var i = 0; i < WrongTokenLimiter.MaxOfClient; i++)
            Assert.Equal(403, (int)(await SignInAsync(site, "wrong", "203.0.113.7")).StatusCode);

        var refused = await SignInAsync(site, AccessToken, "203.0.113.7");
        Assert.Equal(429, (int)refused.StatusCode);
        Assert.InRange(refused.Headers.RetryAfter!.Delta!.Value.TotalSeconds, 1, 60);
        Assert.Contains("Too many incorrect tokens", (await TestSite.HtmlAsync(refused)).QuerySelector(".problem h2")!.TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Headers_of_an_untrusted_proxy_do_not_split_the_limits()
    {
        await using var site = await (await TestSite.StartAsync(TestSite.OptionsFor(_library, accessToken: AccessToken, searchesPerMinute: 1))).SeededAsync();
        for (var i = 0; i < WrongTokenLimiter.MaxOfClient; i++)
            Assert.Equal(401, (int)(await SyncAsync(site, "guess", $"203.0.{i}.7")).StatusCode);
        Assert.Equal(429, (int)(await SyncAsync(site, AccessToken, "198.51.100.1")).StatusCode);
        Assert.Equal(200, (int)(await SearchAsync(site, "/api/search?q=cat", "203.0.113.7")).StatusCode);
        Assert.Equal(429, (int)(await SearchAsync(site, "/api/search?q=cat", "203.0.113.8")).StatusCode);
        Assert.Single(site.Log.All, line => line.Contains("TRUSTED_PROXIES", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Wrong_tokens_do_not_block_other_IP_addresses()
    {
        await using var site = await StartAsync();
        for (var i = 0; i < 100; i++)
            await SyncAsync(site, "guess", $"203.0.113.{i}");

        Assert.Equal(202, (int)(await SyncAsync(site, AccessToken, "198.51.100.1")).StatusCode);
    }

    [Fact]
    public async Task The_client_is_the_last_untrusted_address_of_the_chain()
    {
        await using var site = await StartAsync(searches: 1);

        Assert.Equal(200, (int)(await SearchAsync(site, "/api/search?q=cat", "198.51.100.1, 203.0.113.7")).StatusCode);
        Assert.Equal(429, (int)(await SearchAsync(site, "/api/search?q=cat", "198.51.100.2, 203.0.113.7, 127.0.0.1")).StatusCode);
    }

    [Fact]
    public void The_counters_take_a_fixed_number_of_slots()
    {
        var random = new Random(1);
        var bytes = new byte[16];
        var places = new HashSet<int>();
        for (var i = 0; i < 100_000; i++)
        {
            random.NextBytes(bytes);
            places.Add(RateLimits.Place(new IPAddress(bytes)));
        }

        Assert.InRange(places.Count, RateLimits.Places * 9 / 10, RateLimits.Places);
        Assert.InRange(places.Min(), 0, RateLimits.Places - 1);
        Assert.InRange(places.Max(), 0, RateLimits.Places - 1);
    }

    [Fact]
    public async Task The_page_reports_the_limit_and_keeps_its_photos()
    {
        for (var i = 2; i < 30; i++)
            _library.Draw(i, $"{i}.jpg");
        await using var site = await StartAsync(searches: 1);
        await chromium.UseAsync(site, async page =>
        {
            await page.Page.SetExtraHTTPHeadersAsync(new Dictionary<string, string> { ["X-Forwarded-For"] = "203.0.113.7" });
            // The one allowed search; typing could send several.
            await page.OpenAsync("/?q=cat");
            await page.ShowsAsync("cat");

            await page.More.ClickAsync();
            await Expect(page.Page.Locator("#more-problem")).ToContainTextAsync("Too many searches");
            await Expect(page.Hits).ToHaveCountAsync(24);
            await page.SearchAsync("dog");
            await Expect(page.Problem.First).ToContainTextAsync("then search again");
        });
    }

    [Fact]
    public async Task An_upload_above_the_limit_waits_and_is_retried()
    {
        // 20 per minute, so one token every three seconds.
        await using var site = await StartAsync(uploads: 20);
        await chromium.UseAsync(site, async page =>
        {
            var statuses = new List<int>();
            await page.Page.SetExtraHTTPHeadersAsync(new Dictionary<string, string> { ["X-Forwarded-For"] = "203.0.113.7", ["Authorization"] = $"Bearer {AccessToken}" });
            page.Page.Response += (_, response) =>
            {
                if (response.Url.EndsWith("/api/photos", StringComparison.Ordinal))
                    statuses.Add(response.Status);
            };
            await page.OpenAsync("/library");
            int last;
            do
                last = (int)(await UploadAsync(site, "/api/photos")).StatusCode;
            while (last != 429);
            await page.Page.Locator("form[data-each] input[type=file]").SetInputFilesAsync(new Microsoft.Playwright.FilePayload { Name = "new.jpg", MimeType = "image/jpeg", Buffer = TestImages.Draw(2) });
            await page.Page.Locator("form[data-each] button").ClickAsync();

            await Expect(page.Page.Locator(".uploads li")).ToContainTextAsync("Added");
            Assert.Equal(201, statuses[^1]);
        });
    }

    private async Task<TestSite> StartAsync(int? searches = null, int? uploads = null) => await (await TestSite.StartAsync(
        TestSite.OptionsFor(_library, accessToken: AccessToken, trustedProxies: ["127.0.0.1/32"], searchesPerMinute: searches, uploadsPerMinute: uploads))).SeededAsync();

    private static Task<HttpResponseMessage> SearchAsync(TestSite site, string address, string from) => site.GetAsync(address, ("X-Forwarded-For", from));

    private static Task<HttpResponseMessage> SyncAsync(TestSite site, string token, string from) => SendAsync(site, "/api/sync", from, token: token);

    private static Task<HttpResponseMessage> UploadAsync(TestSite site, string address) => SendAsync(
        site, address, "203.0.113.7", new MultipartFormDataContent { { new ByteArrayContent("x"u8.ToArray()), "files", "bad.jpg" } }, AccessToken);

    private static async Task<HttpResponseMessage> SignInAsync(TestSite site, string token, string from)
    {
        var response = await site.GetAsync("/signin", ("X-Forwarded-For", from));
        var page = await TestSite.HtmlAsync(response);
        var form = new FormUrlEncodedContent([new("token", token), new("__RequestVerificationToken", page.QuerySelector("[name=__RequestVerificationToken]")!.GetAttribute("value")!)]);
        return await SendAsync(site, "/signin", from, form, cookie: response.Headers.GetValues("Set-Cookie").Single().Split(';')[0]);
    }

    private static Task<HttpResponseMessage> SendAsync(TestSite site, string address, string from, HttpContent? content = null, string? token = null, string? cookie = null)
    {
        var request = new HttpRequestMessage(HttpMethod.Post, address) { Content = content, Headers = { { "X-Forwarded-For", from } } };
        if (token is not null)
            request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
        if (cookie is not null)
            request.Headers.TryAddWithoutValidation("Cookie", cookie);
        return site.Client.SendAsync(request, Token);
    }
}

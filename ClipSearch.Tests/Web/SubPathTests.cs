using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using System.Text.RegularExpressions;
using AngleSharp.Dom;
using AngleSharp.Html.Dom;
using AngleSharp.Html.Parser;
using ClipSearch.Tests.Cli;
using ClipSearch.Tests.Fixtures;

namespace ClipSearch.Tests.Web;

/// <summary>The site below a path of its host: with <c>PATH_BASE</c>, and with <c>X-Forwarded-Prefix</c> of a trusted proxy.</summary>
public sealed partial class SubPathTests(PostgresFixture postgres) : IAsyncLifetime
{
    // The name of a route too: /photos/photos/1 is the page of a photo.
    private const string Base = "/photos";
    private const string AccessToken = "correct horse";
    private const string Trusted = "127.0.0.0/8";

    /// <summary>The attributes with URLs, and those with several.</summary>
    private static readonly string[] Urls =
        ["href", "src", "srcset", "action", "formaction", "poster", "hx-get", "hx-post", "hx-put", "hx-delete", "hx-push-url", "hx-replace-url", "data-large", "data-preview", "data-each"];

    private TestLibrary _library = null!;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _library = await postgres.NewLibraryAsync();
        for (var i = 1; i <= 26; i++)
            _library.Draw(i, $"trip/{i:00}.jpg");
        _library.Draw(1, "copies/a.jpg");
        _library.Draw(1, "copies/b.jpg");
        var drawn = _library.Draw(30, "trip/below/c.jpg");
        await File.WriteAllBytesAsync(Path.Combine(_library.Folder, "similar.jpg"), TestImages.Changed(drawn, TestImages.Jpeg(60)), Token);
        await File.WriteAllTextAsync(Path.Combine(_library.Folder, "broken.jpg"), "not an image", Token);
    }

    public ValueTask DisposeAsync() => _library.DisposeAsync();

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task No_url_of_a_page_escapes_the_path(bool strips)
    {
        await using var site = await StartAsync(strips);
        await SendAsync(site, strips, HttpMethod.Delete, $"{Base}/api/photos/{await FirstAsync(site, strips)}");
        var queue = new Queue<string>([$"{Base}/", $"{Base}/?q=cat", $"{Base}/?q=cat&limit=5&type=jpeg&stacks=false", $"{Base}/upload", $"{Base}/nowhere", $"{Base}/?q=", $"{Base}/browse?month=no", $"{Base}/signin?back=/x"]);
        var seen = new HashSet<string>(queue, StringComparer.Ordinal);
        var escaped = new SortedSet<string>(StringComparer.Ordinal);
        var broken = new SortedSet<string>(StringComparer.Ordinal);
        var kinds = new Dictionary<string, int>(StringComparer.Ordinal);
        while (queue.TryDequeue(out var url))
        {
            foreach (var isFragment in new[] { false, true })
            {
                var response = await SendAsync(site, strips, HttpMethod.Get, url, isFragment ? ("HX-Request", "true") : null);
                if ((int)response.StatusCode is not (200 or 302) && !IsExpected(url))
                    broken.Add($"{(int)response.StatusCode} {url}");
                if (response.Headers.Location is { } location && Escapes(location.OriginalString))
                    escaped.Add($"Location {location} of {url}");
                if (response.Content.Headers.ContentType?.MediaType != "text/html")
                    continue;
                foreach (var (name, found) in UrlsIn(new HtmlParser().ParseDocument(await response.Content.ReadAsStringAsync(Token))))
                {
                    if (Escapes(found))
                        escaped.Add($"{name}={found} of {url}");
                    // A few URLs of each kind: links differ mostly in their numbers and queries.
                    var kind = Digits().Replace(found.Split('=')[0], "0");
                    if (found.StartsWith($"{Base}/", StringComparison.Ordinal) && name != "action" && seen.Add(found.Split('#')[0])
                        && (kinds[kind] = kinds.GetValueOrDefault(kind) + 1) <= 4)
                        queue.Enqueue(found.Split('#')[0]);
                }
            }
        }

        Assert.Empty(escaped);
        Assert.Empty(broken);
        var all = string.Join('\n', seen.Select(url => Digits().Replace(url, "0")));
        foreach (var page in new[] { "/browse", "/folders", "/library", "/duplicates", "/trash", "/settings", "/api", "/photos/0", "/photos/0/stack?q", "/photos/0/thumb?v", "/trash/0/thumb?v", "/search/choices", "/openapi/v0.json" })
            Assert.Contains($"\n{Base}{page}", all, StringComparison.Ordinal);

        static bool IsExpected(string url) => url.EndsWith("/nowhere", StringComparison.Ordinal) || url.EndsWith("?q=", StringComparison.Ordinal) || url.EndsWith("=no", StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Redirects_cookies_and_forms_keep_the_path(bool strips)
    {
        await using var site = await StartAsync(strips);
        var id = await FirstAsync(site, strips);

        var signIn = await SendAsync(site, strips, HttpMethod.Get, $"{Base}/signin?back={Base}/library");
        var form = (await TestSite.HtmlAsync(signIn)).QuerySelector("article form")!;
        Assert.Contains("path=/photos", Assert.Single(signIn.Headers.GetValues("Set-Cookie")), StringComparison.Ordinal);
        var signedIn = await PostAsync(site, strips, $"{Base}/signin", form, signIn, ("token", AccessToken));
        Assert.Equal($"{Base}/library", signedIn.Headers.Location!.OriginalString);
        Assert.All(signedIn.Headers.GetValues("Set-Cookie"), cookie => Assert.Contains("path=/photos;", cookie, StringComparison.Ordinal));
        foreach (var back in new[] { "https://evil.example/", "//evil.example/", "/\\evil.example" })
            Assert.Equal($"{Base}/", (await PostAsync(site, strips, $"{Base}/signin", form, signIn, ("token", AccessToken), ("back", back))).Headers.Location!.OriginalString);

        var page = await SendAsync(site, strips, HttpMethod.Get, $"{Base}/photos/{id}?q=cat");
        var delete = (await TestSite.HtmlAsync(page)).QuerySelector(".actions form")!;
        var deleted = await PostAsync(site, strips, delete.GetAttribute("action")!, delete, page);
        Assert.Equal($"{Base}/?q=cat", deleted.Headers.Location!.OriginalString);
        Assert.All(deleted.Headers.GetValues("Set-Cookie"), cookie => Assert.Contains("path=/photos;", cookie, StringComparison.Ordinal));
        var trash = await SendAsync(site, strips, HttpMethod.Get, $"{Base}/trash");
        var restore = (await TestSite.HtmlAsync(trash)).QuerySelector(".trash form")!;
        Assert.Matches($@"^{Base}/photos/\d+$", (await PostAsync(site, strips, restore.GetAttribute("action")!, restore, trash)).Headers.Location!.OriginalString);

        using var image = new MultipartFormDataContent { { new ByteArrayContent(TestImages.Draw(3)), "image", "a.jpg" } };
        Assert.StartsWith($"{Base}/?q=cat&picture=", (await SendAsync(site, strips, HttpMethod.Post, $"{Base}/search/picture?q=cat", content: image)).Headers.Location!.OriginalString, StringComparison.Ordinal);
        Assert.Equal($"{Base}/api/status", (await SendAsync(site, strips, HttpMethod.Post, $"{Base}/api/sync")).Headers.Location!.OriginalString);
        Assert.Equal($"{Base}/library", (await SendAsync(site, strips, HttpMethod.Get, $"{Base}/upload")).Headers.Location!.OriginalString);
        var refused = await TestSite.HtmlAsync(await SendAsync(site, strips, HttpMethod.Get, $"{Base}/settings", ("Authorization", "")));
        Assert.Equal($"{Base}/signin?back={Uri.EscapeDataString($"{Base}/settings")}", refused.QuerySelector(".problem a")!.GetAttribute("href"));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Urls_in_json_keep_the_path(bool strips)
    {
        await using var site = await StartAsync(strips);
        foreach (var url in new[] { "/api/search?q=cat", "/api/photos", "/api/duplicates" })
        {
            var response = await SendAsync(site, strips, HttpMethod.Get, Base + url);
            var urls = UrlsIn(await response.Content.ReadFromJsonAsync<JsonElement>(Token)).ToList();
            Assert.NotEmpty(urls);
            Assert.All(urls, found => Assert.StartsWith($"{Base}/", found, StringComparison.Ordinal));
            Assert.All(urls.Take(3), found => Assert.Equal(200, (int)SendAsync(site, strips, HttpMethod.Get, found).GetAwaiter().GetResult().StatusCode));
        }

        var deleted = await (await SendAsync(site, strips, HttpMethod.Delete, $"{Base}/api/photos/{await FirstAsync(site, strips)}")).Content.ReadFromJsonAsync<JsonElement>(Token);
        Assert.Equal(200, (int)(await SendAsync(site, strips, HttpMethod.Post, deleted.GetProperty("restoreUrl").GetString()!)).StatusCode);
        var document = await (await SendAsync(site, strips, HttpMethod.Get, $"{Base}/openapi/v1.json")).Content.ReadFromJsonAsync<JsonElement>(Token);
        Assert.Equal(Base, Assert.Single(document.GetProperty("servers").EnumerateArray()).GetProperty("url").GetString());
    }

    [Fact]
    public async Task With_a_base_requests_without_it_are_answered_with_urls_below_it()
    {
        await using var site = await StartAsync(strips: false);

        foreach (var url in new[] { "/health/live", "/health/ready", "/", "/browse" })
        {
            Assert.Equal(200, (int)(await site.GetAsync(url)).StatusCode);
            Assert.Equal(200, (int)(await site.GetAsync(Base + url)).StatusCode);
        }

        Assert.Equal(200, (int)(await site.GetAsync(Base)).StatusCode);
        Assert.Equal($"{Base}/browse", (await site.PageAsync("/")).QuerySelector("[data-go=b]")!.GetAttribute("href"));
        Assert.Equal(404, (int)(await site.GetAsync("/photosandmore")).StatusCode);
        Assert.Contains(site.Log.All, line => line.Contains($"The pages are at {site.Address.GetLeftPart(UriPartial.Authority)}{Base}/", StringComparison.Ordinal));
    }

    [Fact]
    public async Task The_header_replaces_the_base()
    {
        await using var site = await TestSite.StartAsync(TestSite.OptionsFor(_library, trustedProxies: [Trusted], pathBase: Base));

        var page = await TestSite.HtmlAsync(await site.GetAsync("/browse", ("X-Forwarded-Prefix", "/other/place/")));
        Assert.Equal("/other/place/browse", page.QuerySelector("[data-go=b]")!.GetAttribute("href"));
        Assert.Equal(404, (int)(await site.GetAsync($"{Base}/browse", ("X-Forwarded-Prefix", "/other"))).StatusCode);
    }

    [Theory]
    [InlineData("//evil.example")]
    [InlineData("/\\evil.example")]
    [InlineData("https://evil.example")]
    [InlineData("evil")]
    [InlineData("/%2F%2Fevil.example")]
    [InlineData("/%5Cevil.example")]
    [InlineData("/a\"><script>alert(1)</script>")]
    [InlineData("/%22%3E%3Cscript%3E")]
    [InlineData("/a/../../b")]
    [InlineData("/.")]
    [InlineData("/a?b")]
    [InlineData("/a#b")]
    [InlineData("/a b")]
    [InlineData("/%0D%0ASet-Cookie:a=b")]
    [InlineData("/{0}")]
    [InlineData("/%zz")]
    public async Task An_invalid_prefix_is_ignored_and_logged(string prefix)
    {
        await using var site = await TestSite.StartAsync(TestSite.OptionsFor(_library, accessToken: AccessToken, trustedProxies: [Trusted]));

        var page = await TestSite.HtmlAsync(await site.GetAsync("/browse", ("X-Forwarded-Prefix", prefix)));

        Assert.Equal("/browse", page.QuerySelector("[data-go=b]")!.GetAttribute("href"));
        Assert.Equal("/library", (await SendAsync(site, HttpMethod.Get, "/upload", ("X-Forwarded-Prefix", prefix))).Headers.Location!.OriginalString);
        Assert.Single(site.Log.All, line => line.Contains("The header X-Forwarded-Prefix", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_prefix_of_an_unknown_proxy_is_ignored()
    {
        await using var site = await TestSite.StartAsync(TestSite.OptionsFor(_library, trustedProxies: ["192.0.2.1/32"]));

        var page = await TestSite.HtmlAsync(await site.GetAsync("/browse", ("X-Forwarded-Prefix", Base), ("X-Forwarded-For", "192.0.2.1")));

        Assert.Equal("/browse", page.QuerySelector("[data-go=b]")!.GetAttribute("href"));
        Assert.Contains(site.Log.All, line => line.Contains("It must come from an address in TRUSTED_PROXIES", StringComparison.Ordinal));
    }

    [Fact]
    public async Task The_manifest_names_its_own_folder()
    {
        await using var site = await StartAsync(strips: false);
        var address = new Uri(site.Address, (await site.PageAsync($"{Base}/")).QuerySelector("link[rel=manifest]")!.GetAttribute("href"));
        var manifest = JsonDocument.Parse(await site.Client.GetStringAsync(address, Token)).RootElement;

        foreach (var name in new[] { "start_url", "scope" })
            Assert.Equal($"{Base}/", new Uri(new Uri(site.Address, $"{Base}/manifest.webmanifest"), manifest.GetProperty(name).GetString()).AbsolutePath);
        foreach (var icon in manifest.GetProperty("icons").EnumerateArray())
            Assert.Equal(200, (int)(await site.GetAsync(new Uri(address, icon.GetProperty("src").GetString()).PathAndQuery)).StatusCode);
        Assert.False(manifest.TryGetProperty("id", out _), "By default, the id is the start URL, which differs between sites on one host.");
    }

    [Fact]
    public async Task The_command_line_prints_urls_below_the_base()
    {
        await _library.SyncAsync(Token);
        using var process = ClipSearchProcess.Start(_library.Options, ("PATH_BASE", $"{Base}/"), "search", "cat", "--json");
        var (code, output, _) = await process.EndAsync();

        Assert.Equal(0, code);
        Assert.All(UrlsIn(JsonDocument.Parse(output).RootElement), url => Assert.StartsWith($"{Base}/", url, StringComparison.Ordinal));
        using var wrong = ClipSearchProcess.Start(_library.Options, ("PATH_BASE", "photos"), "status");
        Assert.Contains("PATH_BASE is \"photos\"; it must be a path such as /photos", (await wrong.EndAsync()).Error, StringComparison.Ordinal);
    }

    private async Task<TestSite> StartAsync(bool strips) => await (await TestSite.StartAsync(
        TestSite.OptionsFor(_library, accessToken: AccessToken, trustedProxies: [Trusted], pathBase: strips ? "" : Base, searchesPerMinute: 0, uploadsPerMinute: 0))).SeededAsync();

    private static async Task<long> FirstAsync(TestSite site, bool strips) =>
        (await (await SendAsync(site, strips, HttpMethod.Get, $"{Base}/api/search?q=cat&limit=1")).Content.ReadFromJsonAsync<JsonElement>(Token)).GetProperty("hits")[0].GetProperty("id").GetInt64();

    /// <summary>Sends a request for a published URL as the proxy passes it on.</summary>
    private static Task<HttpResponseMessage> SendAsync(TestSite site, bool strips, HttpMethod method, string url, (string Name, string Value)? header = null, HttpContent? content = null)
    {
        Assert.StartsWith($"{Base}/", url, StringComparison.Ordinal);
        return strips
            ? SendAsync(site, method, url[Base.Length..], header, content, ("X-Forwarded-Prefix", Base))
            : SendAsync(site, method, url, header, content);
    }

    private static async Task<HttpResponseMessage> SendAsync(
        TestSite site, HttpMethod method, string url, (string Name, string Value)? header = null, HttpContent? content = null, (string Name, string Value)? prefix = null)
    {
        var request = new HttpRequestMessage(method, url) { Content = content };
        request.Headers.TryAddWithoutValidation("Authorization", $"Bearer {AccessToken}");
        foreach (var (name, value) in new[] { header, prefix }.OfType<(string Name, string Value)>())
        {
            request.Headers.Remove(name);
            if (value.Length > 0)
                request.Headers.TryAddWithoutValidation(name, value);
        }

        return await site.Client.SendAsync(request, Token);
    }

    /// <summary>Submits a form with the cookies of its page.</summary>
    private static Task<HttpResponseMessage> PostAsync(
        TestSite site, bool strips, string url, IElement form, HttpResponseMessage page, params (string Name, string Value)[] values)
    {
        var fields = form.QuerySelectorAll("input[name]").ToDictionary(field => field.GetAttribute("name")!, field => field.GetAttribute("value") ?? "");
        foreach (var (name, value) in values)
            fields[name] = value;
        var cookies = string.Join("; ", page.Headers.GetValues("Set-Cookie").Select(cookie => cookie.Split(';')[0]));
        return SendAsync(site, strips, HttpMethod.Post, url, ("Cookie", cookies), new FormUrlEncodedContent(fields));
    }

    private static bool Escapes(string url) =>
        url != Base && !url.StartsWith($"{Base}/", StringComparison.Ordinal) && !url.StartsWith('#') && !url.StartsWith('?')
        && !url.StartsWith("data:image/", StringComparison.Ordinal) && url is not ("" or "true" or "false");

    private static IEnumerable<(string Name, string Url)> UrlsIn(IParentNode parent)
    {
        foreach (var element in parent.QuerySelectorAll("*"))
        {
            foreach (var attribute in element.Attributes.Where(attribute => Urls.Contains(attribute.Name) || attribute.Name == "xlink:href"))
            {
                foreach (var url in attribute.Name == "srcset" ? attribute.Value.Split(", ").Select(choice => choice.Split(' ')[0]) : [attribute.Value])
                    yield return (attribute.Name, url);
            }

            if (element is IHtmlInputElement { Name: "back" } back && back.Value is not ("" or "/x"))
                yield return ("back", back.Value);
            if (element is IHtmlTemplateElement template)
            {
                foreach (var inside in UrlsIn(template.Content))
                    yield return inside;
            }
        }
    }

    /// <summary>Returns the strings that are URLs of the site.</summary>
    private static IEnumerable<string> UrlsIn(JsonElement json) => json.ValueKind switch
    {
        JsonValueKind.Object => json.EnumerateObject().SelectMany(member =>
            member.Value.ValueKind == JsonValueKind.String && member.Name.EndsWith("rl", StringComparison.Ordinal) ? [member.Value.GetString()!] : UrlsIn(member.Value)),
        JsonValueKind.Array => json.EnumerateArray().SelectMany(UrlsIn),
        _ => [],
    };

    [GeneratedRegex(@"\d+")]
    private static partial Regex Digits();
}

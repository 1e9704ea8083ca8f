using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Net.Sockets;
using System.Text;
using AngleSharp.Dom;
using ClipSearch.Tests.Fixtures;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;

namespace ClipSearch.Tests.Web;

[Collection(GalleryCollection.Name)]
public sealed class HeaderTests(GalleryFixture gallery)
{
    private readonly TestSite _site = gallery.Site;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("/")]
    [InlineData("/?q=cat")]
    [InlineData("/?q=")]
    [InlineData("/api")]
    [InlineData("/nowhere")]
    [InlineData("/css/frame.css")]
    [InlineData("/photos/987654321/thumb")]
    [InlineData("/api/search?q=cat")]
    [InlineData("/health/live")]
    public async Task Every_response_has_security_headers(string address)
    {
        var headers = (await _site.GetAsync(address)).Headers;

        Assert.Equal("nosniff", headers.GetValues("X-Content-Type-Options").Single());
        Assert.Equal("same-origin", headers.GetValues("Referrer-Policy").Single());
        var policy = headers.GetValues("Content-Security-Policy").Single();
        Assert.Contains("default-src 'none'", policy, StringComparison.Ordinal);
        Assert.Contains("frame-ancestors 'none'", policy, StringComparison.Ordinal);
        Assert.DoesNotContain("unsafe", policy, StringComparison.Ordinal);
        Assert.False(headers.Contains("Server"));
    }

    [Theory]
    [InlineData("/")]
    [InlineData("/?q=cat")]
    [InlineData("/api")]
    public async Task A_page_has_no_external_and_no_inline_resources(string address)
    {
        var page = await _site.PageAsync(address);

        var placeholders = page.QuerySelectorAll("svg image").Select(placeholder => placeholder.GetAttribute("href")!);
        Assert.All(placeholders, placeholder => Assert.StartsWith("data:image/webp;base64,", placeholder, StringComparison.Ordinal));
        Assert.Equal(address == "/?q=cat", placeholders.Any());
        var links = page.QuerySelectorAll("[src], [href]:not(image)").Select(element => element.GetAttribute("src") ?? element.GetAttribute("href")!).ToList();
        Assert.NotEmpty(links);
        Assert.All(links, link => Assert.Matches("^(/(?!/)|#)", link));
        Assert.Empty(page.QuerySelectorAll("style, [style], script:not([src])"));
    }

    [Fact]
    public async Task Styles_scripts_and_icons_are_cached_by_their_fingerprint()
    {
        var page = await _site.PageAsync("/");

        foreach (var kind in new[] { "script", "link[rel=stylesheet]", "link[rel=icon]", "link[rel=apple-touch-icon]", "link[rel=manifest]" })
        {
            var elements = page.QuerySelectorAll(kind).ToList();
            Assert.NotEmpty(elements);
            foreach (var file in elements.Select(element => element.GetAttribute("src") ?? element.GetAttribute("href")!))
            {
                Assert.Matches(@"^/[\w/.-]+\.[0-9a-z]{10}\.\w+$", file);
                var response = await _site.GetAsync(file);
                Assert.Equal((file, HttpStatusCode.OK), (file, response.StatusCode));
                Assert.Contains("immutable", response.Headers.CacheControl!.ToString(), StringComparison.Ordinal);
                Assert.Equal(await File.ReadAllBytesAsync(SourceOf(file), Token), await response.Content.ReadAsByteArrayAsync(Token));
            }
        }
    }

    [Theory]
    [InlineData("/")]
    [InlineData("/?q=cat")]
    [InlineData("/?q=", 400)]
    [InlineData("/browse")]
    [InlineData("/folders?path=drawn")]
    [InlineData("/library")]
    [InlineData("/photos/1")]
    public async Task Components_add_no_script_and_no_header(string address, int status = 200)
    {
        foreach (var response in new[] { await _site.GetAsync(address), await _site.GetFragmentAsync(address) })
        {
            Assert.Equal(status, (int)response.StatusCode);
            Assert.Equal("text/html; charset=utf-8", response.Content.Headers.ContentType!.ToString());
            Assert.False(response.Headers.Contains("blazor-enhanced-nav"));
            var html = await response.Content.ReadAsStringAsync(Token);
            Assert.DoesNotContain("_framework", html, StringComparison.Ordinal);
            Assert.DoesNotContain("blazor", html, StringComparison.OrdinalIgnoreCase);
        }
    }

    [Theory]
    [InlineData("HTTP/1.0", "")]
    [InlineData("HTTP/1.1", "Host:\r\n")]
    [InlineData("HTTP/1.1", "Host: a..b\r\n")]
    [InlineData("HTTP/1.1", "Host: a:99999\r\n")]
    [InlineData("HTTP/1.1", "Host: a..b\r\nHX-Request: true\r\n")]
    public async Task An_invalid_host_header_gets_the_page(string version, string headers)
    {
        await using var library = await gallery.Postgres.NewLibraryAsync();
        library.Draw(1, "a.jpg");
        await using var site = await (await TestSite.StartAsync(TestSite.OptionsFor(library, allowedHosts: ["*"]))).SeededAsync();
        using var client = new TcpClient();
        await client.ConnectAsync(site.Address.Host, site.Address.Port, Token);
        await using var stream = client.GetStream();
        var request = Encoding.ASCII.GetBytes($"GET /?q=cat {version}\r\n{headers}Connection: close\r\n\r\n");
        await stream.WriteAsync(request, Token);
        using var reader = new StreamReader(stream);

        Assert.Equal("HTTP/1.1 200 OK", await reader.ReadLineAsync(Token));
        Assert.Contains("data-photo=", await reader.ReadToEndAsync(Token), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("/?q=cat")]
    [InlineData("/css/frame.css")]
    [InlineData("/js/search.js")]
    public async Task Text_responses_are_compressed(string address)
    {
        var response = await _site.GetAsync(address, ("Accept-Encoding", "gzip"));

        Assert.Equal("gzip", response.Content.Headers.ContentEncoding.Single());
        var whole = await (await _site.GetAsync(address)).Content.ReadAsByteArrayAsync(Token);
        Assert.InRange((await response.Content.ReadAsByteArrayAsync(Token)).Length, 1, whole.Length * 2 / 3);
        Assert.Contains("Accept-Encoding", string.Join(',', response.Headers.Vary), StringComparison.Ordinal);
    }

    /// <summary>Returns the file in the repository that a URL with a fingerprint serves.</summary>
    private static string SourceOf(string url)
    {
        var parts = url.TrimStart('/').Split('.');
        return Path.Combine(TestFiles.Repository, "ClipSearch.Web", "wwwroot", string.Join('.', [.. parts[..^2], parts[^1]]));
    }

    [Theory]
    [InlineData("127.0.0.0/8", "https://photos.example 203.0.113.7")]
    [InlineData("192.0.2.1/32", "http://{0} 127.0.0.1")]
    public async Task Forwarded_headers_apply_only_from_a_trusted_proxy(string trusted, string seen)
    {
        await using var library = await gallery.Postgres.NewLibraryAsync();
        await using var site = await TestSite.StartAsync(TestSite.OptionsFor(library, trustedProxies: [trusted], allowedHosts: ["photos.example"]), map: app => app.MapGet(
            "/seen", (HttpContext context) => $"{context.Request.Scheme}://{context.Request.Host} {context.Connection.RemoteIpAddress}"));

        var response = await site.GetAsync(
            "/seen", ("X-Forwarded-Proto", "https"), ("X-Forwarded-Host", "photos.example"), ("X-Forwarded-For", "203.0.113.7"));
        Assert.Equal(string.Format(CultureInfo.InvariantCulture, seen, site.Address.Authority), await response.Content.ReadAsStringAsync(Token));

        foreach (var address in new[] { "/", "/?q=", "/health/live" })
        {
            var page = await site.GetAsync(address, ("X-Forwarded-Proto", "https"));
            Assert.Null(page.Headers.Location);
            Assert.False(page.Headers.Contains("Strict-Transport-Security"));
        }
    }
}

using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;
using ClipSearch.Core.Imaging;
using ClipSearch.Tests.Cli;
using ClipSearch.Tests.Fixtures;
using ClipSearch.Tests.Imaging;
using ClipSearch.Web.Access;
using ClipSearch.Web.Localization;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;

namespace ClipSearch.Tests.Web;

/// <summary>Write access and private reading. A request through a proxy counts as one from another machine.</summary>
public sealed class WriteAccessTests(PostgresFixture postgres) : IAsyncLifetime
{
    private const string AccessToken = "open sesame";
    private static readonly (string Name, string Value) FromElsewhere = ("X-Forwarded-For", "203.0.113.7");

    private TestLibrary _library = null!;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _library = await postgres.NewLibraryAsync();
        _library.Draw(1, "a.jpg");
    }

    public ValueTask DisposeAsync() => _library.DisposeAsync();

    [Fact]
    public async Task Loopback_may_write_and_others_need_the_token()
    {
        await using var closed = await StartAsync(null);
        Assert.Equal(202, (int)(await PostAsync(closed)).StatusCode);
        var refusal = await PostAsync(closed, FromElsewhere);
        Assert.Equal(403, (int)refusal.StatusCode);
        Assert.Equal("application/problem+json", refusal.Content.Headers.ContentType?.MediaType);
        Assert.Contains("set ACCESS_TOKEN there", await refusal.Content.ReadAsStringAsync(Token), StringComparison.Ordinal);

        await using var open = await StartAsync(AccessToken);
        var challenge = await PostAsync(open, FromElsewhere);
        Assert.Equal(401, (int)challenge.StatusCode);
        Assert.Equal("Bearer", challenge.Headers.WwwAuthenticate.ToString());
        Assert.Equal(401, (int)(await PostAsync(open, FromElsewhere, ("Authorization", "Bearer open sesam"))).StatusCode);
        Assert.Equal(401, (int)(await PostAsync(open, FromElsewhere, ("Authorization", $"Basic {AccessToken}"))).StatusCode);
        Assert.Equal(202, (int)(await PostAsync(open, FromElsewhere, ("Authorization", $"Bearer {AccessToken}"))).StatusCode);
    }

    /// <summary>Requests of a local proxy, such as nginx, with a minimal configuration.</summary>
    public static TheoryData<string> PlainProxies =>
    [
        "POST /api/sync HTTP/1.0\r\nHost: 127.0.0.1:{0}\r\nConnection: close\r\nContent-Length: 0\r\n\r\n",
        "POST /api/sync HTTP/1.1\r\nHost: photos.example.org\r\nConnection: close\r\nContent-Length: 0\r\n\r\n",
        "POST /api/sync HTTP/1.1\r\nHost: localhost\r\nX-Forwarded-Server: photos\r\nConnection: close\r\nContent-Length: 0\r\n\r\n",
    ];

    [Theory]
    [MemberData(nameof(PlainProxies))]
    public async Task A_local_proxy_gives_no_write_access(string request)
    {
        await using var open = await TestSite.StartAsync(TestSite.OptionsFor(_library, allowedHosts: ["photos.example.org"]));
        Assert.StartsWith("HTTP/1.1 403", await SendRawAsync(open, request), StringComparison.Ordinal);

        await using var guarded = await TestSite.StartAsync(TestSite.OptionsFor(_library, accessToken: AccessToken, allowedHosts: ["photos.example.org"], trustLoopback: true));
        Assert.StartsWith("HTTP/1.1 401", await SendRawAsync(guarded, request), StringComparison.Ordinal);
    }

    [Fact]
    public async Task With_a_token_loopback_needs_it_unless_trusted()
    {
        await using var open = await StartAsync(AccessToken);
        Assert.Equal(401, (int)(await PostAsync(open)).StatusCode);
        Assert.Equal(202, (int)(await PostAsync(open, ("Authorization", $"Bearer {AccessToken}"))).StatusCode);

        await using var trusting = await TestSite.StartAsync(TestSite.OptionsFor(_library, accessToken: AccessToken, trustLoopback: true));
        Assert.Equal(202, (int)(await PostAsync(trusting)).StatusCode);
        Assert.Equal(401, (int)(await PostAsync(trusting, FromElsewhere)).StatusCode);
    }

    [Theory]
    [InlineData("evil.example", 400)] // DNS rebinding
    [InlineData("evil.example:3000", 400)]
    [InlineData("photos.example.org", 200)]
    [InlineData("a.example.net:3000", 200)]
    [InlineData("example.net", 400)]
    [InlineData("localhost:3000", 200)]
    [InlineData("127.8.9.10", 200)]
    [InlineData("[::1]:3000", 200)]
    [InlineData("192.168.1.2", 400)]
    [InlineData("127.0.0.1.evil.example", 400)]
    public async Task Only_allowed_host_names_are_accepted(string host, int status)
    {
        await using var site = await (await TestSite.StartAsync(TestSite.OptionsFor(_library, allowedHosts: ["photos.example.org", "*.example.net"]))).SeededAsync();

        foreach (var address in new[] { "/api/photos", "/?q=cat", "/photos/1/thumb" })
        {
            var response = await site.GetAsync(address, ("Host", host));
            Assert.Equal(status, (int)response.StatusCode);
            if (status == 400)
                Assert.DoesNotContain("a.jpg", await response.Content.ReadAsStringAsync(Token), StringComparison.Ordinal);
        }

        var page = await site.GetAsync("/", ("Host", host));
        Assert.Equal(status, (int)page.StatusCode);
        if (status == 400)
            Assert.Contains("ALLOWED_HOSTS", (await TestSite.HtmlAsync(page)).QuerySelector(".problem")!.TextContent, StringComparison.Ordinal);
    }

    /// <summary>Without ALLOWED_HOSTS, DNS rebinding must not read the library.</summary>
    [Theory]
    [InlineData("evil.example", 400)]
    [InlineData("192.168.1.2", 400)]
    [InlineData("localhost:3000", 200)]
    [InlineData("127.8.9.10", 200)]
    [InlineData("[::1]:3000", 200)]
    public async Task A_loopback_listener_accepts_loopback_names_only(string host, int status)
    {
        await using var site = await StartAsync(null);

        foreach (var address in new[] { "/api/photos", "/?q=cat", "/library", "/api/status" })
            Assert.Equal(status, (int)(await site.GetAsync(address, ("Host", host))).StatusCode);
    }

    /// <summary>Covers public pages with forms and other forms. The policy refuses before the form is read.</summary>
    [Theory]
    [InlineData("/library")]
    [InlineData("/photos/1")]
    [InlineData("/duplicates")]
    [InlineData("/trash?handler=Empty")]
    [InlineData("/upload")]
    public async Task A_form_requires_write_access(string address)
    {
        await using var open = await StartAsync(null);
        Assert.Equal(403, (int)(await SendFormAsync(open, FromElsewhere)).StatusCode);

        await using var guarded = await StartAsync(AccessToken);
        Assert.Equal(401, (int)(await SendFormAsync(guarded)).StatusCode);
        Assert.Equal(401, (int)(await SendFormAsync(guarded, FromElsewhere)).StatusCode);

        Task<HttpResponseMessage> SendFormAsync(TestSite site, params (string Name, string Value)[] headers)
        {
            var request = new HttpRequestMessage(HttpMethod.Post, address) { Content = new FormUrlEncodedContent([new("id", "1")]) };
            foreach (var (name, value) in headers)
                request.Headers.TryAddWithoutValidation(name, value);
            return site.Client.SendAsync(request, Token);
        }
    }

    [Fact]
    public async Task A_public_listener_accepts_any_name_without_ALLOWED_HOSTS()
    {
        var options = TestSite.OptionsFor(_library, host: "0.0.0.0");
        await using var site = await TestSite.StartAsync(options);

        Assert.StartsWith("HTTP/1.1 200", await SendRawAsync(site, "GET /library HTTP/1.1\r\nHost: photos.lan\r\nConnection: close\r\n\r\n"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Signing_out_invalidates_the_cookie_and_a_restart_does_not()
    {
        string cookie;
        await using (var site = await StartAsync(AccessToken))
        {
            cookie = Cookie(await SignInAsync(site, AccessToken));
            var other = Cookie(await SignInAsync(site, AccessToken));
            Assert.Equal(302, (int)(await SignOutAsync(site, other)).StatusCode);
            Assert.Equal(401, (int)(await PostAsync(site, ("Cookie", other))).StatusCode);
            Assert.Equal(202, (int)(await PostAsync(site, ("Cookie", cookie))).StatusCode);
        }

        await using var again = await StartAsync(AccessToken);
        Assert.Equal(202, (int)(await PostAsync(again, ("Cookie", cookie))).StatusCode);
    }

    [Fact]
    public void An_unused_session_expires()
    {
        var time = new FakeTimeProvider(DateTimeOffset.UtcNow);
        var sessions = new Sessions(_library.Options, time, NullLogger<Sessions>.Instance);
        var session = sessions.Open();
        time.Advance(Sessions.Lifetime - TimeSpan.FromHours(1));
        Assert.True(sessions.IsOpen(session));
        time.Advance(Sessions.Lifetime - TimeSpan.FromHours(1));
        Assert.True(sessions.IsOpen(session));
        time.Advance(Sessions.Lifetime + TimeSpan.FromHours(1));
        Assert.False(sessions.IsOpen(session));
        var folder = Path.Combine(_library.Options.DataDir, "sessions");
        Assert.Single(Directory.GetFiles(folder));
        Assert.False(sessions.IsOpen("../keys"));

        Assert.Equal([sessions.Open()], Directory.GetFiles(folder).Select(Path.GetFileName));
    }

    /// <summary>A file in place of a parent folder fails like a full or read-only disk. Permissions would not, because root ignores them.</summary>
    [Fact]
    public async Task Reading_and_signing_in_work_without_a_writable_DATA_DIR()
    {
        var file = Path.Combine(_library.Folder, "a file");
        await File.WriteAllTextAsync(file, "", Token);
        var options = TestSite.OptionsFor(_library, accessToken: AccessToken, isPrivate: true, dataDir: Path.Combine(file, "data"));
        await using var site = await (await TestSite.StartAsync(options)).SeededAsync();
        (string, string) token = ("Authorization", $"Bearer {AccessToken}");
        var photo = (await site.JsonAsync("/api/photos", token)).GetProperty("photos")[0].GetProperty("id").GetInt64();

        foreach (var address in new[] { "/", "/?q=cat", "/browse", "/library", "/settings", $"/photos/{photo}", $"/photos/{photo}/thumb", $"/photos/{photo}/file", "/api/search?q=cat" })
            Assert.Equal((address, 200), (address, (int)(await site.GetAsync(address, token)).StatusCode));
        var cookie = Cookie(await SignInAsync(site, AccessToken));
        Assert.Equal(200, (int)(await site.GetAsync("/?q=cat", ("Cookie", cookie))).StatusCode);
        Assert.Equal(202, (int)(await PostAsync(site, ("Cookie", cookie))).StatusCode);
        Assert.Equal(302, (int)(await SignOutAsync(site, cookie)).StatusCode);
        Assert.Equal(401, (int)(await PostAsync(site, ("Cookie", cookie))).StatusCode);
        Assert.Contains(site.Log.All, line => line.Contains("keys of sign-in cookies cannot be written to", StringComparison.Ordinal) && line.Contains("Free up disk space", StringComparison.Ordinal));
        Assert.DoesNotContain(site.Log.All, line => line.StartsWith("Error", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_private_site_shows_nothing_without_the_token()
    {
        await using var site = await (await TestSite.StartAsync(TestSite.OptionsFor(_library, accessToken: AccessToken, isPrivate: true))).SeededAsync();
        var photo = (await site.JsonAsync("/api/photos", ("Authorization", $"Bearer {AccessToken}"))).GetProperty("photos")[0].GetProperty("id").GetInt64();

        // Includes endpoints that are added later.
        var addresses = site.Endpoints.OfType<RouteEndpoint>()
            .Where(endpoint => endpoint.Metadata.GetMetadata<IAllowAnonymous>() is null && endpoint.Metadata.GetMetadata<HttpMethodMetadata>()?.HttpMethods.Contains("GET") != false)
            .Select(endpoint => "/" + endpoint.RoutePattern.RawText!.TrimStart('/').Replace("{id:long}", $"{photo}", StringComparison.Ordinal)).ToList();
        Assert.Contains("/api/search", addresses);
        Assert.Contains($"/photos/{photo}/file", addresses);
        foreach (var address in addresses.Append("/?q=cat").Append("/nothing"))
        {
            var refused = await site.GetAsync(address);
            Assert.True((int)refused.StatusCode == 401, $"{address} returns {refused.StatusCode}");
            Assert.DoesNotContain("a.jpg", await refused.Content.ReadAsStringAsync(Token), StringComparison.Ordinal);
        }

        var page = await TestSite.HtmlAsync(await site.GetAsync("/?q=cat"));
        Assert.Equal("/signin?back=%2F%3Fq%3Dcat", page.QuerySelector(".problem a")!.GetAttribute("href"));
        Assert.Null(page.QuerySelector("form.search"));
        foreach (var open in new[] { "/signin", "/health/live", "/health/ready", "/css/frame.css", "/lib/htmx.min.js" })
            Assert.Equal(200, (int)(await site.GetAsync(open)).StatusCode);

        var cookie = Cookie(await SignInAsync(site, AccessToken));
        Assert.Equal(200, (int)(await site.GetAsync("/?q=cat", ("Cookie", cookie))).StatusCode);
        Assert.Equal(200, (int)(await site.GetAsync($"/photos/{photo}/file", ("Authorization", $"Bearer {AccessToken}"))).StatusCode);
        Assert.Equal(401, (int)(await site.GetAsync($"/photos/{photo}/file", ("Authorization", "Bearer guess"))).StatusCode);
    }

    [Fact]
    public async Task Only_writers_see_paths_and_positions()
    {
        var located = new TestExif().Position("N", [(51, 1), (30, 1), (18, 1)], "E", [(0, 1), (7, 1), (30, 1)]);
        await File.WriteAllBytesAsync(Path.Combine(_library.Folder, "located.jpg"), TestImages.With(located, TestImages.Draw(2)), Token);
        await File.WriteAllTextAsync(Path.Combine(_library.Folder, "broken.jpg"), "no image", Token);
        await using var site = await (await TestSite.StartAsync(TestSite.OptionsFor(_library, accessToken: AccessToken))).SeededAsync();
        (string, string) token = ("Authorization", $"Bearer {AccessToken}");
        var photo = (await site.JsonAsync("/api/photos", token)).GetProperty("photos").EnumerateArray()
            .Single(one => one.GetProperty("path").GetString() == "located.jpg").GetProperty("id").GetInt64();

        foreach (var address in new[]
        {
            "/", "/?q=cat", "/browse", "/folders", "/library", $"/photos/{photo}", $"/photos/{photo}/stack", "/duplicates", "/health/ready",
            "/api/status", "/api/photos", $"/api/photos/{photo}", "/api/search?q=cat", $"/api/photos/{photo}/similar", "/api/duplicates",
        })
        {
            var text = await (await site.GetAsync(address)).Content.ReadAsStringAsync(Token);
            Assert.DoesNotContain(_library.Folder, text, StringComparison.Ordinal);
            Assert.DoesNotContain(_library.Options.DataDir, text, StringComparison.Ordinal);
            Assert.DoesNotContain("broken.jpg", text, StringComparison.Ordinal);
            Assert.DoesNotContain("51.50", text, StringComparison.Ordinal);
        }

        Assert.Equal(51.505, (await site.JsonAsync($"/api/photos/{photo}", token)).GetProperty("latitude").GetDouble(), 6);
        Assert.Contains("51.50", await (await site.GetAsync($"/photos/{photo}", token)).Content.ReadAsStringAsync(Token), StringComparison.Ordinal);
        Assert.Equal(_library.Folder, (await site.JsonAsync("/api/status", token)).GetProperty("sync").GetProperty("folders")[0].GetString());
        Assert.Contains("broken.jpg", await (await site.GetAsync("/library", token)).Content.ReadAsStringAsync(Token), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Only_writers_see_the_paths_of_seeded_folders()
    {
        var outside = Directory.CreateTempSubdirectory("clipsearch-outside").FullName;
        var seeded = Path.Combine(outside, "album");
        Directory.CreateDirectory(Path.Combine(seeded, "day"));
        await File.WriteAllBytesAsync(Path.Combine(seeded, "day/x.jpg"), TestImages.Draw(2), Token);
        _library.Draw(3, "trip/day/y.jpg");
        var (code, _, error) = await ClipSearchProcess.RunAsync(_library.Options, "seed", seeded);
        Assert.True(code == 0, error);
        await using var site = await (await TestSite.StartAsync(TestSite.OptionsFor(_library, accessToken: AccessToken))).SeededAsync();
        (string, string) token = ("Authorization", $"Bearer {AccessToken}");
        await TestSite.UntilAsync(async () => (await PathsAsync()).Contains("album/day/x.jpg"));
        var photo = (await site.JsonAsync("/api/photos")).GetProperty("photos").EnumerateArray()
            .Single(one => one.GetProperty("path").GetString() == "album/day/x.jpg").GetProperty("id").GetInt64();

        foreach (var address in new[]
        {
            "/?q=cat", "/browse", "/folders", "/folders?path=trip", "/folders?path=album", "/folders?path=album%2Fday", $"/photos/{photo}", $"/photos/{photo}?path=album%2Fday",
            "/?q=cat&folder=album", "/search/choices", "/api/search?q=cat", "/api/photos?folder=album", $"/api/photos/{photo}", $"/api/photos/{photo}/stack",
        })
        {
            var response = await site.GetAsync(address);
            Assert.True(response.StatusCode == HttpStatusCode.OK, $"{address} returns {response.StatusCode}");
            var text = await response.Content.ReadAsStringAsync(Token);
            Assert.DoesNotContain(outside, text, StringComparison.Ordinal);
            Assert.DoesNotContain(Uri.EscapeDataString(outside), text, StringComparison.Ordinal);
            Assert.DoesNotContain(_library.Folder, text, StringComparison.Ordinal);
        }

        Assert.Single((await site.JsonAsync("/api/photos?folder=album")).GetProperty("photos").EnumerateArray());
        Assert.Equal(Path.Combine(seeded, "day/x.jpg"), (await site.JsonAsync($"/api/photos/{photo}", token)).GetProperty("path").GetString());
        Assert.Contains(seeded, await (await site.GetAsync($"/photos/{photo}", token)).Content.ReadAsStringAsync(Token), StringComparison.Ordinal);
        Directory.Delete(outside, recursive: true);

        async Task<IEnumerable<string?>> PathsAsync() =>
            (await site.JsonAsync("/api/photos")).GetProperty("photos").EnumerateArray().Select(one => one.GetProperty("path").GetString());
    }

    [Fact]
    public async Task Only_writers_get_the_file_with_its_metadata()
    {
        var located = TestImages.With(new TestExif().Camera("Canon", "EOS").Position("N", [(51, 1), (30, 1), (18, 1)], "E", [(0, 1), (7, 1), (30, 1)]), TestImages.Draw(2));
        await File.WriteAllBytesAsync(Path.Combine(_library.Folder, "located.jpg"), located, Token);
        await File.WriteAllBytesAsync(Path.Combine(_library.Folder, "located.tiff"), SampleImages.Saved(located, "tiffsave_buffer"), Token);
        await using var site = await (await TestSite.StartAsync(TestSite.OptionsFor(_library, accessToken: AccessToken))).SeededAsync();
        (string, string) token = ("Authorization", $"Bearer {AccessToken}");
        var photos = (await site.JsonAsync("/api/photos", token)).GetProperty("photos").EnumerateArray()
            .ToDictionary(one => one.GetProperty("path").GetString()!, one => one.GetProperty("fileUrl").GetString()!);

        var (owner, reader) = (await site.GetAsync(photos["located.jpg"], token), await site.GetAsync(photos["located.jpg"]));
        Assert.Equal(located, await owner.Content.ReadAsByteArrayAsync(Token));
        var copy = await reader.Content.ReadAsByteArrayAsync(Token);
        Assert.Equal(("image/jpeg", copy.Length), (reader.Content.Headers.ContentType!.MediaType, (int)reader.Content.Headers.ContentLength!));
        Assert.Equal(new ImageHeader(64, 64, "jpeg"), ImageDecoder.ReadHeader(copy, "copy"));

        // A browser must not show the cached original after signing out.
        Assert.NotEqual(owner.Headers.ETag, reader.Headers.ETag);
        Assert.Equal(304, (int)(await site.GetAsync(photos["located.jpg"], ("If-None-Match", reader.Headers.ETag!.ToString()))).StatusCode);
        Assert.Equal(200, (int)(await site.GetAsync(photos["located.jpg"], ("If-None-Match", owner.Headers.ETag!.ToString()))).StatusCode);
        var part = await site.GetAsync(photos["located.jpg"], ("Range", "bytes=10-19"));
        Assert.Equal(copy[10..20], await part.Content.ReadAsByteArrayAsync(Token));
        var head = await site.Client.SendAsync(new HttpRequestMessage(HttpMethod.Head, photos["located.jpg"]), Token);
        Assert.Equal(copy.Length, head.Content.Headers.ContentLength);

        // The metadata of a TIFF cannot be removed separately.
        var tiff = await site.GetAsync(photos["located.tiff"]);
        Assert.Equal(("image/webp", "located.webp"), (tiff.Content.Headers.ContentType!.MediaType, tiff.Content.Headers.ContentDisposition!.FileNameStar));
        Assert.Equal(new ImageHeader(64, 64, "webp"), ImageDecoder.ReadHeader(await tiff.Content.ReadAsByteArrayAsync(Token), "copy"));
        Assert.Equal("image/tiff", (await site.GetAsync(photos["located.tiff"], token)).Content.Headers.ContentType!.MediaType);
    }

    [Theory]
    [InlineData("Origin", "https://evil.example")]
    [InlineData("Origin", "null")]
    [InlineData("Sec-Fetch-Site", "cross-site")]
    [InlineData("Sec-Fetch-Site", "same-site")]
    [InlineData("Forwarded", "for=203.0.113.7")]
    [InlineData("X-Real-IP", "127.0.0.1")]
    public async Task A_cross_site_request_may_not_write_even_from_loopback(string header, string value)
    {
        await using var site = await StartAsync(null);

        Assert.Equal(403, (int)(await PostAsync(site, (header, value))).StatusCode);
        Assert.Equal(202, (int)(await PostAsync(site, ("Origin", site.Address.GetLeftPart(UriPartial.Authority)), ("Sec-Fetch-Site", "same-origin"))).StatusCode);
    }

    [Fact]
    public async Task Signing_in_sets_a_cookie_that_a_new_token_invalidates()
    {
        string cookie;
        await using (var site = await StartAsync(AccessToken))
        {
            Assert.Equal(403, (int)(await SignInAsync(site, "wrong")).StatusCode);
            var signedIn = await SignInAsync(site, AccessToken);
            Assert.Equal(302, (int)signedIn.StatusCode);
            var given = signedIn.Headers.GetValues("Set-Cookie").Single(value => value.StartsWith("clipsearch=", StringComparison.Ordinal));
            Assert.Contains("httponly", given, StringComparison.OrdinalIgnoreCase);
            Assert.Contains("samesite=strict", given, StringComparison.OrdinalIgnoreCase);
            cookie = given.Split(';')[0];
            Assert.Equal(202, (int)(await PostAsync(site, FromElsewhere, ("Cookie", cookie))).StatusCode);
            Assert.DoesNotContain(site.Log.All, line => line.Contains(AccessToken, StringComparison.Ordinal));
        }

        await using (var again = await StartAsync(AccessToken))
            Assert.Equal(202, (int)(await PostAsync(again, FromElsewhere, ("Cookie", cookie))).StatusCode);
        await using (var changed = await StartAsync("another"))
            Assert.Equal(401, (int)(await PostAsync(changed, FromElsewhere, ("Cookie", cookie))).StatusCode);
        await using (var none = await StartAsync(null))
            Assert.Equal(403, (int)(await PostAsync(none, FromElsewhere, ("Cookie", cookie))).StatusCode);
    }

    [Fact]
    public async Task The_sign_in_form_requires_an_antiforgery_token()
    {
        await using var site = await StartAsync(AccessToken);
        using var form = new FormUrlEncodedContent([new("token", AccessToken)]);

        Assert.Equal(HttpStatusCode.BadRequest, (await site.Client.PostAsync("/signin", form, Token)).StatusCode);
    }

    private static string Cookie(HttpResponseMessage signedIn) =>
        signedIn.Headers.GetValues("Set-Cookie").Single(value => value.StartsWith("clipsearch=", StringComparison.Ordinal)).Split(';')[0];

    private static async Task<HttpResponseMessage> SignOutAsync(TestSite site, string cookie)
    {
        var response = await site.GetAsync("/signin", ("Cookie", cookie));
        var page = await TestSite.HtmlAsync(response);
        var request = new HttpRequestMessage(HttpMethod.Post, "/signin?handler=Out")
        {
            Content = new FormUrlEncodedContent([new("__RequestVerificationToken", page.QuerySelector("[name=__RequestVerificationToken]")!.GetAttribute("value")!)]),
        };
        request.Headers.TryAddWithoutValidation("Cookie", $"{cookie}; {response.Headers.GetValues("Set-Cookie").Single().Split(';')[0]}");
        return await site.Client.SendAsync(request, Token);
    }

    /// <summary>Sends a raw request, with the site's port for the placeholder.</summary>
    private static async Task<string> SendRawAsync(TestSite site, string request)
    {
        using var client = new TcpClient();
        await client.ConnectAsync(IPAddress.Loopback, site.Address.Port, Token);
        await using var stream = client.GetStream();
        await stream.WriteAsync(Encoding.ASCII.GetBytes(string.Format(CultureInfo.InvariantCulture, request, site.Address.Port)), Token);
        using var reader = new StreamReader(stream);
        return await reader.ReadToEndAsync(Token);
    }

    private Task<TestSite> StartAsync(string? token) => TestSite.StartAsync(TestSite.OptionsFor(_library, accessToken: token));

    private static Task<HttpResponseMessage> PostAsync(TestSite site, params (string Name, string Value)[] headers)
    {
        var request = new HttpRequestMessage(HttpMethod.Post, "/api/sync");
        foreach (var (name, value) in headers)
            request.Headers.TryAddWithoutValidation(name, value);
        return site.Client.SendAsync(request, Token);
    }

    private static async Task<HttpResponseMessage> SignInAsync(TestSite site, string token)
    {
        var response = await site.GetAsync("/signin", FromElsewhere);
        var page = await TestSite.HtmlAsync(response);
        var request = new HttpRequestMessage(HttpMethod.Post, "/signin")
        {
            Content = new FormUrlEncodedContent([new("token", token), new("__RequestVerificationToken", page.QuerySelector("[name=__RequestVerificationToken]")!.GetAttribute("value")!)]),
        };
        request.Headers.TryAddWithoutValidation("Cookie", response.Headers.GetValues("Set-Cookie").Single().Split(';')[0]);
        return await site.Client.SendAsync(request, Token);
    }
}

using System.Collections.Concurrent;
using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using ClipSearch.Core.Imaging;
using ClipSearch.Tests.Fixtures;
using ClipSearch.Web.Access;
using Microsoft.Extensions.DependencyInjection;

namespace ClipSearch.Tests.Web;

/// <summary>Large request bodies: bounded memory, and refusals with their reason and Retry-After.</summary>
[Collection(AloneCollection.Name)]
public sealed class LargeBodyTests(PostgresFixture postgres) : IAsyncLifetime
{
    private const long MiB = 1 << 20;
    private const string AccessToken = "open sesame";
    private const int Bodies = 40;

    /// <summary>The size limit of an image to search with.</summary>
    private const int MaxBytes = 64 << 20;

    private TestLibrary _library = null!;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _library = await postgres.NewLibraryAsync();
        _library.Draw(1, "a.jpg");
    }

    public ValueTask DisposeAsync() => _library.DisposeAsync();

    [Theory]
    [InlineData(false, true, true)]
    [InlineData(true, true, true)]
    [InlineData(false, false, true)]
    [InlineData(false, true, false)]
    [InlineData(true, false, false)]
    public async Task Many_large_bodies_at_once_take_bounded_memory(bool inChunks, bool fromManyAddresses, bool asksFirst)
    {
        // With the wait of 10 s, a fast machine would serve all of them.
        await using var site = await StartAsync(new ImageBudget(ImageBudget.DefaultBytes, TimeSpan.FromMilliseconds(200)));
        var body = Bitmap(5_200, 3_900);
        Assert.InRange(body.Length, 58 * MiB, MaxBytes);
        Assert.Equal(200, await SearchAsync(site, TestImages.Draw(2)));
        var statuses = new ConcurrentBag<int>();
        // With Expect: 100-continue, a body is sent only on request. Without it, the site may close the connection.
        using var client = new HttpClient(new SocketsHttpHandler { Expect100ContinueTimeout = TimeSpan.FromMinutes(1) }) { BaseAddress = site.Address };
        var resting = ResidentMemory.Now();

        var peak = await ResidentMemory.PeakOfAsync(() => Task.WhenAll(Enumerable.Range(0, Bodies).Select(async i =>
        {
            // Each body ends differently, so that none is found in the cache.
            using var content = new BodyOf(body, i, inChunks);
            using var request = new HttpRequestMessage(HttpMethod.Post, "/api/search") { Content = content };
            request.Headers.TryAddWithoutValidation("X-Forwarded-For", fromManyAddresses ? $"203.0.113.{i}" : "203.0.113.7");
            request.Headers.ExpectContinue = asksFirst;
            try
            {
                using var response = await client.SendAsync(request, Token);
                statuses.Add((int)response.StatusCode);
                if (!response.IsSuccessStatusCode)
                    await WaitMessageAsync(response);
            }
            catch (HttpRequestException) when (!asksFirst)
            {
                // The site has closed the connection.
            }
        })));

        Assert.All(statuses, status => Assert.Contains(status, new[] { 200, fromManyAddresses ? 503 : 429 }));
        Assert.Contains(200, statuses);
        if (asksFirst)
            Assert.Contains(fromManyAddresses ? 503 : 429, statuses);
        // 256 MiB of bodies, one decoded image, and the buffers of the connections at both ends. Without a limit it is 2.4 GB.
        Assert.InRange(peak, 60 * MiB, 640 * MiB);
        TestContext.Current.SendDiagnosticMessage($"{peak / MiB} MiB; {string.Join(", ", statuses.CountBy(status => status))}");
        Assert.Equal(200, await SearchAsync(site, TestImages.Draw(3)));
        client.Dispose();
        // For some seconds the site still drains refused bodies; it keeps the connections' buffers for later requests.
        await TestSite.UntilAsync(() => ResidentMemory.Now() - resting < (asksFirst ? 80 : 256) * MiB);
    }

    [Theory]
    [InlineData("/api/search")]
    [InlineData("/search/picture")]
    public async Task A_body_with_too_large_a_length_is_refused_before_it_is_sent(string path)
    {
        await using var site = await StartAsync();
        using var request = await RawRequest.BeginAsync(site, path, MaxBytes + 1L);

        Assert.Equal(413, await request.StatusAsync());
    }

    [Fact]
    public async Task A_chunked_body_ends_at_the_limit()
    {
        await using var site = await StartAsync();
        using var content = new BodyOf(new byte[MaxBytes], 1, inChunks: true);
        using var response = await site.Client.PostAsync("/api/search", content, Token);

        Assert.Equal(413, (int)response.StatusCode);
        Assert.Contains("larger than 64 MiB", await DetailAsync(response), StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_IP_address_sends_at_most_four_images_at_once()
    {
        await using var site = await StartAsync();
        var held = new List<RawRequest>();
        // A search may occupy a slot, so that a held request is refused. Requests are added until all slots are held.
        await TestSite.UntilAsync(async () =>
        {
            held.Add(await RawRequest.BeginAsync(site, "/api/search", 1000, "203.0.113.7"));
            return held.Count >= ImageRequestLimiter.MaxOfClient && await SearchAsync(site, TestImages.Draw(2), "203.0.113.7") == 429;
        });

        using var refused = await SendAsync(site, "/api/search", TestImages.Draw(2), "203.0.113.7");
        Assert.Contains("accepts 4 images at once from one IP address. Wait 2 seconds", await WaitMessageAsync(refused), StringComparison.Ordinal);
        foreach (var path in new[] { "/search/picture", "/api/photos", "/upload" })
            Assert.Equal(429, (int)(await SendAsync(site, path, TestImages.Draw(2), "203.0.113.7", AccessToken)).StatusCode);
        Assert.Equal(200, await SearchAsync(site, TestImages.Draw(2), "203.0.113.8"));
        Assert.Equal(200, await SearchAsync(site, TestImages.Draw(2)));

        foreach (var request in held)
            request.Dispose();
        await TestSite.UntilAsync(async () => await SearchAsync(site, TestImages.Draw(2), "203.0.113.7") == 200);
    }

    [Fact]
    public async Task Searches_get_503_while_the_memory_is_reserved()
    {
        await using var site = await StartAsync(new ImageBudget(MaxBytes, TimeSpan.Zero));
        var held = new List<RawRequest>();
        try
        {
            // A held request is refused while a search holds the memory.
            await TestSite.UntilAsync(async () =>
            {
                held.Add(await RawRequest.BeginAsync(site, "/api/search", length: null, "203.0.113.7"));
                return await SearchAsync(site, TestImages.Draw(2), "203.0.113.8") == 503;
            });

            using var refused = await SendAsync(site, "/api/search", TestImages.Draw(2), "203.0.113.8");
            Assert.Contains("memory reserved for incoming images is full", await WaitMessageAsync(refused), StringComparison.Ordinal);
            Assert.Equal(200, (int)(await site.GetAsync("/?q=cat")).StatusCode);
        }
        finally
        {
            held.ForEach(request => request.Dispose());
        }

        await TestSite.UntilAsync(async () => await SearchAsync(site, TestImages.Draw(2), "203.0.113.8") == 200);
    }

    [Fact]
    public async Task An_upload_waits_for_memory_with_its_file_on_disk()
    {
        await using var site = await StartAsync();
        var body = Bitmap(4_000, 4_000);
        var budget = site.Services.GetRequiredService<ImageBudget>();
        var held = await budget.ReserveAsync(ImageBudget.DefaultBytes, Token);
        var upload = Task.FromResult(new HttpResponseMessage());

        var peak = await ResidentMemory.PeakOfAsync(async () =>
        {
            upload = SendAsync(site, "/api/photos", body, token: AccessToken);
            await TestSite.UntilAsync(() => Unfinished() == body.Length);
        });

        Assert.InRange(peak, long.MinValue, 20 * MiB);
        Assert.False(upload.IsCompleted);
        held.Dispose();
        using var response = await upload;
        Assert.Equal(201, (int)response.StatusCode);

        long Unfinished()
        {
            var folder = new DirectoryInfo(Path.Combine(_library.Folder, "uploads"));
            return folder.Exists ? folder.EnumerateFiles(".upload-*", new EnumerationOptions { RecurseSubdirectories = true, AttributesToSkip = 0 }).Sum(file => file.Length) : 0;
        }
    }

    [Theory]
    [InlineData("/signin")]
    [InlineData("/library")]
    [InlineData("/photos/1")]
    public async Task A_form_without_files_has_a_size_limit(string path)
    {
        await using var site = await StartAsync();
        using var shown = await site.GetAsync("/signin", ("Authorization", $"Bearer {AccessToken}"));
        var token = (await TestSite.HtmlAsync(shown)).QuerySelector("[name=__RequestVerificationToken]")!.GetAttribute("value")!;
        var cookie = shown.Headers.GetValues("Set-Cookie").Single().Split(';')[0];

        // Reading either the antiforgery token or the whole body fails.
        Assert.Contains(await PostAsync(1 << 20), new[] { 400, 413 });
        Assert.DoesNotContain(await PostAsync(1 << 10), new[] { 400, 413 });

        async Task<int> PostAsync(int length)
        {
            using var request = new HttpRequestMessage(HttpMethod.Post, path)
            {
                Content = new FormUrlEncodedContent([new("token", new string('x', length)), new("__RequestVerificationToken", token)]),
            };
            request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", AccessToken);
            request.Headers.TryAddWithoutValidation("Cookie", cookie);
            request.Headers.ExpectContinue = true;
            using var response = await site.Client.SendAsync(request, Token);
            return (int)response.StatusCode;
        }
    }

    private async Task<TestSite> StartAsync(ImageBudget? budget = null) => await (await TestSite.StartAsync(
        TestSite.OptionsFor(_library, accessToken: AccessToken, trustedProxies: ["127.0.0.1/32"], searchesPerMinute: 0, uploadsPerMinute: 0),
        builder =>
        {
            if (budget is not null)
                builder.Services.AddSingleton(budget);
        })).SeededAsync();

    private static async Task<int> SearchAsync(TestSite site, byte[] image, string? from = null)
    {
        using var response = await SendAsync(site, "/api/search", image, from);
        return (int)response.StatusCode;
    }

    private static async Task<HttpResponseMessage> SendAsync(TestSite site, string path, byte[] image, string? from = null, string? token = null)
    {
        using var content = new MultipartFormDataContent { { new ByteArrayContent(image), "image", "image.jpg" } };
        using var request = new HttpRequestMessage(HttpMethod.Post, path) { Content = content };
        if (from is not null)
            request.Headers.Add("X-Forwarded-For", from);
        if (token is not null)
            request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
        return await site.Client.SendAsync(request, Token);
    }

    /// <summary>Asserts the time to wait in the header and the message of a refusal.</summary>
    private static async Task<string> WaitMessageAsync(HttpResponseMessage response)
    {
        Assert.Equal(TimeSpan.FromSeconds(2), response.Headers.RetryAfter?.Delta);
        var detail = await DetailAsync(response);
        Assert.EndsWith("Wait 2 seconds, then try again.", detail, StringComparison.Ordinal);
        return detail;
    }

    private static async Task<string> DetailAsync(HttpResponseMessage response) =>
        (await response.Content.ReadFromJsonAsync<JsonElement>(Token)).GetProperty("detail").GetString()!;

    /// <summary>Returns a black 24-bit BMP, whose decoded size is its file size.</summary>
    private static byte[] Bitmap(int width, int height)
    {
        var path = Path.GetTempFileName();
        try
        {
            TestImages.WriteSparseBmp(path, width, height);
            return File.ReadAllBytes(path);
        }
        finally
        {
            File.Delete(path);
        }
    }

    /// <summary>A body of an array followed by a number, sent with Content-Length or in chunks.</summary>
    private sealed class BodyOf(byte[] start, int number, bool inChunks) : HttpContent
    {
        private readonly byte[] _end = BitConverter.GetBytes(number);

        protected override async Task SerializeToStreamAsync(Stream stream, TransportContext? context)
        {
            await stream.WriteAsync(start, Token);
            await stream.WriteAsync(_end, Token);
        }

        protected override bool TryComputeLength(out long length)
        {
            length = start.Length + _end.Length;
            return !inChunks;
        }
    }
}

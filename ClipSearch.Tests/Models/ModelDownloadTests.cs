using ClipSearch.Core.Models;
using ClipSearch.Tests.Fixtures;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace ClipSearch.Tests.Models;

public sealed class ModelDownloadTests : IAsyncLifetime
{
    private const string TextModel = "onnx/text_model_q.onnx";

    private readonly TemporaryFolder models = new();
    private readonly List<ServiceProvider> services = [];
    private readonly CatalogModel model = ModelFiles.InCatalog();
    private LoopbackHub hub = null!;

    private string Folder => models[ModelFiles.Name];

    private string Part => models[$".partial/{ModelFiles.Name}/onnx/text_model.onnx.part"];

    public async ValueTask InitializeAsync() => hub = await LoopbackHub.StartAsync();

    public async ValueTask DisposeAsync()
    {
        await hub.DisposeAsync();
        services.ForEach(provider => provider.Dispose());
        models.Dispose();
    }

    [Fact]
    public async Task A_model_is_downloaded_completely_under_its_local_names()
    {
        var pulled = await PullAsync();

        Assert.False(pulled.WasComplete);
        Assert.Equal(Folder, pulled.Folder.Path);
        Assert.Equal(16, pulled.Folder.Config.EmbeddingDimensions);
        AssertComplete();
        Assert.Equal(hub.TotalBytes, hub.BytesServed);
        Assert.Equal(ModelFiles.AtHub().Keys, hub.Requests);
        Assert.False(Directory.Exists(models[$".partial/{ModelFiles.Name}"]));
    }

    [Fact]
    public async Task A_complete_model_needs_no_request()
    {
        ModelFiles.Install(models.Path);

        Assert.True((await PullAsync()).WasComplete);
        Assert.Empty(hub.Requests);
        Assert.False(Directory.Exists(models[".partial"]));
    }

    [Fact]
    public async Task A_lost_connection_is_resumed_without_downloading_a_byte_twice()
    {
        hub.Misbehave = (context, path) => path != TextModel ? Task.FromResult(false) : hub.Requests.Count(request => request.StartsWith(TextModel, StringComparison.Ordinal)) switch
        {
            1 => hub.BreakOffAsync(context, path, 0, 1_000_000),
            2 => hub.BreakOffAsync(context, path, 1_000_000, 300_000),
            _ => Task.FromResult(false),
        };

        await PullAsync();

        AssertComplete();
        Assert.Equal([TextModel, $"{TextModel} bytes=1000000-", $"{TextModel} bytes=1300000-"], hub.Requests.Where(request => request.StartsWith(TextModel, StringComparison.Ordinal)));
        Assert.Equal(hub.TotalBytes, hub.BytesServed);
    }

    [Fact]
    public async Task A_pull_resumes_the_part_of_a_failed_one()
    {
        hub.Misbehave = (context, path) => path == TextModel ? hub.BreakOffAsync(context, path, 0, 400_000) : Task.FromResult(false);
        var error = await FailAsync(retries: 0);

        Assert.Contains("connection was lost after 400000 of 2500000 bytes", error.Message, StringComparison.Ordinal);
        Assert.Contains("resume the download", error.Message, StringComparison.Ordinal);
        Assert.False(Directory.Exists(Folder));
        Assert.Equal(400_000, new FileInfo(Part).Length);

        hub.Misbehave = (_, _) => Task.FromResult(false);
        await PullAsync();

        AssertComplete();
        // The configuration files have no pinned hash and are downloaded again.
        Assert.Equal(hub.TotalBytes + ModelFiles.Config.Length + ModelFiles.Preprocessor.Length, hub.BytesServed);
    }

    [Fact]
    public async Task A_repeatedly_lost_connection_fails_after_the_retries()
    {
        hub.Misbehave = (context, path) => path != TextModel
            ? Task.FromResult(false)
            : hub.BreakOffAsync(context, path, From(context), 100_000);

        var error = await FailAsync(retries: 3);

        Assert.Contains("connection was lost after 400000 of 2500000 bytes", error.Message, StringComparison.Ordinal);
        Assert.Equal(4, hub.Requests.Count(request => request.StartsWith(TextModel, StringComparison.Ordinal)));
    }

    [Fact]
    public async Task Attempts_with_much_progress_do_not_count_as_retries()
    {
        hub.Misbehave = (context, path) => path == TextModel && From(context) < 2_000_000
            ? hub.BreakOffAsync(context, path, From(context), 1_000_000)
            : Task.FromResult(false);

        await PullAsync(retries: 1);

        AssertComplete();
    }

    [Fact(Timeout = 60_000)]
    public async Task A_stalled_connection_is_closed_and_resumed()
    {
        hub.Misbehave = async (context, path) =>
        {
            if (path != TextModel || From(context) > 0)
                return false;
            context.Response.ContentLength = hub.Files[path].Length;
            await hub.SendAsync(context, hub.Files[path].AsMemory(0, 200_000));
            await WaitForDisconnectAsync(context);
            return true;
        };

        var seen = new List<DownloadStep>();
        await PullAsync(
            progress: new Recorder(value => seen.Add(value.Step)),
            options: QuickRetries(4) with { StallTimeout = TimeSpan.FromSeconds(1) });

        AssertComplete();
        Assert.Contains(DownloadStep.Retrying, seen);
    }

    [Fact(Timeout = 60_000)]
    public async Task An_unresponsive_hub_fails_after_the_first_timeout()
    {
        hub.Misbehave = async (context, _) =>
        {
            await WaitForDisconnectAsync(context);
            return true;
        };

        var error = await FailAsync(hub.Address, QuickRetries(4) with { FirstResponseTimeout = TimeSpan.FromSeconds(1) });

        Assert.Contains("no response within 1 seconds", error.Message, StringComparison.Ordinal);
        Assert.True(error.HubIsOutOfReach);
        Assert.Single(hub.Requests);
    }

    [Fact(Timeout = 60_000)]
    public async Task After_the_first_response_the_longer_timeout_applies()
    {
        hub.Misbehave = async (context, path) =>
        {
            if (path == TextModel)
                await Task.Delay(TimeSpan.FromSeconds(1.5), context.RequestAborted);
            return false;
        };

        await PullAsync(options: QuickRetries(0) with { FirstResponseTimeout = TimeSpan.FromSeconds(1) });

        AssertComplete();
    }

    [Fact(Timeout = 60_000)]
    public async Task A_network_failure_between_files_is_retried()
    {
        hub.Misbehave = async (context, path) =>
        {
            if (path != TextModel || hub.Requests.Count(request => request.StartsWith(TextModel, StringComparison.Ordinal)) > 1)
                return false;
            await WaitForDisconnectAsync(context);
            return true;
        };

        await PullAsync(options: QuickRetries(1) with { ResponseTimeout = TimeSpan.FromSeconds(1) });

        AssertComplete();
    }

    [Fact]
    public async Task Corrupted_bytes_are_found_and_deleted()
    {
        hub.Files[TextModel][1_234_567] ^= 1;
        var error = await FailAsync();

        Assert.Contains("has the SHA-256", error.Message, StringComparison.Ordinal);
        Assert.Contains("was deleted", error.Message, StringComparison.Ordinal);
        Assert.False(File.Exists(Part));
        Assert.False(Directory.Exists(Folder));

        hub.Files[TextModel][1_234_567] ^= 1;
        await PullAsync();
        AssertComplete();
    }

    [Fact]
    public async Task A_corrupted_part_on_disk_is_found_and_deleted()
    {
        Directory.CreateDirectory(Path.GetDirectoryName(Part)!);
        await File.WriteAllBytesAsync(Part, new byte[500_000], TestContext.Current.CancellationToken);

        var error = await FailAsync();

        Assert.Contains("has the SHA-256", error.Message, StringComparison.Ordinal);
        Assert.False(File.Exists(Part));
    }

    [Fact]
    public async Task A_part_longer_than_the_file_is_downloaded_again()
    {
        Directory.CreateDirectory(Path.GetDirectoryName(Part)!);
        await File.WriteAllBytesAsync(Part, new byte[3_000_000], TestContext.Current.CancellationToken);

        await PullAsync();

        AssertComplete();
    }

    [Fact]
    public async Task A_hub_without_range_requests_is_read_from_the_start()
    {
        Directory.CreateDirectory(Path.GetDirectoryName(Part)!);
        await File.WriteAllBytesAsync(Part, hub.Files[TextModel][..500_000], TestContext.Current.CancellationToken);
        hub.Misbehave = async (context, path) =>
        {
            if (path != TextModel)
                return false;
            await hub.SendAsync(context, hub.Files[path]);
            return true;
        };

        await PullAsync();

        AssertComplete();
        Assert.Contains($"{TextModel} bytes=500000-", hub.Requests);
        Assert.Equal(hub.TotalBytes, hub.BytesServed);
    }

    [Fact]
    public async Task A_refused_range_is_downloaded_from_the_start()
    {
        Directory.CreateDirectory(Path.GetDirectoryName(Part)!);
        await File.WriteAllBytesAsync(Part, hub.Files[TextModel][..500_000], TestContext.Current.CancellationToken);
        hub.Misbehave = (context, path) =>
        {
            if (path != TextModel || From(context) == 0)
                return Task.FromResult(false);
            context.Response.StatusCode = 416;
            return Task.FromResult(true);
        };

        await PullAsync();

        AssertComplete();
    }

    [Fact]
    public async Task A_different_range_is_refused()
    {
        Directory.CreateDirectory(Path.GetDirectoryName(Part)!);
        await File.WriteAllBytesAsync(Part, hub.Files[TextModel][..500_000], TestContext.Current.CancellationToken);
        hub.Misbehave = (context, path) => path == TextModel ? hub.BreakOffAsync(context, path, 400_000, 1000) : Task.FromResult(false);

        Assert.Contains("a different range", (await FailAsync()).Message, StringComparison.Ordinal);
        Assert.Equal(500_000, new FileInfo(Part).Length);
    }

    [Theory]
    [InlineData(404, "is not on the hub (status 404)", 1)]
    [InlineData(403, "denied access (status 403)", 1)]
    [InlineData(401, "denied access (status 401)", 1)]
    [InlineData(418, "returned status 418", 1)]
    [InlineData(500, "is temporarily unavailable (status 500)", 3)]
    [InlineData(503, "is temporarily unavailable (status 503)", 3)]
    [InlineData(429, "is temporarily unavailable (status 429)", 3)]
    public async Task An_error_status_is_reported_with_the_file(int status, string expected, int requests)
    {
        hub.Misbehave = (context, path) =>
        {
            context.Response.StatusCode = path == TextModel ? status : 200;
            return Task.FromResult(path == TextModel);
        };

        var error = await FailAsync(retries: 2);

        Assert.Contains(expected, error.Message, StringComparison.Ordinal);
        Assert.StartsWith($"{hub.Address}hub-org/hub-name/resolve/0123456789abcdef/{TextModel} was not downloaded: ", error.Message, StringComparison.Ordinal);
        Assert.Equal(requests, hub.Requests.Count(request => request == TextModel));
        Assert.False(Directory.Exists(Folder));
    }

    [Fact]
    public async Task A_temporary_error_status_is_retried()
    {
        hub.Misbehave = (context, _) =>
        {
            context.Response.StatusCode = hub.Requests.Count == 1 ? 502 : 200;
            return Task.FromResult(hub.Requests.Count == 1);
        };

        await PullAsync();

        AssertComplete();
    }

    [Fact]
    public async Task A_redirect_is_followed_with_the_range()
    {
        Directory.CreateDirectory(Path.GetDirectoryName(Part)!);
        await File.WriteAllBytesAsync(Part, hub.Files[TextModel][..500_000], TestContext.Current.CancellationToken);
        hub.Files["cdn/blob"] = hub.Files[TextModel];
        hub.Misbehave = (context, path) =>
        {
            if (path == TextModel)
                context.Response.Redirect("/hub-org/hub-name/resolve/0123456789abcdef/cdn/blob?signature=secret");
            return Task.FromResult(path == TextModel);
        };

        await PullAsync();

        AssertComplete();
        Assert.Contains("cdn/blob bytes=500000-", hub.Requests);
    }

    [Fact]
    public async Task A_redirect_to_itself_ends()
    {
        hub.Misbehave = (context, path) =>
        {
            context.Response.Redirect(context.Request.Path + "?secret=1");
            return Task.FromResult(true);
        };

        var error = await FailAsync();

        Assert.Contains("redirects more than 10 times", error.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("secret", error.Message, StringComparison.Ordinal);
        Assert.Equal(11, hub.Requests.Count);
    }

    [Theory]
    [InlineData("file:///etc/passwd", "an address with the scheme file, which is not allowed")]
    [InlineData("ftp://127.0.0.1:1/a", "an address with the scheme ftp, which is not allowed")]
    [InlineData("data:text/plain,secret", "an address with the scheme data, which is not allowed")]
    [InlineData("unix:///run/secret.sock", "an address with the scheme unix, which is not allowed")]
    [InlineData("http://", "without a usable address (status 302)")]
    [InlineData("http://127.0.0.1:99999/", "without a usable address (status 302)")]
    [InlineData("", "")]
    [InlineData("http://127.0.0.1:1/secret", "the host cannot be reached")]
    public async Task A_redirect_to_an_unusable_address_is_reported(string location, string message)
    {
        hub.Misbehave = (context, path) =>
        {
            context.Response.StatusCode = 302;
            context.Response.Headers.Location = location;
            return Task.FromResult(true);
        };

        var error = await FailAsync(retries: 0);

        Assert.Contains(message, error.Message, StringComparison.Ordinal);
        Assert.Contains("HF_ENDPOINT", error.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("secret", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_endless_chain_of_redirects_ends()
    {
        hub.Misbehave = (context, _) =>
        {
            context.Response.Redirect($"/{hub.Requests.Count}");
            return Task.FromResult(true);
        };

        Assert.Contains("more than 10 times", (await FailAsync()).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_hub_without_HTTP_is_reported()
    {
        using var listener = new System.Net.Sockets.TcpListener(System.Net.IPAddress.Loopback, 0);
        listener.Start();
        var answering = AnswerAsync();

        var error = await FailAsync(new Uri($"http://{listener.LocalEndpoint}"), QuickRetries(0));

        Assert.Contains("does not speak HTTP", error.Message, StringComparison.Ordinal);
        await answering;

        async Task AnswerAsync()
        {
            using var client = await listener.AcceptTcpClientAsync(TestContext.Current.CancellationToken);
            await using var stream = client.GetStream();
            await stream.WriteAsync("220 mail.example.org ESMTP\r\n\r\n"u8.ToArray(), TestContext.Current.CancellationToken);
            _ = await stream.ReadAsync(new byte[4096], TestContext.Current.CancellationToken);
        }
    }

    [Fact]
    public async Task More_bytes_than_pinned_are_cut_off_and_deleted()
    {
        hub.Misbehave = async (context, path) =>
        {
            if (path != TextModel)
                return false;
            await hub.SendAsync(context, hub.Files[path]);
            // Endless: the test only ends if the client closes the connection.
            while (!context.RequestAborted.IsCancellationRequested)
                await hub.SendAsync(context, new byte[100_000]);
            return true;
        };

        var error = await FailAsync();

        Assert.Contains("has more than 2500000 bytes", error.Message, StringComparison.Ordinal);
        Assert.False(File.Exists(Part));
    }

    [Fact]
    public async Task A_file_of_another_length_is_refused_before_its_download()
    {
        hub.Files[TextModel] = new byte[2_500_001];

        Assert.Contains("the file on the hub has 2500001 bytes instead of 2500000", (await FailAsync()).Message, StringComparison.Ordinal);
        Assert.Equal(0, new FileInfo(Part).Length);
    }

    [Fact]
    public async Task A_response_without_a_length_that_ends_early_is_resumed()
    {
        hub.Misbehave = async (context, path) =>
        {
            if (path != TextModel || From(context) > 0)
                return false;
            await hub.SendAsync(context, hub.Files[path].AsMemory(0, 100_000));
            return true;
        };

        await PullAsync();

        AssertComplete();
        Assert.Equal(hub.TotalBytes, hub.BytesServed);
    }

    [Fact]
    public async Task A_sign_in_page_is_refused_and_keeps_the_part()
    {
        Directory.CreateDirectory(Path.GetDirectoryName(Part)!);
        await File.WriteAllBytesAsync(Part, hub.Files[TextModel][..500_000], TestContext.Current.CancellationToken);
        hub.Misbehave = async (context, path) =>
        {
            if (path != TextModel)
                return false;
            context.Response.ContentType = "text/html; charset=utf-8";
            await context.Response.WriteAsync("<h1>Welcome to the hotel</h1>");
            return true;
        };

        Assert.Contains("the response is a web page", (await FailAsync()).Message, StringComparison.Ordinal);
        Assert.Equal(500_000, new FileInfo(Part).Length);
    }

    [Fact]
    public async Task A_huge_configuration_file_is_cut_off()
    {
        hub.Files["config.json"] = new byte[5_000_000];

        Assert.Contains("has more than 1000000 bytes", (await FailAsync()).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("\"projection_dim\":16", "\"projection_dim\":17", "projection_dim is 17 instead of 16")]
    [InlineData("\"clip\"", "\"bert\"", "model_type is \"bert\"")]
    public async Task The_configuration_of_another_model_is_refused_and_not_kept(string right, string wrong, string expected)
    {
        hub.Files["config.json"] = System.Text.Encoding.UTF8.GetBytes(ModelFiles.Config.Replace(right, wrong, StringComparison.Ordinal));

        Assert.Contains(expected, (await FailAsync()).Message, StringComparison.Ordinal);
        Assert.False(Directory.Exists(Folder));

        hub.Files["config.json"] = ModelFiles.AtHub()["config.json"];
        await PullAsync();
        AssertComplete();
    }

    [Fact]
    public async Task Only_the_corrupted_file_of_an_installed_model_is_downloaded()
    {
        ModelFiles.Install(models.Path);
        await File.WriteAllTextAsync(Path.Combine(Folder, "README.md"), "mine", TestContext.Current.CancellationToken);
        var bad = Path.Combine(Folder, "merges.txt");
        var bytes = await File.ReadAllBytesAsync(bad, TestContext.Current.CancellationToken);
        bytes[7] ^= 1;
        await File.WriteAllBytesAsync(bad, bytes, TestContext.Current.CancellationToken);

        Assert.False((await PullAsync()).WasComplete);

        AssertComplete();
        Assert.Equal(["merges.txt"], hub.Requests);
        Assert.Equal("mine", await File.ReadAllTextAsync(Path.Combine(Folder, "README.md"), TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task Concurrent_pulls_download_the_model_once()
    {
        var started = new TaskCompletionSource();
        var waiting = new TaskCompletionSource();
        hub.Misbehave = async (_, path) =>
        {
            if (path == TextModel)
            {
                started.TrySetResult();
                await waiting.Task;
            }

            return false;
        };

        var first = PullAsync(options: new DownloadOptions());
        await started.Task;
        var second = PullAsync(progress: new Recorder(value =>
        {
            if (value.Step == DownloadStep.Waiting)
                waiting.TrySetResult();
        }));

        Assert.False((await first).WasComplete);
        Assert.True((await second).WasComplete);
        AssertComplete();
        Assert.Equal(hub.TotalBytes, hub.BytesServed);
    }

    [Fact]
    public async Task A_cancelled_pull_keeps_the_received_bytes()
    {
        using var stop = new CancellationTokenSource();
        hub.Misbehave = async (context, path) =>
        {
            if (path != TextModel || From(context) > 0)
                return false;
            context.Response.ContentLength = hub.Files[path].Length;
            await hub.SendAsync(context, hub.Files[path].AsMemory(0, 600_000));
            await WaitForDisconnectAsync(context);
            return true;
        };
        var progress = new Recorder(value =>
        {
            if (value is { File: TextModel, Bytes: 5_000 + 3_000 + 600_000 })
                stop.Cancel();
        });

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() =>
            Download(new DownloadOptions()).PullAsync(model, models.Path, progress, stop.Token));

        Assert.Equal(600_000, new FileInfo(Part).Length);
        Assert.False(Directory.Exists(Folder));
        await PullAsync();
        AssertComplete();
        Assert.Contains($"{TextModel} bytes=600000-", hub.Requests);
    }

    [Fact]
    public async Task Progress_counts_the_bytes_on_disk_up_to_the_total()
    {
        var seen = new List<DownloadProgress>();
        await PullAsync(progress: new Recorder(seen.Add));

        Assert.All(seen, value => Assert.Equal(model.Bytes, value.TotalBytes));
        Assert.Equal(seen.Select(value => value.Bytes).Order(), seen.Select(value => value.Bytes));
        Assert.Equal(model.Bytes, seen[^1].Bytes);
        Assert.Contains(seen, value => value is { Step: DownloadStep.Downloading, File: TextModel });
    }

    [Fact(Timeout = 60_000)]
    public async Task An_unreachable_hub_is_reported_without_retries()
    {
        var address = hub.Address;
        await hub.DisposeAsync();

        var error = await FailAsync(address, QuickRetries(1000));

        Assert.Contains("the host cannot be reached", error.Message, StringComparison.Ordinal);
        Assert.True(error.HubIsOutOfReach);
        Assert.Contains("HF_ENDPOINT", error.Message, StringComparison.Ordinal);
    }

    [Fact(Timeout = 60_000)]
    public async Task An_unknown_host_is_reported_without_the_password()
    {
        var error = await FailAsync(new Uri("http://user:pass-word@no-such-host.invalid/hub?token=pass-word"), QuickRetries(1000));

        Assert.StartsWith("http://no-such-host.invalid/hub/hub-org/hub-name/resolve/", error.Message, StringComparison.Ordinal);
        Assert.Contains("host name cannot be resolved", error.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("pass-word", error.ToString(), StringComparison.Ordinal);
    }

    [Fact(Timeout = 60_000)]
    public async Task A_hub_without_a_valid_certificate_is_not_trusted()
    {
        var error = await FailAsync(new UriBuilder(hub.Address) { Scheme = "https" }.Uri, QuickRetries(1000));

        Assert.Contains("secure connection failed", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_redirect_from_https_to_http_is_refused()
    {
        using var certificate = TestCertificate.Create();
        await using var secure = await LoopbackHub.StartAsync(certificate);
        secure.Misbehave = (context, path) =>
        {
            if (path == TextModel)
                context.Response.Redirect($"{hub.Address}{context.Request.Path.Value!.TrimStart('/')}");
            return Task.FromResult(path == TextModel);
        };
        var trusting = new ServiceCollection().AddModelDownload(secure.Address, QuickRetries(0));
        trusting.AddHttpClient<ModelDownload>().ConfigurePrimaryHttpMessageHandler((handler, _) => TestCertificate.Trust(handler, certificate));
        services.Add(trusting.BuildServiceProvider());

        var error = await Assert.ThrowsAsync<ModelException>(() =>
            services[^1].GetRequiredService<ModelDownload>().PullAsync(model, models.Path, null, TestContext.Current.CancellationToken));

        Assert.Contains("redirects from https to http, to the host 127.0.0.1, which is not allowed", error.Message, StringComparison.Ordinal);
        Assert.Empty(hub.Requests);
        Assert.Equal(TextModel, secure.Requests.Last());
    }

    [Fact]
    public async Task A_full_disk_is_reported()
    {
        Assert.SkipUnless(File.Exists("/dev/full"), "This system has no /dev/full to stand for a full disk.");
        Directory.CreateDirectory(Path.GetDirectoryName(Part)!);
        File.CreateSymbolicLink(Part, "/dev/full");

        var error = await FailAsync();

        Assert.Contains("No space left on device", error.Message, StringComparison.Ordinal);
        Assert.Contains("resume the download", error.Message, StringComparison.Ordinal);
        Assert.False(Directory.Exists(Folder));
    }

    [Fact]
    public async Task A_folder_that_cannot_be_created_is_reported()
    {
        await File.WriteAllTextAsync(models["file"], "", TestContext.Current.CancellationToken);

        var error = await Assert.ThrowsAsync<ModelException>(() =>
            Download(new DownloadOptions()).PullAsync(model, models["file"], null, TestContext.Current.CancellationToken));

        Assert.Contains($"cannot be stored in {models["file"]}", error.Message, StringComparison.Ordinal);
    }

    private static int From(HttpContext context) => (int)(context.Request.GetTypedHeaders().Range?.Ranges.Single().From ?? 0);

    private static async Task WaitForDisconnectAsync(HttpContext context)
    {
        var closed = new TaskCompletionSource();
        await using (context.RequestAborted.Register(closed.SetResult))
            await closed.Task;
    }

    private ModelDownload Download(DownloadOptions options, Uri? endpoint = null)
    {
        var provider = new ServiceCollection().AddModelDownload(endpoint ?? hub.Address, options).BuildServiceProvider();
        services.Add(provider);
        return provider.GetRequiredService<ModelDownload>();
    }

    // Only tests of timeouts shorten them, because a short timeout could fail other tests on a busy machine.
    private static DownloadOptions QuickRetries(int retries) => new() { MaxRetries = retries, RetryDelay = TimeSpan.FromMilliseconds(1) };

    private Task<PullResult> PullAsync(int retries = 4, IProgress<DownloadProgress>? progress = null, DownloadOptions? options = null) =>
        Download(options ?? QuickRetries(retries)).PullAsync(model, models.Path, progress, TestContext.Current.CancellationToken);

    private Task<ModelException> FailAsync(int retries = 4) => FailAsync(hub.Address, QuickRetries(retries));

    private Task<ModelException> FailAsync(Uri endpoint, DownloadOptions options) => Assert.ThrowsAsync<ModelException>(() =>
        Download(options, endpoint).PullAsync(model, models.Path, null, TestContext.Current.CancellationToken));

    private void AssertComplete()
    {
        foreach (var (path, content) in ModelFiles.AtHub())
            Assert.Equal(content, File.ReadAllBytes(Path.Combine(Folder, path.Replace("_q.onnx", ".onnx", StringComparison.Ordinal))));
        Assert.Empty(Directory.GetFiles(models.Path, "*.part", SearchOption.AllDirectories));
    }

    private sealed class Recorder(Action<DownloadProgress> record) : IProgress<DownloadProgress>
    {
        public void Report(DownloadProgress value) => record(value);
    }
}

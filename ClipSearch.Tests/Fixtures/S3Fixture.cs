using System.Diagnostics;
using System.Net.Http.Json;
using ClipSearch.Core.Settings;
using ClipSearch.Tests.Fixtures;

[assembly: AssemblyFixture(typeof(S3Fixture))]

namespace ClipSearch.Tests.Fixtures;

/// <summary>
/// A real S3-compatible server (s3-server.js), started by the first test that needs it. Each test creates its own buckets.
/// </summary>
public sealed class S3Fixture : IAsyncDisposable
{
    /// <summary>The only key that the server accepts.</summary>
    public const string KeyId = "S3RVER";

    public const string Secret = "s3cret-of-the-bucket";

    private readonly Lazy<Task<(Process Process, HttpClient Client)>> _started = new(StartAsync);
    private int _buckets;

    /// <summary>Creates an empty bucket.</summary>
    public async Task<TestBucket> NewBucketAsync() => new((await _started.Value).Client, $"bucket-{Interlocked.Increment(ref _buckets)}.test");

    public async ValueTask DisposeAsync()
    {
        if (!_started.IsValueCreated)
            return;
        var (process, client) = await _started.Value;
        client.Dispose();
        process.StandardInput.Close();
        await process.WaitForExitAsync();
        process.Dispose();
    }

    private static async Task<(Process Process, HttpClient Client)> StartAsync()
    {
        var script = Path.Combine(TestFiles.Repository, "ClipSearch.Tests/Fixtures/s3-server.js");
        var process = Process.Start(new ProcessStartInfo("node", [script, Secret]) { RedirectStandardInput = true, RedirectStandardOutput = true })!;
        var port = await process.StandardOutput.ReadLineAsync() ?? throw new InvalidOperationException("The S3 server did not start; run scripts/setup --for-tests.");
        return (process, new HttpClient { BaseAddress = new Uri($"http://127.0.0.1:{port}") });
    }
}

/// <summary>A request to the server.</summary>
/// <param name="Path">The path and query, unchanged.</param>
/// <param name="Range">The Range header; empty if there is none.</param>
public sealed record S3Request(string Path, string Range);

/// <summary>A bucket that tests fill without the S3 API.</summary>
public sealed class TestBucket(HttpClient client, string name)
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public string Name => name;

    public Uri Endpoint => client.BaseAddress!;

    /// <summary>Returns the address of the bucket or of a folder in it.</summary>
    public string Address(string folder = "") => folder.Length == 0 ? $"s3://{name}" : $"s3://{name}/{folder}";

    /// <summary>Returns the settings of a library that reads the bucket.</summary>
    public ClipSearchOptions Options(S3Keys? keys = null) => new()
    {
        PhotosDirs = [Address()],
        S3Endpoint = Endpoint,
        S3Keys = keys ?? new S3Keys(S3Fixture.KeyId, S3Fixture.Secret),
    };

    public async Task PutAsync(string key, byte[] content) => (await client.PutAsync(Order("object", $"key={Uri.EscapeDataString(key)}"), new ByteArrayContent(content), Token)).EnsureSuccessStatusCode();

    public Task PutGoldenAsync(string key, string golden = "formats/drawing.png") => PutAsync(key, File.ReadAllBytes(TestFiles.Golden(golden)));

    public Task DrawAsync(int number, string key) => PutAsync(key, TestImages.Draw(number));

    public async Task DeleteAsync(string key) => (await client.DeleteAsync(Order("object", $"key={Uri.EscapeDataString(key)}"), Token)).EnsureSuccessStatusCode();

    /// <summary>Makes the next requests fail.</summary>
    /// <param name="kind">The failure: a status, <c>drop</c>, <c>cut</c>, <c>html</c>, <c>gather</c>.</param>
    /// <param name="key">The start of the encoded keys whose requests fail; empty for all requests.</param>
    /// <param name="times">The number of requests that fail.</param>
    public async Task SpoilAsync(string kind, string key = "", int times = 1_000_000) =>
        (await client.PostAsync(Order("fault", $"kind={kind}&times={times}&path={Uri.EscapeDataString($"/{name}{(key.Length == 0 ? "" : "/" + key)}")}"), null, Token)).EnsureSuccessStatusCode();

    /// <summary>Ends the failures.</summary>
    public async Task RepairAsync() => (await client.DeleteAsync(Order("fault", ""), Token)).EnsureSuccessStatusCode();

    /// <summary>Returns the requests so far.</summary>
    public async Task<IReadOnlyList<S3Request>> RequestsAsync() => (await client.GetFromJsonAsync<List<S3Request>>(Order("asked", ""), Token))!;

    /// <summary>Returns the requests for objects so far.</summary>
    public async Task<IReadOnlyList<S3Request>> FetchedAsync() => [.. (await RequestsAsync()).Where(request => request.Path.StartsWith($"/{name}/", StringComparison.Ordinal) && !request.Path.Contains("list-type", StringComparison.Ordinal))];

    private string Order(string what, string query) => $"/-/{what}?bucket={name}&{query}";
}

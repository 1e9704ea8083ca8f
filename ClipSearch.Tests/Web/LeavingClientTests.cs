using System.Net;
using System.Security.Cryptography;
using ClipSearch.Core.Imaging;
using ClipSearch.Tests.Fixtures;
using ClipSearch.Tests.Imaging;
using Microsoft.Extensions.DependencyInjection;

namespace ClipSearch.Tests.Web;

/// <summary>Clients that disconnect while their image is decoded. The image takes seconds to decode, and would be stored if decoding did not stop.</summary>
[Collection(AloneCollection.Name)]
public sealed class LeavingClientTests(PostgresFixture postgres) : IAsyncLifetime
{
    private const int PieceBytes = 64 << 10;

    private readonly byte[] _slow = SampleImages.Black(16_000, 16_000, "pngsave_buffer");
    private TestLibrary _library = null!;
    private TestSite _site = null!;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _library = await postgres.NewLibraryAsync();
        _library.Draw(1, "a.jpg");
        // Memory for the slow image only: while it is decoded, any other image gets 503.
        var budget = new ImageBudget((_slow.Length + PieceBytes - 1) / PieceBytes * PieceBytes, TimeSpan.Zero);
        _site = await (await TestSite.StartAsync(TestSite.OptionsFor(_library), builder => builder.Services.AddSingleton(budget))).SeededAsync();
    }

    public async ValueTask DisposeAsync()
    {
        await _site.DisposeAsync();
        await _library.DisposeAsync();
    }

    [Fact]
    public async Task A_search_stops_when_its_client_disconnects()
    {
        Assert.Equal(HttpStatusCode.OK, await SearchAsync());
        using var content = new ByteArrayContent(_slow);

        await LeaveAsync("/api/search", content);

        // An image that was searched with is cached.
        var id = Convert.ToHexStringLower(SHA256.HashData(_slow));
        Assert.Equal(HttpStatusCode.NotFound, (await _site.GetAsync($"/api/search?picture={id}")).StatusCode);
    }

    [Fact]
    public async Task An_upload_stops_when_its_client_disconnects()
    {
        Assert.Equal(HttpStatusCode.OK, await SearchAsync());
        using var content = new MultipartFormDataContent { { new ByteArrayContent(_slow), "files", "slow.png" } };

        await LeaveAsync("/api/photos", content);

        Assert.Equal(1, (await _site.JsonAsync("/api/photos")).GetProperty("total").GetInt64());
        var left = new DirectoryInfo(_library.Folder).EnumerateFiles("*", new EnumerationOptions { RecurseSubdirectories = true, AttributesToSkip = 0 });
        await TestSite.UntilAsync(() => !left.Any(file => file.FullName.Contains("uploads", StringComparison.Ordinal)));
    }

    /// <summary>Sends an image, disconnects while it is decoded, and waits until its memory is free.</summary>
    private async Task LeaveAsync(string path, HttpContent content)
    {
        using var leaving = CancellationTokenSource.CreateLinkedTokenSource(Token);
        Task<HttpResponseMessage> sending;
        do
        {
            sending = _site.Client.PostAsync(path, content, leaving.Token);
            // Several refusals in a row show that the image has arrived and is decoded.
            for (var busy = 0; busy < 5 && !sending.IsCompleted;)
                busy = await SearchAsync() == HttpStatusCode.ServiceUnavailable ? busy + 1 : 0;
        }
        while (sending.IsCompleted && (await sending).StatusCode == HttpStatusCode.ServiceUnavailable); // a search held the memory

        Assert.False(sending.IsCompleted);

        await leaving.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => sending);
        await TestSite.UntilAsync(async () => await SearchAsync() == HttpStatusCode.OK);
    }

    private async Task<HttpStatusCode> SearchAsync()
    {
        using var content = new ByteArrayContent(TestImages.Draw(2));
        using var response = await _site.Client.PostAsync("/api/search", content, Token);
        return response.StatusCode;
    }
}

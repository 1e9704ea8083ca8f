using ClipSearch.Core.Embeddings;
using ClipSearch.Core.Embeddings.Forms;
using ClipSearch.Core.Models;
using ClipSearch.Core.Search;
using ClipSearch.Core.Settings;
using ClipSearch.Tests.Fixtures;
using ClipSearch.Tests.Web;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging.Abstractions;

namespace ClipSearch.Tests.Search;

public sealed class EncoderPreparationTests(PostgresFixture postgres) : IDisposable
{
    private readonly RewrittenModel _model = new();

    public void Dispose() => _model.Dispose();

    [Fact]
    public async Task The_first_start_creates_the_forms_and_later_ones_load_the_best()
    {
        await using var library = await NewLibraryAsync();
        string[] before;
        await using (var site = await StartAsync(library))
        {
            await PreparedAsync(site);

            var record = _model.Forms.Record(EncoderKind.Text)!;
            Assert.Equal(200, record.Agreement!.Count);
            Assert.Equal("attention fused, last layer for one token", _model.Forms.Record(EncoderKind.Image)!.Full!.Changes);
            Assert.Equal(_model.Forms.Best(EncoderKind.Text), site.Services.GetRequiredService<QueryEncoder>().File);
            Assert.NotEqual(_model.Folder.GraphPath(EncoderKind.Text), _model.Forms.Best(EncoderKind.Text).Path);
            Assert.Contains("/thumb", await site.Client.GetStringAsync("/?q=cat", Token), StringComparison.Ordinal);
            before = Written();
        }

        await using var again = await StartAsync(library);
        await again.Services.GetRequiredService<QueryEncoder>().Loaded.WaitAsync(Token);
        Assert.Equal(_model.Forms.Best(EncoderKind.Text), again.Services.GetRequiredService<QueryEncoder>().File);
        await PreparedAsync(again);
        Assert.Equal(before, Written());

        string[] Written() => [.. Directory.GetFiles(Path.Combine(_model.Folder.Path, "forms")).Order().Select(file => $"{file} {File.GetLastWriteTimeUtc(file).Ticks}")];
    }

    [Fact]
    public async Task The_image_encoder_in_8_bits_is_compared_once_the_library_has_photos()
    {
        using var model = new RewrittenModel(precision: PrecisionSetting.EightBits);
        await using var library = new TestLibrary(await postgres.NewDatabaseAsync(), modelsDir: model.ModelsDir, clipModel: RewrittenModel.Name);
        for (var i = 0; i < EncoderSamples.MinPhotos - 1; i++)
            library.Draw(i, $"{i}.jpg");
        await using var site = await (await TestSite.StartAsync(TestSite.OptionsFor(library), builder => builder.Services.AddSingleton(model.Forms))).SeededAsync();
        await TestSite.UntilAsync(() => model.Forms.Lacks8Bits(EncoderKind.Image) is not null);

        library.Draw(100, "one more.jpg");

        await PreparedAsync(site);
        var record = model.Forms.Record(EncoderKind.Image)!;
        Assert.Equal(EncoderSamples.MinPhotos, record.Agreement!.Count);
        Assert.InRange(record.Agreement.MeanCosine, 0.99, 1.00001);
        Assert.Contains(site.Log.All, line => line.Contains($"Image encoder of {RewrittenModel.Name}: {model.Forms.Describe(EncoderKind.Image)}", StringComparison.Ordinal));
    }

    [Fact]
    public async Task An_encoder_that_cannot_be_rewritten_is_reported_and_searches_go_on()
    {
        await using var library = await NewLibraryAsync();
        await using var seeded = await StartAsync(library);
        await seeded.SeededAsync();
        await PreparedAsync(seeded);
        Directory.Delete(Path.Combine(_model.Folder.Path, "forms"), recursive: true);
        // Files in place of the folders for forms.
        File.WriteAllText(Path.Combine(_model.Folder.Path, "forms"), "");
        Directory.CreateDirectory(_model.Options.DataDir);
        File.WriteAllText(Path.Combine(_model.Options.DataDir, "forms"), "");

        await using var site = await StartAsync(library);
        await PreparedAsync(site);

        Assert.Contains(site.Log.All, line => line.Contains("could not be made faster", StringComparison.Ordinal));
        Assert.Contains("/thumb", await site.Client.GetStringAsync("/?q=cat", Token), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Queries_are_embedded_while_the_encoder_is_replaced()
    {
        _model.Rewrite(EncoderKind.Text);
        _model.Quantise(EncoderKind.Text);
        await using var library = await NewLibraryAsync();
        await using var encoder = new QueryEncoder(library.ActiveModel, () => TextEncoder.Load(_model.Folder), NullLogger<QueryEncoder>.Instance);
        var (expected, _) = await encoder.EncodeAsync("two cats", Timeout.InfiniteTimeSpan, Token);
        using var stop = new CancellationTokenSource();

        var clients = Enumerable.Range(0, 8).Select(_ => Task.Run(async () =>
        {
            var count = 0;
            for (; !stop.IsCancellationRequested; count++)
                Assert.InRange(expected.CosineSimilarity((await encoder.EncodeAsync("two cats", Timeout.InfiniteTimeSpan, Token)).Embedding), 0.98f, 1.0001f);
            return count;
        })).ToList();
        for (var i = 0; i < 6; i++)
        {
            var precision = i % 2 == 0 ? Precision.EightBits : Precision.Full;
            await encoder.ReplaceAsync(_model.File(EncoderKind.Text, precision), Token);
            Assert.Equal(precision, encoder.File!.Precision);
            await encoder.EncodeAsync("a dog", Timeout.InfiniteTimeSpan, Token);
        }

        await stop.CancelAsync();
        Assert.All(await Task.WhenAll(clients), count => Assert.NotEqual(0, count));
    }

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private static Task PreparedAsync(TestSite site) =>
        site.Services.GetServices<IHostedService>().OfType<EncoderPreparation>().Single().Ended.WaitAsync(TimeSpan.FromMinutes(1), Token);

    private async Task<TestLibrary> NewLibraryAsync()
    {
        var library = new TestLibrary(await postgres.NewDatabaseAsync(), modelsDir: _model.ModelsDir, clipModel: RewrittenModel.Name);
        library.Draw(1, "one.jpg");
        await library.SyncAsync(Token);
        return library;
    }

    private Task<TestSite> StartAsync(TestLibrary library) =>
        TestSite.StartAsync(TestSite.OptionsFor(library), builder => builder.Services.AddSingleton(_model.Forms));
}

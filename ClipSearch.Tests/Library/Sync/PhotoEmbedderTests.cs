using System.Threading.Channels;
using ClipSearch.Core.Embeddings;
using ClipSearch.Core.Embeddings.Forms;
using ClipSearch.Core.Imaging;
using ClipSearch.Core.Imaging.Preprocessing;
using ClipSearch.Core.Library.Import;
using ClipSearch.Core.Library.Storage;
using ClipSearch.Core.Library.Sync;
using ClipSearch.Core.Models;
using ClipSearch.Core.Settings;
using ClipSearch.Tests.Fixtures;

namespace ClipSearch.Tests.Library.Sync;

public sealed class PhotoEmbedderTests
{
    [Fact]
    public async Task An_import_continues_with_a_better_encoder_that_is_created_meanwhile()
    {
        using var model = new RewrittenModel(precision: PrecisionSetting.EightBits);
        model.Rewrite(EncoderKind.Image);
        var (ready, embedded) = (Channel.CreateUnbounded<PreparedPhoto>(), Channel.CreateUnbounded<PreparedPhoto>());
        using var embedder = new PhotoEmbedder(ActiveModel.Open(model.Options), model.Forms, ready.Reader, embedded.Writer);
        var running = embedder.RunAsync(Token);
        byte[][] crops = [.. Enumerable.Range(0, 12).Select(i => CropOf(model, i))];

        var before = await EmbedAsync(crops);
        var quantised = model.Quantise(EncoderKind.Image, method: 0);
        model.Forms.NoteChange();
        var after = await EmbedAsync(crops);
        ready.Writer.Complete();
        await running;

        Assert.Equal(Expected(model.File(EncoderKind.Image, Precision.Full)), before);
        Assert.Equal(Expected(quantised), after);

        async Task<List<float[]>> EmbedAsync(IReadOnlyList<byte[]> crops)
        {
            foreach (var (number, crop) in crops.Index())
                await ready.Writer.WriteAsync(Photo(number, crop), Token);
            var photos = new List<NewPhoto>();
            while (photos.Count < crops.Count)
                photos.Add((await embedded.Reader.ReadAsync(Token)).WithEmbeddings());
            return [.. photos.OrderBy(photo => photo.Path, StringComparer.Ordinal).Select(photo => photo.Embedding!.Values.ToArray())];
        }

        List<float[]> Expected(EncoderFile file)
        {
            using var encoder = ImageEncoder.Load(model.Folder, file with { UsesOneThread = true });
            var batch = new PixelBatch(new ImagePreprocessor(model.Folder.Config.Pixels));
            return [.. crops.Chunk(PixelBatch.MaxCount).SelectMany(part => encoder.Encode(batch.Fill(part))).Select(embedding => embedding.Values.ToArray())];
        }
    }

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private static PreparedPhoto Photo(int number, byte[] crop) =>
        new(new PhotoFile($"/photos/{number:00}.jpg", 1, 1), new PreparedImage(new byte[32], new ImageHeader(1, 1, "jpeg"), null, null, crop), new MemoryStream());

    private static byte[] CropOf(RewrittenModel model, int seed)
    {
        var crop = new byte[new ImagePreprocessor(model.Folder.Config.Pixels).TensorLength];
        new Random(seed).NextBytes(crop);
        return crop;
    }
}

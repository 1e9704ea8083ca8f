using ClipSearch.Core.Embeddings;
using ClipSearch.Core.Embeddings.Forms;
using ClipSearch.Core.Imaging.Preprocessing;
using ClipSearch.Core.Models;
using ClipSearch.Core.Settings;
using ClipSearch.Core.Tokens;
using ClipSearch.Tests.Fixtures;

namespace ClipSearch.Tests.Embeddings.Forms;

public sealed class EncoderRewriteTests
{
    /// <summary>As in <see cref="EncoderTests"/>.</summary>
    private const double MinCosine = 0.999999;

    [Theory]
    [InlineData(null)]
    [InlineData("exported/eager")]
    [InlineData("exported/sdpa")]
    public void The_form_in_fp32_has_the_embeddings_of_the_original(string? graphs)
    {
        using var model = new RewrittenModel(graphs);

        Assert.Equal("attention fused", model.Rewrite(EncoderKind.Text).Full!.Changes);
        Assert.Equal("attention fused, last layer for one token", model.Rewrite(EncoderKind.Image).Full!.Changes);

        AssertSame(TextsOf(model, null), TextsOf(model, model.File(EncoderKind.Text, Precision.Full)), MinCosine);
        AssertSame(ImagesOf(model, null), ImagesOf(model, model.File(EncoderKind.Image, Precision.Full)), MinCosine);
    }

    [Fact]
    public void The_form_in_fp32_agrees_with_the_reference_for_weights_with_heavy_tails_and_outlier_channels()
    {
        using var model = new RewrittenModel();
        model.AddOutliers();
        model.Rewrite(EncoderKind.Text);
        model.Rewrite(EncoderKind.Image);
        var golden = GoldenModel.Read(TestFiles.Golden("outlier-clip.json"));
        Embedding[] texts = [.. golden.Texts.Select(text => Embedding.Normalize(text.Embedding))];
        Embedding[] images = [.. golden.Pixels.Select(pixels => Embedding.Normalize(pixels.Embedding))];

        AssertSame(texts, TextsOf(model, null), MinCosine);
        AssertSame(texts, TextsOf(model, model.File(EncoderKind.Text, Precision.Full)), MinCosine);
        AssertSame(images, ImagesOf(model, model.File(EncoderKind.Image, Precision.Full)), MinCosine);
    }

    [Fact]
    public void Attention_that_only_looks_causal_stays_as_it_is()
    {
        using var model = new RewrittenModel();
        // The mask is the only square weight of the context's length. Without it, each token attends to all others.
        var context = model.Folder.Config.ContextLength;
        RewrittenModel.Change(model.Folder.GraphPath(EncoderKind.Text), (_, values, shape) =>
        {
            if (shape.Count != 2 || shape[0] != context || shape[1] != context)
                return false;
            Array.Clear(values);
            return true;
        });

        var record = model.Rewrite(EncoderKind.Text);

        Assert.Equal("constants computed", record.Full!.Changes);
        AssertSame(TextsOf(model, null), TextsOf(model, model.File(EncoderKind.Text, Precision.Full)), MinCosine);
    }

    [Fact]
    public void A_file_that_is_no_model_is_reported_and_leaves_nothing_behind()
    {
        using var model = new RewrittenModel();
        File.WriteAllBytes(model.Folder.GraphPath(EncoderKind.Text), [1, 2, 3]);

        var error = Assert.Throws<ModelException>(() => model.Rewrite(EncoderKind.Text));

        Assert.Contains(model.Folder.GraphPath(EncoderKind.Text), error.Message, StringComparison.Ordinal);
        Assert.Empty(Directory.GetFileSystemEntries(Path.Combine(model.Folder.Path, "forms")));
    }

    private static Embedding[] TextsOf(RewrittenModel model, EncoderFile? file)
    {
        using var encoder = TextEncoder.Load(model.Folder, file);
        return encoder.Encode([.. GoldenModel.Read(TestFiles.Golden("outlier-clip.json")).Texts.Select(text => new TokenizedText(text.Ids, false))]);
    }

    private static Embedding[] ImagesOf(RewrittenModel model, EncoderFile? file)
    {
        using var encoder = ImageEncoder.Load(model.Folder, file);
        var length = new ImagePreprocessor(model.Folder.Config.Pixels).TensorLength;
        var pixels = GoldenModel.Read(TestFiles.Golden("outlier-clip.json")).Pixels;
        return encoder.Encode(pixels.SelectMany(formula => GoldenModel.PixelsOf(formula.Seed, length)).ToArray(), pixels.Length);
    }

    private static void AssertSame(IReadOnlyList<Embedding> expected, IReadOnlyList<Embedding> actual, double minCosine) =>
        Assert.All(expected.Zip(actual), pair => Assert.InRange(pair.First.CosineSimilarity(pair.Second), minCosine, 1.000001));
}

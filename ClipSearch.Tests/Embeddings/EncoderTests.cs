using System.Numerics.Tensors;
using ClipSearch.Core.Embeddings;
using ClipSearch.Core.Embeddings.Forms;
using ClipSearch.Core.Imaging;
using ClipSearch.Core.Imaging.Preprocessing;
using ClipSearch.Core.Models;
using ClipSearch.Core.Tokens;
using ClipSearch.Tests.Fixtures;
using ClipSearch.Tests.Imaging;
using ClipSearch.Web.Localization;

namespace ClipSearch.Tests.Embeddings;

/// <summary>
/// Compares both encoders with an independent forward pass in NumPy on the same weights (tools/golden/reference_clip.py).
/// </summary>
public sealed class EncoderTests
{
    /// <summary>Stricter than the required 0.99999, because a wrong activation constant alone costs 0.00008.</summary>
    private const double MinCosine = 0.999999;

    private static readonly ModelFolder Tiny = ModelFolder.Open(TestFiles.TinyModel, ModelNames.Tiny);
    private static readonly GoldenModel Golden = GoldenModel.Read(TestFiles.Golden("tiny-clip.json"));

    [Fact]
    public void Text_embeddings_equal_the_reference_alone_and_in_one_batch()
    {
        using var encoder = TextEncoder.Load(Tiny);
        var texts = Golden.Texts.Select(text => new TokenizedText(text.Ids, false)).ToList();

        var batch = encoder.Encode(texts);

        for (var i = 0; i < texts.Count; i++)
        {
            AssertSame(Golden.Texts[i].Embedding, batch[i]);
            AssertSame(Golden.Texts[i].Embedding, encoder.Encode([texts[i]])[0]);
        }
    }

    [Fact]
    public void The_output_of_the_text_encoder_is_not_normalised()
    {
        using var encoder = TextEncoder.Load(Tiny);
        var output = encoder.EncodeUnnormalized("a cat on a chair");

        Assert.NotInRange(TensorPrimitives.Norm(output), 0.5f, 2f);
        Assert.Equal(1, encoder.Encode("a cat on a chair").CosineSimilarity(Embedding.Normalize(output)), 5);
    }

    [Fact]
    public void Image_embeddings_equal_the_reference_in_one_batch()
    {
        using var encoder = ImageEncoder.Load(Tiny);
        var length = new ImagePreprocessor(Tiny.Config.Pixels).TensorLength;
        var pixels = Golden.Pixels.SelectMany(formula => GoldenModel.PixelsOf(formula.Seed, length)).ToArray();

        var embeddings = encoder.Encode(pixels, Golden.Pixels.Length);

        for (var i = 0; i < embeddings.Length; i++)
            AssertSame(Golden.Pixels[i].Embedding, embeddings[i]);
    }

    [Fact]
    public void The_embedding_of_an_image_file_equals_the_reference()
    {
        using var encoder = ImageEncoder.Load(Tiny);
        var preprocessor = new ImagePreprocessor(Tiny.Config.Pixels);
        Assert.NotEmpty(Golden.Images);
        foreach (var golden in Golden.Images)
        {
            using var image = ImageDecoder.Decode(TestFiles.Golden(golden.File), Tiny.Config.Pixels.ResizeShortestEdge);
            var pixels = new float[preprocessor.TensorLength];
            preprocessor.Preprocess(image, pixels);

            AssertSame(golden.Embedding, encoder.Encode(pixels, 1)[0]);
        }
    }

    [Fact]
    public void A_graph_with_other_inputs_is_refused_with_the_names_that_it_has()
    {
        var folder = Directory.CreateTempSubdirectory("clipsearch-model").FullName;
        try
        {
            foreach (var file in Directory.EnumerateFiles(Tiny.Path))
                File.Copy(file, Path.Combine(folder, Path.GetFileName(file)));
            Directory.CreateDirectory(Path.Combine(folder, "onnx"));
            File.Copy(Tiny.GraphPath(EncoderKind.Text), Path.Combine(folder, "onnx/vision_model.onnx"));
            File.Copy(Tiny.GraphPath(EncoderKind.Image), Path.Combine(folder, "onnx/text_model.onnx"));
            var swapped = ModelFolder.Open(folder, "test/swapped");

            var text = Assert.Throws<ModelException>(() => TextEncoder.Load(swapped));
            Assert.Contains("pixel_values", text.Message, StringComparison.Ordinal);
            Assert.Contains("input_ids", text.Message, StringComparison.Ordinal);
            Assert.Throws<ModelException>(() => ImageEncoder.Load(swapped));

            File.WriteAllBytes(Path.Combine(folder, "onnx/text_model.onnx"), [1, 2, 3]);
            Assert.Contains("text_model.onnx", Assert.Throws<ModelException>(() => TextEncoder.Load(swapped)).Message, StringComparison.Ordinal);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    [Theory]
    [InlineData("4,4,4,4", 16, "4,4,4,4")]
    [InlineData("4,77,5,6", 16, "77|6,5,4")]
    [InlineData("8,4,8,4,8,4", 16, "8,8,8,4,4,4")]
    [InlineData("20,10,10", 16, "20,10|10")]
    [InlineData("", 16, "")]
    [InlineData("4,5,6,8", 2, "8,6|5,4")]
    public void Texts_of_similar_length_share_a_batch(string lengths, double maxPadding, string expected)
    {
        int[] tokens = lengths.Length == 0 ? [] : [.. lengths.Split(',').Select(int.Parse)];

        var batches = TextBatches.Split(tokens, maxPadding);

        Assert.Equal(expected, string.Join('|', batches.Select(batch => string.Join(',', batch.Select(index => tokens[index])))));
        Assert.Equal(Enumerable.Range(0, tokens.Length), batches.SelectMany(batch => batch).Order());
    }

    private static void AssertSame(float[] expected, Embedding actual) =>
        Assert.InRange(Embedding.Normalize(expected).CosineSimilarity(actual), MinCosine, 1.000001);
}

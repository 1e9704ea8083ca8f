using ClipSearch.Core.Embeddings;
using ClipSearch.Core.Embeddings.Forms;
using ClipSearch.Core.Imaging;
using ClipSearch.Core.Imaging.Decoding;
using ClipSearch.Core.Imaging.Preprocessing;
using ClipSearch.Core.Models;
using ClipSearch.Core.Search.Scores;
using ClipSearch.Core.Settings;
using ClipSearch.Core.Tokens;
using ClipSearch.Tests.Fixtures;
using Microsoft.Extensions.Logging.Abstractions;
using SixLabors.ImageSharp.PixelFormats;
using Element = ClipSearch.Tests.Fixtures.OnnxWriter.Element;

namespace ClipSearch.Tests.Models;

/// <summary>
/// A second family needs one description and no change of other code: this class declares one that differs from CLIP in every respect, and
/// embeds a text and an image with it. Its graphs are so simple that the embeddings are known exactly.
/// </summary>
public sealed class ModelFamilySeamTests : IDisposable
{
    private const string Name = "test-org/mosaic";
    private const string WordsFile = "words.txt";
    private const int ContextLength = 8;
    private const int Edge = 2;
    private const int Dimensions = 3 * Edge * Edge;
    private const int Unknown = 10;
    private const int Padding = 11;

    /// <summary>
    /// Squashes images, splits texts at spaces, pads every text, and has its own files and names. Its text encoder returns the mean of a
    /// one-hot vector per token, and its image encoder returns the pixels.
    /// </summary>
    private static readonly ModelFamily Mosaic = new()
    {
        Name = "Mosaic",
        ModelTypes = ["mosaic", "mosaic_2"],
        ReadConfig = ReadConfig,
        DimensionsKey = "embedding_size",
        LoadTokenizer = folder => new Tokenizer(new Words(folder).Tokenize, Padding),
        Text = new()
        {
            File = "words.onnx",
            Settings = [ModelConfig.ConfigFile, WordsFile],
            Input = "words",
            Output = "text_features",
        },
        TextPooling = TextPooling.WholeContext,
        Image = new()
        {
            File = "visual/tiles.onnx",
            Settings = [ModelConfig.ConfigFile],
            Input = "tiles",
            Output = "image_features",
        },
        Relevance = new(PoorlyDescribed: 0.5, SpreadWeight: 0),
    };

    private static readonly IReadOnlyList<ModelFamily> Families = [.. ModelFamilies.All, Mosaic];

    private readonly TemporaryFolder models = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public void Dispose() => models.Dispose();

    [Theory]
    [InlineData("mosaic")]
    [InlineData("mosaic_2")]
    public void The_type_in_the_configuration_selects_the_family(string type)
    {
        var folder = Install(type);

        Assert.Same(Mosaic, folder.Family);
        Assert.Equal((Dimensions, ContextLength), (folder.Config.EmbeddingDimensions, folder.Config.ContextLength));
        Assert.Equal(models["words.onnx"], folder.GraphPath(EncoderKind.Text));
        Assert.Equal(models["visual/tiles.onnx"], folder.GraphPath(EncoderKind.Image));
        Assert.Same(ModelFamilies.All[0], ModelFolder.Open(TestFiles.TinyModel, ModelNames.Tiny, Families).Family);
    }

    [Fact]
    public void A_type_that_no_family_has_is_reported_with_those_that_exist()
    {
        Write("mosaic_3");

        var error = Assert.Throws<ModelException>(() => ModelFolder.Open(models.Path, Name, Families));
        Assert.StartsWith("model_type is \"mosaic_3\" in ", error.Message, StringComparison.Ordinal);
        Assert.EndsWith("""; ClipSearch supports models of type "clip", "mosaic", "mosaic_2".""", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void The_missing_files_are_those_of_the_family()
    {
        Install();
        File.Delete(models["words.onnx"]);
        File.Delete(models[WordsFile]);

        var error = Assert.Throws<ModelException>(() => ModelFolder.Open(models.Path, Name, Families));
        Assert.Contains("Missing: words.txt, words.onnx.", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("cat cat red", 0.125f, 0.25f, 0.625f)]
    [InlineData("cat", 0f, 0.125f, 0.875f)]
    [InlineData("cat red cat red cat red cat red cat cat", 0.5f, 0.5f, 0f)]
    public void A_text_is_padded_as_the_family_says(string text, float red, float cat, float padding)
    {
        using var encoder = TextEncoder.Load(Install());
        var expected = new float[Dimensions];
        (expected[0], expected[1], expected[Padding]) = (red, cat, padding);

        Assert.Equal(expected, encoder.EncodeUnnormalized(text));
        Assert.Equal(Embedding.Normalize(expected).Values.ToArray(), encoder.Encode(text).Values.ToArray());
    }

    [Fact]
    public void Texts_of_one_run_have_the_embeddings_that_they_have_alone()
    {
        using var encoder = TextEncoder.Load(Install());
        string[] texts = ["cat", "red cat", "dog dog dog red cat", ""];

        var together = encoder.Encode([.. texts.Select(encoder.Tokenizer.Tokenize)]);

        Assert.All(texts.Zip(together), pair => Assert.Equal(encoder.Encode(pair.First).Values.ToArray(), pair.Second.Values.ToArray()));
    }

    [Fact]
    public async Task A_query_takes_the_tokenizer_of_the_family()
    {
        await using var encoder = new QueryEncoder(Active(Install()), new EncoderForms(Active(Install()), new ClipSearchOptions()), NullLogger<QueryEncoder>.Instance);

        var (embedding, truncated) = await encoder.EncodeAsync("unicorn", Timeout.InfiniteTimeSpan, Token);
        var (_, isLong) = await encoder.EncodeAsync("cat red cat red cat red cat red cat", Timeout.InfiniteTimeSpan, Token);

        var expected = new float[Dimensions];
        (expected[Unknown], expected[Padding]) = (1, 7);
        Assert.Equal(1, Embedding.Normalize(expected).CosineSimilarity(embedding), 6);
        Assert.Equal((false, true), (truncated, isLong));
    }

    [Fact]
    public async Task An_image_is_squashed_and_normalised_as_the_family_says()
    {
        await using var encoder = new SingleImageEncoder(Active(Install()), new EncoderForms(Active(Install()), new ClipSearchOptions()), TestDecoders.Shared);
        // Twice as wide as high, so that a crop of the centre would show 0, 105 instead of 15, 90.
        Rgb24 left = new(0, 105, 70), right = new(105, 0, 70);
        Rgb24[] pixels = [left, left, right, right, left, left, right, right];
        using var image = SixLabors.ImageSharp.Image.LoadPixelData(pixels, 2 * Edge, Edge);
        var content = TestImages.Save(image, TestImages.Png);
        using var file = ImageFile.Receive(new MemoryStream(content), content.Length, "mosaic.png");

        var (embedding, _) = await encoder.EncodeAsync(file, new DecodeRequest(), Token);

        byte[] levels = [15, 90, 15, 90, 90, 15, 90, 15, 70, 70, 70, 70];
        float[] expected = [.. levels.Select(level => ((level / 255f) - 0.5f) / 0.25f)];
        Assert.Equal(Embedding.Normalize(expected).Values.ToArray(), embedding.Values.ToArray());
    }

    [Fact]
    public void A_graph_with_other_names_or_sizes_is_refused_in_the_words_of_the_family()
    {
        var folder = Install();
        File.Copy(folder.GraphPath(EncoderKind.Image), folder.GraphPath(EncoderKind.Text), overwrite: true);
        var names = Assert.Throws<ModelException>(() => TextEncoder.Load(folder));
        Assert.Contains("needs words → text_features", names.Message, StringComparison.Ordinal);
        Assert.EndsWith("of Mosaic.", names.Message, StringComparison.Ordinal);

        File.WriteAllText(models[ModelConfig.ConfigFile], Config("mosaic", dimensions: 9));
        var size = Assert.Throws<ModelException>(() => ImageEncoder.Load(ModelFolder.Open(models.Path, Name, Families)));
        Assert.Contains("config.json says embedding_size 9", size.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void The_fingerprints_cover_the_files_of_the_family()
    {
        var folder = Install();
        var (texts, images) = Fingerprints();

        File.AppendAllText(models[WordsFile], "horse\n");
        var otherWords = Fingerprints();
        Assert.NotEqual(texts, otherWords.Texts);
        Assert.Equal(images, otherWords.Images);

        File.AppendAllText(models[ModelConfig.ConfigFile], " ");
        var otherConfig = Fingerprints();
        Assert.NotEqual(otherWords.Texts, otherConfig.Texts);
        Assert.NotEqual(images, otherConfig.Images);

        (string Texts, string Images) Fingerprints() => (ModelFingerprint.OfTexts(folder), ModelFingerprint.OfImages(folder));
    }

    // A change would create all embeddings of all libraries again.
    [Fact]
    public void The_fingerprints_of_a_CLIP_model_never_change()
    {
        var folder = ModelFolder.Open(TestFiles.TinyModel, ModelNames.Tiny);

        Assert.Equal("cda0d373f4f4395a27a465d23bf8272977611540ccaa9891a2b2e9f7b386db0f", ModelFingerprint.OfImages(folder));
        Assert.Equal("f06f72cb359a9ccb7f77065438ca0f53965b40aa8e04ed4f98d6ca664f8da63e", ModelFingerprint.OfTexts(folder));
    }

    [Fact]
    public void The_threshold_has_the_constants_of_the_family()
    {
        var phrase = Embedding.Normalize([1, 0]);
        // Angles of 0 to 40 degrees. With half of the photos poorly described and no weight of the spread, the threshold is the median.
        var photos = Enumerable.Range(0, 41).Select(degrees => Embedding.Normalize([Cos(degrees), MathF.Sin(degrees * MathF.PI / 180)]));
        var sample = LibrarySample.Of([.. photos])!;

        Assert.Equal(Cos(20), Threshold(Mosaic), 5);
        Assert.NotEqual(Threshold(ModelFamilies.All[0]), Threshold(Mosaic), 3);

        float Threshold(ModelFamily family) =>
            new ScoreScale(sample, [phrase], family.Relevance).Threshold([new QueryPart(phrase, 1, IsImage: false)], phrase);

        static float Cos(int degrees) => MathF.Cos(degrees * MathF.PI / 180);
    }

    private static ActiveModel Active(ModelFolder folder) => new(new ModelSelection(folder), ModelFingerprint.OfImages(folder));

    private static string Config(string type, int dimensions = Dimensions) =>
        $$"""{"model_type":"{{type}}","embedding_size":{{dimensions}},"tile":{{Edge}}}""";

    private static ModelConfig ReadConfig(string folder)
    {
        using var file = JsonFile.Read(Path.Combine(folder, ModelConfig.ConfigFile));
        var edge = file.Root.Integer("tile", 1, 64) ?? 0;
        return new ModelConfig(
            file.Root.Integer("embedding_size", 1, 4096) ?? 0,
            ContextLength,
            Dimensions,
            new PixelPreprocessing(edge, edge, [0.5f, 0.5f, 0.5f], [0.25f, 0.25f, 0.25f])
            {
                Mode = ResizeMode.Squash,
                Interpolation = Interpolation.Bilinear,
            });
    }

    private ModelFolder Install(string type = "mosaic")
    {
        Write(type);
        return ModelFolder.Open(models.Path, Name, Families);
    }

    private void Write(string type)
    {
        Directory.CreateDirectory(models["visual"]);
        File.WriteAllText(models[ModelConfig.ConfigFile], Config(type));
        File.WriteAllText(models[WordsFile], "red\ncat\ndog\n");
        var oneHot = new float[Dimensions * Dimensions];
        for (var i = 0; i < Dimensions; i++)
            oneHot[(i * Dimensions) + i] = 1;
        File.WriteAllBytes(models["words.onnx"], OnnxWriter.Model(
            [
                OnnxWriter.Node("Gather", ["table", "words"], "rows"),
                OnnxWriter.Node(
                    "ReduceMean", ["rows"], "text_features", OnnxWriter.Attribute("axes", [1]), OnnxWriter.Attribute("keepdims", 0)),
            ],
            [OnnxWriter.Value("words", Element.Int64, null, null)],
            OnnxWriter.Value("text_features", Element.Float, null, Dimensions),
            OnnxWriter.Weight("table", [Dimensions, Dimensions], oneHot)));
        File.WriteAllBytes(models["visual/tiles.onnx"], OnnxWriter.Model(
            [OnnxWriter.Node("Flatten", ["tiles"], "image_features")],
            [OnnxWriter.Value("tiles", Element.Float, null, 3, Edge, Edge)],
            OnnxWriter.Value("image_features", Element.Float, null, Dimensions)));
    }

    /// <summary>Splits at spaces; the id of a word is its line in words.txt.</summary>
    private sealed class Words(ModelFolder folder)
    {
        private readonly string[] _words = File.ReadAllLines(folder.PathOf(WordsFile));

        public TokenizedText Tokenize(string text)
        {
            var words = text.Split(' ', StringSplitOptions.RemoveEmptyEntries);
            int[] ids = [.. words.Select(word => Array.IndexOf(_words, word)).Select(id => id < 0 ? Unknown : id)];
            return new TokenizedText(ids[..Math.Min(ids.Length, ContextLength)], ids.Length > ContextLength);
        }
    }
}

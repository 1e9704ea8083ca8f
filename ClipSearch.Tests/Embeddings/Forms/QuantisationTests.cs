using System.Runtime.InteropServices;
using ClipSearch.Core.Embeddings;
using ClipSearch.Core.Embeddings.Forms;
using ClipSearch.Core.Imaging.Preprocessing;
using ClipSearch.Core.Models;
using ClipSearch.Core.Settings;
using ClipSearch.Core.Tokens;
using ClipSearch.Tests.Fixtures;

namespace ClipSearch.Tests.Embeddings.Forms;

public sealed class QuantisationTests : IDisposable
{
    private static readonly FormAgreement Good = new(200, 500, 0.9995, 0.997, 0.99);

    private readonly RewrittenModel _model = new(precision: PrecisionSetting.EightBits);

    public void Dispose() => _model.Dispose();

    [Theory]
    [InlineData(EncoderKind.Text, 200)]
    [InlineData(EncoderKind.Image, 60)]
    public void A_form_is_kept_only_if_it_agrees_and_is_faster(EncoderKind kind, int samples)
    {
        _model.Rewrite(kind);

        var record = Quantisation.Run(_model.Samples(kind), _model.Forms.CreateFolder());

        Assert.Equal(record, _model.Forms.Record(kind));
        Assert.Equal((samples, samples), (record.Agreement!.Count, record.Agreement.Others));
        Assert.InRange(record.Agreement.MeanCosine, 0.99, 1.00001);
        Assert.Equal(record.EightBits is not null, record.Agreement.Passes && record.EightBits is { IsFaster: true });
        Assert.Equal(record.EightBits is null ? Precision.Full : Precision.EightBits, _model.Forms.Best(kind).Precision);
        Assert.DoesNotContain(Directory.GetFileSystemEntries(_model.Forms.CreateFolder()), path => Path.GetFileName(path).StartsWith('.'));
    }

    [Fact]
    public void The_first_form_that_agrees_and_is_faster_is_chosen()
    {
        var created = new List<string>();
        IEnumerable<QuantisedForm> Forms()
        {
            foreach (var form in new[] { Form("differs", 3, 0.998), Form("slow", 1.05, 0.9999), Form("fast", 2, 0.9992), Form("slower", 1.5, 0.9999) })
            {
                created.Add(form.File.Name);
                yield return form;
            }
        }

        Assert.Equal("fast", Quantisation.Choose(Forms()).File.Name);
        Assert.Equal(["differs", "slow", "fast"], created);
    }

    [Fact]
    public void The_closest_form_is_reported_if_none_is_chosen()
    {
        var chosen = Quantisation.Choose([Form("far", 3, 0.99), Form("closest", 2, 0.998), Form("between", 1.5, 0.997)]);

        Assert.Equal(("closest", false), (chosen.File.Name, chosen.IsUsable));
    }

    [Fact]
    public void The_nearest_of_a_text_are_searched_among_photos_if_there_are_enough()
    {
        Embedding[] photos = [.. Enumerable.Range(0, 50).Select(i => Embedding.Normalize(new float[_model.Folder.Config.EmbeddingDimensions].Select((_, at) => MathF.Sin((i * 31) + at)).ToArray()))];
        using var stored = new MemoryStream();
        foreach (var photo in photos)
            stored.Write(MemoryMarshal.AsBytes(photo.Values.Span));
        stored.Position = 0;
        _model.Rewrite(EncoderKind.Text);

        var record = Quantisation.Run(EncoderSamples.Read(_model.Folder, EncoderKind.Text, stored), _model.Forms.CreateFolder());

        Assert.Equal((200, 50), (record.Agreement!.Count, record.Agreement.Others));
    }

    [Fact]
    public void How_many_tokens_a_run_costs_is_measured()
    {
        _model.Rewrite(EncoderKind.Text);

        var measured = Quantisation.Run(_model.Samples(EncoderKind.Text), _model.Forms.CreateFolder()).Full.RunOverhead;

        Assert.InRange(measured, 0, 64);
        Assert.NotEqual(EncoderFile.UsualOverhead, measured);
        Assert.Equal(measured, _model.Forms.Best(EncoderKind.Text).RunOverhead);
    }

    [Fact]
    public void Too_few_photos_are_an_error()
    {
        using var input = new MemoryStream([.. _model.Crops(49).SelectMany(crop => crop)]);

        var error = Assert.Throws<ModelException>(() => EncoderSamples.Read(_model.Folder, EncoderKind.Image, input));

        Assert.Equal("only 49 photos of the library could be read; 50 are needed.", error.Message);
    }

    [Fact]
    public void An_incomplete_photo_is_an_error()
    {
        using var input = new MemoryStream([.. _model.Crops(51).SelectMany(crop => crop).Skip(1)]);

        Assert.Throws<EndOfStreamException>(() => EncoderSamples.Read(_model.Folder, EncoderKind.Image, input));
    }

    [Fact]
    public void Work_that_a_killed_process_left_behind_is_deleted()
    {
        var forms = _model.Forms.CreateFolder();
        var (old, recent) = (Directory.CreateDirectory(Path.Combine(forms, ".old")), Directory.CreateDirectory(Path.Combine(forms, ".recent")));
        File.WriteAllText(Path.Combine(old.FullName, "weights"), "");
        old.LastWriteTimeUtc = DateTime.UtcNow.AddHours(-7);

        _model.Rewrite(EncoderKind.Text);

        Assert.False(Directory.Exists(old.FullName));
        Assert.True(Directory.Exists(recent.FullName));
    }

    [Theory]
    [InlineData(EncoderKind.Text, 0, 0.99)]
    [InlineData(EncoderKind.Text, 1, 0.995)]
    [InlineData(EncoderKind.Text, 2, 0.995)]
    [InlineData(EncoderKind.Image, 0, 0.99)]
    [InlineData(EncoderKind.Image, 1, 0.995)]
    [InlineData(EncoderKind.Image, 2, 0.995)]
    public void Each_method_agrees_with_the_reference_for_heavy_tails_and_outlier_channels(EncoderKind kind, int method, double minCosine)
    {
        _model.AddOutliers();
        _model.Rewrite(kind);
        var golden = GoldenModel.Read(TestFiles.Golden("outlier-clip.json"));
        var file = _model.Quantise(kind, method);
        if (kind == EncoderKind.Text)
        {
            using var encoder = TextEncoder.Load(_model.Folder, file);
            AssertSame(golden.Texts.Select(text => Embedding.Normalize(text.Embedding)), encoder.Encode([.. golden.Texts.Select(text => new TokenizedText(text.Ids, false))]), minCosine);
        }
        else
        {
            using var encoder = ImageEncoder.Load(_model.Folder, file);
            var length = new ImagePreprocessor(_model.Folder.Config.Pixels).TensorLength;
            var embeddings = encoder.Encode(golden.Pixels.SelectMany(pixels => GoldenModel.PixelsOf(pixels.Seed, length)).ToArray(), golden.Pixels.Length);
            AssertSame(golden.Pixels.Select(pixels => Embedding.Normalize(pixels.Embedding)), embeddings, minCosine);
        }
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(2)]
    public void A_text_has_the_same_embedding_alone_and_in_a_batch(int method)
    {
        _model.Rewrite(EncoderKind.Text);
        using var encoder = TextEncoder.Load(_model.Folder, _model.Quantise(EncoderKind.Text, method));
        string[] texts = ["a cat", "a dog", "two cats on a chair", "a man jumping over a fence"];

        AssertSame(texts.Select(encoder.Encode), encoder.Encode([.. texts.Select(encoder.Tokenizer.Tokenize)]), 0.999999);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(2)]
    public void An_image_has_the_same_embedding_alone_and_in_a_batch(int method)
    {
        _model.Rewrite(EncoderKind.Image);
        using var encoder = ImageEncoder.Load(_model.Folder, _model.Quantise(EncoderKind.Image, method));
        var length = new ImagePreprocessor(_model.Folder.Config.Pixels).TensorLength;
        // One image is dark, so that a scale shared by the batch would differ.
        float[][] images = [GoldenModel.PixelsOf(1, length), [.. GoldenModel.PixelsOf(2, length).Select(value => value / 50)], new float[length]];

        AssertSame(images.Select(pixels => encoder.Encode(pixels, 1)[0]), encoder.Encode(images.SelectMany(pixels => pixels).ToArray(), images.Length), 0.999999);
    }

    private static QuantisedForm Form(string name, double speedup, double mean) => new(new FormFile(name, 0, "", "") { Speedup = speedup }, Good with { MeanCosine = mean });

    private static void AssertSame(IEnumerable<Embedding> expected, IEnumerable<Embedding> actual, double minCosine) =>
        Assert.All(expected.Zip(actual), pair => Assert.InRange(pair.First.CosineSimilarity(pair.Second), minCosine, 1.000001));
}

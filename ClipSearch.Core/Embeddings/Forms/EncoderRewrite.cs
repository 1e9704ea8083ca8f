using System.Security.Cryptography;
using ClipSearch.Core.Embeddings.Graphs;
using ClipSearch.Core.Models;
using ClipSearch.Core.Tokens;
using Microsoft.ML.OnnxRuntime;

namespace ClipSearch.Core.Embeddings.Forms;

/// <summary>
/// Creates the faster forms of an encoder. It needs as much memory as the original model file, so a site runs it in a process of its own
/// (<see cref="RewriteCommand"/>).
/// </summary>
internal static class EncoderRewrite
{
    /// <summary>The minimum cosine similarity of the embeddings of the original and of a form that only rounds differently.</summary>
    private const float MinExactCosine = 0.99999f;

    /// <summary>The size of the blocks in 8 bits. With 128, texts are a fifth faster but differ three times as much from fp32.</summary>
    private const int TextBlock = 32;

    /// <summary>Texts of several lengths, to compare forms of a text encoder.</summary>
    private static readonly string[] Texts = ["", "a cat", "a man jumping over a fence at sunset", string.Join(' ', Enumerable.Repeat("many words", 60))];

    /// <summary>Creates the forms of an encoder and their record.</summary>
    /// <param name="model">The model.</param>
    /// <param name="kind">The encoder.</param>
    /// <param name="folder">The folder for the forms. Another process may create the same forms in it: the last one wins.</param>
    /// <exception cref="ModelException">The original cannot be loaded or run.</exception>
    public static FormRecord Run(ModelFolder model, EncoderKind kind, string folder)
    {
        var graph = kind == EncoderKind.Text ? model.Family.Text : model.Family.Image;
        var original = kind == EncoderKind.Text ? model.TextModelPath : model.VisionModelPath;
        var work = Directory.CreateDirectory(Path.Combine(folder, $".{Guid.NewGuid():N}"));
        try
        {
            var (simple, fp32, int8) = (Path.Combine(work.FullName, "simple.onnx"), PathOf("fp32"), PathOf("int8"));
            var expected = Embed(model, kind, original);
            GraphRewriter.Simplify(original, simple);

            var changes = "attention fused";
            var exact = OnnxGraph.Read(simple);
            exact.KeepOutput(graph.Output);
            var fused = AttentionFusion.Apply(exact, kind == EncoderKind.Text && model.Family.TextPooling == TextPooling.EndToken);
            if (kind == EncoderKind.Image && FirstTokenCut.Apply(exact))
                changes += ", last layer for one token";
            exact.Write(fp32);
            if (fused == 0 || !IsSame(expected, Embed(model, kind, fp32)))
            {
                // An unknown pattern, or one that only looks known.
                changes = "constants computed";
                exact = OnnxGraph.Read(simple);
                exact.KeepOutput(graph.Output);
                exact.Write(fp32);
            }

            FormFile? quantised = null;
            if (kind == EncoderKind.Text)
            {
                var blocks = OnnxGraph.Read(fp32);
                var matrices = BlockQuantisation.Apply(blocks, TextBlock);
                blocks.Write(int8);
                quantised = Describe(int8, $"{changes}, {matrices} matrices in 8 bits");
            }

            foreach (var file in new[] { simple, simple + ".data" })
                File.Delete(file);
            var record = new FormRecord(
                EncoderForms.Version, ModelFingerprint.OfGraph(model, graph), Describe(fp32, changes), quantised, null);
            foreach (var file in work.EnumerateFiles())
                file.MoveTo(Path.Combine(folder, file.Name), overwrite: true);
            record.Write(EncoderForms.RecordPath(folder, kind));
            return record;
        }
        finally
        {
            work.Delete(recursive: true);
        }

        string PathOf(string form) => Path.Combine(work.FullName, $"{EncoderForms.NameOf(kind)}.{form}.onnx");
    }

    private static Embedding[] Embed(ModelFolder model, EncoderKind kind, string path)
    {
        var file = new EncoderFile(path, Precision.Full);
        if (kind == EncoderKind.Text)
        {
            using var text = TextEncoder.Load(model, file);
            return text.Encode([.. Texts.Select(text.Tokenizer.Tokenize)]);
        }

        using var image = ImageEncoder.Load(model, file);
        const int Count = 3;
        var pixels = new float[Count * 3 * model.Config.Pixels.CropSize * model.Config.Pixels.CropSize];
        var random = new Random(1);
        for (var i = 0; i < pixels.Length; i++)
            pixels[i] = (random.NextSingle() * 4) - 2;
        return image.Encode(pixels, Count);
    }

    private static bool IsSame(IReadOnlyList<Embedding> expected, IReadOnlyList<Embedding> actual) =>
        expected.Zip(actual, (first, second) => first.CosineSimilarity(second)).All(cosine => cosine >= MinExactCosine);

    private static FormFile Describe(string path, string changes)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        long bytes = 0;
        var buffer = new byte[1 << 20];
        foreach (var part in new[] { path, path + ".data" })
        {
            using var file = File.OpenRead(part);
            for (int read; (read = file.Read(buffer)) > 0; bytes += read)
                hash.AppendData(buffer, 0, read);
        }

        return new FormFile(Path.GetFileName(path), bytes, Convert.ToHexStringLower(hash.GetHashAndReset()), changes);
    }
}

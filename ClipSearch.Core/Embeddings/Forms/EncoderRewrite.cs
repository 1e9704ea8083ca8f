using ClipSearch.Core.Embeddings.Graphs;
using ClipSearch.Core.Models;
using ClipSearch.Core.Tokens;

namespace ClipSearch.Core.Embeddings.Forms;

/// <summary>
/// Creates the faster form of an encoder in fp32. It needs as much memory as the original model file, so a site runs it in a process of its own
/// (<see cref="RewriteCommand"/>).
/// </summary>
internal static class EncoderRewrite
{
    /// <summary>The minimum cosine similarity of the embeddings of the original and of a form that only rounds differently.</summary>
    private const float MinExactCosine = 0.99999f;

    /// <summary>Texts of several lengths, to compare forms of a text encoder.</summary>
    private static readonly string[] Texts = ["", "a cat", "a man jumping over a fence at sunset", string.Join(' ', Enumerable.Repeat("many words", 60))];

    /// <summary>
    /// Creates the form of an encoder in fp32 and the record of its forms. <see cref="Quantisation"/> creates those in 8 bits.
    /// </summary>
    /// <param name="model">The model.</param>
    /// <param name="kind">The encoder.</param>
    /// <param name="folder">The folder for the form. Another process may create the same in it: the last one wins.</param>
    /// <exception cref="ModelException">The original cannot be loaded or run.</exception>
    public static FormRecord Run(ModelFolder model, EncoderKind kind, string folder)
    {
        using var work = new FormWorkFolder(folder);
        var simple = work.PathOf("simple.onnx");
        var fp32 = work.PathOf(FormFile.NameOf(kind, Precision.Full));
        var expected = Embed(model, kind, model.GraphPath(kind));
        GraphSimplification.Save(model.GraphPath(kind), simple);

        var changes = "attention fused";
        var output = model.Family.Graph(kind).Output;
        var exact = OnnxGraph.Read(simple);
        exact.KeepOutput(output);
        var fused = AttentionFusion.Apply(exact, kind == EncoderKind.Text && model.Family.TextPooling == TextPooling.EndToken);
        if (kind == EncoderKind.Image && FirstTokenCut.Apply(exact))
            changes += ", last layer for one token";
        exact.Write(fp32);
        if (fused == 0 || !IsSame(expected, Embed(model, kind, fp32)))
        {
            // An unknown pattern, or one that only looks known.
            changes = "constants computed";
            exact = OnnxGraph.Read(simple);
            exact.KeepOutput(output);
            exact.Write(fp32);
        }

        var record = new FormRecord(EncoderForms.Version, ModelFingerprint.OfGraph(model, kind), FormFile.Of(fp32, changes), null, null);
        work.Keep(record.Full);
        record.Write(folder, kind);
        return record;
    }

    /// <summary>Creates the forms in fp32 that a model lacks.</summary>
    /// <exception cref="ModelException">An original cannot be loaded or run.</exception>
    /// <exception cref="IOException">The forms cannot be stored.</exception>
    public static void RunWhereNeeded(ModelFolder model, EncoderForms forms)
    {
        foreach (var kind in Enum.GetValues<EncoderKind>().Where(forms.NeedsForms))
            Run(model, kind, forms.CreateFolder());
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
}

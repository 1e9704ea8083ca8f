using System.Numerics.Tensors;
using System.Runtime.InteropServices;
using ClipSearch.Core.Embeddings.Forms;
using ClipSearch.Core.Embeddings.Graphs;
using ClipSearch.Core.Models;
using ClipSearch.Core.Settings;
using Google.Protobuf;
using Onnx;

namespace ClipSearch.Benchmarks;

/// <summary>Creates a model folder of realistic file size from a model whose graph computes its weights during loading.</summary>
internal static class BenchmarkModel
{
    private const string Name = "benchmark/model";
    private const string RandomName = "benchmark/random";

    /// <summary>Saves the model with its weights below <paramref name="work"/>, unless an up-to-date copy exists.</summary>
    public static ModelFolder Prepare(DirectoryInfo model, DirectoryInfo? vocabulary, DirectoryInfo work)
    {
        var folder = Path.Combine(work.FullName, "models", Name);
        Directory.CreateDirectory(Path.Combine(folder, "onnx"));
        foreach (var (from, name) in new[]
                 {
                     (model, "config.json"), (model, "preprocessor_config.json"), (vocabulary ?? model, "vocab.json"), (vocabulary ?? model, "merges.txt"),
                 })
        {
            File.Copy(Path.Combine(from.FullName, name), Path.Combine(folder, name), overwrite: true);
        }

        foreach (var name in new[] { "onnx/text_model.onnx", "onnx/vision_model.onnx" })
        {
            var source = new FileInfo(Path.Combine(model.FullName, name));
            var target = new FileInfo(Path.Combine(folder, name));
            if (target.Exists && target.LastWriteTimeUtc > source.LastWriteTimeUtc)
                continue;
            Console.Error.WriteLine($"Saving {target.FullName} with its weights");
            GraphSimplification.Save(source.FullName, target.FullName, weightsBeside: false);
        }

        return ModelFolder.Open(folder, Name);
    }

    /// <summary>
    /// Saves the model with random matrices of the same size. Computed ones have a rank of two, so that rounding them to 8 bits fails, unlike
    /// rounding those of trained models.
    /// </summary>
    public static ModelFolder PrepareRandom(DirectoryInfo model, DirectoryInfo? vocabulary, DirectoryInfo work)
    {
        var source = Prepare(model, vocabulary, work);
        var folder = Path.Combine(work.FullName, "models", RandomName);
        foreach (var file in source.Family.Files)
        {
            var target = new FileInfo(Path.Combine(folder, file));
            if (target.Exists && target.LastWriteTimeUtc > File.GetLastWriteTimeUtc(source.PathOf(file)))
                continue;
            target.Directory!.Create();
            if (file.EndsWith(".onnx", StringComparison.Ordinal))
                SaveRandom(source.PathOf(file), target.FullName);
            else
                File.Copy(source.PathOf(file), target.FullName, overwrite: true);
        }

        return ModelFolder.Open(folder, RandomName);
    }

    /// <summary>Saves the model with random matrices, and creates the forms of its encoders as <c>model prepare</c> does.</summary>
    public static ModelFolder PrepareWithForms(DirectoryInfo model, DirectoryInfo? vocabulary, DirectoryInfo work)
    {
        var folder = PrepareRandom(model, vocabulary, work);
        PrepareForms(folder, new EncoderForms(folder, new ClipSearchOptions { DataDir = work.FullName }));
        return folder;
    }

    /// <summary>Adds the image encoder in 8 bits to a model with forms.</summary>
    public static ModelFolder PrepareWithImagesIn8Bits(DirectoryInfo model, DirectoryInfo? vocabulary, DirectoryInfo photos, DirectoryInfo work)
    {
        var folder = PrepareWithForms(model, vocabulary, work);
        var forms = new EncoderForms(folder, new ClipSearchOptions { DataDir = work.FullName, ClipPrecision = PrecisionSetting.EightBits });
        if (forms.Lacks8Bits(EncoderKind.Image) is { } lacking)
            Quantise(new ImageSamples(folder, PhotoCrops.Read(photos, count: 64, folder)), lacking);
        return folder;
    }

    /// <summary>Creates the forms of a random model as <c>model prepare</c> does, except that texts always have a form in 8 bits.</summary>
    public static void PrepareForms(ModelFolder folder, EncoderForms forms)
    {
        EncoderRewrite.RunWhereNeeded(folder, forms);
        if (forms.Lacks8Bits(EncoderKind.Text) is { } lacking)
            Quantise(new TextSamples(folder, photos: []), lacking);
    }

    /// <summary>
    /// Creates a form in 8 bits by the fastest method, and allows it without a comparison. Its cosine similarity with fp32 is that of a trained
    /// model, but the nearest neighbours of random embeddings differ by too little to be the same.
    /// </summary>
    private static void Quantise(EncoderSamples samples, string folder)
    {
        using var quantisation = new Quantisation(samples, folder);
        var (form, file) = quantisation.Create(QuantisationMethod.All[0]);
        using (ISampledEncoder full = samples.Load(quantisation.Full), quantised = samples.Load(file))
            form = FormSpeed.Measure(form, file, full, quantised, samples);
        quantisation.Keep(new QuantisedForm(form with { Speedup = Math.Max(form.Speedup, 2) }, new FormAgreement(0, 0, 1, 1, 1)));
    }

    private static void SaveRandom(string source, string target)
    {
        ModelProto model;
        using (var file = File.OpenRead(source))
            model = ModelProto.Parser.ParseFrom(file);
        var random = new Random(1);
        foreach (var tensor in model.Graph.Initializer.Where(tensor => tensor.DataType == (int)TensorProto.Types.DataType.Float && tensor.Dims.Count == 2))
        {
            var values = MemoryMarshal.Cast<byte, float>(tensor.RawData.Span).ToArray();
            var deviation = TensorPrimitives.StdDev<float>(values);
            // The mask of a text encoder is no random matrix.
            if (deviation > 100)
                continue;
            for (var i = 0; i < values.Length; i++)
                values[i] = deviation * MathF.Sqrt(-2 * MathF.Log(1 - random.NextSingle())) * MathF.Cos(2 * MathF.PI * random.NextSingle());
            tensor.RawData = ByteString.CopyFrom(MemoryMarshal.AsBytes(values.AsSpan()));
        }

        using var output = File.Create(target);
        model.WriteTo(output);
    }
}

using ClipSearch.Core.Embeddings.Forms;
using ClipSearch.Core.Embeddings.Graphs;
using ClipSearch.Core.Imaging.Preprocessing;
using ClipSearch.Core.Models;
using ClipSearch.Core.Settings;

namespace ClipSearch.Tests.Fixtures;

/// <summary>A copy of the tiny model in a folder of its own, whose encoders can be exchanged and rewritten.</summary>
internal sealed class RewrittenModel : IDisposable
{
    public const string Name = "test/rewritten";

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("clipsearch-forms");

    public RewrittenModel(string? graphs = null, PrecisionSetting precision = PrecisionSetting.Auto)
    {
        TestFiles.CopyTinyModel(ModelsDir, Name);
        Folder = ModelFolder.Open(Path.Combine(ModelsDir, Name), Name);
        foreach (var graph in graphs is null ? [] : Directory.GetFiles(TestFiles.Golden(graphs)))
            System.IO.File.Copy(graph, Path.Combine(Folder.Path, "onnx", Path.GetFileName(graph)), overwrite: true);
        Options = new ClipSearchOptions { ModelsDir = ModelsDir, ClipModel = Name, DataDir = Path.Combine(_folder.FullName, "data"), ClipPrecision = precision };
        Forms = new EncoderForms(Folder, Options) { MinBytes = 0 };
    }

    public string ModelsDir => Path.Combine(_folder.FullName, "models");

    public ModelFolder Folder { get; }

    public ClipSearchOptions Options { get; }

    public EncoderForms Forms { get; }

    /// <summary>Returns the file of an encoder's form.</summary>
    public EncoderFile File(EncoderKind kind, Precision precision)
    {
        var record = Forms.Record(kind)!;
        var form = precision == Precision.Full ? record.Full : record.EightBits!;
        return new EncoderFile(Path.Combine(Folder.Path, "forms", form.Name), precision) { UsesOneThread = form.UsesOneThread };
    }

    /// <summary>Creates the form of an encoder in fp32.</summary>
    public FormRecord Rewrite(EncoderKind kind) => EncoderRewrite.Run(Folder, kind, Forms.CreateFolder());

    /// <summary>Creates the form of an encoder in 8 bits. It counts as faster, which it is not for a model of this size.</summary>
    /// <param name="kind">The encoder.</param>
    /// <param name="method">The number of the method.</param>
    /// <param name="agreement">The agreement with fp32 to store; null for a perfect one.</param>
    public EncoderFile Quantise(EncoderKind kind, int method = 2, FormAgreement? agreement = null)
    {
        using var quantisation = new Quantisation(Samples(kind), Forms.CreateFolder());
        var (form, _) = quantisation.Create(QuantisationMethod.All[method]);
        quantisation.Keep(new QuantisedForm(form with { Speedup = 2, UsesOneThread = true }, agreement ?? new FormAgreement(200, 500, 1, 1, 1)));
        return new EncoderFile(Path.Combine(Folder.Path, "forms", form.Name), Precision.EightBits) { UsesOneThread = true };
    }

    /// <summary>Returns the usual texts, or random images.</summary>
    public EncoderSamples Samples(EncoderKind kind) => kind == EncoderKind.Text ? new TextSamples(Folder, photos: []) : new ImageSamples(Folder, Crops(60));

    /// <summary>Returns random images, as an image encoder reads them.</summary>
    public List<byte[]> Crops(int count)
    {
        var random = new Random(3);
        return [.. Enumerable.Range(0, count).Select(_ =>
        {
            var crop = new byte[new ImagePreprocessor(Folder.Config.Pixels).TensorLength];
            random.NextBytes(crop);
            return crop;
        })];
    }

    /// <summary>
    /// Gives the encoders heavy-tailed weights and outlier channels: the same operations in the same order as
    /// tools/golden/make_outlier_clip.py.
    /// </summary>
    public void AddOutliers()
    {
        foreach (var path in new[] { Folder.GraphPath(EncoderKind.Text), Folder.GraphPath(EncoderKind.Image) })
        {
            Change(path, (name, values, shape) =>
            {
                if (!name.Contains(".layers.", StringComparison.Ordinal) || !name.EndsWith(".weight", StringComparison.Ordinal))
                    return false;
                var maximum = values.Max(MathF.Abs);
                for (var i = 0; i < values.Length; i++)
                    values[i] = shape.Count == 2 ? values[i] * MathF.Abs(values[i]) / maximum * 1.3f : i is 3 or 17 ? values[i] * 20 : values[i];
                return true;
            });
        }
    }

    /// <summary>Changes the weights of a graph.</summary>
    public static void Change(string path, Func<string, float[], IReadOnlyList<long>, bool> change)
    {
        var graph = OnnxGraph.Read(path);
        foreach (var name in graph.Nodes.SelectMany(node => node.Input).Distinct().Where(name => graph.Weight(name) is { IsFloat: true }))
        {
            var (values, shape) = (graph.Weight(name)!.Floats(), graph.Weight(name)!.Shape.ToArray());
            if (change(name, values, shape))
                graph.AddWeight(name, values, shape);
        }

        graph.Write(path);
    }

    public void Dispose() => _folder.Delete(recursive: true);
}

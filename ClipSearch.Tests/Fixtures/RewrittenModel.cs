using ClipSearch.Core.Embeddings.Forms;
using ClipSearch.Core.Embeddings.Graphs;
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

    /// <summary>Creates the forms of an encoder. The one in 8 bits counts as faster, which it is not for a model of this size.</summary>
    public FormRecord Rewrite(EncoderKind kind)
    {
        var forms = Forms.CreateFolder();
        var record = EncoderRewrite.Run(Folder, kind, forms);
        record = record with { EightBits = record.EightBits is { } int8 ? int8 with { Speedup = 2, UsesOneThread = true } : null };
        record.Write(forms, kind);
        return record;
    }

    /// <summary>Creates the image encoder in 8 bits by a method, calibrated with the golden pixels, and adds it to the record with an agreement.</summary>
    public EncoderFile Quantise(QuantisationMethod method, FormAgreement? agreement = null)
    {
        var forms = Forms.CreateFolder();
        var record = FormRecord.Read(forms, EncoderKind.Image)!;
        var fp32 = Path.Combine(forms, record.Full.Name);
        using var work = new FormWorkFolder(forms);
        var path = work.PathOf(FormFile.NameOf(EncoderKind.Image, Precision.EightBits));
        method.Create(fp32, Maxima(fp32, work.PathOf("calibration.onnx")), path);
        var form = FormFile.Of(path, method.Name) with { Speedup = 2 };
        work.Keep(form);
        (record with { EightBits = form, Agreement = agreement }).Write(forms, EncoderKind.Image);
        return new EncoderFile(Path.Combine(forms, form.Name), Precision.EightBits);
    }

    /// <summary>Measures the range of each channel of an image encoder with the golden pixels.</summary>
    public IReadOnlyDictionary<string, float[]> Maxima(string fp32, string work)
    {
        var pixels = GoldenModel.Read(TestFiles.Golden("outlier-clip.json")).Pixels;
        var edge = Folder.Config.Pixels.CropSize;
        var batch = new PixelBatch(pixels.SelectMany(formula => GoldenModel.PixelsOf(formula.Seed, 3 * edge * edge)).ToArray(), pixels.Length, edge);
        return Calibration.Run(fp32, work, Folder.Family.Image.Input, [batch]);
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

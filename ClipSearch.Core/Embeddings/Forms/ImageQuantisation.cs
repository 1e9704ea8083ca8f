using ClipSearch.Core.Embeddings.Graphs;
using ClipSearch.Core.Imaging.Preprocessing;
using ClipSearch.Core.Models;

namespace ClipSearch.Core.Embeddings.Forms;

/// <summary>
/// Creates the fastest form of the image encoder in 8 bits that agrees with fp32 on photos of the library. Images need photos, unlike texts:
/// their encoders have channels with outliers, which are smoothed by a calibration (<see cref="Smoothing"/>).
/// </summary>
internal static class ImageQuantisation
{
    /// <summary>The number of photos from which the range of each channel is measured.</summary>
    private const int CalibrationPhotos = 64;

    /// <summary>The methods, fastest first. docs/benchmarks.md compares them.</summary>
    internal static IReadOnlyList<QuantisationMethod> Methods { get; } =
    [
        new("a scale for each token", TokenQuantisation.Apply),
        new("blocks of 128", graph => BlockQuantisation.Apply(graph, 128)),
        new("blocks of 32", graph => BlockQuantisation.Apply(graph, 32)),
    ];

    /// <summary>Creates the form and adds it to the record, or only the comparison if no method agrees and is faster.</summary>
    /// <param name="model">The model.</param>
    /// <param name="folder">The folder with the form in fp32.</param>
    /// <param name="crops">Photos of the library, as <see cref="ImagePreprocessor.Normalise"/> expects them.</param>
    /// <exception cref="ModelException">There is no form in fp32, or a form cannot be loaded or run.</exception>
    public static FormRecord Run(ModelFolder model, string folder, IReadOnlyList<byte[]> crops)
    {
        if (crops.Count < EncoderForms.MinPhotos)
            throw new ModelException($"only {crops.Count} photos of the library could be read; {EncoderForms.MinPhotos} are needed.");
        var record = FormRecord.Read(folder, EncoderKind.Image) ?? throw new ModelException($"{folder} has no forms of the image encoder. Run model prepare {model.Name}.");
        var preprocessor = new ImagePreprocessor(model.Config.Pixels);
        var fp32 = Path.Combine(folder, record.Full.Name);
        using var work = new FormWorkFolder(folder);
        var maxima = Calibrate(model, fp32, work, crops);
        using var full = ImageEncoder.Load(model, new EncoderFile(fp32, Precision.Full) { UsesOneThread = true });
        var expected = Embed(full);
        FormAgreement? closest = null;
        foreach (var method in Methods)
        {
            var path = work.PathOf(FormFile.NameOf(EncoderKind.Image, Precision.EightBits));
            var matrices = method.Create(fp32, maxima, path);
            var (agreement, speedup) = Compare(path);
            if (closest is null || agreement.MeanCosine > closest.MeanCosine)
                closest = agreement;
            var form = FormFile.Of(path, $"{record.Full.Changes}, {matrices} matrices in 8 bits with {method.Name}") with { Speedup = speedup };
            if (!agreement.Passes || !form.IsFaster)
                continue;
            work.Keep(form);
            return Write(record with { EightBits = form, Agreement = agreement });
        }

        return Write(record with { Agreement = closest });

        (FormAgreement Agreement, double Speedup) Compare(string path)
        {
            using var quantised = ImageEncoder.Load(model, new EncoderFile(path, Precision.EightBits) { UsesOneThread = true });
            return (FormAgreement.Of(expected, Embed(quantised), expected), FormSpeed.OfImages(full, quantised, PixelBatch.Of(crops, preprocessor).First()));
        }

        // Each core embeds batches of its own.
        Embedding[] Embed(ImageEncoder encoder) =>
            [.. crops.Chunk((crops.Count + Environment.ProcessorCount - 1) / Environment.ProcessorCount).AsParallel().AsOrdered()
                .SelectMany(part => PixelBatch.Of(part, preprocessor).SelectMany(batch => encoder.Encode(batch.Pixels, batch.Count)))];

        FormRecord Write(FormRecord changed)
        {
            changed.Write(folder, EncoderKind.Image);
            return changed;
        }
    }

    /// <summary>Measures the range of each channel from the first photos.</summary>
    internal static IReadOnlyDictionary<string, float[]> Calibrate(ModelFolder model, string fp32, FormWorkFolder work, IReadOnlyList<byte[]> crops) => Calibration.Run(
        fp32, work.PathOf("calibration.onnx"), model.Family.Image.Input, PixelBatch.Of(crops.Take(CalibrationPhotos), new ImagePreprocessor(model.Config.Pixels)));
}

/// <summary>A way to store the matrices of an image encoder in 8 bits.</summary>
/// <param name="Name">Its name in messages.</param>
/// <param name="Apply">Changes a graph and returns the number of matrices.</param>
internal sealed record QuantisationMethod(string Name, Func<OnnxGraph, int> Apply)
{
    /// <summary>Writes the form of an encoder.</summary>
    /// <param name="fp32">The path of the encoder in fp32.</param>
    /// <param name="maxima">The range of each channel, <see cref="Calibration"/>.</param>
    /// <param name="path">The path of the new file.</param>
    /// <returns>The number of matrices.</returns>
    public int Create(string fp32, IReadOnlyDictionary<string, float[]> maxima, string path)
    {
        var graph = OnnxGraph.Read(fp32);
        Smoothing.Apply(graph, maxima);
        var matrices = Apply(graph);
        graph.Write(path);
        return matrices;
    }
}

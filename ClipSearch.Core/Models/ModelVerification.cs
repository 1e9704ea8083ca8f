using System.Numerics.Tensors;

namespace ClipSearch.Core.Models;

/// <summary>Verifies a model: its files, its configuration and the output of its text encoder.</summary>
public static class ModelVerification
{
    /// <summary>
    /// Checks the files of the model <paramref name="name"/>. For a model of the catalog, checks their size and SHA-256 and the content of
    /// its configuration. For any other, checks that the files exist and the configuration can be used.
    /// </summary>
    /// <param name="name">The model's name.</param>
    /// <param name="modelsDir">The setting <c>MODELS_DIR</c>.</param>
    /// <param name="catalog">The known models, usually <see cref="ModelCatalog.Models"/>.</param>
    /// <param name="cancellationToken">Cancels the operation.</param>
    /// <exception cref="ModelException"><paramref name="name"/> is not <c>organisation/name</c>.</exception>
    public static async Task<IReadOnlyList<ModelCheck>> CheckFilesAsync(
        string name, string modelsDir, IReadOnlyList<CatalogModel> catalog, CancellationToken cancellationToken)
    {
        var folder = ModelNames.Folder(modelsDir, name);
        var model = catalog.FirstOrDefault(known => known.Name == name);
        var remedy = ModelCatalog.HowToGet(name);
        var missing = ModelFolder.MissingFiles(folder);
        if (missing.Count > 0)
            return [new("files", false, $"Missing in {folder}: {string.Join(", ", missing)}.", remedy)];

        var checks = new List<ModelCheck>();
        foreach (var file in model?.Files ?? [])
        {
            if (file.Pin is { } pin)
                checks.Add(await CheckPinAsync(folder, file.LocalPath, pin, remedy, cancellationToken));
        }

        if (model is null)
            checks.Add(new("files", true, "All files are present. No sizes and hashes of this model are known, so they were not compared.", null));
        checks.Add(CheckConfig(folder, model, remedy));
        return checks;
    }

    /// <summary>Compares a text encoder with the published values for the model in <paramref name="folder"/>.</summary>
    /// <param name="folder">The model.</param>
    /// <param name="embed">Returns the encoder's output for a text, before normalisation.</param>
    public static IReadOnlyList<ModelCheck> CheckTextEncoder(ModelFolder folder, Func<string, float[]> embed) =>
        CheckTextEncoder(folder.Config.EmbeddingDimensions, ModelCatalog.Find(folder.Name)?.Reference, embed);

    internal static IReadOnlyList<ModelCheck> CheckTextEncoder(int dimensions, ModelReference? reference, Func<string, float[]> embed)
    {
        const string remedy = "If the file checks passed, this is a bug in ClipSearch or its ONNX Runtime. Please report it.";
        var probe = embed("a photo of a cat");
        if (probe.Length != dimensions || !probe.All(float.IsFinite))
        {
            var finding = $"The text encoder returned {probe.Length} values, {probe.Count(float.IsFinite)} of them finite; expected {dimensions}.";
            return [new("text encoder", false, finding, remedy)];
        }

        var checks = new List<ModelCheck> { new("text encoder", true, $"Returned {dimensions} finite values.", null) };
        if (reference is null)
        {
            checks.Add(new("published values", true, "None are known for this model, so nothing was compared.", null));
            return checks;
        }

        foreach (var output in reference.Outputs)
            Compare($"\"{output.Text}\"", WorstDifference(embed(output.Text), output), reference.Tolerance);
        foreach (var (first, second, cosine) in reference.Cosines)
            Compare($"cosine of \"{first}\" and \"{second}\"", Math.Abs(TensorPrimitives.CosineSimilarity<float>(embed(first), embed(second)) - cosine), reference.Tolerance);
        foreach (var output in reference.Normalised)
        {
            var values = embed(output.Text);
            var unit = new float[values.Length];
            TensorPrimitives.Divide(values, TensorPrimitives.Norm<float>(values), unit);
            Compare($"\"{output.Text}\", normalised", WorstDifference(unit, output), reference.NormalisedTolerance);
        }

        return checks;

        // The comparison is written so that a NaN fails.
        void Compare(string name, double difference, double tolerance) => checks.Add(difference <= tolerance
            ? new(name, true, $"Maximum difference from the published values: {difference:0.0######}.", null)
            : new(name, false, $"Difference from the published values: {difference:0.0######}; the limit is {tolerance}.", remedy));
    }

    private static async Task<ModelCheck> CheckPinAsync(string folder, string localPath, FilePin pin, string remedy, CancellationToken cancellationToken)
    {
        var path = Path.Combine([folder, .. localPath.Split('/')]);
        try
        {
            return await FileCheck.FindFaultAsync(path, pin, cancellationToken) is { } fault
                ? new(localPath, false, $"{path} {fault}.", remedy)
                : new(localPath, true, $"{pin.Bytes} bytes, SHA-256 matches.", null);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return new(localPath, false, $"{path} cannot be read: {e.Message.TrimEnd('.')}.", "Check its permissions.");
        }
    }

    private static ModelCheck CheckConfig(string folder, CatalogModel? model, string remedy)
    {
        const string name = "configuration";
        try
        {
            var config = ModelConfig.Read(folder);
            return model is not null && FileCheck.FindConfigFault(folder, model.Config) is { } fault
                ? new(name, false, fault, remedy)
                : new(name, true, $"{config.EmbeddingDimensions} dimensions, texts of up to {config.ContextLength} tokens, images of {config.Pixels.CropSize} pixels.", null);
        }
        catch (ModelException e)
        {
            return new(name, false, e.Message, remedy);
        }
    }

    private static double WorstDifference(float[] values, ReferenceOutput output)
    {
        var worst = output.First.Zip(values, (expected, value) => Math.Abs(value - expected)).Aggregate(0.0, Math.Max);
        return output.Sum is { } sum ? Math.Max(worst, Math.Abs(values.Sum(value => (double)value) - sum)) : worst;
    }
}

/// <summary>The result of one check of a model.</summary>
/// <param name="Name">The name of the check.</param>
/// <param name="Passed">Whether the check passed.</param>
/// <param name="Finding">The finding, in one or two sentences.</param>
/// <param name="Remedy">The remedy if the check failed; otherwise null.</param>
public sealed record ModelCheck(string Name, bool Passed, string Finding, string? Remedy);

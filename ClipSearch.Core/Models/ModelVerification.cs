using System.Numerics.Tensors;

namespace ClipSearch.Core.Models;

/// <summary>Checks that a model is what its name says: its files, their meaning, and what its text encoder gives.</summary>
public static class ModelVerification
{
    /// <summary>
    /// Checks the files of the model <paramref name="name"/>: for a model of the catalog their size and SHA-256 and the
    /// content of its configuration, for any other that they are there and the configuration can be used.
    /// </summary>
    /// <param name="name">The model's name.</param>
    /// <param name="modelsDir">The setting <c>MODELS_DIR</c>.</param>
    /// <param name="catalog">What is known of models, usually <see cref="ModelCatalog.Models"/>.</param>
    /// <param name="cancellationToken">Stops the reading.</param>
    /// <exception cref="ModelException"><paramref name="name"/> is not <c>organisation/name</c>.</exception>
    public static async Task<IReadOnlyList<ModelCheck>> CheckFilesAsync(
        string name, string modelsDir, IReadOnlyList<CatalogModel> catalog, CancellationToken cancellationToken)
    {
        var folder = ModelNames.Folder(modelsDir, name);
        var model = catalog.FirstOrDefault(known => known.Name == name);
        var remedy = ModelCatalog.HowToGet(name);
        var missing = ModelFolder.MissingFiles(folder);
        if (missing.Count > 0)
            return [new("files", false, $"{folder} lacks {string.Join(", ", missing)}.", remedy)];

        var checks = new List<ModelCheck>();
        foreach (var file in model?.Files ?? [])
        {
            if (file.Pin is { } pin)
                checks.Add(await CheckPinAsync(folder, file.LocalPath, pin, remedy, cancellationToken));
        }

        if (model is null)
            checks.Add(new("files", true, "Every file is there. ClipSearch knows no sizes and hashes of this model to compare them with.", null));
        checks.Add(CheckConfig(folder, model, remedy));
        return checks;
    }

    /// <summary>Checks a text encoder against what is published of the model in <paramref name="folder"/>.</summary>
    /// <param name="folder">The model.</param>
    /// <param name="embed">Gives the encoder's output for a text, before normalisation.</param>
    public static IReadOnlyList<ModelCheck> CheckTextEncoder(ModelFolder folder, Func<string, float[]> embed) =>
        CheckTextEncoder(folder.Config.EmbeddingDimensions, ModelCatalog.Find(folder.Name)?.Reference, embed);

    internal static IReadOnlyList<ModelCheck> CheckTextEncoder(int dimensions, ModelReference? reference, Func<string, float[]> embed)
    {
        const string remedy = "If the checks of its files passed, the fault is in ClipSearch or its ONNX Runtime: please report it.";
        var probe = embed("a photo of a cat");
        if (probe.Length != dimensions || !probe.All(float.IsFinite))
        {
            var finding = $"The text encoder gives {probe.Length} values, {probe.Count(float.IsFinite)} of them finite; {dimensions} were expected.";
            return [new("text encoder", false, finding, remedy)];
        }

        var checks = new List<ModelCheck> { new("text encoder", true, $"It gives {dimensions} finite values.", null) };
        if (reference is null)
        {
            checks.Add(new("published values", true, "None are known of this model, so nothing was compared.", null));
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

        // Written so that a NaN fails.
        void Compare(string name, double difference, double tolerance) => checks.Add(difference <= tolerance
            ? new(name, true, $"It differs from the published values by at most {difference:0.0######}.", null)
            : new(name, false, $"It differs from the published values by {difference:0.0######}; {tolerance} would pass.", remedy));
    }

    private static async Task<ModelCheck> CheckPinAsync(string folder, string localPath, FilePin pin, string remedy, CancellationToken cancellationToken)
    {
        var path = Path.Combine([folder, .. localPath.Split('/')]);
        try
        {
            return await FileCheck.FindFaultAsync(path, pin, cancellationToken) is { } fault
                ? new(localPath, false, $"{path} {fault}.", remedy)
                : new(localPath, true, $"{pin.Bytes} bytes, SHA-256 as pinned.", null);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return new(localPath, false, $"{path} cannot be read: {e.Message.TrimEnd('.')}.", "See to its permissions.");
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
                : new(name, true, $"{config.EmbeddingDimensions} dimensions, texts of up to {config.ContextLength} tokens, pictures of {config.Pixels.CropSize} pixels.", null);
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

/// <summary>One check of a model.</summary>
/// <param name="Name">What was checked.</param>
/// <param name="Passed">Whether it is as it should be.</param>
/// <param name="Finding">What was found, one sentence or two.</param>
/// <param name="Remedy">What to do if it did not pass, else null.</param>
public sealed record ModelCheck(string Name, bool Passed, string Finding, string? Remedy);

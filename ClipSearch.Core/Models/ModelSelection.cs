namespace ClipSearch.Core.Models;

/// <summary>The selected model.</summary>
/// <param name="Folder">The model's folder.</param>
public sealed record ModelSelection(ModelFolder Folder)
{
    /// <summary>False for a model with random weights. Its results are meaningless, and the UI must say so.</summary>
    public bool HasKnowledge => Folder.Name != ModelNames.Tiny;

    /// <inheritdoc cref="ModelNames.IsStandIn"/>
    public bool IsStandIn => ModelNames.IsStandIn(Folder.Name);

    /// <summary>The limitations of a bundled model, in whole sentences, or null for a real model.</summary>
    public string? Caution => Folder.Name switch
    {
        ModelNames.Demo =>
            "It recognises the bundled drawings, not real photos: people and activities, animals, vehicles, plants, food, buildings, " +
            "clothes and more, by colour, number, place and time of day.",
        ModelNames.Tiny => "Its weights are random, so results are meaningless.",
        _ => null,
    };

    /// <summary>The limitations of a bundled model and how to install a real one, or null for a real model.</summary>
    public string? Advice => Caution is { } caution ? $"{caution} {ModelCatalog.HowToGetReal}" : null;

    /// <summary>Whether a real model should be installed to replace the bundled ones.</summary>
    /// <param name="clipModel">The setting <c>CLIP_MODEL</c>. An explicit name is respected.</param>
    /// <param name="modelsDir">The setting <c>MODELS_DIR</c>.</param>
    public static bool LacksRealModel(string clipModel, string modelsDir) =>
        clipModel == ModelNames.Auto && InstalledModel.List(modelsDir).All(model => !model.IsComplete || ModelNames.IsStandIn(model.Name));

    /// <summary>Finds the model that the setting <c>CLIP_MODEL</c> selects.</summary>
    /// <param name="clipModel">
    /// <c>organisation/name</c>, or <c>auto</c> for the best complete model: first those of <see cref="ModelCatalog"/> in its order, then
    /// any other by name, then <see cref="ModelNames.Demo"/>, then <see cref="ModelNames.Tiny"/>.
    /// </param>
    /// <param name="modelsDir">The setting <c>MODELS_DIR</c>.</param>
    /// <exception cref="ModelException">There is no such model, or it cannot be used. The message lists the installed models.</exception>
    public static ModelSelection Resolve(string clipModel, string modelsDir)
    {
        var complete = InstalledModel.List(modelsDir).Where(model => model.IsComplete).OrderBy(model => Rank(model.Name)).ToList();
        if (clipModel == ModelNames.Auto)
        {
            return complete.Count > 0
                ? new ModelSelection(ModelFolder.Open(complete[0].Path, complete[0].Name))
                : throw new ModelException(
                    $"No complete model is installed in {Path.GetFullPath(modelsDir)}. Download one with: {ModelCatalog.PullCommand(ModelCatalog.Models[0].Name)}");
        }

        try
        {
            return new ModelSelection(ModelFolder.Open(ModelNames.Folder(modelsDir, clipModel), clipModel));
        }
        catch (ModelException e) when (complete.TrueForAll(model => model.Name != clipModel))
        {
            var installed = complete.Count > 0
                ? $"Installed: {string.Join(", ", complete.Select(model => model.Name))}."
                : "No other model is installed.";
            throw new ModelException($"CLIP_MODEL is {ModelNames.Shown(clipModel)}. {e.Message} {installed}", e);
        }
    }

    private static int Rank(string name)
    {
        var known = ModelCatalog.Models.Select(model => model.Name).ToList().IndexOf(name);
        return (known, name) switch
        {
            ( >= 0, _) => known,
            (_, ModelNames.Demo) => int.MaxValue - 1,
            (_, ModelNames.Tiny) => int.MaxValue,
            _ => ModelCatalog.Models.Count,
        };
    }
}

namespace ClipSearch.Core.Models;

/// <summary>The model that answers.</summary>
/// <param name="Folder">Its files.</param>
public sealed record ModelSelection(ModelFolder Folder)
{
    /// <summary>False for a model with random weights, whose results mean nothing: whoever shows them must say so.</summary>
    public bool HasKnowledge => Folder.Name != ModelNames.Tiny;

    /// <summary>Whether this is one of the small models that come with ClipSearch, and a real one would serve better.</summary>
    public bool IsStandIn => Folder.Name is ModelNames.Demo or ModelNames.Tiny;

    /// <summary>Finds the model that the setting <c>CLIP_MODEL</c> means.</summary>
    /// <param name="clipModel">
    /// <c>organisation/name</c>, or <c>auto</c> for the best complete model: those of <see cref="ModelCatalog"/> in its
    /// order, then any other by name, then <see cref="ModelNames.Demo"/>, then <see cref="ModelNames.Tiny"/>.
    /// </param>
    /// <param name="modelsDir">The setting <c>MODELS_DIR</c>.</param>
    /// <exception cref="ModelException">There is no such model, or it cannot be used; the message lists those there are.</exception>
    public static ModelSelection Resolve(string clipModel, string modelsDir)
    {
        var complete = InstalledModel.List(modelsDir).Where(model => model.IsComplete).OrderBy(model => Rank(model.Name)).ToList();
        if (clipModel == ModelNames.Auto)
        {
            return complete.Count > 0
                ? new ModelSelection(ModelFolder.Open(complete[0].Path, complete[0].Name))
                : throw new ModelException(
                    $"No complete model is installed in {Path.GetFullPath(modelsDir)}. Fetch one with: {ModelCatalog.PullCommand(ModelCatalog.Models[0].Name)}");
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

using ClipSearch.Core.Settings;

namespace ClipSearch.Core.Models;

/// <summary>The model that this process uses.</summary>
/// <param name="Selection">The selected model and its capabilities.</param>
/// <param name="Fingerprint">See <see cref="ModelFingerprint.OfImages"/>.</param>
public sealed record ActiveModel(ModelSelection Selection, string Fingerprint)
{
    /// <summary>The model's folder.</summary>
    public ModelFolder Folder => Selection.Folder;

    /// <summary>The model's name, for instance <c>openai/clip-vit-base-patch32</c>.</summary>
    public string Name => Folder.Name;

    /// <summary>Opens the model that the settings select.</summary>
    /// <exception cref="ModelException">There is none, or it cannot be used. The message includes the remedy.</exception>
    public static ActiveModel Open(ClipSearchOptions options)
    {
        var selection = ModelSelection.Resolve(options.ClipModel, options.ModelsDir);
        return new ActiveModel(selection, ModelFingerprint.OfImages(selection.Folder));
    }
}

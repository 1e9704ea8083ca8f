namespace ClipSearch.Core.Models;

/// <summary>The model that answers in this process.</summary>
/// <param name="Selection">Which one, and what it is worth.</param>
/// <param name="Fingerprint">See <see cref="ModelFingerprint.OfPictures"/>.</param>
public sealed record ActiveModel(ModelSelection Selection, string Fingerprint)
{
    /// <summary>Its folder.</summary>
    public ModelFolder Folder => Selection.Folder;

    /// <summary>Its name, for instance <c>openai/clip-vit-base-patch32</c>.</summary>
    public string Name => Folder.Name;

    /// <summary>Chooses the model that the settings mean.</summary>
    /// <exception cref="ModelException">There is none, or it cannot be used; the message has the remedy.</exception>
    public static ActiveModel Open(ClipSearchOptions options)
    {
        var selection = ModelSelection.Resolve(options.ClipModel, options.ModelsDir);
        return new ActiveModel(selection, ModelFingerprint.OfPictures(selection.Folder));
    }
}

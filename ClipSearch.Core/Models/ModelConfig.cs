using ClipSearch.Core.Imaging.Preprocessing;

namespace ClipSearch.Core.Models;

/// <summary>The sizes of a model, from its configuration files.</summary>
/// <param name="EmbeddingDimensions">The length of an embedding, 1 to 4,096.</param>
/// <param name="ContextLength">The maximum number of tokens of a text, including its start and end, 3 to 4,096.</param>
/// <param name="VocabularySize">The number of rows of the token embedding, 3 to 1,000,000.</param>
/// <param name="Pixels">The conversion of an image to the vision model's input.</param>
public sealed record ModelConfig(int EmbeddingDimensions, int ContextLength, int VocabularySize, PixelPreprocessing Pixels)
{
    /// <summary>The name of the file with the model's type and sizes.</summary>
    public const string ConfigFile = "config.json";

    /// <summary>The name of the file with the image preprocessing.</summary>
    public const string PreprocessorFile = "preprocessor_config.json";

    /// <summary>Reads the configuration files in <paramref name="folder"/>, as the family of the model defines them.</summary>
    /// <param name="folder">The folder that contains <c>config.json</c>.</param>
    /// <param name="families">The known families; null for <see cref="ModelFamilies.All"/>.</param>
    /// <exception cref="ModelException">A file is missing, is not JSON, or has an unsupported value.</exception>
    public static ModelConfig Read(string folder, IReadOnlyList<ModelFamily>? families = null) =>
        ModelFamilies.Of(folder, families).ReadConfig(folder);
}

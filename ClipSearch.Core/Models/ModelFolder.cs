namespace ClipSearch.Core.Models;

/// <summary>A complete model on disk, in the layout of Hugging Face's ONNX repositories.</summary>
public sealed class ModelFolder
{
    private const string TextModel = "onnx/text_model.onnx";
    private const string VisionModel = "onnx/vision_model.onnx";
    private const string Vocabulary = "vocab.json";
    private const string Merges = "merges.txt";

    private static readonly string[] Files =
        [ModelConfig.ConfigFile, ModelConfig.PreprocessorFile, Vocabulary, Merges, TextModel, VisionModel];

    private ModelFolder(string path, string name, ModelConfig config)
    {
        Path = path;
        Name = name;
        Config = config;
    }

    /// <summary><c>organisation/name</c>, for instance <c>openai/clip-vit-base-patch32</c>.</summary>
    public string Name { get; }

    /// <summary>The full path of the folder.</summary>
    public string Path { get; }

    /// <summary>The model's sizes.</summary>
    public ModelConfig Config { get; }

    /// <summary>The full path of the text encoder's graph.</summary>
    public string TextModelPath => FullPath(Path, TextModel);

    /// <summary>The full path of the image encoder's graph.</summary>
    public string VisionModelPath => FullPath(Path, VisionModel);

    /// <summary>The full path of the file with the tokens and their ids.</summary>
    public string VocabularyPath => FullPath(Path, Vocabulary);

    /// <summary>The full path of the file with the byte-pair merges, in merge order.</summary>
    public string MergesPath => FullPath(Path, Merges);

    /// <summary>Reads the configuration of the model in <paramref name="path"/> and checks that its other files exist.</summary>
    /// <param name="path">The folder that contains <c>config.json</c>.</param>
    /// <param name="name">The model's name, <c>organisation/name</c>.</param>
    /// <exception cref="ModelException">
    /// The folder or one of its files is missing or empty, or the configuration cannot be used.
    /// </exception>
    public static ModelFolder Open(string path, string name)
    {
        path = System.IO.Path.GetFullPath(path);
        var missing = MissingFiles(path);
        if (missing.Count == Files.Length)
            throw new ModelException($"The model {name} is not in {path}. {ModelCatalog.HowToGet(name)}");
        if (missing.Count > 0)
            throw new ModelException($"The model {name} in {path} is incomplete. Missing: {string.Join(", ", missing)}. {ModelCatalog.HowToGet(name)}");

        return new ModelFolder(path, name, ModelConfig.Read(path));
    }

    /// <summary>
    /// Lists the files of a model that are missing in <paramref name="path"/>, with <c>/</c> between folders. An empty file counts as
    /// missing.
    /// </summary>
    internal static IReadOnlyList<string> MissingFiles(string path) =>
        [.. Files.Where(file => new FileInfo(FullPath(path, file)) is not { Exists: true, Length: > 0 })];

    private static string FullPath(string folder, string file) => System.IO.Path.Combine([folder, .. file.Split('/')]);
}

namespace ClipSearch.Core.Models;

/// <summary>A model on disk, in the layout of Hugging Face's ONNX repositories; every file of it is there.</summary>
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

    /// <summary>Full path of the folder.</summary>
    public string Path { get; }

    /// <summary>The model's sizes.</summary>
    public ModelConfig Config { get; }

    /// <summary>Full path of the text encoder's graph.</summary>
    public string TextModelPath => FullPath(Path, TextModel);

    /// <summary>Full path of the image encoder's graph.</summary>
    public string VisionModelPath => FullPath(Path, VisionModel);

    /// <summary>Full path of the tokens and their ids.</summary>
    public string VocabularyPath => FullPath(Path, Vocabulary);

    /// <summary>Full path of the byte pairs, in the order in which they merge.</summary>
    public string MergesPath => FullPath(Path, Merges);

    /// <summary>Reads the configuration of the model in <paramref name="path"/> and sees that its other files are there.</summary>
    /// <param name="path">The folder that holds <c>config.json</c>.</param>
    /// <param name="name">The model's name, <c>organisation/name</c>.</param>
    /// <exception cref="ModelException">The folder or a file of it is missing or empty, or the configuration cannot be used.</exception>
    public static ModelFolder Open(string path, string name)
    {
        path = System.IO.Path.GetFullPath(path);
        var missing = MissingFiles(path);
        if (missing.Count == Files.Length)
            throw new ModelException($"The model {name} is not in {path}. {ModelCatalog.HowToGet(name)}");
        if (missing.Count > 0)
            throw new ModelException($"The model {name} in {path} lacks {string.Join(", ", missing)}. {ModelCatalog.HowToGet(name)}");

        return new ModelFolder(path, name, ModelConfig.Read(path));
    }

    /// <summary>The files of a model that <paramref name="path"/> lacks, with <c>/</c> between folders; an empty file counts as missing.</summary>
    internal static IReadOnlyList<string> MissingFiles(string path) =>
        [.. Files.Where(file => new FileInfo(FullPath(path, file)) is not { Exists: true, Length: > 0 })];

    private static string FullPath(string folder, string file) => System.IO.Path.Combine([folder, .. file.Split('/')]);
}

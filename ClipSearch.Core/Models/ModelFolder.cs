namespace ClipSearch.Core.Models;

/// <summary>A complete model on disk, in the layout of its family.</summary>
public sealed class ModelFolder
{
    private ModelFolder(string path, string name, ModelFamily family)
    {
        Path = path;
        Name = name;
        Family = family;
        Config = family.ReadConfig(path);
    }

    /// <summary><c>organisation/name</c>, for instance <c>openai/clip-vit-base-patch32</c>.</summary>
    public string Name { get; }

    /// <summary>The full path of the folder.</summary>
    public string Path { get; }

    /// <summary>The model's family.</summary>
    public ModelFamily Family { get; }

    /// <summary>The model's sizes.</summary>
    public ModelConfig Config { get; }

    /// <summary>Reads the configuration of the model in <paramref name="path"/> and checks that its other files exist.</summary>
    /// <param name="path">The folder that contains <c>config.json</c>.</param>
    /// <param name="name">The model's name, <c>organisation/name</c>.</param>
    /// <param name="families">The known families; null for <see cref="ModelFamilies.All"/>.</param>
    /// <exception cref="ModelException">
    /// The folder or one of its files is missing or empty, or the configuration cannot be used.
    /// </exception>
    public static ModelFolder Open(string path, string name, IReadOnlyList<ModelFamily>? families = null)
    {
        path = System.IO.Path.GetFullPath(path);
        families ??= ModelFamilies.All;
        var family = IsPresent(path, ModelConfig.ConfigFile) ? ModelFamilies.Of(path, families) : families[0];
        var missing = MissingFiles(path, family);
        if (missing.Count == family.Files.Count)
            throw new ModelException($"The model {name} is not in {path}. {ModelCatalog.HowToGet(name)}");
        if (missing.Count > 0)
            throw new ModelException($"The model {name} in {path} is incomplete. Missing: {string.Join(", ", missing)}. {ModelCatalog.HowToGet(name)}");

        return new ModelFolder(path, name, family);
    }

    /// <summary>Returns the full path of the graph of an encoder.</summary>
    public string GraphPath(EncoderKind kind) => PathOf(Family.Graph(kind).File);

    /// <summary>Returns the full path of a file of the model.</summary>
    /// <param name="file">The path in the model's folder, with <c>/</c> between folders.</param>
    public string PathOf(string file) => FullPath(Path, file);

    /// <summary>
    /// Lists the files of a model that are missing in <paramref name="path"/>, with <c>/</c> between folders. An empty file counts as
    /// missing. If <c>config.json</c> names no family, the files of the first family are expected.
    /// </summary>
    internal static IReadOnlyList<string> MissingFiles(string path)
    {
        var family = ModelFamilies.All[0];
        try
        {
            if (IsPresent(path, ModelConfig.ConfigFile))
                family = ModelFamilies.Of(path);
        }
        catch (ModelException)
        {
            // Opening or verifying the model reports the error.
        }

        return MissingFiles(path, family);
    }

    private static IReadOnlyList<string> MissingFiles(string path, ModelFamily family) =>
        [.. family.Files.Where(file => !IsPresent(path, file))];

    private static bool IsPresent(string folder, string file) => new FileInfo(FullPath(folder, file)) is { Exists: true, Length: > 0 };

    private static string FullPath(string folder, string file) => System.IO.Path.Combine([folder, .. file.Split('/')]);
}

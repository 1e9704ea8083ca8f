using System.Text.RegularExpressions;

namespace ClipSearch.Core.Models;

/// <summary>Names of models: <c>organisation/name</c>, which is also their folder under <c>MODELS_DIR</c>.</summary>
public static partial class ModelNames
{
    /// <summary>The value of <c>CLIP_MODEL</c> that stands for the best model that is installed.</summary>
    public const string Auto = "auto";

    /// <summary>The small model that comes with ClipSearch and knows its drawings.</summary>
    public const string Demo = "clipsearch/demo";

    /// <summary>The model with random weights that the tests use: it finds nothing that was asked for.</summary>
    public const string Tiny = "clipsearch/tiny";

    /// <summary>Whether this is one of the small models that come with ClipSearch, and a real one would serve better.</summary>
    public static bool IsStandIn(string name) => name is Demo or Tiny;

    /// <summary>
    /// Whether <paramref name="name"/> is two segments of letters, digits, <c>-</c>, <c>_</c> and <c>.</c>, each beginning
    /// with a letter or digit and not ending in a dot: such a name cannot lead out of <c>MODELS_DIR</c>.
    /// </summary>
    public static bool IsValid(string name) => Form().IsMatch(name);

    /// <summary>Any text as a message shows it: the control characters of a terminal replaced, and cut to 100 characters.</summary>
    public static string Shown(string name) =>
        string.Concat(name.Take(100).Select(character => char.IsControl(character) ? '?' : character)) + (name.Length > 100 ? "…" : "");

    /// <summary>The folder of a model.</summary>
    /// <exception cref="ModelException"><paramref name="name"/> is not <c>organisation/name</c>.</exception>
    internal static string Folder(string modelsDir, string name) => IsValid(name)
        ? Path.Combine([Path.GetFullPath(modelsDir), .. name.Split('/')])
        : throw new ModelException($"\"{Shown(name)}\" is not the name of a model; names look like {ModelCatalog.Models[0].Name}.");

    [GeneratedRegex(@"\A[A-Za-z0-9](?:[A-Za-z0-9._-]{0,94}[A-Za-z0-9_-])?/[A-Za-z0-9](?:[A-Za-z0-9._-]{0,94}[A-Za-z0-9_-])?\z")]
    private static partial Regex Form();
}

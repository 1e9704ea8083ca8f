using System.Text.RegularExpressions;

namespace ClipSearch.Core.Models;

/// <summary>Model names: <c>organisation/name</c>, which is also the folder under <c>MODELS_DIR</c>.</summary>
public static partial class ModelNames
{
    /// <summary>The value of <c>CLIP_MODEL</c> that selects the best installed model.</summary>
    public const string Auto = "auto";

    /// <summary>The small bundled model that recognises the bundled drawings.</summary>
    public const string Demo = "clipsearch/demo";

    /// <summary>The model with random weights that the tests use. Its results are meaningless.</summary>
    public const string Tiny = "clipsearch/tiny";

    /// <summary>Whether this is one of the small bundled models, which a real model should replace.</summary>
    public static bool IsStandIn(string name) => name is Demo or Tiny;

    /// <summary>
    /// Whether <paramref name="name"/> consists of two segments of letters, digits, <c>-</c>, <c>_</c> and <c>.</c>, each beginning with a
    /// letter or digit and not ending in a dot. Such a name cannot point outside <c>MODELS_DIR</c>.
    /// </summary>
    public static bool IsValid(string name) => Form().IsMatch(name);

    /// <summary>
    /// Returns a name that is safe to show in a message: terminal control characters are replaced, and it is cut to 100 characters.
    /// </summary>
    public static string Shown(string name) =>
        string.Concat(name.Take(100).Select(character => char.IsControl(character) ? '?' : character)) + (name.Length > 100 ? "…" : "");

    /// <summary>Returns the folder of a model.</summary>
    /// <exception cref="ModelException"><paramref name="name"/> is not <c>organisation/name</c>.</exception>
    internal static string Folder(string modelsDir, string name) => IsValid(name)
        ? Path.Combine([Path.GetFullPath(modelsDir), .. name.Split('/')])
        : throw new ModelException($"\"{Shown(name)}\" is not a model name; a model name looks like {ModelCatalog.Models[0].Name}.");

    [GeneratedRegex(@"\A[A-Za-z0-9](?:[A-Za-z0-9._-]{0,94}[A-Za-z0-9_-])?/[A-Za-z0-9](?:[A-Za-z0-9._-]{0,94}[A-Za-z0-9_-])?\z")]
    private static partial Regex Form();
}

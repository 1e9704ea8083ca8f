namespace ClipSearch.Core.Models;

/// <summary>A model folder under <c>MODELS_DIR</c>.</summary>
/// <param name="Name"><c>organisation/name</c>.</param>
/// <param name="Path">Its full path.</param>
/// <param name="Missing">The missing files. Empty for a complete model.</param>
public sealed record InstalledModel(string Name, string Path, IReadOnlyList<string> Missing)
{
    /// <summary>Whether all files exist. <see cref="ModelVerification"/> checks their content.</summary>
    public bool IsComplete => Missing.Count == 0;

    /// <summary>
    /// Lists the <c>organisation/name</c> folders under <paramref name="modelsDir"/>, ordered by name; none if the folder does not exist.
    /// Skips folders whose name is not a model name.
    /// </summary>
    /// <exception cref="ModelException">The folder cannot be read.</exception>
    public static IReadOnlyList<InstalledModel> List(string modelsDir)
    {
        modelsDir = System.IO.Path.GetFullPath(modelsDir);
        try
        {
            var models =
                from organisation in Subfolders(modelsDir)
                from folder in Subfolders(organisation)
                let name = $"{System.IO.Path.GetFileName(organisation)}/{System.IO.Path.GetFileName(folder)}"
                where ModelNames.IsValid(name)
                select new InstalledModel(name, folder, ModelFolder.MissingFiles(folder));
            return [.. models.OrderBy(model => model.Name, StringComparer.Ordinal)];
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new ModelException($"The model folder {modelsDir} cannot be read: {e.Message.TrimEnd('.')}. Check MODELS_DIR and its permissions.", e);
        }
    }

    private static string[] Subfolders(string folder) =>
        Directory.Exists(folder) && !System.IO.Path.GetFileName(folder).StartsWith('.') ? Directory.GetDirectories(folder) : [];
}

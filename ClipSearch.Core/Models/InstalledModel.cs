namespace ClipSearch.Core.Models;

/// <summary>A folder under <c>MODELS_DIR</c>.</summary>
/// <param name="Name"><c>organisation/name</c>.</param>
/// <param name="Path">Its full path.</param>
/// <param name="Missing">The files it lacks; none in a complete model.</param>
public sealed record InstalledModel(string Name, string Path, IReadOnlyList<string> Missing)
{
    /// <summary>Whether every file is there; their content is <see cref="ModelVerification"/>'s affair.</summary>
    public bool IsComplete => Missing.Count == 0;

    /// <summary>
    /// Every <c>organisation/name</c> folder under <paramref name="modelsDir"/>, by name; none if there is no such folder.
    /// Folders whose name is not that of a model are passed over.
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
            throw new ModelException($"The folder of models {modelsDir} cannot be read: {e.Message.TrimEnd('.')}. Check MODELS_DIR and its permissions.", e);
        }
    }

    private static string[] Subfolders(string folder) =>
        Directory.Exists(folder) && !System.IO.Path.GetFileName(folder).StartsWith('.') ? Directory.GetDirectories(folder) : [];
}

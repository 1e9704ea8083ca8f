namespace ClipSearch.Core.Models;

/// <summary>The families of models that ClipSearch supports.</summary>
public static class ModelFamilies
{
    /// <summary>All families. A folder without a usable <c>config.json</c> is expected to have the files of the first one.</summary>
    public static IReadOnlyList<ModelFamily> All { get; } = [ClipFamily.Description];

    /// <summary>Returns the family that the <c>model_type</c> in <c>config.json</c> names.</summary>
    /// <param name="folder">The folder that contains <c>config.json</c>.</param>
    /// <param name="families">The known families; null for <see cref="All"/>.</param>
    /// <exception cref="ModelException">The file is missing, is not JSON, or names none of the families.</exception>
    public static ModelFamily Of(string folder, IReadOnlyList<ModelFamily>? families = null)
    {
        families ??= All;
        using var file = JsonFile.Read(Path.Combine(folder, ModelConfig.ConfigFile));
        const string key = "model_type";
        var types = families.SelectMany(family => family.ModelTypes).Select(name => $"\"{name}\"");
        var takes = $"ClipSearch supports models of type {string.Join(", ", types)}";
        var type = file.Root.Text(key) ?? throw file.Root.Unusable(key, "is missing", takes);
        return families.FirstOrDefault(family => family.ModelTypes.Contains(type)) ?? throw file.Root.OutOfRange(key, takes);
    }
}

namespace ClipSearch.Core.Settings;

/// <summary>Finds the texts of settings. The environment takes precedence over <c>.env</c>.</summary>
/// <param name="environment">Returns a setting's text in the environment; null or blank if it is not set.</param>
/// <param name="file">Returns a setting's text in <c>.env</c>; null or blank if it is not set.</param>
internal sealed class SettingTexts(Func<string, string?> environment, Func<string, string?>? file)
{
    private readonly Dictionary<string, SettingSource> _sources = [];

    /// <summary>The source of each text found so far, by name.</summary>
    public IReadOnlyDictionary<string, SettingSource> Sources => _sources;

    /// <summary>Returns the trimmed text of a name; null if it is not set. A blank in the environment hides the text in the file.</summary>
    public string? Find(string name)
    {
        foreach (var (source, setting) in new[] { (SettingSource.Environment, environment), (SettingSource.File, file) })
        {
            if (setting?.Invoke(name) is { Length: > 0 } value)
            {
                if (value.Trim() is not { Length: > 0 } trimmed)
                    return null;
                _sources[name] = source;
                return trimmed;
            }
        }

        return null;
    }

    /// <summary>Returns the trimmed text of the first name that is set; null if none is.</summary>
    public string? FindFirst(IEnumerable<string> names) => names.Select(Find).FirstOrDefault(text => text is not null);
}

namespace ClipSearch.Core.Settings;

/// <summary>The source of a setting.</summary>
public enum SettingSource
{
    /// <summary>The environment of the process.</summary>
    Environment,

    /// <summary>The file <c>.env</c>.</summary>
    File,
}

namespace ClipSearch.Core;

/// <summary>Where a setting comes from.</summary>
public enum SettingSource
{
    /// <summary>The environment of the process.</summary>
    Environment,

    /// <summary>The file <c>.env</c>.</summary>
    File,
}

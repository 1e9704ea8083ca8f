using ClipSearch.Core.Settings.Types;

namespace ClipSearch.Core.Settings;

/// <summary>
/// The declaration of a setting. Parsing, the settings page and <c>doctor</c> read it; tests compare docs/configuration.md,
/// <c>.env_example</c> and scripts/test with it.
/// </summary>
public abstract class Setting
{
    private protected Setting(string name, string description, bool isSecret, IReadOnlyList<string> otherNames) =>
        (Name, Description, IsSecret, OtherNames) = (name, description, isSecret, otherNames);

    /// <summary>The name in the environment and in <c>.env</c>.</summary>
    public string Name { get; }

    /// <summary>The names that are read, in this order, if <see cref="Name"/> is not set.</summary>
    public IReadOnlyList<string> OtherNames { get; }

    /// <summary>All names, in the order in which they are read.</summary>
    public IReadOnlyList<string> Names => [Name, .. OtherNames];

    /// <summary>The purpose in English, for the settings page.</summary>
    public string Description { get; }

    /// <summary>Whether the value can be or contain a secret. Messages never quote it.</summary>
    public bool IsSecret { get; }

    /// <summary>The accepted values in a few words.</summary>
    public abstract string Range { get; }

    /// <summary>Whether the text is a number of MiB.</summary>
    public abstract bool IsInMebibytes { get; }

    /// <summary>The default as text; null if there is none.</summary>
    public abstract string? DefaultText { get; }

    /// <summary>The default; null if there is none.</summary>
    internal abstract object? DefaultValue { get; }

    /// <summary>Returns a value of this setting as people read it, without secrets.</summary>
    /// <returns>The text, empty for an empty list; null if the value must not be shown.</returns>
    public abstract string? Show(object value);

    /// <summary>Reads the value.</summary>
    /// <param name="texts">The texts of the settings.</param>
    /// <param name="directory">The base of relative folders.</param>
    /// <param name="errors">Receives a sentence for each reason why the text is invalid.</param>
    /// <returns>The value, or the default; null if there is neither.</returns>
    internal abstract object? Read(SettingTexts texts, string directory, ICollection<string> errors);
}

/// <summary>The declaration of a setting with values of a type.</summary>
/// <typeparam name="T">The type of the values.</typeparam>
/// <param name="name">The name in the environment and in <c>.env</c>.</param>
/// <param name="type">Parses, writes and shows the values; declares their range.</param>
/// <param name="default">The default; null if there is none. Relative folders are resolved when the settings are read.</param>
/// <param name="description">The purpose in English, for the settings page.</param>
/// <param name="isSecret">Whether the value can be or contain a secret.</param>
/// <param name="otherNames">The names that are read, in this order, if <paramref name="name"/> is not set.</param>
public sealed class Setting<T>(
    string name, SettingType<T> type, T? @default, string description, bool isSecret = false, IReadOnlyList<string>? otherNames = null)
    : Setting(name, description, isSecret, otherNames ?? [])
    where T : notnull
{
    /// <inheritdoc/>
    public override string Range => type.Range;

    /// <inheritdoc/>
    public override bool IsInMebibytes => type.IsInMebibytes;

    /// <inheritdoc/>
    public override string? DefaultText => @default is not null && type.Write(@default) is { Length: > 0 } text ? text : null;

    internal override object? DefaultValue => @default;

    /// <inheritdoc/>
    public override string? Show(object value) => IsSecret ? type.Redact((T)value) : type.Show((T)value);

    internal override object? Read(SettingTexts texts, string directory, ICollection<string> errors)
    {
        var value = texts.FindFirst(Names) is { } text
            && type.TryParse(new SettingText(Name, text, IsSecret, directory, errors), out var parsed)
            ? parsed
            : @default;
        try
        {
            return value is null ? null : type.Resolve(value, directory);
        }
        catch (FormatException e)
        {
            errors.Add($"{Name}: {e.Message}");
            return null;
        }
    }
}

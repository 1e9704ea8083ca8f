using System.Diagnostics.CodeAnalysis;

namespace ClipSearch.Core.Settings.Types;

/// <summary>Parses, writes and shows the values of a kind of setting.</summary>
/// <typeparam name="T">The type of the values.</typeparam>
public abstract class SettingType<T>
    where T : notnull
{
    private protected SettingType()
    {
    }

    /// <summary>The accepted values in a few words. The range in docs/configuration.md begins with them.</summary>
    public abstract string Range { get; }

    /// <summary>Whether the text is a number of MiB.</summary>
    public virtual bool IsInMebibytes => false;

    /// <summary>Parses a text. If it is invalid, reports why.</summary>
    /// <param name="text">The text.</param>
    /// <param name="value">The value.</param>
    /// <returns>False if the default is to be used: the text is invalid or an empty list.</returns>
    internal abstract bool TryParse(SettingText text, [MaybeNullWhen(false)] out T value);

    /// <summary>Resolves relative folders of a value or default.</summary>
    /// <exception cref="FormatException">The value is invalid. The message contains it.</exception>
    internal virtual T Resolve(T value, string directory) => value;

    /// <summary>Writes a value as in <c>.env</c>; empty for an empty list.</summary>
    internal abstract string Write(T value);

    /// <summary>Returns the part of a value that never contains a secret; null if there is none.</summary>
    internal virtual string? Redact(T value) => null;

    /// <summary>Returns a value as people read it, without the secrets that its kind can contain.</summary>
    internal virtual string Show(T value) => Redact(value) ?? Write(value);
}

using ClipSearch.Core.Data;
using ClipSearch.Core.Paths;

namespace ClipSearch.Core.Library.Facets;

/// <summary>How the value of a facet is entered.</summary>
public enum FacetInput
{
    /// <summary>A folder of the library.</summary>
    Folder,

    /// <summary>A time, as <see cref="FacetTime"/> parses it.</summary>
    Time,

    /// <summary>One of <see cref="Facet.Choices"/>.</summary>
    Choice,

    /// <summary>Any text.</summary>
    Text,
}

/// <summary>
/// A property of photos to filter by. The filter form, the chips, the parameters of the API, the options of the command line, their
/// completion and the API document are created from the facets in <see cref="FacetList"/>.
/// </summary>
public sealed class Facet
{
    private readonly Func<string, LibraryFolders, object?> _parse;
    private readonly Func<object, Sql> _condition;

    private Facet(string name, FacetInput input, string description, Func<string, LibraryFolders, object?> parse, Func<object, Sql> condition)
    {
        (Name, Input, Description, _parse, _condition) = (name, input, description, parse, condition);
    }

    /// <summary>The name of the parameter in URLs, in camel case.</summary>
    public string Name { get; }

    /// <summary>How the value is entered.</summary>
    public FacetInput Input { get; }

    /// <summary>The description for the API and the command line, one or two sentences.</summary>
    public string Description { get; }

    /// <summary>The accepted values, in lower case; empty if they are not a fixed list.</summary>
    public IReadOnlyList<string> Choices { get; private init; } = [];

    /// <summary>The maximum number of characters in the form.</summary>
    public int MaxLength { get; internal init; } = 100;

    /// <summary>The values in the library that the form suggests; null for none.</summary>
    internal FacetSuggestions? Suggestions { get; init; }

    /// <summary>Creates a facet.</summary>
    /// <param name="name">The name of the parameter in URLs, in camel case.</param>
    /// <param name="input">How the value is entered.</param>
    /// <param name="description">The description for the API and the command line, one or two sentences.</param>
    /// <param name="parse">Parses an entered value that is neither blank nor contains NUL; returns null if it is not accepted.</param>
    /// <param name="condition">Returns the condition on <c>photos</c> and <c>images</c> for a parsed value.</param>
    /// <param name="maxLength">The maximum number of characters in the form.</param>
    /// <param name="suggestions">The values in the library that the form suggests; null for none.</param>
    /// <typeparam name="T">The type of a parsed value; equal values must be equal by <see cref="object.Equals(object)"/>.</typeparam>
    internal static Facet Create<T>(
        string name, FacetInput input, string description, Func<string, LibraryFolders, T?> parse, Func<T, Sql> condition, int maxLength = 100, FacetSuggestions? suggestions = null)
        where T : class =>
        new(name, input, description, parse, value => condition((T)value)) { MaxLength = maxLength, Suggestions = suggestions };

    /// <summary>Creates a facet whose value is one of a fixed list.</summary>
    /// <param name="name">The name of the parameter in URLs, in camel case.</param>
    /// <param name="description">The description for the API and the command line, one or two sentences.</param>
    /// <param name="choices">The accepted values, in lower case.</param>
    /// <param name="condition">Returns the condition on <c>photos</c> and <c>images</c> for one of them.</param>
    /// <param name="synonym">Returns the value that an entered text stands for; null if there are no synonyms.</param>
    internal static Facet CreateChoice(string name, string description, IReadOnlyList<string> choices, Func<string, Sql> condition, Func<string, string>? synonym = null) => new(
        name, FacetInput.Choice, description,
        (text, _) => choices.FirstOrDefault(choice => choice.Equals(synonym?.Invoke(text) ?? text, StringComparison.OrdinalIgnoreCase)), value => condition((string)value))
    {
        Choices = choices,
    };

    /// <summary>Parses an entered value; returns null if it is not accepted.</summary>
    /// <param name="text">The value, neither blank nor with NUL.</param>
    /// <param name="folders">The library folders, against which relative paths are resolved.</param>
    public object? Parse(string text, LibraryFolders folders) => _parse(text, folders);

    /// <summary>Returns the condition on <c>photos</c> and <c>images</c>.</summary>
    /// <param name="value">A value from <see cref="Parse"/>.</param>
    internal Sql Condition(object value) => _condition(value);
}

/// <summary>The values in the library that the form suggests for a facet.</summary>
/// <param name="Select">A statement that selects a text, the most frequent first. It is cut off by a LIMIT.</param>
/// <param name="Names">Returns what the form suggests for a text.</param>
internal sealed record FacetSuggestions(Sql Select, Func<string, LibraryFolders, IEnumerable<string>> Names);

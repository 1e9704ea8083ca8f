namespace ClipSearch.Web.Api;

/// <summary>
/// Declares what the text of a query parameter stands for, for the OpenAPI document. The parameter itself is a string, so that a value that
/// is no number is answered with a sentence and not with an empty 400.
/// </summary>
/// <param name="type">long, float or bool.</param>
[AttributeUsage(AttributeTargets.Parameter | AttributeTargets.Property)]
internal sealed class QueryValueAttribute(Type type) : Attribute
{
    /// <summary>long, float or bool.</summary>
    public Type Type { get; } = type;

    /// <summary>The least value of a number; null if it has none.</summary>
    public object? Minimum { get; init; }

    /// <summary>The greatest value of a number; null if it has none.</summary>
    public object? Maximum { get; init; }

    /// <summary>The value of a missing parameter; null if it has none.</summary>
    public object? Default { get; init; }
}

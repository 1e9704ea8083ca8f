namespace ClipSearch.Web.Requests;

/// <summary>
/// Declares the type of a query parameter for the OpenAPI document. The parameter itself is a string, so that an invalid value returns an
/// error message and not an empty 400 response.
/// </summary>
/// <param name="type">long, float or bool.</param>
[AttributeUsage(AttributeTargets.Parameter | AttributeTargets.Property)]
internal sealed class QueryValueAttribute(Type type) : Attribute
{
    /// <summary>long, float or bool.</summary>
    public Type Type { get; } = type;

    /// <summary>The minimum of a number; null if it has none.</summary>
    public object? Minimum { get; init; }

    /// <summary>The maximum of a number; null if it has none.</summary>
    public object? Maximum { get; init; }

    /// <summary>The maximum number of values, for a list with commas or a repeated parameter; 0 for a single value.</summary>
    public int MaxItems { get; init; }

    /// <summary>Whether a request without the parameter is refused.</summary>
    public bool IsRequired { get; init; }

    /// <summary>The default value; null if there is none.</summary>
    public object? Default { get; init; }
}

namespace ClipSearch.Core.Search.Scores;

/// <summary>The relevance of a result.</summary>
public enum Relevance
{
    /// <summary>The result shows what the query describes, as far as the model can tell.</summary>
    Good,

    /// <summary>The result is listed only because there are no nearer photos.</summary>
    Weak,
}

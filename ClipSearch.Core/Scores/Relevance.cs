namespace ClipSearch.Core.Scores;

/// <summary>What a hit is worth, in a word.</summary>
public enum Relevance
{
    /// <summary>It shows what was asked for, as far as the model can tell.</summary>
    Good,

    /// <summary>It is near only because nothing nearer is left.</summary>
    Weak,
}

namespace ClipSearch.Core.Models;

/// <summary>A model cannot be found, read or fetched; the message says what, where, and what to do.</summary>
public sealed class ModelException(string message, Exception? inner = null) : Exception(message, inner)
{
    /// <summary>Whether the cause is that the hub did not answer at all, as without a network.</summary>
    public bool HubIsOutOfReach { get; init; }
}

namespace ClipSearch.Core.Models;

/// <summary>A model cannot be found, read or downloaded. The message includes the reason, the place and the remedy.</summary>
public sealed class ModelException(string message, Exception? inner = null) : Exception(message, inner)
{
    /// <summary>Whether the hub did not respond at all, for instance without a network.</summary>
    public bool HubIsOutOfReach { get; init; }
}

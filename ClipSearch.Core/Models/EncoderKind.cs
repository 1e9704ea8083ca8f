namespace ClipSearch.Core.Models;

/// <summary>One of the two encoders of a model.</summary>
public enum EncoderKind
{
    /// <summary>The text encoder.</summary>
    Text,

    /// <summary>The image encoder.</summary>
    Image,
}

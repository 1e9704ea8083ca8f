namespace ClipSearch.Core.Embeddings.Forms;

/// <summary>The precision of an encoder's weights.</summary>
public enum Precision
{
    /// <summary>Floats of 32 bits, as in the original.</summary>
    Full,

    /// <summary>Whole numbers of 8 bits in blocks with a scale.</summary>
    EightBits,
}

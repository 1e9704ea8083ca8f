using ClipSearch.Core.Embeddings.Graphs;

namespace ClipSearch.Core.Embeddings.Forms;

/// <summary>The file to load an encoder from, and how to run it.</summary>
/// <param name="Path">The ONNX file: the original, or a form of it.</param>
/// <param name="Precision">The precision of its weights.</param>
public sealed record EncoderFile(string Path, Precision Precision)
{
    /// <summary>Whether a run uses only the thread that starts it, so that several runs share the processor without waiting for each other.</summary>
    public bool UsesOneThread { get; init; }

    /// <summary>The overhead of ViT-B/32 in fp32 on two cores.</summary>
    internal const double UsualOverhead = 16;

    /// <summary>
    /// For texts: how many tokens take as long as a run takes apart from its tokens, since it reads all weights even for little text. Waiting
    /// texts share a run if that costs less padding.
    /// </summary>
    public double RunOverhead { get; init; } = UsualOverhead;

    /// <summary>The size of the graph and, if they are in a file of their own, of its weights.</summary>
    internal long Bytes => new FileInfo(Path).Length + (new FileInfo(OnnxGraph.WeightsPath(Path)) is { Exists: true } weights ? weights.Length : 0);
}

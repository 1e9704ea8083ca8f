using ClipSearch.Core.Native.OnnxRuntime;
using Microsoft.ML.OnnxRuntime;

namespace ClipSearch.Core.Embeddings.Graphs;

/// <summary>Rewrites the graph of an encoder to faster forms.</summary>
internal static class GraphRewriter
{
    /// <summary>
    /// Saves a graph with all weights as constants, in fp32 and in a file of their own, whatever the original computes them from. The file may
    /// then be read without the original.
    /// </summary>
    /// <param name="source">The original.</param>
    /// <param name="target">The file to create. Weights are stored in <c>TARGET.data</c>.</param>
    /// <exception cref="OnnxRuntimeException">The original cannot be loaded.</exception>
    public static void Simplify(string source, string target)
    {
        using var options = OrtRuntime.CreateSessionOptions();
        options.GraphOptimizationLevel = GraphOptimizationLevel.ORT_ENABLE_BASIC;
        options.OptimizedModelFilePath = target;
        options.AddSessionConfigEntry("session.optimized_model_external_initializers_file_name", Path.GetFileName(target) + ".data");
        // The session is not run, so weights need not be copied into the layout of the processor.
        options.AddSessionConfigEntry("session.disable_prepacking", "1");
        new InferenceSession(source, options).Dispose();
    }
}

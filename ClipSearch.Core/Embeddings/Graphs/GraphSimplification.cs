using ClipSearch.Core.Models;
using ClipSearch.Core.Native.OnnxRuntime;
using Microsoft.ML.OnnxRuntime;

namespace ClipSearch.Core.Embeddings.Graphs;

/// <summary>Simplifies a graph as ONNX Runtime does, independently of the processor.</summary>
internal static class GraphSimplification
{
    /// <summary>
    /// Saves a graph with all weights as constants, in fp32, whatever the original computes them from. The file may then be read without the
    /// original.
    /// </summary>
    /// <param name="source">The original.</param>
    /// <param name="target">The file to create.</param>
    /// <param name="weightsBeside">Whether weights are stored in a file of their own, <see cref="OnnxGraph.WeightsPath"/>.</param>
    /// <exception cref="ModelException">The original cannot be loaded, or the target cannot be written.</exception>
    public static void Save(string source, string target, bool weightsBeside = true)
    {
        using var options = OrtRuntime.CreateSessionOptions();
        options.GraphOptimizationLevel = GraphOptimizationLevel.ORT_ENABLE_BASIC;
        options.OptimizedModelFilePath = target;
        if (weightsBeside)
            options.AddSessionConfigEntry("session.optimized_model_external_initializers_file_name", Path.GetFileName(OnnxGraph.WeightsPath(target)));
        // The session is not run, so weights need not be copied into the layout of the processor.
        options.AddSessionConfigEntry("session.disable_prepacking", "1");
        try
        {
            new InferenceSession(source, options).Dispose();
        }
        catch (OnnxRuntimeException e)
        {
            throw new ModelException($"Simplifying {source} failed: {OrtRuntime.Reason(e)}", e);
        }
    }
}

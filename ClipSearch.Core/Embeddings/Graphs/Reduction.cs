using Onnx;

namespace ClipSearch.Core.Embeddings.Graphs;

/// <summary>Creates operations that reduce an axis of a value.</summary>
internal static class Reduction
{
    /// <summary>The first version of the operators in which the axes are an input and no attribute.</summary>
    private const long AxesAreInput = 18;

    /// <summary>Creates the maximum along an axis.</summary>
    /// <param name="graph">The graph.</param>
    /// <param name="value">The name of the value.</param>
    /// <param name="axis">The axis; −1 for the last.</param>
    /// <param name="keepsAxis">Whether the axis stays, with the length 1.</param>
    public static NodeProto Maximum(OnnxGraph graph, string value, long axis, bool keepsAxis)
    {
        var keeps = OnnxAttributes.Integer("keepdims", keepsAxis ? 1 : 0);
        return graph.OperatorVersion >= AxesAreInput
            ? graph.NewNode("ReduceMax", [value, graph.AddIntegers(graph.NewName("axis"), axis)], null, keeps)
            : graph.NewNode("ReduceMax", [value], null, keeps, OnnxAttributes.Integers("axes", axis));
    }
}

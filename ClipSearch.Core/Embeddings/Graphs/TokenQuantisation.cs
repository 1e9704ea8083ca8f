using System.Numerics.Tensors;
using Onnx;

namespace ClipSearch.Core.Embeddings.Graphs;

/// <summary>
/// Stores matrices in 8 bits with a scale for each output, and rounds the inputs of each token to 8 bits with a scale of its own, so that a
/// token has the same embedding alone and in a batch. Faster and less exact than <see cref="BlockQuantisation"/>.
/// </summary>
internal static class TokenQuantisation
{
    private const int MaxValue = 127;

    /// <summary>The stored value of an input of 0.</summary>
    private const byte Zero = 128;

    private const float MinDivisor = 1e-20f;

    /// <summary>Replaces each product with a constant matrix.</summary>
    /// <returns>The number of matrices.</returns>
    public static int Apply(OnnxGraph graph)
    {
        var scale = graph.AddWeight(graph.NewName("step"), [1f / MaxValue]);
        var zero = graph.AddWeight(graph.NewName("zero"), [Zero]);
        var count = 0;
        foreach (var linears in Linear.Quantisable(graph).GroupBy(linear => linear.Input).ToList())
        {
            var magnitude = graph.NewNode("Abs", [linears.Key]);
            var maximum = Reduction.Maximum(graph, magnitude.Output[0], axis: -1, keepsAxis: true);
            // A token of zeros has no maximum to divide by.
            var divisor = graph.NewNode("Max", [maximum.Output[0], graph.AddWeight(graph.NewName("minimum"), [MinDivisor])]);
            var share = graph.NewNode("Div", [linears.Key, divisor.Output[0]]);
            var rounded = graph.NewNode("QuantizeLinear", [share.Output[0], scale, zero]);
            List<NodeProto> inserted = [magnitude, maximum, divisor, share, rounded];
            foreach (var linear in linears)
            {
                var matrix = graph.Weight(linear.Matrix)!;
                var (rows, columns) = ((int)matrix.Shape[0], (int)matrix.Shape[1]);
                var (values, scales) = Quantise(matrix.Floats(), rows, columns);
                var product = graph.NewNode(
                    "MatMulIntegerToFloat",
                    [rounded.Output[0], graph.AddWeight(graph.NewName("quantised"), values.AsSpan(), rows, columns), scale, graph.AddWeight(graph.NewName("scales"), scales, columns), zero]);
                var scaled = graph.NewNode("Mul", [product.Output[0], divisor.Output[0]], linear.Bias is null ? linear.Output : null);
                inserted.AddRange([product, scaled]);
                if (linear.Bias is not null)
                    inserted.Add(graph.NewNode("Add", [scaled.Output[0], linear.Bias], linear.Output));
                count++;
            }

            graph.Replace(linears.SelectMany(linear => linear.Nodes), inserted);
        }

        return count;
    }

    /// <summary>Quantises a matrix by column.</summary>
    /// <param name="matrix">[rows, columns].</param>
    /// <param name="rows">The number of inputs.</param>
    /// <param name="columns">The number of outputs.</param>
    /// <returns>The values, [rows, columns], each value × scale; the scales, [columns].</returns>
    internal static (sbyte[] Values, float[] Scales) Quantise(ReadOnlySpan<float> matrix, int rows, int columns)
    {
        var maximum = new float[columns];
        for (var row = 0; row < rows; row++)
            TensorPrimitives.MaxMagnitude(maximum, matrix.Slice(row * columns, columns), maximum);
        TensorPrimitives.Abs<float>(maximum, maximum);
        var scales = new float[columns];
        TensorPrimitives.Divide(maximum, MaxValue, scales);
        var values = new sbyte[matrix.Length];
        for (var i = 0; i < values.Length; i++)
        {
            var scale = scales[i % columns];
            values[i] = scale == 0 ? (sbyte)0 : (sbyte)MathF.Round(matrix[i] / scale);
        }

        return (values, scales);
    }
}

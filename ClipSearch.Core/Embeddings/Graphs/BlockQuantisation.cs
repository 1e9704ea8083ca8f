using System.Numerics.Tensors;
using Onnx;

namespace ClipSearch.Core.Embeddings.Graphs;

/// <summary>
/// Stores matrices in 8 bits, in blocks with a scale of their own, for <c>MatMulNBits</c>. It rounds the inputs of each token to 8 bits in the
/// same blocks, so that all products are those of whole numbers.
/// </summary>
internal static class BlockQuantisation
{
    private const int Bits = 8;

    /// <summary>The stored value of 0.</summary>
    private const int Zero = 1 << (Bits - 1);

    private const int MaxValue = Zero - 1;

    /// <summary>Selects the product in whole numbers. Lower levels are up to seven times slower than fp32 (ViT-B/32, one text).</summary>
    private const int AccuracyLevel = 4;

    /// <summary>Replaces each product with a constant matrix.</summary>
    /// <param name="graph">The graph.</param>
    /// <param name="block">The number of successive inputs that share a scale: 16, 32, 64, 128 or 256.</param>
    /// <returns>The number of matrices.</returns>
    public static int Apply(OnnxGraph graph, int block)
    {
        var linears = Linear.Quantisable(graph).ToList();
        foreach (var linear in linears)
        {
            var matrix = graph.Weight(linear.Matrix)!;
            var (rows, columns) = ((int)matrix.Shape[0], (int)matrix.Shape[1]);
            var blocks = (rows + block - 1) / block;
            var (values, scales) = Quantise(matrix.Floats(), rows, columns, block);
            List<string> inputs =
            [
                linear.Input,
                graph.AddWeight(graph.NewName("quantised"), values.AsSpan(), columns, blocks, block),
                graph.AddWeight(graph.NewName("scales"), scales, columns * blocks),
            ];
            if (linear.Bias is not null)
                inputs.AddRange(["", "", linear.Bias]);
            var product = graph.NewNode(
                "MatMulNBits", inputs, linear.Output,
                OnnxAttributes.Integer("K", rows), OnnxAttributes.Integer("N", columns), OnnxAttributes.Integer("bits", Bits),
                OnnxAttributes.Integer("block_size", block), OnnxAttributes.Integer("accuracy_level", AccuracyLevel));
            graph.Replace(linear.Nodes, [product]);
        }

        return linears.Count;
    }

    /// <summary>Quantises a matrix in blocks along its rows.</summary>
    /// <param name="matrix">[rows, columns].</param>
    /// <param name="rows">The number of inputs.</param>
    /// <param name="columns">The number of outputs.</param>
    /// <param name="block">The number of rows in a block.</param>
    /// <returns>
    /// The values, [columns, blocks, block], each (value − 128) × scale; the last block is filled with zeros. The scales, [columns, blocks].
    /// </returns>
    internal static (byte[] Values, float[] Scales) Quantise(ReadOnlySpan<float> matrix, int rows, int columns, int block)
    {
        var blocks = (rows + block - 1) / block;
        var values = new byte[columns * blocks * block];
        Array.Fill(values, (byte)Zero);
        var scales = new float[columns * blocks];
        var maximum = new float[columns];
        var factor = new float[columns];
        for (var index = 0; index < blocks; index++)
        {
            var (first, end) = (index * block, Math.Min(rows, (index + 1) * block));
            Array.Clear(maximum);
            for (var row = first; row < end; row++)
                TensorPrimitives.MaxMagnitude(maximum, matrix.Slice(row * columns, columns), maximum);
            TensorPrimitives.Abs<float>(maximum, maximum);
            for (var column = 0; column < columns; column++)
            {
                scales[(column * blocks) + index] = maximum[column] / MaxValue;
                factor[column] = maximum[column] == 0 ? 0 : MaxValue / maximum[column];
            }

            for (var row = first; row < end; row++)
            {
                for (var column = 0; column < columns; column++)
                    values[(((column * blocks) + index) * block) + row - first] = (byte)(MathF.Round(matrix[(row * columns) + column] * factor[column]) + Zero);
            }
        }

        return (values, scales);
    }
}

using System.Numerics.Tensors;
using Onnx;

namespace ClipSearch.Core.Embeddings.Graphs;

/// <summary>
/// Divides each channel of the inputs of matrices by a factor and multiplies the matrices by it, so that a few channels with large values
/// leave 8 bits for the others. The result is the same up to rounding. The method is that of SmoothQuant (Xiao et al., 2023).
/// </summary>
internal static class Smoothing
{
    /// <summary>How much of the difference between channels moves into the matrices: 0 for nothing, 1 for all of it.</summary>
    private const float Strength = 0.5f;

    /// <summary>The factors stay between this and its reciprocal.</summary>
    private const float MinFactor = 1e-3f;

    /// <summary>Smooths the inputs of the matrices that 8 bits replace.</summary>
    /// <param name="graph">The graph.</param>
    /// <param name="maxima">
    /// The maximum magnitude of each channel, by the name of an input (<see cref="InputsOf"/>). Other inputs stay as they are.
    /// </param>
    public static void Apply(OnnxGraph graph, IReadOnlyDictionary<string, float[]> maxima)
    {
        foreach (var linears in Linear.Quantisable(graph).GroupBy(linear => linear.Input).ToList())
        {
            if (maxima.TryGetValue(linears.Key, out var maximum))
                Smooth(graph, [.. linears], maximum);
        }
    }

    /// <summary>Lists the inputs of the matrices that 8 bits replace, with the number of their channels.</summary>
    public static IReadOnlyList<(string Name, long Channels)> InputsOf(OnnxGraph graph) =>
        [.. Linear.Quantisable(graph).Select(linear => (linear.Input, graph.Weight(linear.Matrix)!.Shape[0])).Distinct()];

    private static void Smooth(OnnxGraph graph, IReadOnlyList<Linear> linears, float[] maximum)
    {
        var factors = Factors(maximum, [.. linears.Select(linear => graph.Weight(linear.Matrix)!)]);
        foreach (var linear in linears)
            linear.Product.Input[1] = Multiplied(graph, linear.Matrix, factors);
        var reciprocals = new float[factors.Length];
        TensorPrimitives.Divide(1, factors, reciprocals);
        if (!TryFold(graph, linears, reciprocals))
            Insert(graph, linears, reciprocals);
    }

    /// <summary>Returns a factor for each channel. A channel that is never used keeps its values.</summary>
    private static float[] Factors(float[] maximum, IReadOnlyList<OnnxWeight> matrices)
    {
        var factors = new float[maximum.Length];
        var weights = new float[maximum.Length];
        foreach (var matrix in matrices)
        {
            var (values, columns) = (matrix.Floats(), (int)matrix.Shape[1]);
            for (var row = 0; row < weights.Length; row++)
                weights[row] = MathF.Max(weights[row], MathF.Abs(TensorPrimitives.MaxMagnitude(values.AsSpan(row * columns, columns))));
        }

        for (var channel = 0; channel < factors.Length; channel++)
        {
            factors[channel] = maximum[channel] > 0 && weights[channel] > 0
                ? Math.Clamp(MathF.Pow(maximum[channel], Strength) / MathF.Pow(weights[channel], 1 - Strength), MinFactor, 1 / MinFactor)
                : 1;
        }

        return factors;
    }

    /// <summary>Adds a copy of a matrix or a vector whose rows are multiplied.</summary>
    /// <returns>Its name.</returns>
    private static string Multiplied(OnnxGraph graph, string name, float[] factors)
    {
        var weight = graph.Weight(name)!;
        var values = weight.Floats();
        var columns = values.Length / factors.Length;
        for (var row = 0; row < factors.Length; row++)
        {
            var part = values.AsSpan(row * columns, columns);
            TensorPrimitives.Multiply(part, factors[row], part);
        }

        return graph.AddWeight(graph.NewName("smoothed"), values, [.. weight.Shape]);
    }

    /// <summary>Multiplies the scale and the shift of the normalisation before the matrices, if only these read its result.</summary>
    private static bool TryFold(OnnxGraph graph, IReadOnlyList<Linear> linears, float[] reciprocals)
    {
        var input = linears[0].Input;
        if (graph.Producer(input) is not { } node || graph.IsOutput(input) || graph.Consumers(input).Any(consumer => linears.All(linear => linear.Product != consumer)))
            return false;
        if (node.OpType == "LayerNormalization")
        {
            for (var i = 1; i < node.Input.Count; i++)
                node.Input[i] = Multiplied(graph, node.Input[i], reciprocals);
            return true;
        }

        // A normalisation of elementary operations ends with the product with a scale and the addition of a shift.
        if (node.OpType != "Add" || VectorOf(graph, node, reciprocals.Length) is not { } shift || graph.Producer(node.Input[1 - shift]) is not { OpType: "Mul" } product
            || graph.OnlyConsumer(product.Output[0]) is null || VectorOf(graph, product, reciprocals.Length) is not { } scale)
        {
            return false;
        }

        node.Input[shift] = Multiplied(graph, node.Input[shift], reciprocals);
        product.Input[scale] = Multiplied(graph, product.Input[scale], reciprocals);
        return true;
    }

    /// <summary>Returns the number of the operand that is a constant with a value for each channel; null if there is none.</summary>
    private static int? VectorOf(OnnxGraph graph, NodeProto node, int channels)
    {
        for (var i = 0; i < 2; i++)
        {
            if (graph.Weight(node.Input[i]) is { IsFloat: true, Shape: [var length] } && length == channels)
                return i;
        }

        return null;
    }

    private static void Insert(OnnxGraph graph, IReadOnlyList<Linear> linears, float[] reciprocals)
    {
        var product = graph.NewNode("Mul", [linears[0].Input, graph.AddWeight(graph.NewName("reciprocals"), reciprocals, reciprocals.Length)]);
        foreach (var linear in linears)
            linear.Product.Input[0] = product.Output[0];
        graph.Replace([], [product]);
    }
}

using System.Numerics.Tensors;
using ClipSearch.Core.Embeddings.Graphs;
using ClipSearch.Core.Models;

namespace ClipSearch.Core.Embeddings.Forms;

/// <summary>Measures the inputs of an encoder's matrices, for <see cref="Smoothing"/>.</summary>
internal static class Calibration
{
    /// <summary>Returns the maximum magnitude of each channel of each input, by its name.</summary>
    /// <param name="samples">The texts or images.</param>
    /// <param name="path">The encoder in fp32.</param>
    /// <param name="work">The path for a graph that also returns the maxima.</param>
    /// <exception cref="ModelException">The graph cannot be loaded or run.</exception>
    public static IReadOnlyDictionary<string, float[]> Run(EncoderSamples samples, string path, string work)
    {
        var graph = OnnxGraph.Read(path);
        var inputs = AddMaxima(graph);
        if (inputs.Count == 0)
            return new Dictionary<string, float[]>();
        graph.Write(work);
        var maxima = inputs.Values.ToDictionary(input => input, _ => Array.Empty<float>());
        using var encoder = samples.Load(new EncoderFile(work, Precision.Full));
        encoder.Calibrate(inputs.Keys, (output, values) => maxima[inputs[output]] = Maximum(maxima[inputs[output]], values));
        return maxima;
    }

    /// <summary>Adds an output with the maxima of each input.</summary>
    /// <returns>The name of the input, by that of the output.</returns>
    private static Dictionary<string, string> AddMaxima(OnnxGraph graph)
    {
        var inputs = new Dictionary<string, string>();
        foreach (var (input, channels) in Smoothing.InputsOf(graph))
        {
            var magnitude = graph.NewNode("Abs", [input]);
            var rows = graph.NewNode("Reshape", [magnitude.Output[0], graph.AddIntegers(graph.NewName("rows"), -1, channels)]);
            var maximum = Reduction.Maximum(graph, rows.Output[0], axis: 0, keepsAxis: false);
            graph.AddOutput(maximum.Output[0]);
            graph.Replace([], [magnitude, rows, maximum]);
            inputs[maximum.Output[0]] = input;
        }

        return inputs;
    }

    private static float[] Maximum(float[] before, ReadOnlySpan<float> added)
    {
        if (before.Length == 0)
            return added.ToArray();
        TensorPrimitives.Max(before, added, before);
        return before;
    }
}

using System.Numerics.Tensors;
using ClipSearch.Core.Embeddings.Graphs;
using ClipSearch.Core.Models;
using ClipSearch.Core.Native.OnnxRuntime;
using Microsoft.ML.OnnxRuntime;

namespace ClipSearch.Core.Embeddings.Forms;

/// <summary>Measures the inputs of an encoder's matrices, for <see cref="Smoothing"/>.</summary>
internal static class Calibration
{
    /// <summary>Returns the maximum magnitude of each channel of each input, by its name.</summary>
    /// <param name="path">The image encoder in fp32.</param>
    /// <param name="work">The path for a graph that also returns the maxima.</param>
    /// <param name="input">The name of the encoder's input.</param>
    /// <param name="batches">The images.</param>
    /// <exception cref="ModelException">The graph cannot be loaded or run.</exception>
    public static IReadOnlyDictionary<string, float[]> Run(string path, string work, string input, IEnumerable<PixelBatch> batches)
    {
        var graph = OnnxGraph.Read(path);
        var outputs = AddMaxima(graph);
        if (outputs.Count == 0)
            return new Dictionary<string, float[]>();
        graph.Write(work);
        var maxima = outputs.ToDictionary(pair => pair.Key, _ => Array.Empty<float>());
        try
        {
            using var options = OrtRuntime.CreateSessionOptions();
            using var session = new InferenceSession(work, options);
            using var run = new RunOptions();
            foreach (var batch in batches)
            {
                using var pixels = OrtValue.CreateTensorValueFromMemory(OrtMemoryInfo.DefaultInstance, batch.Pixels, [batch.Count, 3, batch.Edge, batch.Edge]);
                using var results = session.Run(run, [input], [pixels], outputs.Values);
                foreach (var (name, result) in outputs.Keys.Zip(results))
                    maxima[name] = Maximum(maxima[name], result.GetTensorDataAsSpan<float>());
            }
        }
        catch (OnnxRuntimeException e)
        {
            throw new ModelException($"Calibrating {path} failed: {OrtRuntime.Reason(e)}", e);
        }

        return maxima;
    }

    /// <summary>Adds an output with the maxima of each input.</summary>
    /// <returns>The name of the output, by that of the input.</returns>
    private static Dictionary<string, string> AddMaxima(OnnxGraph graph)
    {
        var outputs = new Dictionary<string, string>();
        foreach (var (input, channels) in Smoothing.InputsOf(graph))
        {
            var magnitude = graph.NewNode("Abs", [input]);
            var rows = graph.NewNode("Reshape", [magnitude.Output[0], graph.AddIntegers(graph.NewName("rows"), -1, channels)]);
            var maximum = Reduction.Maximum(graph, rows.Output[0], axis: 0, keepsAxis: false);
            graph.AddOutput(maximum.Output[0]);
            graph.Replace([], [magnitude, rows, maximum]);
            outputs[input] = maximum.Output[0];
        }

        return outputs;
    }

    private static float[] Maximum(float[] before, ReadOnlySpan<float> added)
    {
        if (before.Length == 0)
            return added.ToArray();
        TensorPrimitives.Max(before, added, before);
        return before;
    }
}

using ClipSearch.Core.Models;
using ClipSearch.Core.Native.OnnxRuntime;

namespace ClipSearch.Core.Clip;

/// <summary>
/// One tower of CLIP as an ONNX session whose inputs and output bear the names of the Hugging Face exports; a graph
/// with other names is refused, since a guess that fits by shape could be wrong in meaning.
/// </summary>
internal sealed class EncoderSession : IDisposable
{
    private readonly OrtSession _session;
    private readonly int _output;
    private readonly int _dimensions;

    private EncoderSession(OrtSession session, int output, int dimensions)
    {
        _session = session;
        _output = output;
        _dimensions = dimensions;
    }

    /// <summary>The model's inputs, in the order in which <see cref="Run"/> takes them.</summary>
    public IReadOnlyList<OrtTensorInfo> Inputs => _session.Inputs;

    /// <exception cref="ModelException">The file cannot be loaded, or is no such tower; the message says which and why.</exception>
    public static EncoderSession Load(string path, IReadOnlyList<string> required, IReadOnlyList<string> optional, string output, int dimensions)
    {
        OrtSession session;
        try
        {
            session = OrtSession.Load(path, new OrtSessionOptions());
        }
        catch (OrtException e)
        {
            throw new ModelException($"{e.Message} Run model verify to see whether the file is whole, and model pull to fetch it anew.", e);
        }

        try
        {
            var inputs = session.Inputs.Select(input => input.Name).ToList();
            var outputIndex = session.Outputs.ToList().FindIndex(info => info.Name == output);
            if (required.Except(inputs).Any() || inputs.Except(required).Except(optional).Any() || outputIndex < 0)
            {
                throw new ModelException(
                    $"{path} takes {string.Join(", ", session.Inputs)} and yields {string.Join(", ", session.Outputs)}; " +
                    $"ClipSearch needs {string.Join(", ", required)} → {output}, as in the Hugging Face ONNX exports of CLIP.");
            }

            var declared = session.Outputs[outputIndex].Shape;
            if (declared.Count != 2 || (declared[1] > 0 && declared[1] != dimensions))
                throw new ModelException($"{path} yields {session.Outputs[outputIndex]}, but the model's config.json says projection_dim {dimensions}.");
            if (session.Inputs.FirstOrDefault(input => input.Shape is [> 0, ..]) is { } fixedBatch)
                throw new ModelException($"{path} is exported for a fixed batch ({fixedBatch}); export it with a dynamic first dimension.");
            return new EncoderSession(session, outputIndex, dimensions);
        }
        catch
        {
            session.Dispose();
            throw;
        }
    }

    /// <summary>Runs a batch.</summary>
    /// <param name="inputs">A tensor for each of <see cref="Inputs"/>, in that order.</param>
    /// <param name="count">How many texts or pictures the batch has.</param>
    /// <returns>Embeddings that are not normalised, [count, dimensions] row by row.</returns>
    public float[] Run(ReadOnlySpan<OrtTensor> inputs, int count)
    {
        var output = new float[count * _dimensions];
        using var tensor = OrtTensor.Over(output.AsMemory(), count, _dimensions);
        _session.Run(inputs, _output, tensor);
        return output;
    }

    public void Dispose() => _session.Dispose();
}

using ClipSearch.Core.Embeddings.Forms;
using ClipSearch.Core.Models;
using ClipSearch.Core.Native.OnnxRuntime;
using Microsoft.ML.OnnxRuntime;

namespace ClipSearch.Core.Embeddings;

/// <summary>
/// One encoder as an ONNX Runtime session. Inputs and output must have the names that the model's family defines. A graph with other names
/// is rejected, because a match by shape could have another meaning. Thread-safe.
/// </summary>
internal sealed class EncoderSession : IDisposable
{
    private readonly string _path;
    private readonly InferenceSession _session;
    private readonly RunOptions _run = new();
    private readonly string[] _outputNames;
    private readonly int _dimensions;
    private (IReadOnlyCollection<string> Outputs, Action<string, ReadOnlySpan<float>> Observe)? _observed;

    private EncoderSession(string path, InferenceSession session, string output, int dimensions)
    {
        _path = path;
        _session = session;
        _outputNames = [output];
        _dimensions = dimensions;
    }

    /// <summary>The names of the inputs, in the order in which <see cref="Run"/> expects them.</summary>
    public IReadOnlyList<string> InputNames => _session.InputNames;

    /// <summary>Loads an encoder. The duration depends on reading and optimising its weights.</summary>
    /// <param name="file">The ONNX file, and how to run it.</param>
    /// <param name="family">The family of the model.</param>
    /// <param name="graph">The names of the inputs and of the output.</param>
    /// <param name="dimensions">The number of dimensions of an embedding.</param>
    /// <exception cref="ModelException">
    /// The file cannot be loaded or is not such an encoder. The message includes the file and the reason.
    /// </exception>
    /// <exception cref="DllNotFoundException">ONNX Runtime is missing. The message includes the paths tried and the remedy.</exception>
    public static EncoderSession Load(EncoderFile file, ModelFamily family, EncoderGraph graph, int dimensions)
    {
        var path = file.Path;
        InferenceSession session;
        try
        {
            using var options = OrtRuntime.CreateSessionOptions(file.UsesOneThread);
            session = new InferenceSession(path, options);
        }
        catch (OnnxRuntimeException e)
        {
            throw new ModelException($"Loading {path} failed: {OrtRuntime.Reason(e)} Run model verify to check the file, or model pull to download it again.", e);
        }

        try
        {
            Validate(path, session, family, graph, dimensions);
            return new EncoderSession(path, session, graph.Output, dimensions);
        }
        catch
        {
            session.Dispose();
            throw;
        }
    }

    /// <summary>Returns the declaration of an input.</summary>
    public NodeMetadata Input(string name) => _session.InputMetadata[name];

    /// <summary>Computes further outputs of the graph with each later run.</summary>
    /// <param name="outputs">Their names.</param>
    /// <param name="observe">Receives the name and the values of each output.</param>
    public void Observe(IReadOnlyCollection<string> outputs, Action<string, ReadOnlySpan<float>> observe) => _observed = (outputs, observe);

    /// <summary>Runs a batch.</summary>
    /// <param name="inputs">A tensor for each of <see cref="InputNames"/>, in that order.</param>
    /// <param name="count">The number of texts or images in the batch.</param>
    /// <returns>Embeddings that are not normalised, [count, dimensions] in row-major order.</returns>
    /// <exception cref="ModelException">ONNX Runtime rejects the batch, for instance because a shape does not fit.</exception>
    public float[] Run(IReadOnlyCollection<OrtValue> inputs, int count)
    {
        var output = new float[count * _dimensions];
        using var tensor = OrtValue.CreateTensorValueFromMemory(output, [count, _dimensions]);
        try
        {
            _session.Run(_run, _session.InputNames, inputs, _outputNames, [tensor]);
            if (_observed is { } observed)
                RunObserved(inputs, observed.Outputs, observed.Observe);
        }
        catch (OnnxRuntimeException e)
        {
            throw new ModelException($"Running {_path} failed: {OrtRuntime.Reason(e)}", e);
        }

        return output;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _run.Dispose();
        _session.Dispose();
    }

    private void RunObserved(IReadOnlyCollection<OrtValue> inputs, IReadOnlyCollection<string> outputs, Action<string, ReadOnlySpan<float>> observe)
    {
        using var results = _session.Run(_run, _session.InputNames, inputs, outputs);
        foreach (var (name, result) in outputs.Zip(results))
            observe(name, result.GetTensorDataAsSpan<float>());
    }

    private static void Validate(string path, InferenceSession session, ModelFamily family, EncoderGraph graph, int dimensions)
    {
        var (inputs, output) = (session.InputNames, graph.Output);
        if (!inputs.Contains(graph.Input) || inputs.Any(name => name != graph.Input && name != graph.Mask) || !session.OutputNames.Contains(output))
        {
            throw new ModelException(
                $"{path} takes {Describe(session.InputMetadata)} and returns {Describe(session.OutputMetadata)}; " +
                $"ClipSearch needs {graph.Input} → {output}, as in the Hugging Face ONNX exports of {family.Name}.");
        }

        var declared = session.OutputMetadata[output];
        if (!declared.IsTensor || declared.Dimensions.Length != 2 || (declared.Dimensions[1] > 0 && declared.Dimensions[1] != dimensions))
            throw new ModelException($"{path} returns {Describe(output, declared)}, but the model's config.json says {family.DimensionsKey} {dimensions}.");
        foreach (var (name, input) in session.InputMetadata)
        {
            if (!input.IsTensor || input.Dimensions is [> 0, ..])
                throw new ModelException($"{path} has a fixed batch size ({Describe(name, input)}). Export it with a dynamic first dimension.");
        }
    }

    private static string Describe(IReadOnlyDictionary<string, NodeMetadata> values) => string.Join(", ", values.Select(value => Describe(value.Key, value.Value)));

    private static string Describe(string name, NodeMetadata value) =>
        value.IsTensor ? $"{name}: {value.ElementDataType} [{string.Join(", ", value.Dimensions)}]" : $"{name}: {value.OnnxValueType}";
}

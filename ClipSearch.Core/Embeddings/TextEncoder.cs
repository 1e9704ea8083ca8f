using ClipSearch.Core.Embeddings.Forms;
using ClipSearch.Core.Models;
using ClipSearch.Core.Tokens;
using Microsoft.ML.OnnxRuntime;
using Microsoft.ML.OnnxRuntime.Tensors;

namespace ClipSearch.Core.Embeddings;

/// <summary>A model's text encoder with its tokenizer. Thread-safe.</summary>
public sealed class TextEncoder : IDisposable
{
    private readonly EncoderSession _session;
    private readonly string _idsName;
    private readonly int _dimensions;
    private readonly int? _paddedLength;

    private TextEncoder(EncoderSession session, Tokenizer tokenizer, ModelFolder folder, EncoderFile file)
    {
        _session = session;
        _idsName = folder.Family.Text.Input;
        _dimensions = folder.Config.EmbeddingDimensions;
        Tokenizer = tokenizer;
        File = file;
        var declared = session.Input(_idsName).Dimensions[1];
        _paddedLength = declared > 0 ? declared
            : folder.Family.TextPooling == TextPooling.WholeContext ? folder.Config.ContextLength
            : null;
    }

    /// <summary>The file that was loaded, and how it is run.</summary>
    public EncoderFile File { get; }

    /// <summary>The model's tokenizer.</summary>
    public Tokenizer Tokenizer { get; }

    /// <summary>Loads the tokenizer and the text encoder.</summary>
    /// <param name="folder">The model.</param>
    /// <param name="file">The form to load; null for the original.</param>
    /// <exception cref="ModelException">A file cannot be used. The message includes its path.</exception>
    public static TextEncoder Load(ModelFolder folder, EncoderFile? file = null)
    {
        file ??= new EncoderFile(folder.GraphPath(EncoderKind.Text), Precision.Full);
        // Reading the vocabulary takes about as long as opening the session.
        var session = Task.Run(() => EncoderSession.Load(file, folder.Family, folder.Family.Text, folder.Config.EmbeddingDimensions));
        try
        {
            var tokenizer = folder.Family.LoadTokenizer(folder);
            return new TextEncoder(session.GetAwaiter().GetResult(), tokenizer, folder, file);
        }
        catch (InvalidDataException e)
        {
            session.ContinueWith(loaded => loaded.Result.Dispose(), CancellationToken.None, TaskContinuationOptions.OnlyOnRanToCompletion, TaskScheduler.Default);
            throw new ModelException(e.Message, e);
        }
    }

    /// <summary>Embeds texts; those of similar length share a run.</summary>
    /// <returns>An embedding for each text, in order.</returns>
    /// <exception cref="ModelException">The model cannot embed the texts.</exception>
    public Embedding[] Encode(IReadOnlyList<TokenizedText> texts)
    {
        var embeddings = new Embedding[texts.Count];
        foreach (var batch in TextBatches.Split([.. texts.Select(text => _paddedLength ?? text.Ids.Length)], File.RunOverhead))
        {
            var outputs = Run([.. batch.Select(index => texts[index].Ids)]);
            for (var row = 0; row < batch.Count; row++)
                embeddings[batch[row]] = Embedding.Normalize(outputs.AsSpan(row * _dimensions, _dimensions));
        }

        return embeddings;
    }

    /// <summary>Embeds one text.</summary>
    public Embedding Encode(string text) => Encode([Tokenizer.Tokenize(text)])[0];

    /// <summary>Returns the encoder's output for one text before normalisation, for comparison with published values.</summary>
    public float[] EncodeUnnormalized(string text) => Run([Tokenizer.Tokenize(text).Ids]);

    /// <inheritdoc cref="EncoderSession.Observe"/>
    internal void Observe(IReadOnlyCollection<string> outputs, Action<string, ReadOnlySpan<float>> observe) => _session.Observe(outputs, observe);

    /// <inheritdoc/>
    public void Dispose() => _session.Dispose();

    /// <summary>
    /// Runs texts as one batch: padded to the length that the graph or the family requires, or else to the longest of them, so that a single
    /// text runs without padding. <see cref="TextPooling"/> has the reason.
    /// </summary>
    private float[] Run(int[][] texts)
    {
        var length = _paddedLength ?? texts.Max(ids => ids.Length);
        var ids = new long[texts.Length * length];
        var mask = new long[ids.Length];
        Array.Fill(ids, Tokenizer.PaddingId);
        for (var row = 0; row < texts.Length; row++)
        {
            for (var i = 0; i < texts[row].Length; i++)
                ids[(row * length) + i] = texts[row][i];
            mask.AsSpan(row * length, texts[row].Length).Fill(1);
        }

        var inputs = new List<OrtValue>(_session.InputNames.Count);
        try
        {
            foreach (var name in _session.InputNames)
                inputs.Add(Tensor(_session.Input(name).ElementDataType, name == _idsName ? ids : mask, [texts.Length, length]));
            return _session.Run(inputs, texts.Length);
        }
        finally
        {
            inputs.ForEach(input => input.Dispose());
        }
    }

    private static OrtValue Tensor(TensorElementType type, long[] values, long[] shape) => type == TensorElementType.Int32
        ? OrtValue.CreateTensorValueFromMemory(Array.ConvertAll(values, value => (int)value), shape)
        : OrtValue.CreateTensorValueFromMemory(values, shape);
}

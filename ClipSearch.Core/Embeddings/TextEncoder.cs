using ClipSearch.Core.Models;
using ClipSearch.Core.Tokens;
using ClipSearch.Core.Tokens.Clip;
using Microsoft.ML.OnnxRuntime;
using Microsoft.ML.OnnxRuntime.Tensors;

namespace ClipSearch.Core.Embeddings;

/// <summary>CLIP's text encoder with its tokenizer. Thread-safe.</summary>
public sealed class TextEncoder : IDisposable
{
    private const string InputIds = "input_ids";
    private const string AttentionMask = "attention_mask";

    private readonly EncoderSession _session;
    private readonly int _dimensions;
    private readonly int? _fixedLength;

    private TextEncoder(EncoderSession session, Tokenizer tokenizer, int dimensions)
    {
        _session = session;
        _dimensions = dimensions;
        Tokenizer = tokenizer;
        var length = session.Input(InputIds).Dimensions[1];
        _fixedLength = length > 0 ? length : null;
    }

    /// <summary>The model's tokenizer.</summary>
    public Tokenizer Tokenizer { get; }

    /// <summary>Loads the tokenizer and the text encoder.</summary>
    /// <exception cref="ModelException">A file cannot be used. The message includes its path.</exception>
    public static TextEncoder Load(ModelFolder folder)
    {
        ClipTokenizer clip;
        try
        {
            clip = ClipTokenizer.Load(folder.VocabularyPath, folder.MergesPath, folder.Config.ContextLength);
        }
        catch (InvalidDataException e)
        {
            throw new ModelException(e.Message, e);
        }

        var dimensions = folder.Config.EmbeddingDimensions;
        var session = EncoderSession.Load(folder.TextModelPath, [InputIds], [AttentionMask], "text_embeds", dimensions);
        return new TextEncoder(session, new Tokenizer(clip.Tokenize, clip.EndOfTextId), dimensions);
    }

    /// <summary>Embeds texts; those of similar length share a run.</summary>
    /// <returns>An embedding for each text, in order.</returns>
    /// <exception cref="ModelException">The model cannot embed the texts.</exception>
    public Embedding[] Encode(IReadOnlyList<TokenizedText> texts)
    {
        var embeddings = new Embedding[texts.Count];
        foreach (var batch in TextBatches.Split([.. texts.Select(text => text.Ids.Length)]))
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

    /// <inheritdoc/>
    public void Dispose() => _session.Dispose();

    /// <summary>
    /// Runs texts as one batch and pads the shorter ones with end-of-text. Attention is causal and the text is pooled at its first
    /// end-of-text, so the padding changes nothing. A single text runs without padding.
    /// </summary>
    private float[] Run(int[][] texts)
    {
        var length = _fixedLength ?? texts.Max(ids => ids.Length);
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
                inputs.Add(Tensor(_session.Input(name).ElementDataType, name == InputIds ? ids : mask, [texts.Length, length]));
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

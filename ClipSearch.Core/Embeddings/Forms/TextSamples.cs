using System.Runtime.InteropServices;
using ClipSearch.Core.Models;
using ClipSearch.Core.Tokens;

namespace ClipSearch.Core.Embeddings.Forms;

/// <summary>Texts with which the forms of a text encoder are calibrated and compared.</summary>
/// <param name="model">The model.</param>
/// <param name="photos">Embeddings of photos among which the nearest of a text are searched; may be few or none.</param>
internal sealed class TextSamples(ModelFolder model, IReadOnlyList<Embedding> photos) : EncoderSamples
{
    /// <summary>The number of texts that are compared.</summary>
    private const int Count = 200;

    /// <summary>The number of texts from which the ranges of channels are measured.</summary>
    private const int CalibrationTexts = 64;

    /// <summary>The number of tokens of the text that is timed.</summary>
    public const int SampleTokens = 8;

    /// <summary>Phrases as people search for them, and longer ones made of two of these.</summary>
    private static readonly string[] s_texts =
        [.. EverydayPhrases.All.Concat(EverydayPhrases.All.Zip(EverydayPhrases.All.Skip(EverydayPhrases.All.Count / 2), (first, second) => $"{first}, {second}")).Take(Count)];

    /// <inheritdoc/>
    public override EncoderKind Kind => EncoderKind.Text;

    /// <summary>The photos; with fewer than <see cref="EncoderSamples.MinPhotos"/>, the other texts.</summary>
    public override IReadOnlyList<Embedding>? Others => photos.Count >= MinPhotos ? photos : null;

    /// <summary>Reads the embeddings of photos.</summary>
    public static TextSamples Read(ModelFolder model, Stream input) =>
        new(model, [.. ReadRecords(input, model.Config.EmbeddingDimensions * sizeof(float)).Select(record => Embedding.Normalize(MemoryMarshal.Cast<byte, float>(record)))]);

    /// <inheritdoc/>
    public override ISampledEncoder Load(EncoderFile file) => new Encoder(TextEncoder.Load(model, file));

    private sealed class Encoder(TextEncoder encoder) : ISampledEncoder
    {
        public Embedding[] EncodeAll() => [.. s_texts.Select(encoder.Encode)];

        public void Calibrate(IReadOnlyCollection<string> outputs, Action<string, ReadOnlySpan<float>> observe)
        {
            encoder.Observe(outputs, observe);
            foreach (var text in s_texts.Take(CalibrationTexts))
                encoder.Encode(text);
        }

        // Any tokens take the same time, and every vocabulary has these.
        public void Encode(int times) => encoder.Encode([.. Enumerable.Repeat(new TokenizedText([.. Enumerable.Range(0, SampleTokens)], false), times)]);

        public void Dispose() => encoder.Dispose();
    }
}

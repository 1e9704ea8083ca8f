using ClipSearch.Core.Models;

namespace ClipSearch.Core.Embeddings.Forms;

/// <summary>The texts or images with which the forms of an encoder are calibrated and compared.</summary>
internal abstract class EncoderSamples
{
    /// <summary>The minimum number of photos of a comparison.</summary>
    public const int MinPhotos = 50;

    /// <summary>The encoder.</summary>
    public abstract EncoderKind Kind { get; }

    /// <summary>Whether fp32 runs on one thread, too: an import runs a batch of images on each core.</summary>
    public bool RunsOnOneThread => Kind == EncoderKind.Image;

    /// <summary>The embeddings among which the nearest are searched; null for those of the samples.</summary>
    public abstract IReadOnlyList<Embedding>? Others { get; }

    /// <summary>Loads a form of the encoder.</summary>
    /// <exception cref="ModelException">The file cannot be used. The message includes its path.</exception>
    public abstract ISampledEncoder Load(EncoderFile file);

    /// <summary>Reads what <see cref="RewriteCommand"/> writes to the process that creates forms.</summary>
    /// <param name="model">The model.</param>
    /// <param name="kind">The encoder.</param>
    /// <param name="input">For texts, embeddings of photos; for images, crops.</param>
    /// <exception cref="ModelException">There are too few images.</exception>
    public static EncoderSamples Read(ModelFolder model, EncoderKind kind, Stream input) => kind == EncoderKind.Text ? TextSamples.Read(model, input) : ImageSamples.Read(model, input);

    /// <summary>Reads records of a length until the end.</summary>
    protected static IEnumerable<byte[]> ReadRecords(Stream input, int length)
    {
        while (true)
        {
            var record = new byte[length];
            var read = input.ReadAtLeast(record, length, throwOnEndOfStream: false);
            if (read == 0)
                yield break;
            if (read < length)
                throw new EndOfStreamException("The last sample is incomplete.");
            yield return record;
        }
    }
}

/// <summary>A form of an encoder that embeds samples.</summary>
internal interface ISampledEncoder : IDisposable
{
    /// <summary>Embeds all samples.</summary>
    /// <returns>An embedding for each, in order.</returns>
    Embedding[] EncodeAll();

    /// <summary>Embeds the samples with which the ranges of channels are measured.</summary>
    /// <param name="outputs">The outputs of the graph that are observed.</param>
    /// <param name="observe">Receives the name and the values of each output, after each run.</param>
    void Calibrate(IReadOnlyCollection<string> outputs, Action<string, ReadOnlySpan<float>> observe);

    /// <summary>Embeds what a search or an import embeds at once, once or several times. Texts share one run.</summary>
    void Encode(int times);
}

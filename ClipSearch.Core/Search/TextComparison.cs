using ClipSearch.Core.Embeddings;
using ClipSearch.Core.Embeddings.Forms;
using ClipSearch.Core.Models;
using ClipSearch.Core.Search.Scores;

namespace ClipSearch.Core.Search;

/// <summary>Compares a text encoder in 8 bits with fp32.</summary>
internal static class TextComparison
{
    /// <summary>The number of texts that are compared.</summary>
    private const int Count = 200;

    /// <summary>With fewer photos, the nearest of a text are searched among the other texts.</summary>
    private const int MinPhotos = 50;

    /// <summary>Phrases as people search for them, and longer ones made of two of these.</summary>
    public static IReadOnlyList<string> Texts { get; } =
        [.. EverydayPhrases.All.Concat(EverydayPhrases.All.Zip(EverydayPhrases.All.Skip(EverydayPhrases.All.Count / 2), (first, second) => $"{first}, {second}")).Take(Count)];

    /// <summary>Compares a form.</summary>
    /// <param name="model">The model.</param>
    /// <param name="candidate">The form in 8 bits.</param>
    /// <param name="expected">The embeddings of <see cref="Texts"/> in fp32.</param>
    /// <param name="photos">Embeddings of photos among which the nearest are searched; may be few or none.</param>
    /// <exception cref="ModelException">The form cannot be loaded or run.</exception>
    public static FormAgreement Of(ModelFolder model, EncoderFile candidate, IReadOnlyList<Embedding> expected, IReadOnlyList<Embedding> photos)
    {
        using var encoder = TextEncoder.Load(model, candidate);
        return FormAgreement.Of(expected, [.. Texts.Select(encoder.Encode)], photos.Count >= MinPhotos ? photos : expected);
    }
}

using System.Security.Cryptography;
using System.Text;
using ClipSearch.Core.Data;
using ClipSearch.Core.Embeddings;
using ClipSearch.Core.Library;
using ClipSearch.Core.Models;

namespace ClipSearch.Core.Search.Scores;

/// <summary>The score scale and the example searches of the library, as of its last measurement.</summary>
public sealed class LibraryScores(ActiveModel model, QueryEncoder encoder, EmbeddingIndex embeddings, PhraseRecords records)
{
    /// <summary>The maximum number of example searches.</summary>
    private const int MaxExamples = 6;

    private volatile ScoreScale? _scale;
    private volatile IReadOnlyList<string> _examples = [];
    private IReadOnlyList<Embedding>? _phrases;

    /// <summary>The scale. Null until the library is measured, if it is too small, and for a model with random weights.</summary>
    public ScoreScale? Scale => _scale;

    /// <summary>
    /// Example searches with good matches in the library, best first, each about another topic. Empty without a <see cref="Scale"/>.
    /// </summary>
    public IReadOnlyList<string> Examples => _examples;

    /// <summary>Measures the current library.</summary>
    /// <param name="cancellationToken">Cancels the operation.</param>
    /// <exception cref="ModelException">The model cannot be loaded.</exception>
    /// <exception cref="DatabaseUnavailableException">The database is not available.</exception>
    /// <exception cref="DatabaseUnusableException">
    /// The database lacks pgvector, privileges or disk space, has newer tables, or has damaged files.
    /// </exception>
    public async Task MeasureAsync(CancellationToken cancellationToken)
    {
        if (!model.Selection.HasKnowledge)
            return;
        _phrases ??= await PhrasesAsync(cancellationToken);
        var sample = LibrarySample.Of(await embeddings.SampleAsync(LibrarySample.MaxPhotos, cancellationToken));
        var scale = sample is null ? null : new ScoreScale(sample, _phrases, model.Folder.Family.Relevance);
        _scale = scale;
        _examples = scale is null ? [] : ExamplesOf(scale);
    }

    /// <summary>
    /// Returns the embeddings of the phrases. The first process that needs them computes them: with ViT-B/32, measuring the library takes
    /// 0.74 s then, and 0.13 s in a later process (the benchmark <c>library</c>).
    /// </summary>
    private async Task<IReadOnlyList<Embedding>> PhrasesAsync(CancellationToken cancellationToken)
    {
        var fingerprint = Convert.ToHexStringLower(SHA256.HashData(
            Encoding.UTF8.GetBytes(string.Join('\n', EverydayPhrases.All.Prepend(ModelFingerprint.OfTexts(model.Folder))))));
        if (await records.FindAsync(fingerprint, cancellationToken) is { } known)
            return known;
        var phrases = await encoder.EncodeAllAsync(EverydayPhrases.All, cancellationToken);
        await records.PutAsync(fingerprint, phrases, cancellationToken);
        return phrases;
    }

    /// <summary>
    /// Selects for each topic the phrase farthest above the threshold, if there is one. No photo is the best match of two examples.
    /// </summary>
    private static IReadOnlyList<string> ExamplesOf(ScoreScale scale)
    {
        var first = 0;
        var best = new List<(string Text, int Photo, float Margin)>();
        foreach (var topic in EverydayPhrases.Topics)
        {
            best.Add(topic.Select((text, number) => (text, scale.Phrases[first + number].Photo, scale.Phrases[first + number].Margin)).MaxBy(phrase => phrase.Margin));
            first += topic.Count;
        }

        return [.. best.Where(phrase => phrase.Margin >= 0).OrderByDescending(phrase => phrase.Margin).DistinctBy(phrase => phrase.Photo).Take(MaxExamples).Select(phrase => phrase.Text)];
    }
}

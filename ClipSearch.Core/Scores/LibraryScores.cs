using System.Security.Cryptography;
using System.Text;
using ClipSearch.Core.Clip;
using ClipSearch.Core.Index;
using ClipSearch.Core.Models;

namespace ClipSearch.Core.Scores;

/// <summary>What scores are worth in the library as it was when it was last measured, and what it can be asked for.</summary>
public sealed class LibraryScores(ActiveModel model, QueryEncoder encoder, PhotoIndex index, PhraseRecords records)
{
    /// <summary>The most examples that are offered.</summary>
    private const int MostExamples = 6;

    /// <summary>How many phrases are embedded at once: a search that comes meanwhile waits for so many, with ViT-B/32 24 ms (the benchmark <c>library</c>).</summary>
    private const int PhrasesAtOnce = 8;

    private volatile ScoreScale? _scale;
    private volatile IReadOnlyList<string> _examples = [];
    private IReadOnlyList<Embedding>? _phrases;

    /// <summary>The scale; null until the library is measured, where it is too small, and for a model that knows nothing.</summary>
    public ScoreScale? Scale => _scale;

    /// <summary>Searches that the library answers well, the best first, each about something else; none while there is no <see cref="Scale"/>.</summary>
    public IReadOnlyList<string> Examples => _examples;

    /// <summary>Measures the library as it is now.</summary>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="ModelException">The model cannot be loaded.</exception>
    /// <exception cref="DatabaseUnavailableException">The database does not answer.</exception>
    /// <exception cref="DatabaseUnusableException">The database answers, but cannot be worked with.</exception>
    public async Task MeasureAsync(CancellationToken cancellationToken)
    {
        if (!model.Selection.HasKnowledge)
            return;
        _phrases ??= await PhrasesAsync(cancellationToken);
        var sample = LibrarySample.Of(await index.SampleAsync(LibrarySample.MostPhotos, cancellationToken));
        var scale = sample is null ? null : new ScoreScale(sample, _phrases);
        _scale = scale;
        _examples = scale is null ? [] : ExamplesOf(scale);
    }

    /// <summary>The phrases' embeddings, embedded by the first process that needs them: with ViT-B/32 the library is measured in 0.74 s then, and in 0.13 s by a later one (the benchmark <c>library</c>).</summary>
    private async Task<IReadOnlyList<Embedding>> PhrasesAsync(CancellationToken cancellationToken)
    {
        var fingerprint = Convert.ToHexStringLower(SHA256.HashData(
            Encoding.UTF8.GetBytes(string.Join('\n', EverydayPhrases.All.Prepend(ModelFingerprint.OfTexts(model.Folder))))));
        if (await records.FindAsync(fingerprint, cancellationToken) is { } known)
            return known;
        var phrases = await EmbedAsync(EverydayPhrases.All, cancellationToken);
        await records.PutAsync(fingerprint, phrases, cancellationToken);
        return phrases;
    }

    private async Task<IReadOnlyList<Embedding>> EmbedAsync(IReadOnlyList<string> texts, CancellationToken cancellationToken)
    {
        var embeddings = new List<Embedding>(texts.Count);
        foreach (var some in texts.Chunk(PhrasesAtOnce))
            embeddings.AddRange((await Task.WhenAll(some.Select(text => encoder.EncodeAsync(text, Timeout.InfiniteTimeSpan, cancellationToken)))).Select(answer => answer.Embedding));
        return embeddings;
    }

    /// <summary>Of each topic the phrase that lies farthest above the line, if it does; no photo is the best one of two.</summary>
    private static IReadOnlyList<string> ExamplesOf(ScoreScale scale)
    {
        var first = 0;
        var best = new List<(string Text, int Photo, float Margin)>();
        foreach (var topic in EverydayPhrases.Topics)
        {
            best.Add(topic.Select((text, number) => (text, scale.Phrases[first + number].Photo, scale.Phrases[first + number].Margin)).MaxBy(phrase => phrase.Margin));
            first += topic.Count;
        }

        return [.. best.Where(phrase => phrase.Margin >= 0).OrderByDescending(phrase => phrase.Margin).DistinctBy(phrase => phrase.Photo).Take(MostExamples).Select(phrase => phrase.Text)];
    }
}

using ClipSearch.Core.Embeddings;
using ClipSearch.Core.Models;
using ClipSearch.Core.Search.Scores;

namespace ClipSearch.Tests.Search.Scores;

/// <summary>The threshold between good and weak matches, for embeddings with known topics.</summary>
public sealed class ScoreScaleTests
{
    private const int Things = 20;
    private const int Dimensions = 3 * Things;

    private readonly Random _random = new(7);

    [Fact]
    public void The_clear_photos_of_a_topic_and_no_others_reach_the_threshold()
    {
        var sample = Library(photosOfEach: 10);
        var scale = Scale(sample);
        var good = 0;
        for (var thing = 0; thing < Things; thing++)
        {
            var threshold = Threshold(scale, Thing(thing));
            var scores = sample.Scores(Thing(thing));
            var own = scores[(thing * 10)..((thing * 10) + 10)].Count(score => score >= threshold);
            good += own;

            Assert.InRange(own, 5, 10);
            Assert.Equal(own, scores.Count(score => score >= threshold));
        }

        // All but 15 %, which show too much else.
        Assert.InRange(good, 168, 173);
    }

    [Fact]
    public void No_photo_reaches_the_threshold_of_a_topic_that_none_shows()
    {
        var sample = Library(photosOfEach: 10);
        var absent = Embedding.Combine([(Thing(Things + 1), 1f), (Thing(2), 0.5f)]);

        Assert.True(sample.Scores(absent).Max() < Threshold(Scale(sample), absent));
    }

    [Fact]
    public void Photos_of_a_topic_that_most_photos_show_reach_the_threshold()
    {
        var sample = LibrarySample.Of([.. Enumerable.Range(0, 80).Select(_ => Photo(0)), .. Enumerable.Range(1, 19).Select(Photo)])!;
        var scores = sample.Scores(Thing(0));
        var threshold = Threshold(Scale(sample), Thing(0));

        Assert.InRange(scores.Take(80).Count(score => score >= threshold), 70, 80);
        Assert.DoesNotContain(scores.Skip(80), score => score >= threshold);
    }

    [Fact]
    public void Combined_queries_match_photos_of_both_parts_and_not_those_of_unwanted_words()
    {
        Embedding[] both = [.. Enumerable.Range(0, 5).Select(_ => Near(Embedding.Combine([(Thing(0), 1f), (Thing(1), 1f)])))];
        var sample = LibrarySample.Of([.. both, .. Photos(10)])!;
        var scale = Scale(sample);

        QueryPart[] parts = [new(Thing(0), 0.5f, IsImage: false), new(Photo(1), 0.5f, IsImage: true)];
        var query = Embedding.Combine([.. parts.Select(part => (part.Embedding, part.Weight))]);
        var scores = sample.Scores(query);
        Assert.InRange(scores[..5].Count(score => score >= scale.Threshold(parts, query)), 3, 5);
        Assert.DoesNotContain(scores[25..], score => score >= scale.Threshold(parts, query));

        QueryPart[] without = [new(Thing(0), 1, IsImage: false), new(Thing(1), -0.5f, IsImage: false)];
        query = Embedding.Combine([.. without.Select(part => (part.Embedding, part.Weight))]);
        scores = sample.Scores(query);
        Assert.DoesNotContain(scores[..5], score => score >= scale.Threshold(without, query));
        Assert.InRange(scores[5..15].Count(score => score >= scale.Threshold(without, query)), 8, 10);
        Assert.DoesNotContain(scores[15..], score => score >= scale.Threshold(without, query));
    }

    [Fact]
    public void Phrases_have_their_best_photo_and_only_those_that_it_shows_reach_the_threshold()
    {
        var sample = Library(photosOfEach: 3);
        Embedding[] phrases = [.. Enumerable.Range(0, Things + 10).Select(Thing)];
        var best = new ScoreScale(sample, phrases, ClipFamily.Description.Relevance).Phrases;

        Assert.All(best.Take(Things).Index(), phrase => Assert.Equal(phrase.Index, phrase.Item.Photo / 3));
        Assert.InRange(best.Take(Things).Count(phrase => phrase.Margin >= 0), Things - 2, Things);
        Assert.All(best.Skip(Things), phrase => Assert.True(phrase.Margin < 0, $"{phrase}"));
    }

    [Fact]
    public void There_is_no_sample_of_too_few_photos()
    {
        Assert.Null(LibrarySample.Of([.. Photos(1).Take(LibrarySample.MinPhotos - 1)]));
        Assert.Equal(LibrarySample.MinPhotos, LibrarySample.Of([.. Photos(1).Take(LibrarySample.MinPhotos)])!.Count);
    }

    private static float Threshold(ScoreScale scale, Embedding query) => scale.Threshold([new QueryPart(query, 1, IsImage: false)], query);

    private static ScoreScale Scale(LibrarySample sample) =>
        new(sample, [.. Enumerable.Range(0, Things).Select(Thing)], ClipFamily.Description.Relevance);

    private LibrarySample Library(int photosOfEach) => LibrarySample.Of([.. Photos(photosOfEach)])!;

    private IEnumerable<Embedding> Photos(int ofEach) => Enumerable.Range(0, Things * ofEach).Select(number => Photo(number / ofEach));

    private Embedding Photo(int thing) => Near(Thing(thing));

    /// <summary>Returns the embedding of a text about a topic: each topic is an orthogonal direction.</summary>
    private static Embedding Thing(int thing) => Embedding.Normalize([.. Enumerable.Range(0, Dimensions).Select(i => i == thing ? 1f : 0)]);

    /// <summary>Returns the embedding of a photo that shows a topic and a random amount of other content.</summary>
    private Embedding Near(Embedding thing)
    {
        var clutter = 0.8f + (0.6f * (float)_random.NextDouble());
        return Embedding.Combine([(thing, 1f), (Embedding.Normalize([.. Enumerable.Range(0, Dimensions).Select(i => i < 2 * Things ? 0 : (float)((_random.NextDouble() * 2) - 1))]), clutter)]);
    }
}

using ClipSearch.Core.Embeddings;
using ClipSearch.Core.Embeddings.Forms;

namespace ClipSearch.Tests.Embeddings.Forms;

public sealed class FormAgreementTests
{
    [Fact]
    public void Equal_embeddings_agree_fully()
    {
        var all = Random(30, 1);

        var agreement = FormAgreement.Of(all, all, all);

        Assert.Equal((30, 30), (agreement.Count, agreement.Others));
        Assert.Equal(1, agreement.MeanCosine, 5);
        Assert.Equal(1, agreement.MinCosine, 5);
        Assert.Equal(1, agreement.Top10);
        Assert.True(agreement.Passes);
    }

    [Fact]
    public void The_minimum_and_the_nearest_of_one_different_embedding_count()
    {
        var expected = Random(30, 1);
        Embedding[] actual = [.. expected[..29], Embedding.Combine([(expected[29], -1)])];

        var agreement = FormAgreement.Of(expected, actual, Random(30, 2));

        Assert.Equal(-1, agreement.MinCosine, 5);
        Assert.Equal(28 / 30.0, agreement.MeanCosine, 5);
        // Its ten nearest are the ten farthest of the other.
        Assert.Equal(29 / 30.0, agreement.Top10, 5);
        Assert.False(agreement.Passes);
    }

    private static Embedding[] Random(int count, int seed)
    {
        var random = new Random(seed);
        return [.. Enumerable.Range(0, count).Select(_ => Embedding.Normalize(Enumerable.Range(0, 16).Select(_ => random.NextSingle() - 0.5f).ToArray()))];
    }
}

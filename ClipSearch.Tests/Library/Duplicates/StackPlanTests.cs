using ClipSearch.Core.Library.Duplicates;

namespace ClipSearch.Tests.Library.Duplicates;

public sealed class StackPlanTests
{
    [Fact]
    public void Without_pairs_there_are_no_stacks() => Assert.Empty(StackPlan.Of([]));

    [Fact]
    public void Connected_images_are_one_stack_with_the_lowest_id()
    {
        var stacks = StackPlan.Of([(4, 9), (2, 9), (5, 6), (7, 8), (6, 7)]);

        Assert.Equal(new Dictionary<long, long> { [2] = 2, [4] = 2, [9] = 2, [5] = 5, [6] = 5, [7] = 5, [8] = 5 }, stacks.ToDictionary());
    }

    [Fact]
    public void The_order_of_the_pairs_does_not_matter()
    {
        var random = new Random(1);
        var pairs = Enumerable.Range(0, 300).Select(_ => (random.NextInt64(200), random.NextInt64(200))).Where(pair => pair.Item1 < pair.Item2).ToList();
        var stacks = StackPlan.Of(pairs).ToDictionary();

        for (var round = 0; round < 5; round++)
            Assert.Equal(stacks, StackPlan.Of(pairs.OrderBy(_ => random.Next())).ToDictionary());
    }

    [Fact]
    public void A_chain_of_many_images_is_one_stack()
    {
        var stacks = StackPlan.Of(Enumerable.Range(1, 100_000).Select(image => ((long)image, (long)image + 1)).Reverse());

        Assert.Equal(100_001, stacks.Count);
        Assert.All(stacks.Values, stack => Assert.Equal(1, stack));
    }
}

namespace ClipSearch.Core.Stacks;

/// <summary>Which pictures hang together: two that are alike, and whatever is like one of them.</summary>
internal static class StackPlan
{
    /// <summary>Puts pictures into stacks.</summary>
    /// <param name="likenesses">Pairs of pictures that are alike, by their numbers.</param>
    /// <returns>Each of these pictures with its stack's number, which is the lowest of the stack's pictures.</returns>
    public static IReadOnlyDictionary<long, long> Of(IEnumerable<(long One, long Other)> likenesses)
    {
        // Disjoint sets; each picture leads to a lower one of its set, the lowest to itself.
        var lower = new Dictionary<long, long>();
        long Lowest(long picture)
        {
            lower.TryAdd(picture, picture);
            while (lower[picture] != picture)
                picture = lower[picture] = lower[lower[picture]];
            return picture;
        }

        foreach (var (one, other) in likenesses)
        {
            var (first, second) = (Lowest(one), Lowest(other));
            lower[Math.Max(first, second)] = Math.Min(first, second);
        }

        return lower.Keys.ToDictionary(picture => picture, Lowest);
    }
}

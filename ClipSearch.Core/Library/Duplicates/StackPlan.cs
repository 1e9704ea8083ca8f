namespace ClipSearch.Core.Library.Duplicates;

/// <summary>Groups images into stacks: the connected components of the pairs of near-duplicates.</summary>
internal static class StackPlan
{
    /// <summary>Groups images into stacks.</summary>
    /// <param name="likenesses">The pairs of near-duplicates, by image ID.</param>
    /// <returns>The stack ID of each of these images, which is the lowest image ID of the stack.</returns>
    public static IReadOnlyDictionary<long, long> Of(IEnumerable<(long One, long Other)> likenesses)
    {
        // Disjoint sets: each image points to a lower ID of its set, the lowest ID to itself.
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

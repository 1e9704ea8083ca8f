namespace ClipSearch.Core.Library.Duplicates;

/// <summary>Groups images into stacks: the connected components of the pairs of near-duplicates.</summary>
internal static class StackPlan
{
    /// <summary>Groups images into stacks.</summary>
    /// <param name="nearDuplicates">The pairs of near-duplicates, by image ID.</param>
    /// <returns>The stack ID of each of these images, which is the lowest image ID of the stack.</returns>
    public static IReadOnlyDictionary<long, long> Of(IEnumerable<(long One, long Other)> nearDuplicates)
    {
        // Disjoint sets: each image points to a lower ID of its set, the lowest ID to itself.
        var lower = new Dictionary<long, long>();
        long Lowest(long image)
        {
            lower.TryAdd(image, image);
            while (lower[image] != image)
                image = lower[image] = lower[lower[image]];
            return image;
        }

        foreach (var (one, other) in nearDuplicates)
        {
            var (first, second) = (Lowest(one), Lowest(other));
            lower[Math.Max(first, second)] = Math.Min(first, second);
        }

        return lower.Keys.ToDictionary(image => image, Lowest);
    }
}

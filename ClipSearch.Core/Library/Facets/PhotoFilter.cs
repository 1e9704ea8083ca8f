using ClipSearch.Core.Data;

namespace ClipSearch.Core.Library.Facets;

/// <summary>A filter for photos. A photo matches if it meets all conditions. Filters with the same conditions are equal.</summary>
public sealed record PhotoFilter
{
    private IReadOnlyList<(Facet Facet, object Value)> _values = [];

    /// <summary>The filter that all photos match.</summary>
    public static PhotoFilter None { get; } = new();

    /// <summary>The IDs of photos to exclude, together with their copies.</summary>
    public IReadOnlyList<long> Except { get; init; } = [];

    /// <summary>The condition on <c>photos</c> and <c>images</c>.</summary>
    internal Sql Condition => Sql.And(
    [
        .. _values.Select(each => each.Facet.Condition(each.Value)),
        .. Except is [_, ..] photos ? [Sql.Of($"image_id NOT IN (SELECT image_id FROM photos WHERE id = ANY ({photos.ToArray()}))")] : Array.Empty<Sql>(),
    ]);

    /// <summary>Returns the filter with a further condition, which replaces another one by the same facet.</summary>
    /// <param name="facet">The facet.</param>
    /// <param name="value">A value from <see cref="Facet.Parse"/>.</param>
    public PhotoFilter With(Facet facet, object value)
    {
        ArgumentNullException.ThrowIfNull(facet);
        ArgumentNullException.ThrowIfNull(value);
        return this with { _values = [.. _values.Where(each => each.Facet != facet), (facet, value)] };
    }

    /// <inheritdoc/>
    public bool Equals(PhotoFilter? other) => other is not null && Except.SequenceEqual(other.Except) && _values.SequenceEqual(other._values);

    /// <inheritdoc/>
    public override int GetHashCode()
    {
        var hash = new HashCode();
        foreach (var photo in Except)
            hash.Add(photo);
        foreach (var value in _values)
            hash.Add(value);
        return hash.ToHashCode();
    }
}

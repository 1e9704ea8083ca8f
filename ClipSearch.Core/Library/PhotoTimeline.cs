using ClipSearch.Core.Data;
using ClipSearch.Core.Library.Facets;

namespace ClipSearch.Core.Library;

/// <summary>A month in which photos were taken.</summary>
/// <param name="First">The first day of the month.</param>
/// <param name="Photos">The number of photos.</param>
public sealed record PhotoMonth(DateOnly First, long Photos);

/// <summary>A position in the timeline; photos with the same time are ordered by ID.</summary>
/// <param name="TakenAt">The time when the photo was taken, in the local time of the place.</param>
/// <param name="Id">The ID of the photo.</param>
public readonly record struct PhotoMoment(DateTime TakenAt, long Id)
{
    /// <summary>Returns the position of a photo.</summary>
    public static PhotoMoment Of(Photo photo) => new(photo.TakenAt, photo.Id);

    /// <summary>Returns the last position before a time. The database stores microseconds.</summary>
    public static PhotoMoment Before(DateTime time) => new(time.AddMicroseconds(-1), long.MaxValue);

    /// <summary>Returns the last position in a month; the month after the last one of the year 9999 cannot be computed.</summary>
    /// <param name="first">The first moment of the month.</param>
    public static PhotoMoment EndOfMonth(DateTime first) =>
        first is { Year: 9999, Month: 12 } ? new PhotoMoment(DateTime.MaxValue, long.MaxValue) : Before(first.AddMonths(1));
}

/// <summary>The timeline of the library, newest first. Pages start at a position, so added or removed photos do not shift them.</summary>
public sealed class PhotoTimeline(Database database)
{
    /// <summary>
    /// Lists the months in which photos were taken, newest first. Counting 100,000 photos takes 13 ms, with a filter 6 to 48 ms
    /// (benchmark <c>library</c>).
    /// </summary>
    /// <param name="filter">The filter that the photos match.</param>
    /// <param name="cancellationToken">Cancels the operation.</param>
    /// <exception cref="DatabaseUnavailableException">The database is not available.</exception>
    public Task<List<PhotoMonth>> MonthsAsync(PhotoFilter filter, CancellationToken cancellationToken)
    {
        // The planner drops the outer join if the filter uses only columns of photos. Without a filter, an index is sufficient.
        var from = filter == PhotoFilter.None ? Sql.Of($"photos") : $"photos LEFT JOIN images ON images.id = image_id";
        return database.ListAsync(
            $"SELECT date_trunc('month', photos.taken_at) AS month, count(*) FROM {from} WHERE {filter.Condition} GROUP BY month ORDER BY month DESC",
            row => new PhotoMonth(DateOnly.FromDateTime(row.Next<DateTime>()), row.Next<long>()),
            cancellationToken);
    }

    /// <summary>Lists the photos from a position on, newest first.</summary>
    /// <param name="filter">The filter that the photos match.</param>
    /// <param name="from">The position to start at, inclusive; null for the newest photo.</param>
    /// <param name="limit">The maximum number of photos.</param>
    /// <param name="cancellationToken">Cancels the operation.</param>
    /// <exception cref="DatabaseUnavailableException">The database is not available.</exception>
    public Task<List<Photo>> ListAsync(PhotoFilter filter, PhotoMoment? from, int limit, CancellationToken cancellationToken) =>
        ListAsync(filter, from is { } place ? Sql.Of($"(photos.taken_at, photos.id) <= ({place.TakenAt}, {place.Id})") : Sql.True, Sql.Of($"DESC"), limit, cancellationToken);

    /// <summary>Lists the photos that were taken after a position, oldest first.</summary>
    /// <param name="filter">The filter that the photos match.</param>
    /// <param name="moment">The position, exclusive.</param>
    /// <param name="limit">The maximum number of photos.</param>
    /// <param name="cancellationToken">Cancels the operation.</param>
    /// <exception cref="DatabaseUnavailableException">The database is not available.</exception>
    public Task<List<Photo>> ListAfterAsync(PhotoFilter filter, PhotoMoment moment, int limit, CancellationToken cancellationToken) =>
        ListAsync(filter, Sql.Of($"(photos.taken_at, photos.id) > ({moment.TakenAt}, {moment.Id})"), Sql.Of($"ASC"), limit, cancellationToken);

    private Task<List<Photo>> ListAsync(PhotoFilter filter, Sql bound, Sql order, int limit, CancellationToken cancellationToken) => database.ListAsync(
        $"""
        SELECT {PhotoRows.Columns} FROM photos JOIN images ON images.id = image_id
        WHERE {bound} AND {filter.Condition}
        ORDER BY photos.taken_at {order}, photos.id {order} LIMIT {(long)limit}
        """,
        PhotoRows.Read,
        cancellationToken);
}

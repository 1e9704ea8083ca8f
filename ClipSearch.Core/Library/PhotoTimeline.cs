using ClipSearch.Core.Data;
using Npgsql;
using NpgsqlTypes;

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
    public Task<List<PhotoMonth>> MonthsAsync(PhotoFilter filter, CancellationToken cancellationToken) => database.RunAsync(
        async (connection, token) =>
        {
            await using var command = new NpgsqlCommand { Connection = connection };
            // The planner drops the outer join if the filter uses only columns of photos. Without a filter, an index is sufficient.
            var pictures = filter == PhotoFilter.None ? "" : "LEFT JOIN pictures ON pictures.id = picture_id";
            command.CommandText =
                $"""
                SELECT date_trunc('month', photos.taken_at) AS month, count(*) FROM photos {pictures}
                WHERE {filter.Sql(command.Parameters)} GROUP BY month ORDER BY month DESC
                """;
            await using var reader = await command.ExecuteReaderAsync(token);
            var months = new List<PhotoMonth>();
            while (await reader.ReadAsync(token))
                months.Add(new PhotoMonth(DateOnly.FromDateTime(reader.GetDateTime(0)), reader.GetInt64(1)));
            return months;
        },
        cancellationToken);

    /// <summary>Lists the photos from a position on, newest first.</summary>
    /// <param name="filter">The filter that the photos match.</param>
    /// <param name="from">The position to start at, inclusive; null for the newest photo.</param>
    /// <param name="limit">The maximum number of photos.</param>
    /// <param name="cancellationToken">Cancels the operation.</param>
    /// <exception cref="DatabaseUnavailableException">The database is not available.</exception>
    public Task<List<Photo>> ListAsync(PhotoFilter filter, PhotoMoment? from, int limit, CancellationToken cancellationToken) =>
        ListAsync(filter, from, "<=", "DESC", limit, cancellationToken);

    /// <summary>Lists the photos that were taken after a position, oldest first.</summary>
    /// <param name="filter">The filter that the photos match.</param>
    /// <param name="moment">The position, exclusive.</param>
    /// <param name="limit">The maximum number of photos.</param>
    /// <param name="cancellationToken">Cancels the operation.</param>
    /// <exception cref="DatabaseUnavailableException">The database is not available.</exception>
    public Task<List<Photo>> ListAfterAsync(PhotoFilter filter, PhotoMoment moment, int limit, CancellationToken cancellationToken) =>
        ListAsync(filter, moment, ">", "ASC", limit, cancellationToken);

    private Task<List<Photo>> ListAsync(
        PhotoFilter filter, PhotoMoment? moment, string comparison, string order, int limit, CancellationToken cancellationToken) => database.RunAsync(
        async (connection, token) =>
        {
            await using var command = new NpgsqlCommand { Connection = connection, Parameters = { new() { Value = (long)limit } } };
            var bound = "true";
            if (moment is { } place)
            {
                command.Parameters.Add(new() { Value = place.TakenAt, NpgsqlDbType = NpgsqlDbType.Timestamp });
                command.Parameters.Add(new() { Value = place.Id });
                bound = $"(photos.taken_at, photos.id) {comparison} ($2, $3)";
            }

            command.CommandText =
                $"""
                SELECT {PhotoRows.Columns} FROM photos JOIN pictures ON pictures.id = picture_id
                WHERE {bound} AND {filter.Sql(command.Parameters)}
                ORDER BY photos.taken_at {order}, photos.id {order} LIMIT $1
                """;
            return await PhotoRows.ReadAllAsync(command, token);
        },
        cancellationToken);
}

using Npgsql;
using NpgsqlTypes;

namespace ClipSearch.Core.Index;

/// <summary>A month in which photos were taken.</summary>
/// <param name="First">Its first day.</param>
/// <param name="Photos">How many.</param>
public sealed record PhotoMonth(DateOnly First, long Photos);

/// <summary>A place in the order of time; photos of one moment stand by number.</summary>
/// <param name="TakenAt">When, by the clocks of the place.</param>
/// <param name="Id">The photo's number.</param>
public readonly record struct PhotoMoment(DateTime TakenAt, long Id)
{
    /// <summary>Where a photo stands.</summary>
    public static PhotoMoment Of(Photo photo) => new(photo.TakenAt, photo.Id);

    /// <summary>The last moment before a time, to the microsecond that the database keeps.</summary>
    public static PhotoMoment Before(DateTime time) => new(time.AddMicroseconds(-1), long.MaxValue);
}

/// <summary>The library in the order of time, the last taken first. Pages begin at a moment, so they stay as they are while photos come and go.</summary>
public sealed class PhotoTimeline(Database database)
{
    /// <summary>The months in which photos were taken, the last first. 100,000 photos are counted in 13 ms, with a filter in 6 to 48 ms (the benchmark <c>library</c>).</summary>
    /// <param name="filter">Which photos count.</param>
    /// <param name="cancellationToken">Cancels the operation.</param>
    /// <exception cref="DatabaseUnavailableException">The database does not answer.</exception>
    public Task<List<PhotoMonth>> MonthsAsync(PhotoFilter filter, CancellationToken cancellationToken) => database.RunAsync(
        async (connection, token) =>
        {
            await using var command = new NpgsqlCommand { Connection = connection };
            // The outer join is left out by the planner where the filter looks at photos alone; without any, an index is enough.
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

    /// <summary>The photos from a moment on, back in time.</summary>
    /// <param name="filter">Which photos count.</param>
    /// <param name="from">The moment, itself included; null for the last photo.</param>
    /// <param name="limit">How many at most.</param>
    /// <param name="cancellationToken">Cancels the operation.</param>
    /// <exception cref="DatabaseUnavailableException">The database does not answer.</exception>
    public Task<List<Photo>> ListAsync(PhotoFilter filter, PhotoMoment? from, int limit, CancellationToken cancellationToken) =>
        ListAsync(filter, from, "<=", "DESC", limit, cancellationToken);

    /// <summary>The photos that were taken after a moment, the first of them first.</summary>
    /// <param name="filter">Which photos count.</param>
    /// <param name="moment">The moment, itself not included.</param>
    /// <param name="limit">How many at most.</param>
    /// <param name="cancellationToken">Cancels the operation.</param>
    /// <exception cref="DatabaseUnavailableException">The database does not answer.</exception>
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
                SELECT {PhotoIndex.PhotoColumns} FROM photos JOIN pictures ON pictures.id = picture_id
                WHERE {bound} AND {filter.Sql(command.Parameters)}
                ORDER BY photos.taken_at {order}, photos.id {order} LIMIT $1
                """;
            return await PhotoIndex.ReadPhotosAsync(command, token);
        },
        cancellationToken);
}

using ClipSearch.Core.Imaging.Metadata;
using Npgsql;

namespace ClipSearch.Core.Library;

/// <summary>Maps rows of <c>photos</c> joined with <c>pictures</c> to photos.</summary>
internal static class PhotoRows
{
    /// <summary>The columns that <see cref="ReadExif"/> reads.</summary>
    public const string ExifColumns = "pictures.taken_at, utc_offset, camera, lens, latitude, longitude";

    /// <summary>The columns that <see cref="Read"/> reads.</summary>
    public const string Columns =
        $"photos.id, path, width, height, encode(content_hash, 'hex'), bytes, format, photos.taken_at, {ExifColumns}, placeholder";

    /// <summary>The number of <see cref="Columns"/>, and so the index of the first further column of a statement.</summary>
    public const int ColumnCount = 15;

    /// <summary>Reads all photos of a statement that selects <see cref="Columns"/>.</summary>
    public static async Task<List<Photo>> ReadAllAsync(NpgsqlCommand command, CancellationToken cancellationToken)
    {
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        var photos = new List<Photo>();
        while (await reader.ReadAsync(cancellationToken))
            photos.Add(Read(reader));
        return photos;
    }

    /// <summary>
    /// Reads a position from a statement that selects rank, total, and the IDs of the previous and the next photo; null if there is no row.
    /// </summary>
    public static async Task<PhotoPlace?> ReadPlaceAsync(NpgsqlCommand command, CancellationToken cancellationToken)
    {
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        long? Neighbour(int column) => reader.IsDBNull(column) ? null : reader.GetInt64(column);
        return await reader.ReadAsync(cancellationToken) ? new PhotoPlace(reader.GetInt64(0), reader.GetInt64(1), Neighbour(2), Neighbour(3)) : null;
    }

    /// <summary>Reads a photo from <see cref="Columns"/>.</summary>
    public static Photo Read(NpgsqlDataReader reader) => new(
        reader.GetInt64(0), reader.GetString(1), reader.GetInt32(2), reader.GetInt32(3), reader.GetString(4), reader.GetInt64(5),
        reader.IsDBNull(6) ? null : reader.GetString(6), reader.GetDateTime(7), ReadExif(reader, 8))
    {
        Placeholder = reader.IsDBNull(14) ? null : Convert.ToBase64String(reader.GetFieldValue<byte[]>(14)),
    };

    /// <summary>Reads EXIF metadata from <see cref="ExifColumns"/>, which start at a column index.</summary>
    public static ExifFacts ReadExif(NpgsqlDataReader reader, int first)
    {
        T? Value<T>(int column) where T : struct => reader.IsDBNull(first + column) ? null : reader.GetFieldValue<T>(first + column);
        string? Text(int column) => reader.IsDBNull(first + column) ? null : reader.GetString(first + column);
        return new ExifFacts(Value<DateTime>(0), Value<TimeSpan>(1), Text(2), Text(3), Value<double>(4), Value<double>(5));
    }
}

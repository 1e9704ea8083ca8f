using ClipSearch.Core.Paths;
using Npgsql;
using NpgsqlTypes;

namespace ClipSearch.Core.Library;

/// <summary>The orientation of an image.</summary>
public enum Orientation
{
    /// <summary>The width is greater than the height.</summary>
    Landscape,

    /// <summary>The height is greater than the width.</summary>
    Portrait,

    /// <summary>The width equals the height.</summary>
    Square,
}

/// <summary>A filter for photos. A photo matches if it meets all conditions that are set.</summary>
public sealed record PhotoFilter
{
    /// <summary>The filter that all photos match.</summary>
    public static PhotoFilter None { get; } = new();

    /// <summary>The absolute path of a folder: photos in it and below it.</summary>
    public string? Folder { get; init; }

    /// <summary>The earliest time when the photos were taken, inclusive, in the local time of the place.</summary>
    public DateTime? TakenFrom { get; init; }

    /// <summary>The latest time when the photos were taken, exclusive, in the local time of the place.</summary>
    public DateTime? TakenBefore { get; init; }

    /// <summary>The orientation of the photos.</summary>
    public Orientation? Orientation { get; init; }

    /// <summary>A part of the name of the camera; case is ignored.</summary>
    public string? Camera { get; init; }

    /// <summary>The format by content: jpeg, png, webp, avif, heic, gif, tiff or bmp.</summary>
    public string? Format { get; init; }

    /// <summary>The ID of a photo to exclude, together with its copies.</summary>
    public long? Except { get; init; }

    /// <summary>Returns the SQL condition on <c>photos</c> and <c>pictures</c>, and appends its values to the parameters.</summary>
    internal string Sql(IList<NpgsqlParameter> parameters)
    {
        var conditions = new List<string>();
        string Value(object value, NpgsqlDbType type)
        {
            parameters.Add(new NpgsqlParameter { Value = value, NpgsqlDbType = type });
            return $"${parameters.Count}";
        }

        if (Folder is not null)
            conditions.Add($"path ^@ {Value(LibraryFolders.Prefix(Folder), NpgsqlDbType.Text)}");
        if (TakenFrom is { } from)
            conditions.Add($"photos.taken_at >= {Value(DateTime.SpecifyKind(from, DateTimeKind.Unspecified), NpgsqlDbType.Timestamp)}");
        if (TakenBefore is { } before)
            conditions.Add($"photos.taken_at < {Value(DateTime.SpecifyKind(before, DateTimeKind.Unspecified), NpgsqlDbType.Timestamp)}");
        if (Orientation is { } orientation)
            conditions.Add($"width {orientation switch { Library.Orientation.Landscape => ">", Library.Orientation.Portrait => "<", _ => "=" }} height");
        if (Camera is not null)
            conditions.Add($"strpos(lower(camera), lower({Value(Camera, NpgsqlDbType.Text)})) > 0");
        if (Format is not null)
            conditions.Add($"format = {Value(Format, NpgsqlDbType.Text)}");
        if (Except is { } photo)
            conditions.Add($"picture_id IS DISTINCT FROM (SELECT picture_id FROM photos WHERE id = {Value(photo, NpgsqlDbType.Bigint)})");
        return conditions.Count == 0 ? "true" : string.Join(" AND ", conditions);
    }
}

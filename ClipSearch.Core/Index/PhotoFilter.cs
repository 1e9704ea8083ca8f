using Npgsql;
using NpgsqlTypes;

namespace ClipSearch.Core.Index;

/// <summary>How a picture stands.</summary>
public enum Orientation
{
    /// <summary>Wider than high.</summary>
    Landscape,

    /// <summary>Higher than wide.</summary>
    Portrait,

    /// <summary>As wide as high.</summary>
    Square,
}

/// <summary>Which photos a search may find; every part that is given must hold.</summary>
public sealed record PhotoFilter
{
    /// <summary>Any photo.</summary>
    public static PhotoFilter None { get; } = new();

    /// <summary>An absolute path: photos at and below it.</summary>
    public string? Folder { get; init; }

    /// <summary>Photos taken at this time or later, by the clocks of the place.</summary>
    public DateTime? TakenFrom { get; init; }

    /// <summary>Photos taken before this time.</summary>
    public DateTime? TakenBefore { get; init; }

    /// <summary>How they stand.</summary>
    public Orientation? Orientation { get; init; }

    /// <summary>A part of the camera's name, in any case.</summary>
    public string? Camera { get; init; }

    /// <summary>By content: jpeg, png, webp, avif, heic, gif, tiff or bmp.</summary>
    public string? Format { get; init; }

    /// <summary>Not this photo, nor a copy of it.</summary>
    public long? Except { get; init; }

    /// <summary>A condition on <c>photos</c> and <c>pictures</c>, with its values as further parameters.</summary>
    internal string Sql(IList<NpgsqlParameter> parameters)
    {
        var conditions = new List<string>();
        string Value(object value, NpgsqlDbType type)
        {
            parameters.Add(new NpgsqlParameter { Value = value, NpgsqlDbType = type });
            return $"${parameters.Count}";
        }

        if (Folder is not null)
            conditions.Add($"path ^@ {Value(PhotoRoots.Prefix(Folder), NpgsqlDbType.Text)}");
        if (TakenFrom is { } from)
            conditions.Add($"photos.taken_at >= {Value(DateTime.SpecifyKind(from, DateTimeKind.Unspecified), NpgsqlDbType.Timestamp)}");
        if (TakenBefore is { } before)
            conditions.Add($"photos.taken_at < {Value(DateTime.SpecifyKind(before, DateTimeKind.Unspecified), NpgsqlDbType.Timestamp)}");
        if (Orientation is { } orientation)
            conditions.Add($"width {orientation switch { Index.Orientation.Landscape => ">", Index.Orientation.Portrait => "<", _ => "=" }} height");
        if (Camera is not null)
            conditions.Add($"strpos(lower(camera), lower({Value(Camera, NpgsqlDbType.Text)})) > 0");
        if (Format is not null)
            conditions.Add($"format = {Value(Format, NpgsqlDbType.Text)}");
        if (Except is { } photo)
            conditions.Add($"picture_id IS DISTINCT FROM (SELECT picture_id FROM photos WHERE id = {Value(photo, NpgsqlDbType.Bigint)})");
        return conditions.Count == 0 ? "true" : string.Join(" AND ", conditions);
    }
}

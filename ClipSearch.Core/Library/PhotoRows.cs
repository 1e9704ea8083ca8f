using ClipSearch.Core.Data;
using ClipSearch.Core.Imaging.Metadata;
using ClipSearch.Core.Video;

namespace ClipSearch.Core.Library;

/// <summary>Maps rows of <c>photos</c> joined with <c>images</c> to photos.</summary>
internal static class PhotoRows
{
    /// <summary>The columns that <see cref="ReadExif"/> reads.</summary>
    public static readonly Sql ExifColumns = Sql.Of($"images.taken_at, images.utc_offset, camera, lens, latitude, longitude, images.taken_at_source, altitude");

    /// <summary>The columns that <see cref="Read"/> reads.</summary>
    public static readonly Sql Columns = Sql.Of(
        $"photos.id, path, width, height, encode(content_hash, 'hex'), bytes, format, photos.taken_at, {ExifColumns}, placeholder, photos.taken_at_source, photos.utc_offset, corrected_at IS NOT NULL, corrected_offset, is_damaged, duration_ms, frame_times, companions, companion_bytes, frames");

    /// <summary>Reads a photo from <see cref="Columns"/>.</summary>
    public static Photo Read(Row row)
    {
        var photo = new Photo(
            row.Next<long>(), row.Next<string>(), row.Next<int>(), row.Next<int>(), row.Next<string>(), row.Next<long>(),
            row.NextOrNull<string>(), row.Next<DateTime>(), ReadExif(row))
        {
            Placeholder = row.NextOrNull<byte[]>() is { } placeholder ? Convert.ToBase64String(placeholder) : null,
        };
        var (detected, detectedOffset) = (DateSourceNames.Parse(row.NextOrNull<string>()), row.Next<TimeSpan?>());
        var (isCorrected, correctedOffset) = (row.Next<bool>(), row.Next<TimeSpan?>());
        return photo with
        {
            IsDamaged = row.Next<bool>(),
            Video = ReadVideo(row),
            Companions = row.NextOrNull<string[]>() ?? [],
            CompanionBytes = row.Next<long>(),
            Frames = row.Next<int>(),
            // A row of an older version has no source until it is read again. Its date is from EXIF or from the file.
            TakenAtSource = isCorrected ? DateSource.Correction : detected ?? photo.Exif.Date?.Source ?? DateSource.FileTime,
            UtcOffset = isCorrected ? correctedOffset : detected is null ? photo.Exif.UtcOffset : detectedOffset,
        };
    }

    /// <summary>Reads metadata from <see cref="ExifColumns"/>.</summary>
    public static ExifFacts ReadExif(Row row) => new(
        row.Next<DateTime?>(), row.Next<TimeSpan?>(), row.NextOrNull<string>(), row.NextOrNull<string>(), row.Next<double?>(), row.Next<double?>())
    {
        TakenAtSource = DateSourceNames.Parse(row.NextOrNull<string>()),
        Altitude = row.Next<double?>(),
    };

    /// <summary>Reads what is known of a video from <c>duration_ms</c> and <c>frame_times</c>; returns null for an image.</summary>
    public static VideoFacts? ReadVideo(Row row)
    {
        var (duration, frames) = (row.Next<int?>(), row.NextOrNull<int[]>());
        return duration is { } milliseconds ? new VideoFacts(TimeSpan.FromMilliseconds(milliseconds), [.. (frames ?? []).Select(at => TimeSpan.FromMilliseconds(at))]) : null;
    }

    /// <summary>Reads a position from a row with rank, total, and the IDs of the previous and the next photo.</summary>
    public static PhotoPosition ReadPlace(Row row) => new(row.Next<long>(), row.Next<long>(), row.Next<long?>(), row.Next<long?>());
}

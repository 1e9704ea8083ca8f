using ClipSearch.Core.Embeddings;
using ClipSearch.Core.Imaging;
using ClipSearch.Core.Imaging.Metadata;
using ClipSearch.Core.Library.Dates;
using ClipSearch.Core.Paths;
using ClipSearch.Core.Video;

namespace ClipSearch.Core.Library.Import;

/// <summary>A photo to import.</summary>
/// <param name="Path">The absolute path of the file.</param>
/// <param name="Bytes">The length of the file in bytes.</param>
/// <param name="ModifiedTicks">The modification time of the file in units of 100 ns since year 1, UTC.</param>
/// <param name="ContentHash">The SHA-256 hash of the content, 32 bytes.</param>
/// <param name="Header">The header of the image.</param>
/// <param name="Embedding">The embedding by the active model, of a video that of its first frame; null if the library already has it.</param>
public sealed record NewPhoto(string Path, long Bytes, long ModifiedTicks, byte[] ContentHash, ImageHeader Header, Embedding? Embedding)
{
    /// <summary>A tiny WebP of the image, see <see cref="Thumbnailer.CreatePlaceholder"/>; null keeps the existing one.</summary>
    public byte[]? Placeholder { get; init; }

    /// <summary>The signature of the image; null if the library already has it.</summary>
    public ImageSignature? Signature { get; init; }

    /// <summary>What is known of a video; null for an image.</summary>
    public VideoFacts? Video { get; init; }

    /// <summary>The embeddings of the other frames of a video; empty if the library already has them.</summary>
    public IReadOnlyList<Embedding> OtherFrames { get; init; } = [];

    /// <summary>The names of its companions, in ordinal order.</summary>
    public IReadOnlyList<string> Companions { get; init; } = [];

    /// <summary>The length of its companions in bytes.</summary>
    public long CompanionBytes { get; init; }

    /// <summary>The ETag of the object in a bucket; null for a file on disk.</summary>
    public string? ETag { get; init; }

    // Npgsql writes DateTime.MinValue and MaxValue as infinite, and those have no month.
    private static readonly DateTime s_first = DateTime.MinValue.AddMicroseconds(1);
    private static readonly DateTime s_last = DateTime.MaxValue.AddMicroseconds(-1);

    /// <summary><see cref="Storage.PhotoFile.ChangedAt"/> of the file; null if it is not known.</summary>
    public long? ChangedAt { get; init; }

    /// <summary>The date in the sidecar of the file; null if there is none.</summary>
    public PhotoDate? SidecarDate { get; init; }

    /// <summary>The version of the sidecar, by which a scan recognises that it has changed; null if there is none.</summary>
    public string? SidecarVersion { get; init; }

    /// <summary>
    /// Returns the date of the most trusted source: the sidecar, the metadata, the name, or else the modification time of the file in the
    /// time zone of this machine; between the first and the last microsecond of the years 1 to 9999. The database stores whole microseconds.
    /// </summary>
    /// <param name="now">The current time in UTC.</param>
    internal PhotoDate Date(DateTime now)
    {
        var date = PhotoDate.Best([SidecarDate, Header.Exif.Date, FileNameDate.Find(LibraryPath.Name(Path), now)])
            ?? new PhotoDate(new DateTime(new DateTime(ModifiedTicks, DateTimeKind.Utc).ToLocalTime().Ticks), null, DateSource.FileTime);
        return date with { At = Storable(date.At) };
    }

    private static DateTime Storable(DateTime time) => time < s_first ? s_first : time > s_last ? s_last : time;
}

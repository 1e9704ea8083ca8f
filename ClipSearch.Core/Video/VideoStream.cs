using ClipSearch.Core.Imaging.Metadata;

namespace ClipSearch.Core.Video;

/// <summary>The properties of a video file, as ffprobe reports them.</summary>
/// <param name="Format">The format.</param>
/// <param name="Width">The width in square pixels, after rotation.</param>
/// <param name="Height">The height in pixels, after rotation.</param>
/// <param name="Duration">The length; null if the file does not state it.</param>
/// <param name="IsHdr">Whether the brightness is encoded for high dynamic range, so that frames need tone mapping.</param>
/// <param name="Metadata">The date, the camera and the place.</param>
public sealed record VideoStream(VideoFormat Format, int Width, int Height, TimeSpan? Duration, bool IsHdr, ExifFacts Metadata);

namespace ClipSearch.Core.Video;

/// <summary>A video format that ClipSearch reads with FFmpeg.</summary>
/// <param name="Name">The name in the library, the API and the filters, for instance "mp4".</param>
/// <param name="MediaType">The media type under which browsers play it, for instance "video/mp4".</param>
/// <param name="Extensions">The extensions of its files in lower case, the usual one first.</param>
/// <param name="Demuxer">FFmpeg's demuxer for the container. It is forced, so that a file cannot choose another one.</param>
/// <param name="Muxer">FFmpeg's muxer that writes a copy without metadata.</param>
public sealed record VideoFormat(string Name, string MediaType, IReadOnlyList<string> Extensions, string Demuxer, string Muxer);

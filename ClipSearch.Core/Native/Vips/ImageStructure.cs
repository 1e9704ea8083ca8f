namespace ClipSearch.Core.Native.Vips;

/// <summary>What a file holds beside its first frame, found by its structure alone: no decoder runs and nothing is kept.</summary>
/// <param name="MetadataBytes">Texts, profiles and EXIF, uncompressed; counted no further than just above the limit.</param>
/// <param name="Frames">Frames of an animation, 0 where the format has none; counted no further than just above the limit.</param>
internal readonly record struct ImageStructure(long MetadataBytes, int Frames)
{
    /// <summary>Reads the structure of a PNG, JPEG, GIF, WebP, AVIF or HEIC; other formats keep nothing compressed beside their pixels.</summary>
    /// <param name="file">The file.</param>
    /// <param name="maxMetadataBytes">Where counting metadata ends.</param>
    /// <param name="maxFrames">Where counting frames ends.</param>
    public static ImageStructure Of(ReadOnlySpan<byte> file, long maxMetadataBytes, int maxFrames) =>
        PngStructure.Recognises(file) ? new(PngStructure.MetadataBytes(file, maxMetadataBytes), 0)
        : JpegStructure.Recognises(file) ? new(JpegStructure.Read(file).MetadataBytes, 0)
        : GifStructure.Recognises(file) ? new(0, GifStructure.Frames(file, maxFrames))
        : WebPStructure.Recognises(file) ? OfWebP(WebPStructure.Read(file))
        : HeifStructure.Recognises(file) ? new(HeifStructure.MetadataBytes(file, maxMetadataBytes), 0)
        : default;

    private static ImageStructure OfWebP(WebPStructure webP) => new(webP.MetadataBytes, webP.Frames);
}

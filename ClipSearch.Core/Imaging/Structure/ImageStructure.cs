namespace ClipSearch.Core.Imaging.Structure;

/// <summary>
/// The metadata size and frame count of a file. They are read from its structure, without a decoder and without storing anything.
/// </summary>
/// <param name="MetadataBytes">The size of texts, profiles and EXIF, uncompressed, in bytes. Counting stops just above the limit.</param>
/// <param name="Frames">The number of frames of an animation; 0 if the format has none. Counting stops just above the limit.</param>
internal readonly record struct ImageStructure(long MetadataBytes, int Frames)
{
    /// <summary>Reads the structure of a PNG, JPEG, GIF, WebP, JPEG XL, AVIF or HEIC. Other formats contain no compressed metadata.</summary>
    /// <param name="file">The content of the file.</param>
    /// <param name="maxMetadataBytes">The limit at which counting metadata stops, in bytes.</param>
    /// <param name="maxFrames">The limit at which counting frames stops.</param>
    public static ImageStructure Of(ReadOnlySpan<byte> file, long maxMetadataBytes, int maxFrames) =>
        PngStructure.Recognises(file) ? new(PngStructure.MetadataBytes(file, maxMetadataBytes), 0)
        : JpegStructure.Recognises(file) ? new(JpegStructure.Read(file).MetadataBytes, 0)
        : GifStructure.Recognises(file) ? new(0, GifStructure.Frames(file, maxFrames))
        : WebPStructure.Recognises(file) ? OfWebP(WebPStructure.Read(file))
        : JxlStructure.Recognises(file) ? new(JxlStructure.MetadataBytes(file, maxMetadataBytes), 0)
        : HeifStructure.Recognises(file) ? new(HeifStructure.MetadataBytes(file, maxMetadataBytes), 0)
        : default;

    private static ImageStructure OfWebP(WebPStructure webP) => new(webP.MetadataBytes, webP.Frames);
}

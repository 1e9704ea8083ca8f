namespace ClipSearch.Core.Imaging.Structure;

/// <summary>Counts the frames of an animation and the pages of a document, from the structure of the file.</summary>
internal static class FrameCount
{
    /// <summary>A limit above every real file.</summary>
    private const int Max = 1_000_000;

    /// <summary>The maximum number of directories of a TIFF that are looked at.</summary>
    private const int MaxPages = 10_000;

    private const ushort NewSubfileType = 254, SubfileType = 255;

    /// <summary>Returns the number of frames or pages; 1 for a still image and for formats without a count.</summary>
    /// <param name="bytes">The file.</param>
    /// <param name="format">The format by content.</param>
    public static int Of(ImageBytes bytes, string format)
    {
        var file = bytes.Span;
        var count = format switch
        {
            "gif" => GifStructure.Frames(file, Max),
            "webp" => WebPStructure.Read(file).Frames,
            "png" => PngStructure.Frames(file),
            "avif" or "heic" => HeifStructure.SequenceFrames(file),
            "tiff" => Pages(new TiffReader(bytes)),
            _ => 1,
        };
        return Math.Clamp(count, 1, Max);
    }

    /// <summary>Counts the pages of a TIFF, without reduced copies of them and masks.</summary>
    private static int Pages(TiffReader tiff)
    {
        const ulong FullImage = 1, MultiPage = 3;
        var seen = new HashSet<ulong>();
        var pages = 0;
        for (var at = tiff.First; at != 0 && seen.Count < MaxPages && seen.Add(at); at = tiff.Next(at))
        {
            const ulong Reduced = 1, Mask = 4;
            if ((tiff.Number(at, NewSubfileType) & (Reduced | Mask)) == 0 && tiff.Number(at, SubfileType) is 0 or FullImage or MultiPage)
                pages++;
        }

        return pages;
    }
}

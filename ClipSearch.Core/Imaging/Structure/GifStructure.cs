namespace ClipSearch.Core.Imaging.Structure;

/// <summary>Reads the blocks of a GIF (GIF89a specification, appendix B).</summary>
internal static class GifStructure
{
    private const int ScreenLength = 13;
    private const int ImageLength = 10;

    /// <summary>Indicates whether the content starts with the GIF signature.</summary>
    public static bool Recognises(ReadOnlySpan<byte> file) => file.StartsWith("GIF8"u8);

    /// <summary>Counts the frames. Stops just above the limit.</summary>
    public static int Frames(ReadOnlySpan<byte> file, int limit)
    {
        if (file.Length < ScreenLength)
            return 0;
        var frames = 0;
        var at = ScreenLength + PaletteLength(file[10]);
        while (frames <= limit && at + ImageLength < file.Length)
        {
            switch (file[at])
            {
                case (byte)'!':
                    at = AfterBlocks(file, at + 2);
                    break;
                case (byte)',':
                    frames++;
                    at = AfterBlocks(file, at + ImageLength + PaletteLength(file[at + 9]) + 1);
                    break;
                default:
                    return frames;
            }
        }

        return frames;
    }

    private static int PaletteLength(byte flags) => (flags & 0x80) == 0 ? 0 : 3 << ((flags & 7) + 1);

    private static int AfterBlocks(ReadOnlySpan<byte> file, int at)
    {
        while (at < file.Length && file[at] != 0)
            at += file[at] + 1;
        return at + 1;
    }
}

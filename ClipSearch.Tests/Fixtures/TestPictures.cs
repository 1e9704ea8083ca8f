namespace ClipSearch.Tests.Fixtures;

/// <summary>Pictures that tests draw.</summary>
internal static class TestPictures
{
    /// <summary>A picture of its own for each number: a 24-bit BMP of one tilted gradient.</summary>
    public static byte[] Draw(int number, int width = 64, int height = 64)
    {
        var bytes = new byte[BmpLength(width, height)];
        using var writer = new BinaryWriter(new MemoryStream(bytes));
        WriteBmpHeader(writer, width, height);
        for (var y = 0; y < height; y++)
        {
            for (var x = 0; x < width; x++)
            {
                writer.Write((byte)((x * (number % 7)) + (number * 37)));
                writer.Write((byte)((y * (number % 5)) + (number * 11)));
                writer.Write((byte)((x + y) * (number % 3)));
            }

            writer.Write(new byte[width % 4]);
        }

        return bytes;
    }

    /// <summary>Makes a file that begins as a 24-bit BMP and holds zeros that take no room on the disk: a black picture.</summary>
    /// <param name="path">The file.</param>
    /// <param name="width">Pixels; rows are filled up to whole words.</param>
    /// <param name="height">Pixels.</param>
    /// <param name="length">Of the file, if not what the size asks for.</param>
    public static void WriteSparseBmp(string path, int width, int height, long? length = null)
    {
        using var writer = new BinaryWriter(File.Create(path));
        WriteBmpHeader(writer, width, height);
        writer.Flush();
        writer.BaseStream.SetLength(length ?? BmpLength(width, height));
    }

    private static void WriteBmpHeader(BinaryWriter writer, int width, int height)
    {
        writer.Write("BM"u8);
        writer.Write((uint)Math.Min(BmpLength(width, height), uint.MaxValue));
        writer.Write(0);
        writer.Write(54);
        writer.Write(40);
        writer.Write(width);
        writer.Write(height);
        writer.Write((short)1);
        writer.Write((short)24);
        writer.Write(new byte[24]);
    }

    private static long BmpLength(int width, int height) => 54 + ((((width * 3L) + 3) & ~3L) * height);
}

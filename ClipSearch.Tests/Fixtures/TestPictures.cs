namespace ClipSearch.Tests.Fixtures;

/// <summary>Pictures that tests draw.</summary>
internal static class TestPictures
{
    /// <summary>A picture of its own for each number: a 24-bit BMP of one tilted gradient.</summary>
    public static byte[] Draw(int number)
    {
        const int Size = 64;
        var bytes = new byte[54 + (Size * Size * 3)];
        using var writer = new BinaryWriter(new MemoryStream(bytes));
        writer.Write("BM"u8);
        writer.Write(bytes.Length);
        writer.Write(0);
        writer.Write(54);
        writer.Write(40);
        writer.Write(Size);
        writer.Write(Size);
        writer.Write((short)1);
        writer.Write((short)24);
        writer.Write(new byte[24]);
        for (var i = 0; i < Size * Size; i++)
        {
            var (x, y) = (i % Size, i / Size);
            writer.Write((byte)((x * (number % 7)) + (number * 37)));
            writer.Write((byte)((y * (number % 5)) + (number * 11)));
            writer.Write((byte)((x + y) * (number % 3)));
        }

        return bytes;
    }
}

namespace ClipSearch.Core.Imaging;

/// <summary>
/// An image file in memory. ClipSearch reads files itself and libvips decodes from memory. libvips would interpret brackets at the end of a
/// file name as options. It would also map some files into memory, and truncation of a mapped file by another program would crash this
/// process.
/// </summary>
internal readonly unsafe struct ImageBytes(byte* data, int length, string name)
{
    public nint Pointer => (nint)data;
    public int Length => length;
    public ReadOnlySpan<byte> Span => new(data, length);

    /// <summary>Returns the bytes from an offset on.</summary>
    public ImageBytes From(int start) => new(data + start, length - start, name);

    /// <summary>Returns a range of the bytes.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The range is not within the bytes.</exception>
    public ImageBytes Slice(int start, int count)
    {
        _ = Span.Slice(start, count);
        return new ImageBytes(data + start, count, name);
    }

    /// <summary>The path of the file, or another name of the image in error messages.</summary>
    public string Name => name;
}

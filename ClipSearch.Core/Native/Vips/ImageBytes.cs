namespace ClipSearch.Core.Native.Vips;

/// <summary>
/// A picture's file in memory. ClipSearch reads files itself and libvips decodes from memory: libvips takes brackets at the
/// end of a file name for options, and maps some files into memory, where a file that another program cuts short would
/// end this process.
/// </summary>
internal readonly unsafe struct ImageBytes(byte* data, int length, string name)
{
    public nint Pointer => (nint)data;
    public int Length => length;
    public ReadOnlySpan<byte> Span => new(data, length);

    /// <summary>The file's path, or what else to call the picture in a message.</summary>
    public string Name => name;
}

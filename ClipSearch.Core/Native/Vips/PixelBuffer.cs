using System.Runtime.InteropServices;

namespace ClipSearch.Core.Native.Vips;

/// <summary>
/// Pixels in memory outside the garbage collector's heap, 3 bytes each, row-major: a large photo's memory goes back to the
/// system when it is disposed, which the heap and its pools would keep.
/// </summary>
internal sealed unsafe class PixelBuffer : SafeHandle
{
    public PixelBuffer(int width, int height)
        : base(0, ownsHandle: true)
    {
        Width = width;
        Height = height;
        Length = checked((int)(3L * width * height));
        SetHandle((nint)NativeMemory.Alloc((nuint)Length));
    }

    public int Width { get; }
    public int Height { get; }
    public int Length { get; }
    public override bool IsInvalid => handle == 0;

    /// <summary>Valid until the buffer is disposed.</summary>
    /// <exception cref="ObjectDisposedException">It has been.</exception>
    public Span<byte> Span
    {
        get
        {
            ObjectDisposedException.ThrowIf(IsClosed, this);
            return new Span<byte>((void*)handle, Length);
        }
    }

    protected override bool ReleaseHandle()
    {
        NativeMemory.Free((void*)handle);
        return true;
    }
}

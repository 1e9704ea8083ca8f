using System.Runtime.InteropServices;

namespace ClipSearch.Core.Imaging;

/// <summary>
/// Pixels in unmanaged memory, 3 bytes each, row by row. Disposing it returns the memory of a large photo to the system, which the garbage
/// collector and array pools would keep.
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

    /// <summary>The pixels. Valid until the buffer is disposed.</summary>
    /// <exception cref="ObjectDisposedException">The buffer has been disposed.</exception>
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

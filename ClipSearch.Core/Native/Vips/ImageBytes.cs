using System.Runtime.InteropServices;

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

/// <summary>A picture's file, read into memory of its own.</summary>
internal sealed unsafe class ImageFile : IDisposable
{
    private void* _memory;

    /// <exception cref="ImageException">The file is missing, empty, too long or may not be read.</exception>
    public ImageFile(string path, ImageLimits limits)
    {
        try
        {
            // Asked before opening: opening a named pipe would wait for its writer, and its length is 0. A link's own is not.
            if ((File.ResolveLinkTarget(path, returnFinalTarget: true) ?? new FileInfo(path)) is FileInfo { Exists: true, Length: 0 })
                throw ImageException.Unreadable(path, "the file is empty");
            using var file = File.OpenHandle(path, options: FileOptions.SequentialScan);
            var length = RandomAccess.GetLength(file);
            if (length > limits.MaxFileBytes)
                throw ImageException.Unreadable(path, $"the file has {length >> 20} MiB, over the limit of {limits.MaxFileBytes >> 20} MiB");

            _memory = NativeMemory.Alloc((nuint)length);
            Bytes = new ImageBytes((byte*)_memory, Read(file, new Span<byte>(_memory, (int)length)), path);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            Dispose();
            throw ImageException.Unreadable(path, ImageException.OneLine(failure.Message).TrimEnd('.'), failure);
        }
    }

    public ImageBytes Bytes { get; }

    private static int Read(Microsoft.Win32.SafeHandles.SafeFileHandle file, Span<byte> memory)
    {
        var total = 0;
        while (total < memory.Length && RandomAccess.Read(file, memory[total..], total) is var read and > 0)
            total += read;
        return total;
    }

    public void Dispose()
    {
        NativeMemory.Free(_memory);
        _memory = null;
    }
}

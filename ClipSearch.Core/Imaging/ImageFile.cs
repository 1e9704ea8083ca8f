using System.Buffers;
using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace ClipSearch.Core.Imaging;

/// <summary>An image file in its own unmanaged memory.</summary>
public sealed class ImageFile : IDisposable
{
    private const string Empty = "the file is empty";

    private unsafe void* _memory;

    /// <summary>Reads a file from disk.</summary>
    /// <param name="path">The path of the file.</param>
    /// <param name="limits">The limits; only the file size applies.</param>
    /// <param name="name">The name of the image in error messages; null for the path.</param>
    /// <exception cref="ImageException">The file is missing, empty, too large or not readable.</exception>
    internal unsafe ImageFile(string path, ImageLimits limits, string? name = null)
    {
        name ??= path;
        try
        {
            if (IsEmpty(path))
                throw ImageException.Unreadable(name, Empty);
            using var file = File.OpenHandle(path, options: FileOptions.SequentialScan);
            var length = Checked(RandomAccess.GetLength(file), name, limits);
            _memory = NativeMemory.Alloc((nuint)length);
            Bytes = new ImageBytes((byte*)_memory, Read(file, new Span<byte>(_memory, length)), name);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            Dispose();
            throw ImageException.Unreadable(name, failure);
        }
    }

    private unsafe ImageFile(int length, string name)
    {
        _memory = NativeMemory.Alloc((nuint)length);
        Bytes = new ImageBytes((byte*)_memory, length, name);
    }

    /// <summary>The content of the file.</summary>
    public ReadOnlySpan<byte> Content => Bytes.Span;

    internal ImageBytes Bytes { get; private set; }

    /// <summary>The memory reservation of the file, if there is one. Disposed with the file.</summary>
    internal IDisposable? Reservation { get; set; }

    /// <summary>Receives a file of unknown length. Memory becomes resident as bytes arrive.</summary>
    /// <param name="content">The stream of the file, from its start.</param>
    /// <param name="maxBytes">The maximum size of the file, 1 byte to 2 GiB − 1.</param>
    /// <param name="name">The name of the image in error messages.</param>
    /// <param name="cancellationToken">Cancels the operation.</param>
    /// <returns>The file; its content may be empty.</returns>
    /// <exception cref="ImageException">The file exceeds <paramref name="maxBytes"/>.</exception>
    /// <exception cref="IOException">The stream cannot be read to its end.</exception>
    public static async Task<ImageFile> ReceiveAsync(Stream content, int maxBytes, string name, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(content);
        var file = new ImageFile(maxBytes, name);
        var buffer = ArrayPool<byte>.Shared.Rent(1 << 17);
        try
        {
            var done = 0;
            while (await content.ReadAsync(buffer, cancellationToken) is var read and > 0)
            {
                if (read > maxBytes - done)
                    throw ImageException.Unreadable(name, $"the file exceeds the limit of {maxBytes:N0} bytes");
                file.Write(done, buffer.AsSpan(0, read));
                done += read;
            }

            file.Shorten(done);
            return file;
        }
        catch
        {
            file.Dispose();
            throw;
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }

    /// <summary>Receives a file of known length. Blocks until it is complete.</summary>
    /// <exception cref="EndOfStreamException">The stream ends early.</exception>
    internal static unsafe ImageFile Receive(Stream content, int length, string name)
    {
        var file = new ImageFile(length, name);
        try
        {
            content.ReadExactly(new Span<byte>(file._memory, length));
            return file;
        }
        catch
        {
            file.Dispose();
            throw;
        }
    }

    /// <summary>Joins two parts of a file.</summary>
    internal static unsafe ImageFile Join(ReadOnlySpan<byte> first, ReadOnlySpan<byte> second, string name)
    {
        var file = new ImageFile(first.Length + second.Length, name);
        first.CopyTo(new Span<byte>(file._memory, first.Length));
        second.CopyTo(new Span<byte>((byte*)file._memory + first.Length, second.Length));
        return file;
    }

    /// <summary>Reads a file of known length from a stream.</summary>
    /// <param name="content">The stream of the file, from its start.</param>
    /// <param name="length">The size of the file, in bytes.</param>
    /// <param name="name">The name of the image in error messages.</param>
    /// <param name="limits">The limits; only the file size applies.</param>
    /// <param name="cancellationToken">Cancels the operation.</param>
    /// <exception cref="ImageException">The file is empty or too large.</exception>
    /// <exception cref="IOException">The stream cannot be read to its end.</exception>
    internal static async Task<ImageFile> ReadAsync(Stream content, long length, string name, ImageLimits limits, CancellationToken cancellationToken)
    {
        if (length == 0)
            throw ImageException.Unreadable(name, Empty);
        var file = new ImageFile(Checked(length, name, limits), name);
        var buffer = ArrayPool<byte>.Shared.Rent(1 << 17);
        try
        {
            for (var done = 0; done < file.Bytes.Length;)
            {
                var read = await content.ReadAsync(buffer.AsMemory(0, Math.Min(buffer.Length, file.Bytes.Length - done)), cancellationToken);
                if (read == 0)
                    throw new EndOfStreamException("The file is truncated.");
                file.Write(done, buffer.AsSpan(0, read));
                done += read;
            }

            return file;
        }
        catch
        {
            file.Dispose();
            throw;
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }

    /// <inheritdoc/>
    public unsafe void Dispose()
    {
        NativeMemory.Free(_memory);
        _memory = null;
        Reservation?.Dispose();
        Reservation = null;
    }

    /// <summary>
    /// Indicates whether a file is empty. Call it before opening the file: the length of a named pipe is 0, and opening one would wait for
    /// its writer.
    /// </summary>
    internal static bool IsEmpty(string path) =>
        // The length of a link is not the length of its target.
        (File.ResolveLinkTarget(path, returnFinalTarget: true) ?? new FileInfo(path)) is FileInfo { Exists: true, Length: 0 };

    private static int Checked(long length, string name, ImageLimits limits) => length <= limits.MaxFileBytes
        ? (int)length
        : throw ImageException.Unreadable(name, $"the file has {length >> 20} MiB, over the limit of {limits.MaxFileBytes >> 20} MiB");

    private static int Read(SafeFileHandle file, Span<byte> memory)
    {
        var total = 0;
        while (total < memory.Length && RandomAccess.Read(file, memory[total..], total) is var read and > 0)
            total += read;
        return total;
    }

    /// <summary>Releases the memory beyond the content.</summary>
    private unsafe void Shorten(int length)
    {
        _memory = NativeMemory.Realloc(_memory, (nuint)Math.Max(length, 1));
        Bytes = new ImageBytes((byte*)_memory, length, Bytes.Name);
    }

    private unsafe void Write(int offset, ReadOnlySpan<byte> bytes) => bytes.CopyTo(new Span<byte>(_memory, Bytes.Length)[offset..]);
}

using System.Buffers.Binary;
using System.Numerics;

namespace ClipSearch.Core.Imaging;

/// <summary>
/// Reads Windows and OS/2 bitmaps, which libvips reads only when built with ImageMagick. Supports 1, 4, 8, 16, 24 and 32 bits per pixel,
/// colour masks, both run-length encodings and both row orders. The layout is documented at
/// https://learn.microsoft.com/windows/win32/gdi/bitmap-storage. The file is untrusted, so every offset is checked.
/// </summary>
internal sealed class BmpReader
{
    private const int FileHeaderLength = 14;
    private const int CoreHeaderLength = 12;
    private const int InfoHeaderLength = 40;
    private const int Uncompressed = 0, RunLength8 = 1, RunLength4 = 2, BitFields = 3, AlphaBitFields = 6;
    private const int Channels = 3;

    private readonly ImageBytes _bytes;
    private readonly int _width, _height, _bits, _compression, _pixelsAt;
    private readonly bool _topDown;
    private readonly byte[] _palette = []; // red, green and blue of each possible index
    private readonly Mask _red, _green, _blue, _alpha;

    /// <summary>Reads the headers and the palette.</summary>
    /// <exception cref="ImageException">The headers are damaged or use an unsupported feature.</exception>
    public BmpReader(ImageBytes bytes)
    {
        _bytes = bytes;
        var headerLength = Int32(FileHeaderLength);
        _pixelsAt = Int32(10);
        int planesAt;
        if (headerLength == CoreHeaderLength)
        {
            (_width, _height, planesAt) = (UInt16(18), UInt16(20), 22);
        }
        else if (headerLength is >= InfoHeaderLength and <= 4096)
        {
            (_width, _height, planesAt) = (Int32(18), Int32(22), 26);
            _compression = Int32(30);
        }
        else
        {
            throw Damaged($"its bitmap header has {headerLength} bytes");
        }

        _bits = UInt16(planesAt + 2);
        _topDown = _height < 0;
        _height = _height == int.MinValue ? 0 : Math.Abs(_height);
        if (_width <= 0 || _height == 0)
            throw Damaged("its bitmap header has no size");
        var supported = _compression switch
        {
            Uncompressed => _bits is 1 or 4 or 8 or 16 or 24 or 32,
            RunLength8 => _bits == 8 && !_topDown,
            RunLength4 => _bits == 4 && !_topDown,
            BitFields or AlphaBitFields => _bits is 16 or 32,
            _ => false,
        };
        if (!supported)
            throw Damaged($"bitmaps of {_bits} bits with compression {_compression} are not supported");

        var paletteAt = FileHeaderLength + headerLength;
        if (_compression is BitFields or AlphaBitFields)
        {
            const int masksAt = FileHeaderLength + InfoHeaderLength;
            (_red, _green, _blue) = (MaskAt(masksAt), MaskAt(masksAt + 4), MaskAt(masksAt + 8));
            if (_compression == AlphaBitFields || headerLength >= 56)
                _alpha = MaskAt(masksAt + 12);
        }
        else if (_bits == 16)
        {
            (_red, _green, _blue) = (new Mask(0x7C00), new Mask(0x03E0), new Mask(0x001F));
        }
        else if (_bits == 32)
        {
            (_red, _green, _blue) = (new Mask(0xFF0000), new Mask(0x00FF00), new Mask(0x0000FF));
        }
        else if (_bits <= 8)
        {
            _palette = ReadPalette(paletteAt, headerLength == CoreHeaderLength ? 3 : 4);
        }

        Header = new ImageHeader(_width, _height, "bmp");
    }

    public ImageHeader Header { get; }

    /// <summary>Indicates whether the content starts with the bitmap signature.</summary>
    public static bool Recognises(ReadOnlySpan<byte> content) => content.StartsWith("BM"u8);

    /// <summary>Decodes the pixels and flattens transparency on white.</summary>
    /// <param name="watch">Stops the decode on timeout or cancellation.</param>
    /// <exception cref="ImageException">The file is truncated, or the decode timed out.</exception>
    public PixelBuffer ReadPixels(DecodeWatch watch)
    {
        watch.Start();
        if (_pixelsAt < FileHeaderLength || _pixelsAt > _bytes.Length)
            throw Truncated();
        var data = _bytes.Span[_pixelsAt..];
        if (_compression is RunLength8 or RunLength4)
        {
            var indices = new byte[_width * (long)_height];
            ExpandRuns(data, indices);
            return Convert(indices, 8, _width, watch);
        }

        var stride = ((long)_width * _bits + 31) / 32 * 4;
        var rowBytes = ((long)_width * _bits + 7) / 8;
        return stride * (_height - 1) + rowBytes > data.Length ? throw Truncated() : Convert(data, _bits, stride, watch);
    }

    private PixelBuffer Convert(ReadOnlySpan<byte> rows, int bits, long stride, DecodeWatch watch)
    {
        var pixels = new PixelBuffer(_width, _height);
        try
        {
            Convert(rows, bits, stride, watch, pixels);
            return pixels;
        }
        catch
        {
            pixels.Dispose();
            throw;
        }
    }

    private void Convert(ReadOnlySpan<byte> rows, int bits, long stride, DecodeWatch watch, PixelBuffer pixels)
    {
        var opaque = _alpha.Bits == 0 || IsAlphaUnused(rows, stride);
        for (var y = 0; y < _height; y++)
        {
            watch.ThrowIfStopped();
            var row = rows[(int)(stride * (_topDown ? y : _height - 1 - y))..];
            var target = pixels.Span.Slice(y * _width * Channels, _width * Channels);
            switch (bits)
            {
                case <= 8:
                    FromPalette(row, bits, target);
                    break;
                case 24:
                    FromBlueGreenRed(row, target);
                    break;
                default:
                    FromMasks(row, bits / 8, opaque, target);
                    break;
            }
        }
    }

    private void FromPalette(ReadOnlySpan<byte> row, int bits, Span<byte> target)
    {
        var mask = (1 << bits) - 1;
        for (var x = 0; x < _width; x++)
        {
            var bit = (long)x * bits;
            var index = (row[(int)(bit >> 3)] >> (8 - bits - (int)(bit & 7))) & mask;
            _palette.AsSpan(index * Channels, Channels).CopyTo(target[(x * Channels)..]);
        }
    }

    private static void FromBlueGreenRed(ReadOnlySpan<byte> row, Span<byte> target)
    {
        for (var i = 0; i < target.Length; i += Channels)
            (target[i], target[i + 1], target[i + 2]) = (row[i + 2], row[i + 1], row[i]);
    }

    private void FromMasks(ReadOnlySpan<byte> row, int pixelBytes, bool opaque, Span<byte> target)
    {
        for (var x = 0; x < _width; x++)
        {
            var pixel = Pixel(row, x, pixelBytes);
            var alpha = opaque ? byte.MaxValue : _alpha.Value(pixel);
            var at = x * Channels;
            target[at] = OnWhite(_red.Value(pixel), alpha);
            target[at + 1] = OnWhite(_green.Value(pixel), alpha);
            target[at + 2] = OnWhite(_blue.Value(pixel), alpha);
        }
    }

    /// <summary>Indicates whether the alpha of every pixel is 0. Many programs write such files for opaque images.</summary>
    private bool IsAlphaUnused(ReadOnlySpan<byte> rows, long stride)
    {
        for (var y = 0; y < _height; y++)
        {
            var row = rows[(int)(stride * y)..];
            for (var x = 0; x < _width; x++)
            {
                if (_alpha.Value(Pixel(row, x, _bits / 8)) != 0)
                    return false;
            }
        }

        return true;
    }

    private static uint Pixel(ReadOnlySpan<byte> row, int x, int pixelBytes) => pixelBytes == 2
        ? BinaryPrimitives.ReadUInt16LittleEndian(row[(x * 2)..])
        : BinaryPrimitives.ReadUInt32LittleEndian(row[(x * 4)..]);

    private static byte OnWhite(int value, int alpha) => (byte)((value * alpha + 255 * (255 - alpha) + 127) / 255);

    /// <summary>Expands RLE8 or RLE4 to one palette index per byte. Skipped pixels keep index 0.</summary>
    private void ExpandRuns(ReadOnlySpan<byte> data, Span<byte> indices)
    {
        var nibbles = _compression == RunLength4;
        int x = 0, y = 0, at = 0;
        while (y < _height)
        {
            if (at + 2 > data.Length)
                throw Truncated();
            int count = data[at], value = data[at + 1];
            at += 2;
            if (count > 0)
            {
                for (var i = 0; i < count; i++)
                    Put(indices, ref x, y, nibbles ? Nibble(value, i) : value);
                continue;
            }

            const int endOfRow = 0, endOfBitmap = 1, move = 2;
            switch (value)
            {
                case endOfRow:
                    (x, y) = (0, y + 1);
                    break;
                case endOfBitmap:
                    return;
                case move:
                    if (at + 2 > data.Length)
                        throw Truncated();
                    (x, y) = (x + data[at], y + data[at + 1]);
                    at += 2;
                    break;
                default: // literal indices, padded to 16 bits
                    var literals = nibbles ? (value + 1) / 2 : value;
                    if (at + literals > data.Length)
                        throw Truncated();
                    for (var i = 0; i < value; i++)
                        Put(indices, ref x, y, nibbles ? Nibble(data[at + i / 2], i) : data[at + i]);
                    at += literals + (literals & 1);
                    break;
            }
        }
    }

    private void Put(Span<byte> indices, ref int x, int y, int index)
    {
        if (x < _width)
            indices[y * _width + x] = (byte)index;
        x++;
    }

    private static int Nibble(int pair, int i) => (i & 1) == 0 ? pair >> 4 : pair & 15;

    /// <summary>Reads a palette long enough for the largest possible index. Entries missing from the file are black.</summary>
    private byte[] ReadPalette(int at, int entryLength)
    {
        var palette = new byte[(1 << (_compression == RunLength4 ? 4 : _bits)) * Channels];
        var used = entryLength == 4 ? Int32(46) : 0;
        var entries = palette.Length / Channels;
        if (used > 0)
            entries = Math.Min(entries, used);
        for (var i = 0; i < entries && at + entryLength <= Math.Min(_pixelsAt, _bytes.Length); i++, at += entryLength)
        {
            var entry = _bytes.Span.Slice(at, entryLength);
            (palette[i * Channels], palette[i * Channels + 1], palette[i * Channels + 2]) = (entry[2], entry[1], entry[0]);
        }

        return palette;
    }

    private Mask MaskAt(int at) => new((uint)Int32(at));

    private int UInt16(int at) => at + 2 <= _bytes.Length ? BinaryPrimitives.ReadUInt16LittleEndian(_bytes.Span[at..]) : throw Truncated();

    private int Int32(int at) => at + 4 <= _bytes.Length ? BinaryPrimitives.ReadInt32LittleEndian(_bytes.Span[at..]) : throw Truncated();

    private ImageException Truncated() => Damaged("the bitmap is truncated");

    private ImageException Damaged(string reason) => ImageException.Unreadable(_bytes.Name, reason);

    /// <summary>The bits of a pixel that hold one channel.</summary>
    private readonly struct Mask(uint bits)
    {
        private readonly int _shift = BitOperations.TrailingZeroCount(bits) & 31;

        public uint Bits => bits;

        /// <summary>Returns the value of the channel, 0 to 255; 0 without a mask.</summary>
        public byte Value(uint pixel) => bits == 0 ? (byte)0 : (byte)((ulong)((pixel & bits) >> _shift) * 255 / (bits >> _shift));
    }
}

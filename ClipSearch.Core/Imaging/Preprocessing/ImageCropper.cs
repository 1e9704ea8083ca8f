using System.Buffers;

namespace ClipSearch.Core.Imaging.Preprocessing;

/// <summary>
/// Converts an image to a square. Either resizes the shortest edge (the other edge in proportion, truncated) and crops the centre, or
/// resizes both edges. The pixels are bit-identical to those of the reference (torchvision on Pillow, with antialiasing), with which the
/// models were trained and evaluated. Only the visible square is computed. Thread-safe.
/// </summary>
public sealed class ImageCropper
{
    /// <summary>The number of channels: red, green and blue.</summary>
    internal const int Channels = 3;

    private readonly CropSettings _settings;
    private readonly int _crop;

    /// <param name="settings">The sizes, the mode and the filter.</param>
    /// <exception cref="ArgumentException">The sizes are out of range.</exception>
    public ImageCropper(CropSettings settings)
    {
        (_settings, _crop) = (settings, settings.CropSize);
        if (_crop < 1 || _crop > settings.ShortestEdge)
            throw new ArgumentException($"The crop size is {_crop}; it must be from 1 to the shortest edge, {settings.ShortestEdge}.", nameof(settings));
        if (settings.Mode == ResizeMode.Squash && _crop != settings.ShortestEdge)
            throw new ArgumentException($"The crop size is {_crop}; to squash, it must be the shortest edge, {settings.ShortestEdge}.", nameof(settings));
    }

    /// <summary>The length of a crop: CropSize × CropSize × 3 bytes.</summary>
    public int Length => Channels * _crop * _crop;

    /// <summary>Writes the square crop, before rescaling and normalisation.</summary>
    /// <param name="image">The image, 1 × 1 pixel or larger.</param>
    /// <param name="destination">
    /// CropSize × CropSize pixels, row by row, 3 bytes each (red, green, blue); its length is <see cref="Length"/>.
    /// </param>
    /// <exception cref="ArgumentException">The length of the destination is wrong.</exception>
    public void Crop(DecodedImage image, Span<byte> destination)
    {
        ArgumentNullException.ThrowIfNull(image);
        if (destination.Length != Length)
            throw new ArgumentException($"The destination has {destination.Length} bytes; {_crop} x {_crop} x {Channels} = {Length} are needed.", nameof(destination));
        Resize(image.Pixels, image.Width, image.Height, destination, ResizeKernel.VectorBits);
    }

    /// <summary>Writes the square crop as <see cref="Crop"/> does, with vectors of the given width in bits.</summary>
    internal void Resize(ReadOnlySpan<byte> pixels, int width, int height, Span<byte> destination, int vectorBits)
    {
        var shortest = Math.Min(width, height);
        var columns = Weights(width, shortest, ResizeKernel.PixelsPerVector);
        var rows = Weights(height, shortest, 1);

        var stride = (_crop + ResizeKernel.PixelsPerVector - 1) / ResizeKernel.PixelsPerVector * ResizeKernel.PixelsPerVector * ResizeKernel.PixelBytes;
        var narrow = ArrayPool<byte>.Shared.Rent((rows.End - rows.Begin) * stride);
        Horizontal(pixels, width, columns, rows, narrow, stride, vectorBits);
        Vertical(narrow, stride, rows, destination, vectorBits);
        ArrayPool<byte>.Shared.Return(narrow);
    }

    /// <summary>Computes the weights for the part of an axis within the square.</summary>
    private ResizeWeights Weights(int length, int shortest, int tapsMultiple)
    {
        var resized = _settings.Mode == ResizeMode.Squash ? _crop : (long)_settings.ShortestEdge * length / shortest;
        return new ResizeWeights(_settings.Interpolation, length, resized, HalfToEven(resized - _crop), _crop, tapsMultiple);
    }

    /// <summary>Returns value / 2, rounded half to even, as Python's round does.</summary>
    private static long HalfToEven(long value) => value / 2 + (value % 4 == 3 ? 1 : 0);

    /// <summary>Resizes horizontally every row that the vertical pass reads.</summary>
    private static void Horizontal(
        ReadOnlySpan<byte> pixels, int width, ResizeWeights columns, ResizeWeights rows, Span<byte> narrow, int stride, int vectorBits)
    {
        var laneWeights = new int[columns.Values.Length * ResizeKernel.PixelBytes];
        for (var i = 0; i < laneWeights.Length; i++)
            laneWeights[i] = columns.Values[i / ResizeKernel.PixelBytes];

        var used = columns.End - columns.Begin;
        var line = ArrayPool<byte>.Shared.Rent((used + columns.Taps) * ResizeKernel.PixelBytes);
        line.AsSpan(used * ResizeKernel.PixelBytes).Clear();
        for (var y = rows.Begin; y < rows.End; y++)
        {
            var row = pixels.Slice((y * width + columns.Begin) * Channels, used * Channels);
            ResizeKernel.Widen(row, line);
            ResizeKernel.Horizontal(line, columns, laneWeights, narrow.Slice((y - rows.Begin) * stride, stride), vectorBits);
        }

        ArrayPool<byte>.Shared.Return(line);
    }

    private void Vertical(ReadOnlySpan<byte> narrow, int stride, ResizeWeights rows, Span<byte> destination, int vectorBits)
    {
        var line = ArrayPool<byte>.Shared.Rent(stride);
        for (var y = 0; y < _crop; y++)
        {
            var start = rows.Starts[y] - rows.Begin;
            var taps = Math.Min(rows.Taps, rows.End - rows.Starts[y]);
            ResizeKernel.Vertical(narrow[(start * stride)..], stride, rows.Values.AsSpan(y * rows.Taps, taps), line, vectorBits);
            for (var x = 0; x < _crop; x++)
                line.AsSpan(x * ResizeKernel.PixelBytes, Channels).CopyTo(destination[((y * _crop + x) * Channels)..]);
        }

        ArrayPool<byte>.Shared.Return(line);
    }
}

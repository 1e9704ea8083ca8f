using System.Buffers;
using ClipSearch.Core.Native.Vips;

namespace ClipSearch.Core.Clip;

/// <summary>
/// Resizes the shorter side of an image (bicubic with antialiasing, the longer side in proportion, truncated) and cuts a square from the
/// middle. The pixels are the reference's (torchvision on Pillow, which trained and measured CLIP), bit for bit. Only what the square
/// shows is computed. One instance serves any number of threads.
/// </summary>
public sealed class ImageCropper
{
    /// <summary>Red, green and blue.</summary>
    internal const int Channels = 3;

    private readonly int _edge;
    private readonly int _crop;

    /// <param name="shortestEdge">The shorter side after the resize, in pixels.</param>
    /// <param name="cropSize">The edge of the square, 1 to <paramref name="shortestEdge"/>.</param>
    /// <exception cref="ArgumentException">The sizes are out of range.</exception>
    public ImageCropper(int shortestEdge, int cropSize)
    {
        (_edge, _crop) = (shortestEdge, cropSize);
        if (cropSize < 1 || cropSize > shortestEdge)
            throw new ArgumentException($"A crop of {cropSize} pixels cannot be cut from a shortest edge of {shortestEdge}; it must be from 1 to that.", nameof(cropSize));
    }

    /// <summary>Length of a crop: CropSize × CropSize × 3 bytes.</summary>
    public int Length => Channels * _crop * _crop;

    /// <summary>Writes the image as the encoder sees it, before scaling and normalising.</summary>
    /// <param name="image">The image; 1 × 1 pixel is enough.</param>
    /// <param name="destination">CropSize × CropSize pixels, row by row, 3 bytes each (red, green, blue); <see cref="Length"/> long.</param>
    /// <exception cref="ArgumentException">The destination has another length.</exception>
    public void Crop(DecodedImage image, Span<byte> destination)
    {
        ArgumentNullException.ThrowIfNull(image);
        if (destination.Length != Length)
            throw new ArgumentException($"The destination has {destination.Length} bytes; {_crop} x {_crop} x {Channels} = {Length} are needed.", nameof(destination));
        Resize(image.Pixels, image.Width, image.Height, destination, ResizeKernel.VectorBits);
    }

    /// <summary>As <see cref="Crop"/>, with vectors of the given width.</summary>
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

    /// <summary>The weights of the part of an axis that the square shows.</summary>
    private ResizeWeights Weights(int length, int shortest, int tapsMultiple)
    {
        var resized = (long)_edge * length / shortest;
        return new ResizeWeights(length, resized, HalfToEven(resized - _crop), _crop, tapsMultiple);
    }

    /// <summary>value / 2, rounded to the even neighbour, as Python's round does.</summary>
    private static long HalfToEven(long value) => value / 2 + (value % 4 == 3 ? 1 : 0);

    /// <summary>Makes every row narrow that the vertical pass reads.</summary>
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

using System.Buffers;
using ClipSearch.Core.Native.Vips;

namespace ClipSearch.Core.Clip;

/// <summary>
/// Turns a picture into an image encoder's input: shorter side resized (bicubic with antialiasing, the longer side in
/// proportion, truncated), a square cut from the middle, scaled to 0..1, normalised. The resized pixels are the reference's
/// (torchvision on Pillow, which trained and measured CLIP), bit for bit. Only what the square shows is computed.
/// One instance serves any number of threads.
/// </summary>
public sealed class ImagePreprocessor
{
    private const int Channels = 3;
    private const int Levels = 256;
    private readonly int _edge;
    private readonly int _crop;
    private readonly float[] _normalised = new float[Channels * Levels];

    /// <param name="preprocessing">What the model wants.</param>
    /// <exception cref="ArgumentException">The sizes or the numbers of channels make no sense.</exception>
    public ImagePreprocessor(PixelPreprocessing preprocessing)
    {
        (_edge, _crop) = (preprocessing.ResizeShortestEdge, preprocessing.CropSize);
        if (_crop < 1 || _crop > _edge)
            throw new ArgumentException($"A crop of {_crop} pixels cannot be cut from a shortest edge of {_edge}; it must be from 1 to that.", nameof(preprocessing));
        if (preprocessing.Mean.Count != Channels || preprocessing.Std.Count != Channels || preprocessing.Std.Any(std => !(std > 0)))
            throw new ArgumentException("Mean and standard deviation must be 3 numbers each (red, green, blue), the latter above 0.", nameof(preprocessing));

        for (var channel = 0; channel < Channels; channel++)
        {
            for (var level = 0; level < Levels; level++)
                _normalised[channel * Levels + level] = (level / 255f - preprocessing.Mean[channel]) / preprocessing.Std[channel];
        }
    }

    /// <summary>Length of one picture's input: 3 × CropSize × CropSize.</summary>
    public int TensorLength => Channels * _crop * _crop;

    /// <summary>Writes the encoder's input.</summary>
    /// <param name="image">The picture; 1 × 1 pixel is enough.</param>
    /// <param name="destination">[3, CropSize, CropSize]: all of red, then green, then blue; <see cref="TensorLength"/> long.</param>
    /// <exception cref="ArgumentException">The destination has another length.</exception>
    public void Preprocess(DecodedImage image, Span<float> destination)
    {
        RequireLength(destination.Length, nameof(destination));
        var pixels = ArrayPool<byte>.Shared.Rent(TensorLength);
        CropPixels(image, pixels.AsSpan(0, TensorLength));
        var plane = _crop * _crop;
        for (var channel = 0; channel < Channels; channel++)
        {
            var normalised = _normalised.AsSpan(channel * Levels, Levels);
            var target = destination.Slice(channel * plane, plane);
            for (var i = 0; i < target.Length; i++)
                target[i] = normalised[pixels[i * Channels + channel]];
        }

        ArrayPool<byte>.Shared.Return(pixels);
    }

    /// <summary>Writes the picture as the encoder sees it, before scaling and normalising.</summary>
    /// <param name="image">The picture.</param>
    /// <param name="destination">CropSize × CropSize pixels, row by row, 3 bytes each (red, green, blue); <see cref="TensorLength"/> long.</param>
    /// <exception cref="ArgumentException">The destination has another length.</exception>
    public void CropPixels(DecodedImage image, Span<byte> destination)
    {
        RequireLength(destination.Length, nameof(destination));
        Resize(image.Pixels, image.Width, image.Height, destination, ResizeKernel.VectorBits);
    }

    /// <summary>As <see cref="CropPixels"/>, with vectors of the given width.</summary>
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

    private void RequireLength(int length, string parameter)
    {
        if (length != TensorLength)
            throw new ArgumentException($"The destination has {length} elements; {Channels} x {_crop} x {_crop} = {TensorLength} are needed.", parameter);
    }
}

using System.Buffers;
using ClipSearch.Core.Native.Vips;

namespace ClipSearch.Core.Clip;

/// <summary>
/// Turns an image into an image encoder's input: a square crop (<see cref="ImageCropper"/>), scaled to 0..1, normalised. One instance
/// serves any number of threads.
/// </summary>
public sealed class ImagePreprocessor
{
    private const int Channels = ImageCropper.Channels;
    private const int Levels = 256;
    private readonly ImageCropper _cropper;
    private readonly float[] _normalised = new float[Channels * Levels];

    /// <param name="preprocessing">The preprocessing of the model.</param>
    /// <exception cref="ArgumentException">The sizes, or the numbers of channels, are out of range.</exception>
    public ImagePreprocessor(PixelPreprocessing preprocessing)
    {
        ArgumentNullException.ThrowIfNull(preprocessing);
        CropSizes = (preprocessing.ResizeShortestEdge, preprocessing.CropSize);
        _cropper = new ImageCropper(preprocessing.ResizeShortestEdge, preprocessing.CropSize);
        if (preprocessing.Mean.Count != Channels || preprocessing.Std.Count != Channels || preprocessing.Std.Any(std => !(std > 0)))
            throw new ArgumentException("Mean and standard deviation must be 3 numbers each (red, green, blue), the latter above 0.", nameof(preprocessing));

        for (var channel = 0; channel < Channels; channel++)
        {
            for (var level = 0; level < Levels; level++)
                _normalised[channel * Levels + level] = (level / 255f - preprocessing.Mean[channel]) / preprocessing.Std[channel];
        }
    }

    /// <summary>The sizes of the crop that <see cref="Normalise"/> takes.</summary>
    public (int ShortestEdge, int CropSize) CropSizes { get; }

    /// <summary>Length of one image's input: 3 × CropSize × CropSize.</summary>
    public int TensorLength => _cropper.Length;

    /// <summary>Writes the encoder's input.</summary>
    /// <param name="image">The image; 1 × 1 pixel is enough.</param>
    /// <param name="destination">[3, CropSize, CropSize]: all of red, then green, then blue; <see cref="TensorLength"/> long.</param>
    /// <exception cref="ArgumentException">The destination has another length.</exception>
    public void Preprocess(DecodedImage image, Span<float> destination)
    {
        var crop = ArrayPool<byte>.Shared.Rent(TensorLength);
        _cropper.Crop(image, crop.AsSpan(0, TensorLength));
        Normalise(crop.AsSpan(0, TensorLength), destination);
        ArrayPool<byte>.Shared.Return(crop);
    }

    /// <summary>Writes the encoder's input of a crop.</summary>
    /// <param name="crop">CropSize × CropSize pixels, row by row, 3 bytes each (red, green, blue); <see cref="TensorLength"/> long.</param>
    /// <param name="destination">As for an image.</param>
    /// <exception cref="ArgumentException">The crop or the destination has another length.</exception>
    public void Normalise(ReadOnlySpan<byte> crop, Span<float> destination)
    {
        RequireLength(crop.Length, nameof(crop));
        RequireLength(destination.Length, nameof(destination));
        var plane = TensorLength / Channels;
        for (var channel = 0; channel < Channels; channel++)
        {
            var normalised = _normalised.AsSpan(channel * Levels, Levels);
            var target = destination.Slice(channel * plane, plane);
            for (var i = 0; i < target.Length; i++)
                target[i] = normalised[crop[i * Channels + channel]];
        }
    }

    private void RequireLength(int length, string parameter)
    {
        if (length != TensorLength)
            throw new ArgumentException($"It has {length} elements; {Channels} x {CropSizes.CropSize} x {CropSizes.CropSize} = {TensorLength} are needed.", parameter);
    }
}

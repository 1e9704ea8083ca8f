using System.Buffers;

namespace ClipSearch.Core.Imaging.Preprocessing;

/// <summary>
/// Converts an image to the input of an image encoder: a square crop (<see cref="ImageCropper"/>), rescaled to 0..1 and normalised.
/// Thread-safe.
/// </summary>
public sealed class ImagePreprocessor
{
    private const int Channels = ImageCropper.Channels;
    private const int Levels = 256;
    private readonly ImageCropper _cropper;
    private readonly float[] _normalised = new float[Channels * Levels];

    /// <param name="preprocessing">The preprocessing settings of the model.</param>
    /// <exception cref="ArgumentException">The sizes or the numbers of channels are out of range.</exception>
    public ImagePreprocessor(PixelPreprocessing preprocessing)
    {
        ArgumentNullException.ThrowIfNull(preprocessing);
        Crop = preprocessing.Crop;
        _cropper = new ImageCropper(Crop);
        if (preprocessing.Mean.Count != Channels || preprocessing.Std.Count != Channels || preprocessing.Std.Any(std => !(std > 0)))
            throw new ArgumentException("Mean and standard deviation must have 3 numbers each (red, green, blue), and the standard deviations must be above 0.", nameof(preprocessing));

        for (var channel = 0; channel < Channels; channel++)
        {
            for (var level = 0; level < Levels; level++)
                _normalised[channel * Levels + level] = (level / 255f - preprocessing.Mean[channel]) / preprocessing.Std[channel];
        }
    }

    /// <summary>The settings of the crop that <see cref="Normalise"/> expects.</summary>
    public CropSettings Crop { get; }

    /// <summary>The length of the input for one image: 3 × CropSize × CropSize.</summary>
    public int TensorLength => _cropper.Length;

    /// <summary>Writes the input of the encoder for an image.</summary>
    /// <param name="image">The image, 1 × 1 pixel or larger.</param>
    /// <param name="destination">
    /// [3, CropSize, CropSize]: all of red, then green, then blue; its length is <see cref="TensorLength"/>.
    /// </param>
    /// <exception cref="ArgumentException">The length of the destination is wrong.</exception>
    public void Preprocess(DecodedImage image, Span<float> destination)
    {
        var crop = ArrayPool<byte>.Shared.Rent(TensorLength);
        _cropper.Crop(image, crop.AsSpan(0, TensorLength));
        Normalise(crop.AsSpan(0, TensorLength), destination);
        ArrayPool<byte>.Shared.Return(crop);
    }

    /// <summary>Writes the input of the encoder for a crop.</summary>
    /// <param name="crop">
    /// CropSize × CropSize pixels, row by row, 3 bytes each (red, green, blue); its length is <see cref="TensorLength"/>.
    /// </param>
    /// <param name="destination">
    /// [3, CropSize, CropSize]: all of red, then green, then blue; its length is <see cref="TensorLength"/>.
    /// </param>
    /// <exception cref="ArgumentException">The length of the crop or the destination is wrong.</exception>
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
            throw new ArgumentException($"The buffer has {length} elements; {Channels} x {Crop.CropSize} x {Crop.CropSize} = {TensorLength} are needed.", parameter);
    }
}

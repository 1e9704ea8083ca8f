using ClipSearch.Core.Imaging;
using ClipSearch.Core.Imaging.Preprocessing;
using ClipSearch.Core.Models;

namespace ClipSearch.Benchmarks;

/// <summary>Reads photos as the image encoder sees them.</summary>
internal static class PhotoCrops
{
    /// <summary>Crops the first JPEGs of a folder by name.</summary>
    public static IReadOnlyList<byte[]> Read(DirectoryInfo photos, int count, ModelFolder model)
    {
        var cropper = new ImageCropper(model.Config.Pixels.Crop);
        return [.. photos.EnumerateFiles("*.jpg").OrderBy(photo => photo.Name, StringComparer.Ordinal).Take(count).Select(photo =>
        {
            using var image = ImageDecoder.Decode(photo.FullName);
            var crop = new byte[cropper.Length];
            cropper.Crop(image, crop);
            return crop;
        })];
    }
}

using ClipSearch.Core.Imaging;
using ClipSearch.Core.Video;

namespace ClipSearch.Core.Library.Import;

/// <summary>What the library already has of an image, besides its embedding by the active model.</summary>
/// <param name="Header">The header of the image; null if an older version read it.</param>
/// <param name="HasPlaceholder">Whether the library has its placeholder.</param>
/// <param name="HasSignature">Whether the library has its signature.</param>
public sealed record KnownImage(ImageHeader? Header, bool HasPlaceholder, bool HasSignature)
{
    /// <summary>What is known of a video; null for an image.</summary>
    public VideoFacts? Video { get; init; }
}

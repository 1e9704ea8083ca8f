namespace ClipSearch.Core.Native.Vips;

/// <summary>The file format of a thumbnail.</summary>
public enum ThumbnailFormat
{
    /// <summary>image/webp.</summary>
    WebP,

    /// <summary>image/jpeg.</summary>
    Jpeg,
}

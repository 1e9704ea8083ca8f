namespace ClipSearch.Core.Native.Vips;

/// <summary>Thrown when a call into libvips fails.</summary>
/// <param name="words">The error message; null if it is in the error buffer of libvips.</param>
internal sealed class VipsFailure(string? words = null) : Exception
{
    public string? Words { get; } = words;
}

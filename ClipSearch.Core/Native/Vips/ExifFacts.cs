namespace ClipSearch.Core.Native.Vips;

/// <summary>What a camera wrote into a picture's file. Each may be missing, and each may be wrong: whoever sends a file can write it.</summary>
/// <param name="TakenAt">When it was taken, as the clocks of the place showed it.</param>
/// <param name="UtcOffset">That place's offset from UTC, −15 to +15 hours.</param>
/// <param name="Camera">Maker and model, such as "Canon EOS 5D".</param>
/// <param name="Lens">The lens's model.</param>
/// <param name="Latitude">Degrees, −90 (south) to 90.</param>
/// <param name="Longitude">Degrees, −180 (west) to 180.</param>
public sealed record ExifFacts(DateTime? TakenAt, TimeSpan? UtcOffset, string? Camera, string? Lens, double? Latitude, double? Longitude)
{
    /// <summary>A picture that says nothing of itself.</summary>
    public static ExifFacts None { get; } = new(null, null, null, null, null, null);
}

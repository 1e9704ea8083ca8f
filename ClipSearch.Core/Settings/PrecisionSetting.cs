namespace ClipSearch.Core.Settings;

/// <summary>The values of <c>CLIP_PRECISION</c>. 8 bits are used only if they agree with fp32.</summary>
public enum PrecisionSetting
{
    /// <summary><c>auto</c>: texts in 8 bits, images in fp32.</summary>
    Auto,

    /// <summary><c>fp32</c>: texts and images in fp32.</summary>
    Full,

    /// <summary><c>int8</c>: texts and images in 8 bits.</summary>
    EightBits,
}

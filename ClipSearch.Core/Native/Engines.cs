using ClipSearch.Core.Native.OnnxRuntime;
using ClipSearch.Core.Native.Vips;

namespace ClipSearch.Core.Native;

/// <summary>Which native engines work in this process.</summary>
public static class Engines
{
    /// <summary>The version of ONNX Runtime, for instance "1.30.0".</summary>
    /// <exception cref="DllNotFoundException">It is missing or too old; the message says what to do.</exception>
    public static string OnnxRuntime => OrtLibrary.Version;

    /// <summary>The version of libvips, for instance "8.18.7".</summary>
    /// <exception cref="DllNotFoundException">It is missing or too old; the message says what to do.</exception>
    public static string Vips => VipsLibrary.Start();
}

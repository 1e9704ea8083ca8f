using ClipSearch.Core.Native.OnnxRuntime;
using ClipSearch.Core.Native.Vips;

namespace ClipSearch.Core.Native;

/// <summary>Reports the native libraries that this process uses.</summary>
public static class Engines
{
    /// <summary>The version of ONNX Runtime, for instance "1.31.1".</summary>
    /// <exception cref="DllNotFoundException">It is missing or too old; the message has the remedy.</exception>
    public static string OnnxRuntime => OrtRuntime.Version;

    /// <summary>The version of libvips, for instance "8.18.7".</summary>
    /// <exception cref="DllNotFoundException">It is missing or too old; the message has the remedy.</exception>
    public static string Vips => VipsLibrary.Start();
}

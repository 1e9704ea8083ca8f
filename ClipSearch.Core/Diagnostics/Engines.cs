using ClipSearch.Core.Imaging;
using ClipSearch.Core.Native.OnnxRuntime;

namespace ClipSearch.Core.Diagnostics;

/// <summary>Reports the native libraries that this process uses.</summary>
public static class Engines
{
    /// <summary>The version of ONNX Runtime, for instance "1.31.1".</summary>
    /// <exception cref="DllNotFoundException">ONNX Runtime is missing or too old. The message includes the remedy.</exception>
    public static string OnnxRuntime => OrtRuntime.Version;

    /// <summary>The version of libvips, for instance "8.18.7".</summary>
    /// <exception cref="DllNotFoundException">libvips is missing or too old. The message includes the remedy.</exception>
    public static string Vips => ImageLoader.Start();
}

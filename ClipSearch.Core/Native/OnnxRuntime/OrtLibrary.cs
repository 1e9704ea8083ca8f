using System.Runtime.InteropServices;

namespace ClipSearch.Core.Native.OnnxRuntime;

/// <summary>Loads ONNX Runtime once a process and finds the table of its functions.</summary>
internal static unsafe class OrtLibrary
{
    /// <summary>The oldest version of the table that has every function of <see cref="OrtApi"/>; newer libraries serve it too.</summary>
    private const uint ApiVersion = 14;

    private static readonly Lazy<(nint Table, string Version)> Loaded = new(Load);

    /// <summary>The OrtApi table, an array of function addresses.</summary>
    /// <exception cref="DllNotFoundException">The library is missing or too old; the message has the remedy.</exception>
    public static nint* Table => (nint*)Loaded.Value.Table;

    /// <summary>The library's own version, for instance "1.30.0".</summary>
    /// <exception cref="DllNotFoundException">The library is missing or too old; the message has the remedy.</exception>
    public static string Version => Loaded.Value.Version;

    private static (nint Table, string Version) Load()
    {
        GlibcHeap.ReturnLargeBlocks();
        OrtTelemetry.Disable();
        var library = NativeEngine.Load(
            "ONNX Runtime",
            ["libonnxruntime.so.1", "libonnxruntime.1.dylib", "onnxruntime.dll", "libonnxruntime.so", "libonnxruntime.dylib"],
            "ONNXRUNTIME_PATH");
        // struct OrtApiBase { const OrtApi* (*GetApi)(uint32_t version); const char* (*GetVersionString)(void); }
        var apiBase = ((delegate* unmanaged<nint*>)NativeLibrary.GetExport(library, "OrtGetApiBase"))();
        var version = Marshal.PtrToStringUTF8(((delegate* unmanaged<nint>)apiBase[1])()) ?? "";
        var table = ((delegate* unmanaged<uint, nint>)apiBase[0])(ApiVersion);
        return table != 0
            ? (table, version)
            : throw new DllNotFoundException($"ONNX Runtime {version} is too old: it lacks version {ApiVersion} of its C API. Install 1.{ApiVersion} or later.");
    }
}

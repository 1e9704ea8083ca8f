using System.Runtime.InteropServices;
using System.Text;
using System.Text.RegularExpressions;

namespace ClipSearch.Core.Native.OnnxRuntime;

/// <summary>
/// The functions of ONNX Runtime's C API that ClipSearch calls, grouped as its documentation groups them:
/// https://onnxruntime.ai/docs/api/c/struct_ort_api.html. The library exports one symbol; it leads to a table whose
/// order never changes, and an index here is a function's place in it (onnxruntime_c_api.h).
/// </summary>
internal static unsafe partial class OrtApi
{
    private static readonly nint* Table = OrtLibrary.Table;

    // OrtEnv and the thread pool that its sessions share
    public static readonly delegate* unmanaged<int, byte*, nint, nint*, nint> CreateEnvWithGlobalThreadPools =
        (delegate* unmanaged<int, byte*, nint, nint*, nint>)Table[119];
    public static readonly delegate* unmanaged<nint, nint> DisableTelemetryEvents = (delegate* unmanaged<nint, nint>)Table[6];
    public static readonly delegate* unmanaged<nint*, nint> CreateThreadingOptions = (delegate* unmanaged<nint*, nint>)Table[121];
    public static readonly delegate* unmanaged<nint, void> ReleaseThreadingOptions = (delegate* unmanaged<nint, void>)Table[122];
    public static readonly delegate* unmanaged<nint, int, nint> SetGlobalIntraOpNumThreads = (delegate* unmanaged<nint, int, nint>)Table[147];
    public static readonly delegate* unmanaged<nint, int, nint> SetGlobalInterOpNumThreads = (delegate* unmanaged<nint, int, nint>)Table[148];
    public static readonly delegate* unmanaged<nint, int, nint> SetGlobalSpinControl = (delegate* unmanaged<nint, int, nint>)Table[149];

    // OrtStatus
    public static readonly delegate* unmanaged<nint, byte*> GetErrorMessage = (delegate* unmanaged<nint, byte*>)Table[2];
    public static readonly delegate* unmanaged<nint, void> ReleaseStatus = (delegate* unmanaged<nint, void>)Table[93];

    // OrtSessionOptions
    public static readonly delegate* unmanaged<nint*, nint> CreateSessionOptions = (delegate* unmanaged<nint*, nint>)Table[10];
    public static readonly delegate* unmanaged<nint, void*, nint> SetOptimizedModelFilePath = (delegate* unmanaged<nint, void*, nint>)Table[11];
    public static readonly delegate* unmanaged<nint, nint> DisableMemPattern = (delegate* unmanaged<nint, nint>)Table[17];
    public static readonly delegate* unmanaged<nint, nint> DisableCpuMemArena = (delegate* unmanaged<nint, nint>)Table[19];
    public static readonly delegate* unmanaged<nint, int, nint> SetSessionGraphOptimizationLevel = (delegate* unmanaged<nint, int, nint>)Table[23];
    public static readonly delegate* unmanaged<nint, int, nint> SetIntraOpNumThreads = (delegate* unmanaged<nint, int, nint>)Table[24];
    public static readonly delegate* unmanaged<nint, int, nint> SetInterOpNumThreads = (delegate* unmanaged<nint, int, nint>)Table[25];
    public static readonly delegate* unmanaged<nint, void> ReleaseSessionOptions = (delegate* unmanaged<nint, void>)Table[100];
    public static readonly delegate* unmanaged<nint, nint> DisablePerSessionThreads = (delegate* unmanaged<nint, nint>)Table[120];
    public static readonly delegate* unmanaged<nint, byte*, byte*, nint> AddSessionConfigEntry = (delegate* unmanaged<nint, byte*, byte*, nint>)Table[130];

    // OrtSession
    public static readonly delegate* unmanaged<nint, void*, nint, nint*, nint> CreateSession = (delegate* unmanaged<nint, void*, nint, nint*, nint>)Table[7];
    public static readonly delegate* unmanaged<nint, nint, byte**, nint*, nuint, byte**, nuint, nint*, nint> Run =
        (delegate* unmanaged<nint, nint, byte**, nint*, nuint, byte**, nuint, nint*, nint>)Table[9];
    public static readonly delegate* unmanaged<nint, nuint*, nint> SessionGetInputCount = (delegate* unmanaged<nint, nuint*, nint>)Table[30];
    public static readonly delegate* unmanaged<nint, nuint*, nint> SessionGetOutputCount = (delegate* unmanaged<nint, nuint*, nint>)Table[31];
    public static readonly delegate* unmanaged<nint, nuint, nint*, nint> SessionGetInputTypeInfo = (delegate* unmanaged<nint, nuint, nint*, nint>)Table[33];
    public static readonly delegate* unmanaged<nint, nuint, nint*, nint> SessionGetOutputTypeInfo = (delegate* unmanaged<nint, nuint, nint*, nint>)Table[34];
    public static readonly delegate* unmanaged<nint, nuint, nint, byte**, nint> SessionGetInputName = (delegate* unmanaged<nint, nuint, nint, byte**, nint>)Table[36];
    public static readonly delegate* unmanaged<nint, nuint, nint, byte**, nint> SessionGetOutputName = (delegate* unmanaged<nint, nuint, nint, byte**, nint>)Table[37];
    public static readonly delegate* unmanaged<nint, void> ReleaseSession = (delegate* unmanaged<nint, void>)Table[95];

    // OrtTypeInfo and OrtTensorTypeAndShapeInfo
    public static readonly delegate* unmanaged<nint, nint*, nint> CastTypeInfoToTensorInfo = (delegate* unmanaged<nint, nint*, nint>)Table[55];
    public static readonly delegate* unmanaged<nint, int*, nint> GetTensorElementType = (delegate* unmanaged<nint, int*, nint>)Table[60];
    public static readonly delegate* unmanaged<nint, nuint*, nint> GetDimensionsCount = (delegate* unmanaged<nint, nuint*, nint>)Table[61];
    public static readonly delegate* unmanaged<nint, long*, nuint, nint> GetDimensions = (delegate* unmanaged<nint, long*, nuint, nint>)Table[62];
    public static readonly delegate* unmanaged<nint, void> ReleaseTypeInfo = (delegate* unmanaged<nint, void>)Table[98];

    // OrtValue, OrtMemoryInfo and OrtAllocator
    public static readonly delegate* unmanaged<nint, void*, nuint, long*, nuint, int, nint*, nint> CreateTensorWithDataAsOrtValue =
        (delegate* unmanaged<nint, void*, nuint, long*, nuint, int, nint*, nint>)Table[49];
    public static readonly delegate* unmanaged<int, int, nint*, nint> CreateCpuMemoryInfo = (delegate* unmanaged<int, int, nint*, nint>)Table[69];
    public static readonly delegate* unmanaged<nint, void*, nint> AllocatorFree = (delegate* unmanaged<nint, void*, nint>)Table[76];
    public static readonly delegate* unmanaged<nint*, nint> GetAllocatorWithDefaultOptions = (delegate* unmanaged<nint*, nint>)Table[78];
    public static readonly delegate* unmanaged<nint, void> ReleaseValue = (delegate* unmanaged<nint, void>)Table[96];

    /// <summary>Raises what a call answered, in the engine's own words, and releases it.</summary>
    /// <param name="status">An OrtStatus; zero is success.</param>
    /// <param name="attempt">What was attempted, to begin the message with: "Loading …/text_model.onnx".</param>
    /// <exception cref="OrtException">The call failed.</exception>
    public static void Check(nint status, string attempt)
    {
        if (status == 0)
            return;
        var words = Marshal.PtrToStringUTF8((nint)GetErrorMessage(status)) ?? "no message";
        ReleaseStatus(status);
        throw new OrtException($"{attempt} failed; ONNX Runtime says: {SourceLocation().Replace(words.ReplaceLineEndings(" "), " ").Trim()}");
    }

    /// <summary>The file, line and signature in ONNX Runtime's own sources, which some messages begin with.</summary>
    [GeneratedRegex(@"\S*onnxruntime_src/\S+:\d+ [^()]*\([^()]*\) ")]
    private static partial Regex SourceLocation();

    /// <summary>A path as the API takes it (ORTCHAR_T): UTF-16 on Windows, UTF-8 elsewhere; ends in zeros.</summary>
    public static byte[] PathBytes(string path) =>
        OperatingSystem.IsWindows() ? Encoding.Unicode.GetBytes(path + '\0') : Encoding.UTF8.GetBytes(path + '\0');
}

using System.Runtime.InteropServices;

namespace ClipSearch.Core.Native.OnnxRuntime;

/// <summary>
/// Disables the telemetry of ONNX Runtime. Since 1.30 the official libraries for Linux and macOS also send usage data: they store a device
/// ID and a queue of events below ~/.cache/Microsoft. In 1.31.1 neither <c>OrtEnv.DisableTelemetryEvents</c> nor a variable set through
/// .NET stops this. Only the native environment does, if it is set before the library is loaded.
/// </summary>
internal static partial class OrtTelemetry
{
    private const string Variable = "ORT_DISABLE_TELEMETRY";

    /// <summary>Sets the variable that the library reads during initialisation. Call this before the library is loaded.</summary>
    /// <exception cref="InvalidOperationException">The variable cannot be set.</exception>
    public static void Disable()
    {
        if (OperatingSystem.IsWindows())
            Environment.SetEnvironmentVariable(Variable, "1");
        // On Unix, .NET keeps its own copy of the environment, which native code does not see.
        else if (setenv(Variable, "1", 1) != 0)
            throw new InvalidOperationException($"{Variable} could not be set, so ONNX Runtime would send usage data. Set {Variable}=1 before starting ClipSearch.");
    }

    [LibraryImport("libc", StringMarshalling = StringMarshalling.Utf8)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int setenv(string name, string value, int overwrite);
}

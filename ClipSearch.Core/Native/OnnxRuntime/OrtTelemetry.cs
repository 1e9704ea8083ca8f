using System.Runtime.InteropServices;

namespace ClipSearch.Core.Native.OnnxRuntime;

/// <summary>
/// Turns off ONNX Runtime's telemetry. Since 1.30 the official libraries for Linux and macOS send usage data, too: they keep
/// a device id and a queue of events below ~/.cache/Microsoft. <c>OrtEnv.DisableTelemetryEvents</c> and a variable set through
/// .NET do not stop 1.31.1 from doing so; only the native environment does, before the library loads.
/// </summary>
internal static partial class OrtTelemetry
{
    private const string Variable = "ORT_DISABLE_TELEMETRY";

    /// <summary>Sets the variable that the library reads when it is initialised. Call it before the library loads.</summary>
    /// <exception cref="InvalidOperationException">The variable cannot be set.</exception>
    public static void Disable()
    {
        if (OperatingSystem.IsWindows())
            Environment.SetEnvironmentVariable(Variable, "1");
        // On Unix .NET keeps a copy of the environment, which native code does not see.
        else if (setenv(Variable, "1", 1) != 0)
            throw new InvalidOperationException($"{Variable} could not be set, so ONNX Runtime would send usage data. Set {Variable}=1 before starting ClipSearch.");
    }

    [LibraryImport("libc", StringMarshalling = StringMarshalling.Utf8)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int setenv(string name, string value, int overwrite);
}

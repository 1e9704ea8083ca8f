using System.Runtime.InteropServices;

namespace ClipSearch.Core.Native.OnnxRuntime;

/// <summary>
/// Keeps ONNX Runtime from reporting its use to its maker. The official libraries do so on Linux too since 1.30: they
/// keep a device id and a queue of events below ~/.cache/Microsoft and send it; but nothing is to leave this machine.
/// </summary>
internal static partial class OrtTelemetry
{
    private const string Variable = "ORT_DISABLE_TELEMETRY";

    /// <summary>Sets the variable that the library reads when its environment is made; call it before that.</summary>
    public static void Disable()
    {
        if (OperatingSystem.IsWindows())
            Environment.SetEnvironmentVariable(Variable, "1");
        // On Unix .NET keeps an environment of its own, which native code does not see.
        else if (setenv(Variable, "1", 1) != 0)
            throw new InvalidOperationException($"{Variable} could not be set, and ONNX Runtime would report its use; set it before starting ClipSearch.");
    }

    [LibraryImport("libc", StringMarshalling = StringMarshalling.Utf8)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int setenv(string name, string value, int overwrite);
}

using System.Runtime.InteropServices;
using Microsoft.ML.OnnxRuntime;

namespace ClipSearch.Core.Native.OnnxRuntime;

/// <summary>
/// Loads ONNX Runtime once per process and creates the environment and thread pool that all sessions share, so that a text
/// and an image that run at the same time do not compete with twice as many threads as cores.
/// </summary>
internal static class OrtRuntime
{
    private static readonly Lazy<string> Started = new(Start);

    /// <summary>The library's version, for instance "1.31.1".</summary>
    /// <exception cref="DllNotFoundException">The library is missing or too old; the message has the remedy.</exception>
    public static string Version => Started.Value;

    /// <summary>Creates the options of a session that uses the shared thread pool.</summary>
    /// <exception cref="DllNotFoundException">The library is missing or too old; the message has the remedy.</exception>
    public static SessionOptions CreateSessionOptions()
    {
        _ = Started.Value;
        var options = new SessionOptions();
        options.DisablePerSessionThreads();
        // Keeps weights out of the arena, whose growth by doubling would reserve up to twice their size.
        options.AddSessionConfigEntry("session.use_device_allocator_for_initializers", "1");
        return options;
    }

    private static string Start()
    {
        GlibcHeap.ReturnLargeBlocks();
        OrtTelemetry.Disable();
        var library = NativeEngine.Load("ONNX Runtime", ["libonnxruntime.so", "libonnxruntime.dylib", "onnxruntime.dll"], "ONNXRUNTIME_PATH");
        OrtEnv.DisableDllImportResolver = true;
        NativeLibrary.SetDllImportResolver(typeof(OrtEnv).Assembly, (name, _, _) => name.Contains("onnxruntime", StringComparison.Ordinal) ? library : 0);
        try
        {
            CreateEnvironment();
            return OrtEnv.Instance().GetVersionString();
        }
        catch (TypeInitializationException e)
        {
            throw new DllNotFoundException(
                "This ONNX Runtime lacks functions that ClipSearch needs. " +
                $"Set ONNXRUNTIME_PATH to version {typeof(OrtEnv).Assembly.GetName().Version?.ToString(2)} or later, or unset it to use the one that comes with ClipSearch.",
                e);
        }
    }

    private static void CreateEnvironment()
    {
        using var threads = new OrtThreadingOptions
        {
            // Threads that spin between calls gain 10 % per call (ViT-B/32, fp32, two cores) and take a whole core
            // from Kestrel, PostgreSQL and the decoder meanwhile. Spinning within calls only (session.force_spinning_stop)
            // gains a search 1 ms at the median and costs it 10 ms at p99, measured with the benchmark `site`.
            GlobalSpinControl = false,
            GlobalIntraOpNumThreads = Environment.ProcessorCount,
            GlobalInterOpNumThreads = 1,
        };
        var options = new EnvironmentCreationOptions
        {
            logId = "ClipSearch",
            logLevel = OrtLoggingLevel.ORT_LOGGING_LEVEL_ERROR,
            threadOptions = threads,
        };
        var environment = OrtEnv.CreateInstanceWithOptions(ref options);
        // The event tracing of Windows, which the variable of OrtTelemetry does not control.
        environment.DisableTelemetryEvents();
    }
}

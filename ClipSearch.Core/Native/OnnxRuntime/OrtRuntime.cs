using System.Runtime.InteropServices;
using System.Text.RegularExpressions;
using Microsoft.ML.OnnxRuntime;

namespace ClipSearch.Core.Native.OnnxRuntime;

/// <summary>
/// Loads ONNX Runtime once per process and creates the environment and thread pool that all sessions share. Without a shared pool, a text
/// and an image that are encoded at the same time would use twice as many threads as cores.
/// </summary>
internal static partial class OrtRuntime
{
    private static readonly Lazy<string> Started = new(Start);

    /// <summary>The version of the library, for example "1.31.1".</summary>
    /// <exception cref="DllNotFoundException">The library is missing or too old. The message contains the remedy.</exception>
    public static string Version => Started.Value;

    /// <summary>Creates options for a session.</summary>
    /// <param name="usesOneThread">Whether a run stays on the thread that starts it. Otherwise it uses the shared thread pool.</param>
    /// <exception cref="DllNotFoundException">The library is missing or too old. The message contains the remedy.</exception>
    public static SessionOptions CreateSessionOptions(bool usesOneThread = false)
    {
        _ = Started.Value;
        var options = new SessionOptions();
        if (usesOneThread)
            options.IntraOpNumThreads = 1;
        else
            options.DisablePerSessionThreads();
        // Keeps weights out of the arena, which grows by doubling and would reserve up to twice their size.
        options.AddSessionConfigEntry("session.use_device_allocator_for_initializers", "1");
        return options;
    }

    /// <summary>Returns the message of an error as one sentence, without the source location that some messages begin with.</summary>
    public static string Reason(OnnxRuntimeException e) => SourceLocation().Replace(e.Message.ReplaceLineEndings(" "), " ").Trim().TrimEnd('.') + ".";

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
                $"Set ONNXRUNTIME_PATH to version {typeof(OrtEnv).Assembly.GetName().Version?.ToString(2)} or later, or unset it to use the bundled one.",
                e);
        }
    }

    private static void CreateEnvironment()
    {
        using var threads = new OrtThreadingOptions
        {
            // Threads that spin between calls save 10 % per call (ViT-B/32, fp32, two cores), but meanwhile take a whole core from Kestrel,
            // PostgreSQL and the decoder. Spinning only within calls (session.force_spinning_stop) makes a search 1 ms faster at the median
            // and 10 ms slower at p99, measured with the benchmark `site`.
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
        // Event tracing on Windows, which the variable of OrtTelemetry does not control.
        environment.DisableTelemetryEvents();
    }

    [GeneratedRegex(@"\S*onnxruntime_src/\S+:\d+ [^()]*\([^()]*\) ")]
    private static partial Regex SourceLocation();
}

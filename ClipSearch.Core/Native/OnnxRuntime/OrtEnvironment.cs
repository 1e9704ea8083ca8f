namespace ClipSearch.Core.Native.OnnxRuntime;

/// <summary>
/// ONNX Runtime's environment, one a process and made at its first use: the log level and the thread pool that all
/// sessions share, so that a text and a picture in the works at once do not fight with twice as many threads as cores.
/// It lives until the process ends, as the C API asks.
/// </summary>
internal static unsafe class OrtEnvironment
{
    private const int LogErrors = 3;
    private const int ArenaAllocator = 1;
    private const int DefaultMemory = 0;

    /// <summary>The OrtEnv.</summary>
    public static readonly nint Handle = Create();

    /// <summary>An OrtMemoryInfo for the CPU's memory, which tensors over the caller's memory name.</summary>
    public static readonly nint CpuMemory = CreateCpuMemory();

    private static nint Create()
    {
        nint options, environment;
        OrtApi.Check(OrtApi.CreateThreadingOptions(&options), "Creating ONNX Runtime's threading options");
        try
        {
            // Threads that spin between calls gain 10 % on a call (ViT-B/32, fp32, two cores) and take a whole core
            // from Kestrel, PostgreSQL and the decoder meanwhile. Spinning within calls only (session.force_spinning_stop)
            // gains a search 1 ms at the median and costs it 10 ms at p99, measured with the benchmark `site`.
            OrtApi.Check(OrtApi.SetGlobalSpinControl(options, 0), "Turning ONNX Runtime's spinning off");
            OrtApi.Check(OrtApi.SetGlobalIntraOpNumThreads(options, Environment.ProcessorCount), "Setting ONNX Runtime's threads");
            OrtApi.Check(OrtApi.SetGlobalInterOpNumThreads(options, 1), "Setting ONNX Runtime's threads");
            fixed (byte* name = "ClipSearch"u8)
                OrtApi.Check(OrtApi.CreateEnvWithGlobalThreadPools(LogErrors, name, options, &environment), "Starting ONNX Runtime");
            // The events of Windows itself, which the variable of OrtTelemetry does not govern.
            OrtApi.Check(OrtApi.DisableTelemetryEvents(environment), "Turning ONNX Runtime's telemetry off");
            return environment;
        }
        finally
        {
            OrtApi.ReleaseThreadingOptions(options);
        }
    }

    private static nint CreateCpuMemory()
    {
        nint memory;
        OrtApi.Check(OrtApi.CreateCpuMemoryInfo(ArenaAllocator, DefaultMemory, &memory), "Describing the CPU's memory to ONNX Runtime");
        return memory;
    }
}

using System.Text;

namespace ClipSearch.Core.Native.OnnxRuntime;

/// <summary>How a session is built and run.</summary>
internal sealed record OrtSessionOptions
{
    /// <summary>Threads for one call: 0 shares the environment's pool, else a pool of the session's own.</summary>
    /// <value>0</value>
    public int Threads { get; init; }

    /// <summary>Whether threads of a pool of its own wait for the next call by spinning.</summary>
    /// <value>false</value>
    public bool Spinning { get; init; }

    /// <summary>How far the graph is rewritten while loading.</summary>
    /// <value>All</value>
    public OrtGraphOptimization GraphOptimization { get; init; } = OrtGraphOptimization.All;

    /// <summary>Where the rewritten graph is saved, or null.</summary>
    /// <value>null</value>
    public string? OptimizedModelPath { get; init; }

    /// <summary>Whether memory that a call needed is kept for the next one.</summary>
    /// <value>true</value>
    public bool MemoryArena { get; init; } = true;

    internal unsafe OrtSessionOptionsHandle Build()
    {
        ArgumentOutOfRangeException.ThrowIfNegative(Threads);
        nint created;
        OrtApi.Check(OrtApi.CreateSessionOptions(&created), "Creating session options");
        var handle = new OrtSessionOptionsHandle(created);
        try
        {
            OrtApi.Check(OrtApi.SetSessionGraphOptimizationLevel(created, (int)GraphOptimization), "Setting the graph optimisation");
            if (Threads == 0)
            {
                OrtApi.Check(OrtApi.DisablePerSessionThreads(created), "Sharing the thread pool");
            }
            else
            {
                OrtApi.Check(OrtApi.SetIntraOpNumThreads(created, Threads), "Setting the session's threads");
                OrtApi.Check(OrtApi.SetInterOpNumThreads(created, 1), "Setting the session's threads");
                Configure(created, "session.intra_op.allow_spinning", Spinning ? "1" : "0");
            }

            if (!MemoryArena)
            {
                OrtApi.Check(OrtApi.DisableCpuMemArena(created), "Turning the memory arena off");
                OrtApi.Check(OrtApi.DisableMemPattern(created), "Turning the memory pattern off");
            }

            // Weights outside the arena: its doubling growth would otherwise reserve up to twice their size.
            Configure(created, "session.use_device_allocator_for_initializers", "1");
            if (OptimizedModelPath is not null)
            {
                fixed (byte* path = OrtApi.PathBytes(OptimizedModelPath))
                    OrtApi.Check(OrtApi.SetOptimizedModelFilePath(created, path), $"Setting {OptimizedModelPath} as the optimised model's file");
            }

            return handle;
        }
        catch
        {
            handle.Dispose();
            throw;
        }
    }

    private static unsafe void Configure(nint options, string key, string value)
    {
        fixed (byte* keyBytes = Encoding.UTF8.GetBytes(key + '\0'), valueBytes = Encoding.UTF8.GetBytes(value + '\0'))
            OrtApi.Check(OrtApi.AddSessionConfigEntry(options, keyBytes, valueBytes), $"Setting {key}");
    }
}

/// <summary>ONNX Runtime's levels of graph optimisation, with the C API's values.</summary>
internal enum OrtGraphOptimization
{
    /// <summary>The graph as it is in the file.</summary>
    None = 0,

    /// <summary>Constant folding and other rewrites that hold on any hardware.</summary>
    Basic = 1,

    /// <summary>Fusions for the CPU too.</summary>
    Extended = 2,

    /// <summary>Memory layout too.</summary>
    All = 99,
}

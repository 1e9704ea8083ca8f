using System.Diagnostics;
using System.Numerics.Tensors;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using System.Text.Json;
using ClipSearch.Core.Models;

namespace ClipSearch.Benchmarks.Peers;

/// <summary>Measures what no program on this machine exceeds: memory bandwidth and multiplications.</summary>
internal static partial class MachineLimits
{
    private const int Runs = 7;
    private const int Accumulators = 8;
    private const long Steps = 50_000_000;

    /// <summary>The bytes that are read, well beyond the caches.</summary>
    private const long Bytes = 1L << 30;

    private const int HugePage = 1 << 21;

    /// <summary>MADV_HUGEPAGE of Linux.</summary>
    private const int AdviceHugePage = 14;

    /// <summary>The width of CLIP's text encoder if <c>config.json</c> has none, the default of transformers' CLIPTextConfig.</summary>
    private const int DefaultTextWidth = 512;

    /// <summary>Returns the speed at which threads together read memory, in GB/s: the best of several runs.</summary>
    /// <param name="threads">The number of threads.</param>
    /// <param name="hugePages">Whether the memory has pages of 2 MiB, if the system offers them; otherwise its usual pages.</param>
    public static unsafe double ReadBandwidth(int threads, bool hugePages)
    {
        var memory = (float*)NativeMemory.AlignedAlloc((nuint)Bytes, HugePage);
        try
        {
            if (hugePages && OperatingSystem.IsLinux())
                _ = Advise(memory, (nuint)Bytes, AdviceHugePage);
            var share = (int)(Bytes / sizeof(float) / threads);
            for (var i = 0; i < threads; i++)
                new Span<float>(memory + ((long)i * share), share).Fill(1);
            return Best(threads, i => TensorPrimitives.Sum(new ReadOnlySpan<float>(memory + ((long)i * share), share)), (double)share * sizeof(float) * threads / 1e9);
        }
        finally
        {
            NativeMemory.AlignedFree(memory);
        }
    }

    /// <summary>Returns the multiply-adds in single precision of threads together, in GFLOP/s (two for each): the best of several runs.</summary>
    public static double Multiplications(int threads) => Best(threads, _ => MultiplyAdd(Steps), (double)Steps * Accumulators * Vector512<float>.Count * 2 * threads / 1e9);

    /// <summary>
    /// Returns the bytes of weights that a short text reads: the file of the text encoder without the embeddings of the vocabulary, of which it
    /// reads some rows.
    /// </summary>
    public static double TextBytes(ModelFolder model)
    {
        using var config = Config(model);
        var width = config.RootElement.GetProperty("text_config").TryGetProperty("hidden_size", out var size) ? size.GetInt32() : DefaultTextWidth;
        return new FileInfo(model.GraphPath(EncoderKind.Text)).Length - ((double)model.Config.VocabularySize * width * sizeof(float));
    }

    /// <summary>
    /// Returns the operations of an image in GFLOP: two for each weight and patch, since each patch is multiplied with nearly all weights. For
    /// ViT-B/32 that is within 1 % of the sum over its matrix products.
    /// </summary>
    public static double ImageOperations(ModelFolder model)
    {
        using var config = Config(model);
        var patches = model.Config.Pixels.CropSize / config.RootElement.GetProperty("vision_config").GetProperty("patch_size").GetInt32();
        var weights = new FileInfo(model.GraphPath(EncoderKind.Image)).Length / sizeof(float);
        return 2.0 * weights * ((patches * patches) + 1) / 1e9;
    }

    private static JsonDocument Config(ModelFolder model) => JsonDocument.Parse(File.ReadAllBytes(model.PathOf(ModelConfig.ConfigFile)));

    /// <summary>Runs an action on several threads at the same time.</summary>
    /// <returns>The amount of all threads divided by the seconds of the fastest run.</returns>
    private static double Best(int threads, Action<int> action, double amount)
    {
        var best = 0.0;
        for (var run = 0; run < Runs; run++)
        {
            using var barrier = new Barrier(threads + 1);
            Thread[] started = [.. Enumerable.Range(0, threads).Select(i => new Thread(() =>
            {
                barrier.SignalAndWait();
                action(i);
            }))];
            foreach (var thread in started)
                thread.Start();
            barrier.SignalAndWait();
            var start = Stopwatch.GetTimestamp();
            foreach (var thread in started)
                thread.Join();
            best = Math.Max(best, amount / Stopwatch.GetElapsedTime(start).TotalSeconds);
        }

        return best;
    }

    /// <summary>Multiplies and adds in registers only, in as many independent chains as hide the latency.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    private static float MultiplyAdd(long steps)
    {
        var (x, y) = (Vector512.Create(0.999f), Vector512.Create(0.001f));
        Vector512<float> a = x, b = x, c = x, d = x, e = x, f = x, g = x, h = x;
        for (var i = 0L; i < steps; i++)
        {
            a = Vector512.FusedMultiplyAdd(a, x, y);
            b = Vector512.FusedMultiplyAdd(b, x, y);
            c = Vector512.FusedMultiplyAdd(c, x, y);
            d = Vector512.FusedMultiplyAdd(d, x, y);
            e = Vector512.FusedMultiplyAdd(e, x, y);
            f = Vector512.FusedMultiplyAdd(f, x, y);
            g = Vector512.FusedMultiplyAdd(g, x, y);
            h = Vector512.FusedMultiplyAdd(h, x, y);
        }

        return Vector512.Sum(a + b + c + d + (e + f + g + h));
    }

    [LibraryImport("libc", EntryPoint = "madvise")]
    private static unsafe partial int Advise(void* address, nuint length, int advice);
}

using System.Globalization;
using System.Runtime.InteropServices;
using ClipSearch.Core.Native;

namespace ClipSearch.Tests.Native;

public sealed class HugePagesTests
{
    private const int Block = 16 << 20;
    private const string Setting = "/sys/kernel/mm/transparent_hugepage/enabled";

    [Fact]
    public unsafe void New_memory_moves_to_huge_pages_and_keeps_its_content()
    {
        var pages = HugePages.Watch();
        var memory = (byte*)NativeMemory.Alloc(Block);
        try
        {
            for (var i = 0; i < Block; i++)
                memory[i] = (byte)(i * 31);
            var before = HugeKibibytes();

            pages.Apply();

            for (var i = 0; i < Block; i++)
                Assert.True(memory[i] == (byte)(i * 31));
            // Other memory may be given back meanwhile, but not as much as that.
            if (File.Exists(Setting) && !File.ReadAllText(Setting).Contains("[never]", StringComparison.Ordinal))
                Assert.InRange(HugeKibibytes() - before, Block / 2 >> 10, long.MaxValue);
        }
        finally
        {
            NativeMemory.Free(memory);
        }
    }

    private static long HugeKibibytes() => long.Parse(
        File.ReadLines("/proc/self/smaps_rollup").Single(line => line.StartsWith("AnonHugePages:", StringComparison.Ordinal)).Split(' ', StringSplitOptions.RemoveEmptyEntries)[1], CultureInfo.InvariantCulture);
}

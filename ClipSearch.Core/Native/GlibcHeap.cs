using System.Runtime.InteropServices;

namespace ClipSearch.Core.Native;

/// <summary>Configures glibc's malloc to return large blocks to the system. Other C libraries do this by default.</summary>
internal static partial class GlibcHeap
{
    private const int TrimThreshold = -1;
    private const int MmapThreshold = -3;
    private const int OneMebibyte = 1 << 20;

    /// <summary>The free memory at the end of the heap that is kept, in MiB.</summary>
    private const int KeptMebibytes = 16;

    /// <summary>
    /// Fixes the size from which glibc maps a block, and so unmaps it when freed, at 1 MiB. By default glibc raises it to 32 MiB as blocks
    /// are freed. Model weights are then allocated on the heap, where freed space stays resident. Measured with ViT-B/32, fp32: text
    /// encoder loaded 399 → 314 MB resident, both loaded 924 → 667 MB, after unloading the image encoder 909 → 328 MB. Without a threshold of its
    /// own, glibc would then also give back the end of the heap at each block of 128 KiB, and libvips frees and allocates hundreds of these
    /// for each photo: to decode one of 341 × 512 pixels took 16 ms instead of 1.8 (benchmark <c>steps</c>).
    /// </summary>
    public static void ReturnLargeBlocks()
    {
        if (!OperatingSystem.IsLinux())
            return;
        try
        {
            // A failure (0) keeps the default, which only uses more memory.
            _ = mallopt(MmapThreshold, OneMebibyte);
            _ = mallopt(TrimThreshold, KeptMebibytes * OneMebibyte);
        }
        catch (EntryPointNotFoundException)
        {
            // musl has neither mallopt nor such a threshold.
        }
    }

    /// <summary>Returns free heap memory to the system. Call it once after an operation that used much memory.</summary>
    public static void Trim()
    {
        if (!OperatingSystem.IsLinux())
            return;
        try
        {
            _ = malloc_trim(0);
        }
        catch (EntryPointNotFoundException)
        {
            // musl returns free memory automatically.
        }
    }

    [LibraryImport("libc")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int mallopt(int parameter, int value);

    [LibraryImport("libc")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int malloc_trim(nuint keep);
}

using System.Runtime.InteropServices;
using ClipSearch.Core.Monitoring;

namespace ClipSearch.Core.Native.Vips;

/// <summary>The error buffer of libvips. There is one per process, to which every thread appends.</summary>
internal static unsafe class VipsErrorBuffer
{
    private const int MaxLength = 300;

    /// <summary>Empties the buffer.</summary>
    public static void Clear() => VipsApi.vips_error_clear();

    /// <summary>
    /// Empties the buffer and returns its distinct lines on one line, without control characters and the final full stop. What libvips says
    /// of its source is left out if there is more: it follows from the reason.
    /// </summary>
    public static string Take()
    {
        var buffer = VipsApi.vips_error_buffer_copy();
        var text = Marshal.PtrToStringUTF8(buffer) ?? "";
        VipsApi.g_free((void*)buffer);
        var all = text.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Distinct().ToList();
        var lines = all.Exists(line => !IsOfSource(line)) ? all.Where(line => !IsOfSource(line)) : all;
        var words = SingleLine.Of(string.Join("; ", lines)).TrimEnd('.');
        return words.Length == 0 ? "libvips reported no reason" : words.Length <= MaxLength ? words : words[..MaxLength] + "…";
    }

    private static bool IsOfSource(string line) => line.StartsWith("source:", StringComparison.Ordinal);
}

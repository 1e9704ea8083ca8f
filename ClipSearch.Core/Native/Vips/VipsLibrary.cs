using System.Reflection;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace ClipSearch.Core.Native.Vips;

/// <summary>Loads and initialises libvips once per process, blocks its loaders and leaves parallelism to its callers.</summary>
internal static unsafe class VipsLibrary
{
    /// <summary>The environment variable with the path of another libvips than the bundled one.</summary>
    public const string PathVariable = "LIBVIPS_PATH";

    private const int OldestMajor = 8;
    private const int OldestMinor = 13;
    private const int AllLogLevels = ~0;
    private static readonly Lazy<Libraries> Loaded = new(LoadLibraries);
    private static readonly Lazy<string> Started = new(StartOnce);

    /// <summary>Initialises libvips. Later calls return immediately.</summary>
    /// <returns>The version of libvips, for example "8.18.7".</returns>
    /// <exception cref="DllNotFoundException">libvips is missing or older than 8.13. The message contains the remedy.</exception>
    public static string Start() => Started.Value;

    private static Libraries LoadLibraries()
    {
        var vips = NativeEngine.Load("libvips", ["libvips.so.42", "libvips.42.dylib", "libvips-42.dll"], PathVariable);
        return new Libraries(
            vips,
            Companion(vips, "g_object_unref", "libgobject-2.0.so.0", "libgobject-2.0.0.dylib", "libgobject-2.0-0.dll"),
            Companion(vips, "g_free", "libglib-2.0.so.0", "libglib-2.0.0.dylib", "libglib-2.0-0.dll"));
    }

    /// <summary>Finds GObject or GLib. The bundled libvips contains both; a system libvips uses the libraries of the system.</summary>
    private static nint Companion(nint vips, string symbol, params string[] fileNames) =>
        NativeLibrary.TryGetExport(vips, symbol, out _) ? vips : NativeEngine.Load("GLib (for libvips)", fileNames, "LIBVIPS_GLIB_PATH");

    private static string StartOnce()
    {
        _ = Loaded.Value; // A missing library is reported by its own exception, not by that of a resolver.
        NativeLibrary.SetDllImportResolver(Assembly.GetExecutingAssembly(), Resolve);

        var version = $"{VipsApi.vips_version(0)}.{VipsApi.vips_version(1)}.{VipsApi.vips_version(2)}";
        if ((VipsApi.vips_version(0), VipsApi.vips_version(1)).CompareTo((OldestMajor, OldestMinor)) < 0)
            throw new DllNotFoundException($"libvips {version} is too old; ClipSearch needs {OldestMajor}.{OldestMinor} or later. Unset LIBVIPS_PATH to use the bundled one.");
        if (VipsApi.vips_init("ClipSearch") != 0)
            throw new DllNotFoundException($"libvips {version} cannot be initialised: {VipsErrorBuffer.Take()}.");

        // Warnings would be written to standard error, between the lines of a progress bar. Relevant errors make the call fail.
        VipsApi.g_log_set_handler("VIPS", AllLogLevels, &DropLog, null);
        // Callers decode several images in parallel, each on its own thread.
        VipsApi.vips_concurrency_set(1);
        // Images are not decoded twice in a row, so a cache gains nothing. A cached operation would keep the caller's memory in use.
        VipsApi.vips_cache_set_max(0);
        // An untrusted file must not choose its parser from dozens. ImageLoader unblocks the allowed loaders.
        VipsApi.vips_operation_block_set("VipsForeignLoad", 1);
        return version;
    }

    private static nint Resolve(string name, Assembly assembly, DllImportSearchPath? searchPath) => name switch
    {
        VipsApi.Vips => Loaded.Value.Vips,
        VipsApi.GObject => Loaded.Value.GObject,
        VipsApi.GLib => Loaded.Value.GLib,
        _ => 0,
    };

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static void DropLog(byte* domain, int level, byte* message, void* userData)
    {
    }

    private sealed record Libraries(nint Vips, nint GObject, nint GLib);
}

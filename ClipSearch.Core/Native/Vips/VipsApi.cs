using System.Runtime.InteropServices;

namespace ClipSearch.Core.Native.Vips;

/// <summary>
/// The functions of libvips and GObject that ClipSearch uses, grouped as in https://www.libvips.org/API/current/ and
/// https://docs.gtk.org/gobject/. None is variadic. The caller must have called <see cref="VipsLibrary.Start"/>.
/// </summary>
internal static unsafe partial class VipsApi
{
    public const string Vips = "libvips";
    public const string GObject = "libgobject";
    public const string GLib = "libglib";

    /// <summary>VIPS_FORMAT_UCHAR: 8 bits per channel.</summary>
    public const int UcharFormat = 0;

    // Init and startup
    [LibraryImport(Vips, StringMarshalling = StringMarshalling.Utf8)]
    public static partial int vips_init(string programName);

    [LibraryImport(Vips)]
    public static partial int vips_version(int flag);

    [LibraryImport(Vips)]
    public static partial void vips_concurrency_set(int concurrency);

    // VipsOperation
    [LibraryImport(Vips, StringMarshalling = StringMarshalling.Utf8)]
    public static partial VipsOperationHandle vips_operation_new(string nickname);

    [LibraryImport(Vips, StringMarshalling = StringMarshalling.Utf8)]
    public static partial void vips_operation_block_set(string className, int blocked);

    /// <summary>Builds the operation. Returns it with a reference owned by the caller, or null.</summary>
    [LibraryImport(Vips)]
    public static partial VipsOperationHandle vips_cache_operation_build(VipsOperationHandle operation);

    [LibraryImport(Vips)]
    public static partial void vips_cache_set_max(int max);

    // VipsObject
    [LibraryImport(Vips, StringMarshalling = StringMarshalling.Utf8)]
    public static partial int vips_object_set_argument_from_string(VipsOperationHandle operation, string name, string value);

    [LibraryImport(Vips)]
    public static partial void vips_object_unref_outputs(VipsOperationHandle operation);

    // VipsSource and VipsForeign. The source reads the caller's memory, which must outlive it.
    [LibraryImport(Vips)]
    public static partial VipsSourceHandle vips_source_new_from_memory(nint data, nuint length);

    /// <summary>Returns the class name of the loader, owned by libvips, or null.</summary>
    [LibraryImport(Vips)]
    public static partial nint vips_foreign_find_load_source(VipsSourceHandle source);

    // VipsImage. An image from memory reads the caller's memory, which must outlive it.
    [LibraryImport(Vips)]
    public static partial VipsImageHandle vips_image_new_from_memory(nint data, nuint size, int width, int height, int bands, int format);

    [LibraryImport(Vips)]
    public static partial int vips_image_get_width(VipsImageHandle image);

    [LibraryImport(Vips)]
    public static partial int vips_image_get_height(VipsImageHandle image);

    [LibraryImport(Vips)]
    public static partial int vips_image_get_bands(VipsImageHandle image);

    /// <summary>Returns the VipsBandFormat, the type of a sample.</summary>
    [LibraryImport(Vips)]
    public static partial int vips_image_get_format(VipsImageHandle image);

    /// <summary>Sets whether the next region of the image fails. Any thread that holds a reference may call it.</summary>
    [LibraryImport(Vips)]
    public static partial void vips_image_set_kill(nint image, int kill);

    [LibraryImport(Vips)]
    public static partial int vips_image_hasalpha(VipsImageHandle image);

    [LibraryImport(Vips)]
    public static partial int vips_image_get_orientation(VipsImageHandle image);

    /// <summary>Returns the number of pages or frames, as far as the loader knows it; otherwise 1.</summary>
    [LibraryImport(Vips)]
    public static partial int vips_image_get_n_pages(VipsImageHandle image);

    [LibraryImport(Vips, StringMarshalling = StringMarshalling.Utf8)]
    public static partial nuint vips_image_get_typeof(VipsImageHandle image, string field);

    /// <summary>Reads a string that is owned by the image.</summary>
    [LibraryImport(Vips, StringMarshalling = StringMarshalling.Utf8)]
    public static partial int vips_image_get_string(VipsImageHandle image, string field, out nint value);

    /// <summary>Reads bytes that are owned by the image.</summary>
    [LibraryImport(Vips, StringMarshalling = StringMarshalling.Utf8)]
    public static partial int vips_image_get_blob(VipsImageHandle image, string field, out byte* data, out nuint length);

    [LibraryImport(Vips, StringMarshalling = StringMarshalling.Utf8)]
    public static partial void vips_image_set_int(VipsImageHandle image, string field, int value);

    // VipsRegion
    [LibraryImport(Vips)]
    public static partial VipsRegionHandle vips_region_new(VipsImageHandle image);

    /// <summary>Computes an area. Returns a copy to be freed with <see cref="g_free"/>, or null.</summary>
    [LibraryImport(Vips)]
    public static partial byte* vips_region_fetch(VipsRegionHandle region, int left, int top, int width, int height, out nuint length);

    // VipsBlob
    [LibraryImport(Vips)]
    public static partial nuint vips_blob_get_type();

    [LibraryImport(Vips)]
    public static partial byte* vips_blob_get(nint blob, out nuint length);

    // Error messages. The process has one buffer.
    /// <summary>Returns a copy of the buffer, to be freed with <see cref="g_free"/>, and empties the buffer.</summary>
    [LibraryImport(Vips)]
    public static partial nint vips_error_buffer_copy();

    [LibraryImport(Vips)]
    public static partial void vips_error_clear();

    // GObject
    [LibraryImport(GObject)]
    public static partial void g_object_unref(nint instance);

    /// <summary>Returns the type of a class; 0 if there is none.</summary>
    [LibraryImport(GObject, StringMarshalling = StringMarshalling.Utf8)]
    public static partial nuint g_type_from_name(string name);

    [LibraryImport(GObject, StringMarshalling = StringMarshalling.Utf8)]
    public static partial void g_object_set_property(VipsOperationHandle operation, string name, in GValue value);

    [LibraryImport(GObject, StringMarshalling = StringMarshalling.Utf8)]
    public static partial void g_object_get_property(VipsOperationHandle operation, string name, ref GValue value);

    [LibraryImport(GObject)]
    public static partial void g_value_init(ref GValue value, nuint type);

    [LibraryImport(GObject)]
    public static partial void g_value_set_object(ref GValue value, GObjectHandle instance);

    /// <summary>Returns the object with a reference owned by the caller.</summary>
    [LibraryImport(GObject)]
    public static partial VipsImageHandle g_value_dup_object(in GValue value);

    /// <summary>Returns the boxed value, owned by the GValue.</summary>
    [LibraryImport(GObject)]
    public static partial nint g_value_get_boxed(in GValue value);

    [LibraryImport(GObject)]
    public static partial void g_value_unset(ref GValue value);

    // GLib
    [LibraryImport(GLib)]
    public static partial void g_free(void* memory);

    [LibraryImport(GLib, StringMarshalling = StringMarshalling.Utf8)]
    public static partial uint g_log_set_handler(
        string domain, int levels, delegate* unmanaged[Cdecl]<byte*, int, byte*, void*, void> handler, void* userData);
}

/// <summary>A GValue of GObject: a type and two machine words of data.</summary>
[StructLayout(LayoutKind.Sequential)]
internal struct GValue
{
    /// <summary>G_TYPE_OBJECT, the fundamental type of objects of any class.</summary>
    public const nuint ObjectType = 20 << 2;

    private readonly nuint _type;
    private readonly ulong _data0;
    private readonly ulong _data1;
}

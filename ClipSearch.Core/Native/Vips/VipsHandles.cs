using System.Runtime.InteropServices;

namespace ClipSearch.Core.Native.Vips;

/// <summary>A handle that owns one reference to a GObject.</summary>
internal abstract class GObjectHandle() : SafeHandle(0, ownsHandle: true)
{
    public override bool IsInvalid => handle == 0;

    protected override bool ReleaseHandle()
    {
        VipsApi.g_object_unref(handle);
        return true;
    }
}

/// <summary>A handle of a VipsOperation.</summary>
internal sealed class VipsOperationHandle : GObjectHandle;

/// <summary>A handle of a VipsSource.</summary>
internal sealed class VipsSourceHandle : GObjectHandle;

/// <summary>A handle of a VipsImage. Most images are a pipeline that a <see cref="VipsRegionHandle"/> computes.</summary>
internal sealed class VipsImageHandle : GObjectHandle;

/// <summary>A handle of a VipsRegion. Use it only on the thread that created it.</summary>
internal sealed class VipsRegionHandle : GObjectHandle;

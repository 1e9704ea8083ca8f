using System.Runtime.InteropServices;

namespace ClipSearch.Core.Native.Vips;

/// <summary>One reference to a GObject.</summary>
internal abstract class GObjectHandle() : SafeHandle(0, ownsHandle: true)
{
    public override bool IsInvalid => handle == 0;

    protected override bool ReleaseHandle()
    {
        VipsApi.g_object_unref(handle);
        return true;
    }
}

/// <summary>A VipsOperation.</summary>
internal sealed class VipsOperationHandle : GObjectHandle;

/// <summary>A VipsSource.</summary>
internal sealed class VipsSourceHandle : GObjectHandle;

/// <summary>A VipsImage; most are a plan of work that a <see cref="VipsRegionHandle"/> carries out.</summary>
internal sealed class VipsImageHandle : GObjectHandle;

/// <summary>A VipsRegion; for the thread that made it.</summary>
internal sealed class VipsRegionHandle : GObjectHandle;

using System.Runtime.InteropServices;

namespace ClipSearch.Core.Native.OnnxRuntime;

/// <summary>An OrtSession; the process's <see cref="OrtEnvironment"/> outlives it.</summary>
internal sealed unsafe class OrtSessionHandle(nint handle) : SafeHandle(handle, ownsHandle: true)
{
    public override bool IsInvalid => handle == 0;

    protected override bool ReleaseHandle()
    {
        OrtApi.ReleaseSession(handle);
        return true;
    }
}

/// <summary>An OrtSessionOptions.</summary>
internal sealed unsafe class OrtSessionOptionsHandle(nint handle) : SafeHandle(handle, ownsHandle: true)
{
    public override bool IsInvalid => handle == 0;

    protected override bool ReleaseHandle()
    {
        OrtApi.ReleaseSessionOptions(handle);
        return true;
    }
}

/// <summary>An OrtValue over memory that its <see cref="OrtTensor"/> keeps pinned.</summary>
internal sealed unsafe class OrtValueHandle(nint handle) : SafeHandle(handle, ownsHandle: true)
{
    public override bool IsInvalid => handle == 0;

    protected override bool ReleaseHandle()
    {
        OrtApi.ReleaseValue(handle);
        return true;
    }
}

namespace ClipSearch.Core.Native.Vips;

/// <summary>A libvips operation that is created by name, receives arguments and is built once.</summary>
internal sealed unsafe class VipsOperation : IDisposable
{
    private VipsOperationHandle _handle;

    /// <param name="nickname">The nickname, for example "thumbnail_source", or a class name such as "VipsForeignLoadPngSource".</param>
    /// <exception cref="VipsFailure">The installed libvips has no such operation.</exception>
    public VipsOperation(string nickname)
    {
        _handle = VipsApi.vips_operation_new(nickname);
        if (_handle.IsInvalid)
            throw new VipsFailure();
    }

    /// <summary>Sets an argument to a number, an enum value ("sequential"), a flag ("true") or an array ("255 255 255").</summary>
    public VipsOperation With(string argument, string value)
    {
        if (VipsApi.vips_object_set_argument_from_string(_handle, argument, value) != 0)
            throw new VipsFailure();
        return this;
    }

    /// <summary>Sets an argument to an image or a source. The operation holds its own reference.</summary>
    public VipsOperation With(string argument, GObjectHandle instance)
    {
        GValue value = default;
        VipsApi.g_value_init(ref value, GValue.ObjectType);
        VipsApi.g_value_set_object(ref value, instance);
        VipsApi.g_object_set_property(_handle, argument, value);
        VipsApi.g_value_unset(ref value);
        return this;
    }

    /// <summary>Builds the operation and returns the output image.</summary>
    /// <exception cref="VipsFailure">libvips reported an error.</exception>
    public VipsImageHandle BuildImage()
    {
        Build();
        GValue value = default;
        VipsApi.g_value_init(ref value, GValue.ObjectType);
        VipsApi.g_object_get_property(_handle, "out", ref value);
        var image = VipsApi.g_value_dup_object(value);
        VipsApi.g_value_unset(ref value);
        return image;
    }

    /// <summary>Builds an operation that saves to memory and returns the output.</summary>
    /// <exception cref="VipsFailure">libvips reported an error.</exception>
    public byte[] BuildBytes()
    {
        Build();
        GValue value = default;
        VipsApi.g_value_init(ref value, VipsApi.vips_blob_get_type());
        VipsApi.g_object_get_property(_handle, "buffer", ref value);
        var bytes = new ReadOnlySpan<byte>(
            VipsApi.vips_blob_get(VipsApi.g_value_get_boxed(value), out var length), checked((int)length)).ToArray();
        VipsApi.g_value_unset(ref value);
        return bytes;
    }

    public void Dispose()
    {
        if (_handle.IsClosed)
            return;
        // A built operation and its outputs refer to each other. Only this call breaks the cycle.
        VipsApi.vips_object_unref_outputs(_handle);
        _handle.Dispose();
    }

    private void Build()
    {
        var built = VipsApi.vips_cache_operation_build(_handle);
        if (built.IsInvalid)
            throw new VipsFailure();
        _handle.Dispose();
        _handle = built;
    }
}

using System.Buffers;

namespace ClipSearch.Core.Native.OnnxRuntime;

/// <summary>A tensor over the caller's memory, which stays pinned until this is disposed: nothing is copied.</summary>
internal sealed unsafe class OrtTensor : IDisposable
{
    private MemoryHandle _pin;

    private OrtTensor(OrtValueHandle value, MemoryHandle pin)
    {
        Value = value;
        _pin = pin;
    }

    internal OrtValueHandle Value { get; }

    /// <summary>Makes a tensor.</summary>
    /// <typeparam name="T"><see cref="float"/>, <see cref="int"/> or <see cref="long"/>.</typeparam>
    /// <param name="data">The elements, row by row; an input is read and an output written in place.</param>
    /// <param name="shape">The dimensions; their product is the length of <paramref name="data"/>.</param>
    public static OrtTensor Over<T>(Memory<T> data, params ReadOnlySpan<long> shape)
        where T : unmanaged
    {
        var elements = 1L;
        foreach (var dimension in shape)
            elements = checked(elements * dimension);
        if (elements != data.Length)
            throw new ArgumentException($"A tensor of shape [{string.Join(", ", shape.ToArray())}] has {elements} elements; the memory has {data.Length}.", nameof(data));

        var pin = data.Pin();
        nint value;
        try
        {
            fixed (long* dimensions = shape)
            {
                OrtApi.Check(
                    OrtApi.CreateTensorWithDataAsOrtValue(
                        OrtEnvironment.CpuMemory, pin.Pointer, (nuint)(data.Length * sizeof(T)), dimensions, (nuint)shape.Length, (int)OrtElement.Of<T>(), &value),
                    "Creating a tensor");
            }
        }
        catch
        {
            pin.Dispose();
            throw;
        }

        return new OrtTensor(new OrtValueHandle(value), pin);
    }

    public void Dispose()
    {
        Value.Dispose();
        _pin.Dispose();
    }
}

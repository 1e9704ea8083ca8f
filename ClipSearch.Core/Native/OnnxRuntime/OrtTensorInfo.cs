namespace ClipSearch.Core.Native.OnnxRuntime;

/// <summary>What a model declares of an input or output.</summary>
/// <param name="Name">Its name in the graph.</param>
/// <param name="ElementType">The type of its elements.</param>
/// <param name="Shape">Its dimensions; −1 where any size goes, as for the batch.</param>
internal sealed record OrtTensorInfo(string Name, OrtElementType ElementType, IReadOnlyList<long> Shape)
{
    public override string ToString() => $"{Name}: {ElementType} [{string.Join(", ", Shape)}]";
}

/// <summary>Element types, with the C API's values (ONNXTensorElementDataType); others keep their number.</summary>
internal enum OrtElementType
{
    Float = 1,
    Int32 = 6,
    Int64 = 7,
}

internal static class OrtElement
{
    public static OrtElementType Of<T>()
        where T : unmanaged =>
        typeof(T) == typeof(float) ? OrtElementType.Float
        : typeof(T) == typeof(int) ? OrtElementType.Int32
        : typeof(T) == typeof(long) ? OrtElementType.Int64
        : throw new NotSupportedException($"Tensors hold float, int or long, not {typeof(T).Name}.");
}

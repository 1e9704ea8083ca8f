using System.Globalization;
using System.Runtime.InteropServices;
using Google.Protobuf;
using Onnx;

namespace ClipSearch.Core.Embeddings.Graphs;

/// <summary>A constant tensor of a graph, in the model file or in a file that it refers to.</summary>
/// <param name="tensor">Its declaration.</param>
/// <param name="folder">The folder of the model file.</param>
internal sealed class OnnxWeight(TensorProto tensor, string folder)
{
    /// <summary>Weights of at least this many bytes are written to the data file. Smaller ones are needed to optimise the graph.</summary>
    private const int MinExternalBytes = 1024;

    /// <summary>The alignment of a weight in the data file, in bytes. Memory is mapped in pages of this size.</summary>
    private const int Alignment = 4096;

    private const int CopyBytes = 1 << 20;

    /// <summary>The lengths of the dimensions.</summary>
    public IReadOnlyList<long> Shape => tensor.Dims;

    /// <summary>Whether the elements are floats of 32 bits.</summary>
    public bool IsFloat => tensor.DataType == (int)TensorProto.Types.DataType.Float;

    /// <summary>The number of elements.</summary>
    public long Count => Shape.Aggregate(1L, (count, length) => count * length);

    /// <summary>Reads the elements of a weight of floats, in row-major order.</summary>
    /// <exception cref="InvalidDataException">The elements are not floats.</exception>
    public float[] Floats()
    {
        if (!IsFloat)
            throw new InvalidDataException($"The weight {tensor.Name} has elements of type {tensor.DataType}; expected {(int)TensorProto.Types.DataType.Float}.");
        if (!IsExternal && tensor.RawData.IsEmpty)
            return [.. tensor.FloatData];
        var values = new float[Count];
        ReadBytes(MemoryMarshal.AsBytes(values.AsSpan()), 0);
        return values;
    }

    /// <summary>Returns the value of a weight of floats with one element; null for another weight.</summary>
    public float? Scalar() => IsFloat && Count == 1 ? Floats()[0] : null;

    /// <summary>Returns the elements of a weight of int64; null for another weight.</summary>
    public long[]? Integers()
    {
        if (tensor.DataType != (int)TensorProto.Types.DataType.Int64)
            return null;
        if (!IsExternal && tensor.RawData.IsEmpty)
            return [.. tensor.Int64Data];
        var values = new long[Count];
        ReadBytes(MemoryMarshal.AsBytes(values.AsSpan()), 0);
        return values;
    }

    /// <summary>Writes the elements to the data file, unless they are few.</summary>
    /// <param name="data">The data file.</param>
    /// <param name="dataName">Its name.</param>
    /// <returns>The declaration for the model file.</returns>
    public TensorProto Write(FileStream data, string dataName)
    {
        if (!IsExternal && (tensor.RawData.Length < MinExternalBytes))
            return tensor;
        data.Position = (data.Position + Alignment - 1) / Alignment * Alignment;
        var (start, length) = (data.Position, IsExternal ? ExternalLength : tensor.RawData.Length);
        var buffer = new byte[Math.Min(length, CopyBytes)];
        for (long done = 0; done < length; done += buffer.Length)
        {
            var part = buffer.AsSpan(0, (int)Math.Min(buffer.Length, length - done));
            ReadBytes(part, done);
            data.Write(part);
        }

        var declaration = new TensorProto { Name = tensor.Name, DataType = tensor.DataType, DataLocation = TensorProto.Types.DataLocation.External };
        declaration.Dims.AddRange(tensor.Dims);
        declaration.ExternalData.Add(Entry("location", dataName));
        declaration.ExternalData.Add(Entry("offset", start.ToString(CultureInfo.InvariantCulture)));
        declaration.ExternalData.Add(Entry("length", length.ToString(CultureInfo.InvariantCulture)));
        return declaration;
    }

    private bool IsExternal => tensor.DataLocation == TensorProto.Types.DataLocation.External;

    private long ExternalLength => long.Parse(External("length"), CultureInfo.InvariantCulture);

    private static StringStringEntryProto Entry(string key, string value) => new() { Key = key, Value = value };

    private string External(string key) => tensor.ExternalData.First(entry => entry.Key == key).Value;

    private void ReadBytes(Span<byte> bytes, long offset)
    {
        if (!IsExternal)
        {
            tensor.RawData.Span.Slice((int)offset, bytes.Length).CopyTo(bytes);
            return;
        }

        using var file = File.OpenHandle(Path.Combine(folder, External("location")));
        var position = offset + (tensor.ExternalData.Any(entry => entry.Key == "offset") ? long.Parse(External("offset"), CultureInfo.InvariantCulture) : 0);
        while (bytes.Length > 0)
        {
            var read = RandomAccess.Read(file, bytes, position);
            if (read == 0)
                throw new EndOfStreamException($"{Path.Combine(folder, External("location"))} ends before the weight {tensor.Name}.");
            bytes = bytes[read..];
            position += read;
        }
    }
}

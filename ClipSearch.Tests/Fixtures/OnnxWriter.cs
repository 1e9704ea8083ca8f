using System.Runtime.InteropServices;
using System.Text;

namespace ClipSearch.Tests.Fixtures;

/// <summary>Writes small ONNX graphs. The numbers of the fields are those of onnx.proto.</summary>
internal static class OnnxWriter
{
    private const long IrVersion = 8;
    private const long Opset = 13;

    private const int VarintWire = 0;
    private const int BytesWire = 2;

    /// <summary>The type of a tensor's elements.</summary>
    public enum Element
    {
        Float = 1,
        Int64 = 7,
    }

    /// <summary>Writes a model.</summary>
    /// <param name="nodes">The results of <see cref="Node"/>, in the order of execution.</param>
    /// <param name="inputs">The results of <see cref="Value"/>.</param>
    /// <param name="output">The result of <see cref="Value"/>.</param>
    /// <param name="weights">The results of <see cref="Weight"/>.</param>
    public static byte[] Model(byte[][] nodes, byte[][] inputs, byte[] output, params byte[][] weights)
    {
        byte[] graph =
        [
            .. nodes.SelectMany(node => Field(1, node)), .. Field(2, "test"), .. weights.SelectMany(weight => Field(5, weight)),
            .. inputs.SelectMany(input => Field(11, input)), .. Field(12, output),
        ];
        return [.. Field(1, IrVersion), .. Field(7, graph), .. Field(8, Field(2, Opset))];
    }

    /// <summary>Describes an operation.</summary>
    public static byte[] Node(string operation, string[] inputs, string output, params byte[][] attributes) =>
    [
        .. inputs.SelectMany(input => Field(1, input)), .. Field(2, output), .. Field(4, operation),
        .. attributes.SelectMany(attribute => Field(5, attribute)),
    ];

    /// <summary>Describes an attribute of an operation that is a whole number.</summary>
    public static byte[] Attribute(string name, long value) => [.. Field(1, name), .. Field(3, value), .. Field(20, 2)];

    /// <summary>Describes an attribute of an operation that is a list of whole numbers.</summary>
    public static byte[] Attribute(string name, long[] values) =>
        [.. Field(1, name), .. values.SelectMany(value => Field(8, value)), .. Field(20, 7)];

    /// <summary>Describes an input or an output.</summary>
    /// <param name="name">The name.</param>
    /// <param name="element">The type of the elements.</param>
    /// <param name="shape">The lengths of the dimensions; null for any length.</param>
    public static byte[] Value(string name, Element element, params long?[] shape)
    {
        var dimensions = shape.SelectMany((length, index) => Field(1, length is { } fix ? Field(1, fix) : Field(2, $"d{index}")));
        byte[] tensor = [.. Field(1, (long)element), .. Field(2, dimensions.ToArray())];
        return [.. Field(1, name), .. Field(2, Field(1, tensor))];
    }

    /// <summary>Describes a constant tensor.</summary>
    public static byte[] Weight(string name, long[] shape, float[] values) =>
    [
        .. shape.SelectMany(length => Field(1, length)), .. Field(2, (long)Element.Float), .. Field(8, name),
        .. Field(9, MemoryMarshal.AsBytes(values.AsSpan()).ToArray()),
    ];

    private static byte[] Field(int number, long value) => [.. Varint(((ulong)number << 3) | VarintWire), .. Varint((ulong)value)];

    private static byte[] Field(int number, string text) => Field(number, Encoding.UTF8.GetBytes(text));

    private static byte[] Field(int number, byte[] bytes) => [.. Varint(((ulong)number << 3) | BytesWire), .. Varint((ulong)bytes.Length), .. bytes];

    private static IEnumerable<byte> Varint(ulong value)
    {
        for (; value >= 0x80; value >>= 7)
            yield return (byte)(value | 0x80);
        yield return (byte)value;
    }
}

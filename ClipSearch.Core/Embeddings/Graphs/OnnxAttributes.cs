using Google.Protobuf;
using Onnx;

namespace ClipSearch.Core.Embeddings.Graphs;

/// <summary>Creates and reads attributes of operations.</summary>
internal static class OnnxAttributes
{
    /// <summary>Creates an attribute that is a whole number.</summary>
    public static AttributeProto Integer(string name, long value) => new() { Name = name, Type = AttributeProto.Types.AttributeType.Int, I = value };

    /// <summary>Creates an attribute that is a float.</summary>
    public static AttributeProto Number(string name, float value) => new() { Name = name, Type = AttributeProto.Types.AttributeType.Float, F = value };

    /// <summary>Creates an attribute that is a list of whole numbers.</summary>
    public static AttributeProto Integers(string name, params long[] values)
    {
        var attribute = new AttributeProto { Name = name, Type = AttributeProto.Types.AttributeType.Ints };
        attribute.Ints.AddRange(values);
        return attribute;
    }

    /// <summary>Returns a whole number; null if the operation lacks the attribute.</summary>
    public static long? IntegerOf(NodeProto node, string name) => node.Attribute.FirstOrDefault(attribute => attribute.Name == name)?.I;

    /// <summary>Returns a list of whole numbers; empty if the operation lacks the attribute.</summary>
    public static IReadOnlyList<long> IntegersOf(NodeProto node, string name) => node.Attribute.FirstOrDefault(attribute => attribute.Name == name)?.Ints ?? [];
}

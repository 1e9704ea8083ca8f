using Onnx;

namespace ClipSearch.Core.Embeddings.Graphs;

/// <summary>
/// Replaces attention that consists of elementary operations by one <c>MultiHeadAttention</c>, and the three projections before it by one
/// product with their joined weights. The result is the same up to rounding. Patterns that are not recognised stay as they are. A match is
/// by structure alone, so the caller compares the embeddings of both graphs.
/// </summary>
internal static class AttentionFusion
{
    /// <summary>Fuses each attention of a graph.</summary>
    /// <param name="graph">The graph.</param>
    /// <param name="isCausal">Whether a mask means that a token attends to itself and earlier tokens.</param>
    /// <returns>The number of fused attentions.</returns>
    public static int Apply(OnnxGraph graph, bool isCausal)
    {
        var count = 0;
        foreach (var softmax in graph.Nodes.Where(node => node.OpType == "Softmax").ToList())
        {
            if (Match(graph, softmax) is not { } attention || (attention.IsMasked && !isCausal))
                continue;
            Fuse(graph, attention);
            count++;
        }

        return count;
    }

    private static Attention? Match(OnnxGraph graph, NodeProto softmax)
    {
        if (Scores(graph, softmax.Input[0], new Chain(1, IsMasked: false)) is not var (product, scores) || Weighted(graph, softmax.Output[0]) is not { } weighted)
            return null;
        if (Heads(graph, product.Input[0]) is not { } query || Heads(graph, product.Input[1]) is not { } key || Heads(graph, weighted.Product.Input[1]) is not { } value)
            return null;
        if ((query.Count ?? key.Count ?? value.Count) is not var (heads, size))
            return null;
        // A factor that is not a constant is computed from the size of a head.
        var scale = query.Scale * key.Scale * scores.Scale;
        return new Attention(query.Projection, key.Projection, value.Projection, weighted.Output, heads, scale ?? 1 / MathF.Sqrt(size), scores.IsMasked);
    }

    /// <summary>Walks from the softmax back to the product of queries and keys.</summary>
    private static (NodeProto Product, Chain Chain)? Scores(OnnxGraph graph, string value, Chain chain)
    {
        if (graph.Producer(value) is not { } node)
            return null;
        switch (node.OpType)
        {
            case "Reshape" or "Identity":
                return Scores(graph, node.Input[0], chain);
            case "Mul" or "Div":
                return Scores(graph, Scaled(graph, node), chain with { Scale = chain.Scale * Factor(graph, node) });
            case "Add":
                var masked = chain with { IsMasked = true };
                return Scores(graph, node.Input[0], masked) ?? Scores(graph, node.Input[1], masked);
            case "MatMul" when graph.Weight(node.Input[0]) is null && graph.Weight(node.Input[1]) is null:
                return (node, chain);
            default:
                return null;
        }
    }

    /// <summary>Walks from the softmax to the product with the values, and on to the joined heads.</summary>
    private static (NodeProto Product, string Output)? Weighted(OnnxGraph graph, string value)
    {
        NodeProto? product = null;
        var isTransposed = false;
        while (graph.OnlyConsumer(value) is { } node)
        {
            value = node.Output[0];
            switch (node.OpType)
            {
                case "Identity" or "Reshape" when !isTransposed:
                    break;
                case "MatMul" when product is null:
                    product = node;
                    break;
                case "Transpose" when product is not null && !isTransposed:
                    isTransposed = true;
                    break;
                case "Reshape" when isTransposed:
                    return (product!, value);
                default:
                    return null;
            }
        }

        return null;
    }

    /// <summary>Walks from the heads of queries, keys or values back to their projection.</summary>
    private static HeadChain? Heads(OnnxGraph graph, string value)
    {
        float? scale = 1;
        (int, int)? count = null;
        while (graph.Producer(value) is { } node)
        {
            switch (node.OpType)
            {
                case "Transpose" or "Identity":
                    value = node.Input[0];
                    break;
                case "Reshape":
                    count = HeadCount(graph, node.Input[1]) ?? count;
                    value = node.Input[0];
                    break;
                case "Mul" or "Div":
                    scale *= Factor(graph, node);
                    value = Scaled(graph, node);
                    break;
                case "Add" or "MatMul":
                    return Linear.Find(graph, value) is { } projection ? new HeadChain(projection, count, scale) : null;
                default:
                    return null;
            }
        }

        return null;
    }

    /// <summary>Returns the number of heads and their size, the last two of four lengths.</summary>
    private static (int Heads, int Size)? HeadCount(OnnxGraph graph, string shape)
    {
        long?[] lengths = graph.Weight(shape)?.Integers() is { } constant ? [.. constant.Select(length => (long?)length)]
            : graph.Producer(shape) is { OpType: "Concat" } concat ? [.. concat.Input.Select(input => graph.Weight(input)?.Integers() is [var length] ? length : (long?)null)]
            : [];
        return lengths is [_, _, > 0 and { } heads, > 0 and { } size] ? ((int)heads, (int)size) : null;
    }

    /// <summary>Returns the constant factor of a product or a quotient; null if it is computed.</summary>
    private static float? Factor(OnnxGraph graph, NodeProto node)
    {
        var factor = graph.Weight(node.Input[1])?.Scalar() ?? (node.OpType == "Mul" ? graph.Weight(node.Input[0])?.Scalar() : null);
        return node.OpType == "Div" ? 1 / factor : factor;
    }

    /// <summary>Returns the operand that is not the factor: a computed factor has no projection among its inputs, so it comes second.</summary>
    private static string Scaled(OnnxGraph graph, NodeProto node) => graph.Weight(node.Input[0]) is null ? node.Input[0] : node.Input[1];

    private static void Fuse(OnnxGraph graph, Attention attention)
    {
        Linear[] projections = [attention.Query, attention.Key, attention.Value];
        var inserted = new List<NodeProto>();
        string[] inputs;
        if (projections.All(projection => projection.Input == attention.Query.Input && projection.Bias is not null))
        {
            var joined = Linear.Join(graph, projections);
            inserted.AddRange(joined.Nodes);
            var split = graph.NewNode("Split", [joined.Output, graph.AddIntegers(graph.NewName("widths"), [.. projections.Select(projection => projection.OutputWidth(graph))])], null, OnnxAttributes.Integer("axis", 2));
            split.Output.Add(graph.NewName("key"));
            split.Output.Add(graph.NewName("value"));
            inserted.Add(split);
            inputs = [.. split.Output];
        }
        else
        {
            inputs = [.. projections.Select(projection => projection.Output)];
        }

        var producer = graph.Producer(attention.Output)!;
        List<AttributeProto> attributes = [OnnxAttributes.Integer("num_heads", attention.Heads), OnnxAttributes.Number("scale", attention.Scale)];
        if (attention.IsMasked)
            attributes.Add(OnnxAttributes.Integer("unidirectional", 1));
        inserted.Add(graph.NewNode("MultiHeadAttention", inputs, attention.Output, [.. attributes]));
        graph.Replace([producer], inserted);
    }

    /// <param name="Query">The projection to queries.</param>
    /// <param name="Key">The projection to keys.</param>
    /// <param name="Value">The projection to values.</param>
    /// <param name="Output">The value with the joined heads, [batch, tokens, width].</param>
    /// <param name="Heads">The number of heads.</param>
    /// <param name="Scale">The factor of the products of queries and keys.</param>
    /// <param name="IsMasked">Whether something is added to those products.</param>
    private sealed record Attention(Linear Query, Linear Key, Linear Value, string Output, int Heads, float Scale, bool IsMasked);

    private readonly record struct Chain(float? Scale, bool IsMasked);

    private sealed record HeadChain(Linear Projection, (int Heads, int Size)? Count, float? Scale);
}

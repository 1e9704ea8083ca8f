using Onnx;

namespace ClipSearch.Core.Embeddings.Graphs;

/// <summary>
/// Computes the last layer of an image encoder for the first token alone, from which the embedding is read. Only keys and values need the
/// other tokens. The result is the same.
/// </summary>
internal sealed class FirstTokenCut
{
    /// <summary>Operations that compute each token from the same token of their inputs, if the other inputs are weights.</summary>
    private static readonly HashSet<string> s_perToken = ["Add", "Sub", "Mul", "Div", "Pow", "Sqrt", "Erf", "Tanh", "Sigmoid", "Gelu", "Identity", "MatMul", "LayerNormalization", "ReduceMean"];

    private readonly OnnxGraph _graph;
    private readonly NodeProto _attention;
    private readonly HashSet<NodeProto> _after;
    private readonly List<NodeProto> _inserted = [];
    private readonly Dictionary<string, string> _firsts = [];

    private FirstTokenCut(OnnxGraph graph, NodeProto attention, HashSet<NodeProto> after)
    {
        _graph = graph;
        _attention = attention;
        _after = after;
    }

    /// <summary>Cuts the last layer. Call this after <see cref="AttentionFusion"/>.</summary>
    /// <returns>Whether the graph has the pattern.</returns>
    public static bool Apply(OnnxGraph graph)
    {
        var attention = graph.Nodes.LastOrDefault(node => node.OpType == "MultiHeadAttention");
        var select = graph.Nodes.LastOrDefault(node => SelectsFirstToken(graph, node));
        if (attention is null || select is null || After(graph, attention, select) is not { } after)
            return false;
        var cut = new FirstTokenCut(graph, attention, after);
        var replaced = select.Clone();
        replaced.Input[0] = cut.FirstOf(select.Input[0]);
        graph.Replace([select], [.. cut._inserted, replaced]);
        return true;
    }

    private static bool SelectsFirstToken(OnnxGraph graph, NodeProto node) => node.OpType switch
    {
        "Gather" => OnnxAttributes.IntegerOf(node, "axis") == 1 && graph.Weight(node.Input[1])?.Integers() is [0],
        "Slice" => node.Input.Count >= 4 && node.Input.Skip(1).Take(3).Select(input => graph.Weight(input)?.Integers()).ToList() is [[0], [1], [1]],
        _ => false,
    };

    /// <summary>Returns what lies between the attention and the selection; null if any of it mixes tokens.</summary>
    private static HashSet<NodeProto>? After(OnnxGraph graph, NodeProto attention, NodeProto select)
    {
        var after = new HashSet<NodeProto>(ReferenceEqualityComparer.Instance);
        var open = new Stack<string>(attention.Output);
        while (open.TryPop(out var value))
        {
            foreach (var node in graph.Consumers(value).Where(node => node != select && after.Add(node)))
            {
                if (!s_perToken.Contains(node.OpType) || !node.Input.All(input => graph.Weight(input) is not { } weight || weight.Shape.Count < 2 || node.OpType == "MatMul"))
                    return null;
                foreach (var output in node.Output)
                    open.Push(output);
            }
        }

        return after;
    }

    /// <summary>Returns the name of a value's first token, [batch, 1, width].</summary>
    private string FirstOf(string value)
    {
        if (!_firsts.TryGetValue(value, out var first))
        {
            var node = _graph.Producer(value);
            _firsts[value] = first = node == _attention ? OfAttention() : node is not null && _after.Contains(node) ? Copy(node) : Slice(value);
        }

        return first;
    }

    private string OfAttention()
    {
        var copy = _attention.Clone();
        (copy.Name, copy.Output[0]) = (_graph.NewName("attention"), _graph.NewName("first"));
        var split = _graph.Producer(_attention.Input[0]);
        if (split is { OpType: "Split" } && Linear.Find(_graph, split.Input[0]) is { Bias: not null } joined)
        {
            var widths = _graph.Weight(split.Input[1])!.Integers()!;
            var (query, others) = joined.SplitColumns(_graph, (int)widths[0]);
            query.Product.Input[0] = FirstOf(joined.Input);
            var keysAndValues = _graph.NewNode("Split", [others.Output, _graph.AddIntegers(_graph.NewName("widths"), widths[1..])], null, OnnxAttributes.Integer("axis", 2));
            keysAndValues.Output.Add(_graph.NewName("value"));
            _inserted.AddRange([.. query.Nodes, .. others.Nodes, keysAndValues]);
            (copy.Input[0], copy.Input[1], copy.Input[2]) = (query.Output, keysAndValues.Output[0], keysAndValues.Output[1]);
        }
        else
        {
            copy.Input[0] = FirstOf(_attention.Input[0]);
        }

        _inserted.Add(copy);
        return copy.Output[0];
    }

    private string Copy(NodeProto node)
    {
        var copy = node.Clone();
        copy.Name = _graph.NewName(node.OpType);
        for (var i = 0; i < node.Input.Count; i++)
        {
            if (node.Input[i].Length > 0 && _graph.Weight(node.Input[i]) is null)
                copy.Input[i] = FirstOf(node.Input[i]);
        }

        copy.Output[0] = _graph.NewName("first");
        _inserted.Add(copy);
        return copy.Output[0];
    }

    private string Slice(string value)
    {
        var slice = _graph.NewNode("Slice", [value, Constant(0), Constant(1), Constant(1)]);
        _inserted.Add(slice);
        return slice.Output[0];

        string Constant(long number) => _graph.AddIntegers(_graph.NewName("index"), number);
    }
}

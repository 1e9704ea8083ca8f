using System.Runtime.InteropServices;
using Google.Protobuf;
using Onnx;

namespace ClipSearch.Core.Embeddings.Graphs;

/// <summary>
/// An ONNX graph that can be edited. Weights stay in their files until they are used, so that a model of any size can be rewritten. Not
/// thread-safe.
/// </summary>
internal sealed class OnnxGraph
{
    /// <summary>The domain of the operators that ONNX Runtime adds to those of the standard.</summary>
    private const string RuntimeDomain = "com.microsoft";

    private readonly ModelProto _model;
    private readonly Dictionary<string, OnnxWeight> _weights;
    private readonly HashSet<string> _names;
    private readonly List<NodeProto> _nodes;
    private readonly HashSet<string> _outputs;
    private Dictionary<string, NodeProto> _producers = [];
    private ILookup<string, NodeProto> _consumers = Array.Empty<NodeProto>().ToLookup(_ => "");

    private OnnxGraph(ModelProto model, string folder)
    {
        _model = model;
        _nodes = [.. model.Graph.Node];
        _weights = model.Graph.Initializer.ToDictionary(weight => weight.Name, weight => new OnnxWeight(weight, folder));
        _names = [.. _weights.Keys, .. _nodes.Select(node => node.Name), .. _nodes.SelectMany(node => node.Output), .. model.Graph.Input.Select(input => input.Name)];
        _outputs = [.. model.Graph.Output.Select(output => output.Name)];
        Index();
    }

    /// <summary>The operations, in the order of execution.</summary>
    public IReadOnlyList<NodeProto> Nodes => _nodes;

    /// <summary>The version of the standard's operators.</summary>
    public long OperatorVersion => _model.OpsetImport.First(import => import.Domain is "" or "ai.onnx").Version;

    /// <summary>Reads a model file. Weights that it refers to are in the same folder.</summary>
    /// <exception cref="InvalidProtocolBufferException">The file is not an ONNX model.</exception>
    public static OnnxGraph Read(string path)
    {
        using var file = File.OpenRead(path);
        return new OnnxGraph(ModelProto.Parser.ParseFrom(file), Path.GetDirectoryName(Path.GetFullPath(path))!);
    }

    /// <summary>Returns the path of the file with the weights of a model file: <c>NAME.data</c>.</summary>
    public static string WeightsPath(string path) => path + ".data";

    /// <summary>Returns the operation that computes a value; null for a weight or an input.</summary>
    public NodeProto? Producer(string value) => _producers.GetValueOrDefault(value);

    /// <summary>Returns the operations that read a value.</summary>
    public IEnumerable<NodeProto> Consumers(string value) => _consumers[value];

    /// <summary>Returns the only operation that reads a value; null if there are several or none, or if the value is an output.</summary>
    public NodeProto? OnlyConsumer(string value) => !_outputs.Contains(value) && _consumers[value].ToList() is [var only] ? only : null;

    /// <summary>Whether a value is an output of the graph.</summary>
    public bool IsOutput(string value) => _outputs.Contains(value);

    /// <summary>Returns a weight; null if the name is that of a computed value or an input.</summary>
    public OnnxWeight? Weight(string name) => _weights.GetValueOrDefault(name);

    /// <summary>Adds a weight of floats.</summary>
    /// <returns>Its name.</returns>
    public string AddWeight(string name, ReadOnlySpan<float> values, params long[] shape) =>
        AddWeight(name, TensorProto.Types.DataType.Float, MemoryMarshal.AsBytes(values), shape);

    /// <summary>Adds a weight of bytes.</summary>
    /// <returns>Its name.</returns>
    public string AddWeight(string name, ReadOnlySpan<byte> values, params long[] shape) => AddWeight(name, TensorProto.Types.DataType.Uint8, values, shape);

    /// <summary>Adds a weight of signed bytes.</summary>
    /// <returns>Its name.</returns>
    public string AddWeight(string name, ReadOnlySpan<sbyte> values, params long[] shape) =>
        AddWeight(name, TensorProto.Types.DataType.Int8, MemoryMarshal.AsBytes(values), shape);

    /// <summary>Adds a list of whole numbers.</summary>
    /// <returns>Its name.</returns>
    public string AddIntegers(string name, params long[] values) =>
        AddWeight(name, TensorProto.Types.DataType.Int64, MemoryMarshal.AsBytes<long>(values), [values.Length]);

    /// <summary>Returns an unused name for a value or a weight.</summary>
    public string NewName(string prefix)
    {
        for (var i = 0; ; i++)
        {
            if (_names.Add($"{prefix}_{i}"))
                return $"{prefix}_{i}";
        }
    }

    /// <summary>Creates an operation with one output. <see cref="Replace"/> puts it into the graph.</summary>
    public NodeProto NewNode(string operation, IReadOnlyList<string> inputs, string? output = null, params AttributeProto[] attributes)
    {
        var node = new NodeProto { OpType = operation, Name = NewName(operation), Domain = IsOfRuntime(operation) ? RuntimeDomain : "" };
        node.Input.AddRange(inputs);
        node.Output.Add(output ?? NewName($"{operation}_out"));
        node.Attribute.AddRange(attributes);
        return node;
    }

    /// <summary>Removes operations and inserts others, which may be in any order, then removes what no output depends on.</summary>
    public void Replace(IEnumerable<NodeProto> removed, IEnumerable<NodeProto> inserted)
    {
        var gone = removed.ToHashSet(ReferenceEqualityComparer.Instance);
        _nodes.RemoveAll(gone.Contains);
        _nodes.AddRange(inserted);
        Index();
        RemoveUnused();
        Sort();
    }

    /// <summary>Removes all outputs except one, and what only they depend on.</summary>
    public void KeepOutput(string name)
    {
        foreach (var other in _model.Graph.Output.Where(output => output.Name != name).ToList())
            _model.Graph.Output.Remove(other);
        _outputs.IntersectWith([name]);
        RemoveUnused();
    }

    /// <summary>Adds a computed value to the outputs of the graph.</summary>
    public void AddOutput(string value)
    {
        if (_outputs.Add(value))
            _model.Graph.Output.Add(new ValueInfoProto { Name = value, Type = new TypeProto { TensorType = new TypeProto.Types.Tensor { ElemType = (int)TensorProto.Types.DataType.Float } } });
    }

    /// <summary>
    /// Writes the model, and its weights into a second file beside it, <see cref="WeightsPath"/>. ONNX Runtime maps that file into memory, so
    /// weights that are never read take none.
    /// </summary>
    public void Write(string path)
    {
        var graph = _model.Graph;
        graph.Node.Clear();
        graph.Node.AddRange(_nodes);
        graph.ValueInfo.Clear();
        graph.Initializer.Clear();
        if (_model.OpsetImport.All(import => import.Domain != RuntimeDomain))
            _model.OpsetImport.Add(new OperatorSetIdProto { Domain = RuntimeDomain, Version = 1 });
        var used = _nodes.SelectMany(node => node.Input).Concat(_outputs).ToHashSet();
        var dataPath = WeightsPath(path);
        using (var data = File.Create(dataPath))
        {
            foreach (var (name, weight) in _weights)
            {
                if (used.Contains(name))
                    graph.Initializer.Add(weight.Write(data, Path.GetFileName(dataPath)));
            }
        }

        using var file = File.Create(path);
        _model.WriteTo(file);
    }

    private static bool IsOfRuntime(string operation) => operation is "MultiHeadAttention" or "MatMulNBits" or "MatMulIntegerToFloat";

    private string AddWeight(string name, TensorProto.Types.DataType type, ReadOnlySpan<byte> values, long[] shape)
    {
        var weight = new TensorProto { Name = name, DataType = (int)type, RawData = ByteString.CopyFrom(values) };
        weight.Dims.AddRange(shape);
        _weights[name] = new OnnxWeight(weight, folder: "");
        _names.Add(name);
        return name;
    }

    private void Index()
    {
        _producers = _nodes.SelectMany(node => node.Output.Where(output => output.Length > 0).Select(output => (output, node))).ToDictionary(pair => pair.output, pair => pair.node);
        _consumers = _nodes.SelectMany(node => node.Input.Where(input => input.Length > 0).Select(input => (input, node))).ToLookup(pair => pair.input, pair => pair.node);
    }

    private void RemoveUnused()
    {
        while (_nodes.RemoveAll(node => !node.Output.Any(output => _outputs.Contains(output) || _consumers.Contains(output))) > 0)
            Index();
    }

    /// <summary>Puts each operation after those that compute its inputs.</summary>
    private void Sort()
    {
        var done = new HashSet<NodeProto>(ReferenceEqualityComparer.Instance);
        var sorted = new List<NodeProto>(_nodes.Count);
        foreach (var node in _nodes)
            Visit(node);
        _nodes.Clear();
        _nodes.AddRange(sorted);

        void Visit(NodeProto first)
        {
            var open = new Stack<(NodeProto Node, bool InputsDone)>([(first, false)]);
            while (open.TryPop(out var next))
            {
                if (next.InputsDone)
                {
                    sorted.Add(next.Node);
                }
                else if (done.Add(next.Node))
                {
                    open.Push((next.Node, true));
                    foreach (var input in next.Node.Input)
                    {
                        if (Producer(input) is { } producer)
                            open.Push((producer, false));
                    }
                }
            }
        }
    }
}

using Onnx;

namespace ClipSearch.Core.Embeddings.Graphs;

/// <summary>A product with a constant matrix, with or without the addition of a constant bias.</summary>
/// <param name="Product">The <c>MatMul</c>. Its second input is a weight, [input width, output width].</param>
/// <param name="Addition">The <c>Add</c> of the bias; null without one.</param>
/// <param name="Bias">The name of the bias, [output width]; null without one.</param>
internal sealed record Linear(NodeProto Product, NodeProto? Addition, string? Bias)
{
    /// <summary>The number of elements below which a matrix stays in fp32.</summary>
    private const int MinQuantisable = 1024;

    /// <summary>The name of the input, [..., input width].</summary>
    public string Input => Product.Input[0];

    /// <summary>The name of the matrix.</summary>
    public string Matrix => Product.Input[1];

    /// <summary>The name of the result.</summary>
    public string Output => (Addition ?? Product).Output[0];

    /// <summary>The operations.</summary>
    public IEnumerable<NodeProto> Nodes => Addition is null ? [Product] : [Product, Addition];

    /// <summary>Lists the products with a matrix that is large enough for 8 bits.</summary>
    public static IEnumerable<Linear> Quantisable(OnnxGraph graph)
    {
        foreach (var product in graph.Nodes.Where(node => node.OpType == "MatMul"))
        {
            if (graph.Weight(product.Input[1]) is { IsFloat: true, Shape.Count: 2, Count: >= MinQuantisable })
                yield return Of(graph, product);
        }
    }

    /// <summary>Returns the product, with or without bias, whose result is a value; null if it is computed otherwise.</summary>
    public static Linear? Find(OnnxGraph graph, string value)
    {
        if (graph.Producer(value) is not { } node)
            return null;
        var product = node.OpType == "Add" ? node.Input.Select(graph.Producer).FirstOrDefault(operand => operand is { OpType: "MatMul" }) : node;
        return product is { OpType: "MatMul" } && graph.Weight(product.Input[1]) is { IsFloat: true, Shape.Count: 2 } && Of(graph, product) is var linear && linear.Output == value
            ? linear
            : null;
    }

    /// <summary>Returns the product with the columns of several products that have the same input and a bias.</summary>
    public static Linear Join(OnnxGraph graph, IReadOnlyList<Linear> parts)
    {
        var matrix = graph.AddWeight(graph.NewName("matrix"), Columns([.. parts.Select(part => graph.Weight(part.Matrix)!)], out var rows, out var columns), rows, columns);
        var bias = graph.AddWeight(graph.NewName("bias"), parts.SelectMany(part => graph.Weight(part.Bias!)!.Floats()).ToArray(), columns);
        return Create(graph, parts[0].Input, matrix, bias);
    }

    /// <summary>Returns a product with the first columns, and one with the others. This one has a bias.</summary>
    public (Linear First, Linear Others) SplitColumns(OnnxGraph graph, int width)
    {
        var matrix = graph.Weight(Matrix)!;
        var (rows, columns) = ((int)matrix.Shape[0], (int)matrix.Shape[1]);
        var (values, biases) = (matrix.Floats(), graph.Weight(Bias!)!.Floats());
        return (Part(0, width), Part(width, columns - width));

        Linear Part(int first, int count)
        {
            var part = new float[rows * count];
            for (var row = 0; row < rows; row++)
                values.AsSpan((row * columns) + first, count).CopyTo(part.AsSpan(row * count));
            return Create(graph, Input, graph.AddWeight(graph.NewName("matrix"), part, rows, count), graph.AddWeight(graph.NewName("bias"), biases.AsSpan(first, count), count));
        }
    }

    /// <summary>Returns the width of the result.</summary>
    public long OutputWidth(OnnxGraph graph) => graph.Weight(Matrix)!.Shape[1];

    private static Linear Create(OnnxGraph graph, string input, string matrix, string bias)
    {
        var product = graph.NewNode("MatMul", [input, matrix]);
        return new Linear(product, graph.NewNode("Add", [product.Output[0], bias]), bias);
    }

    private static Linear Of(OnnxGraph graph, NodeProto product)
    {
        var output = product.Output[0];
        if (graph.OnlyConsumer(output) is { OpType: "Add" } addition)
        {
            var other = addition.Input[0] == output ? addition.Input[1] : addition.Input[0];
            if (graph.Weight(other) is { IsFloat: true, Shape: [var length] } && length == graph.Weight(product.Input[1])!.Shape[1])
                return new Linear(product, addition, other);
        }

        return new Linear(product, null, null);
    }

    /// <summary>Joins the columns of matrices with the same number of rows.</summary>
    private static float[] Columns(IReadOnlyList<OnnxWeight> matrices, out long rows, out long columns)
    {
        rows = matrices[0].Shape[0];
        columns = matrices.Sum(matrix => matrix.Shape[1]);
        var joined = new float[rows * columns];
        var first = 0;
        foreach (var matrix in matrices)
        {
            var (values, width) = (matrix.Floats(), (int)matrix.Shape[1]);
            for (var row = 0; row < rows; row++)
                values.AsSpan(row * width, width).CopyTo(joined.AsSpan((int)(row * columns) + first));
            first += width;
        }

        return joined;
    }
}

using ClipSearch.Core.Embeddings.Graphs;

namespace ClipSearch.Core.Embeddings.Forms;

/// <summary>A way to store the matrices of an encoder in 8 bits.</summary>
/// <param name="Name">Its name in messages.</param>
/// <param name="Apply">Changes a graph and returns the number of matrices.</param>
internal sealed record QuantisationMethod(string Name, Func<OnnxGraph, int> Apply)
{
    /// <summary>The methods, fastest first. docs/benchmarks.md compares them.</summary>
    public static IReadOnlyList<QuantisationMethod> All { get; } =
    [
        new("a scale for each token", TokenQuantisation.Apply),
        new("blocks of 128", graph => BlockQuantisation.Apply(graph, 128)),
        new("blocks of 32", graph => BlockQuantisation.Apply(graph, 32)),
    ];
}

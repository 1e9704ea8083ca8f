using ClipSearch.Core.Embeddings.Graphs;

namespace ClipSearch.Tests.Embeddings.Graphs;

public sealed class TokenQuantisationTests
{
    [Fact]
    public void Each_value_is_within_half_a_step_of_its_column()
    {
        const int Rows = 40;
        const int Columns = 5;
        var random = new Random(7);
        var matrix = Enumerable.Range(0, Rows * Columns).Select(i => (random.NextSingle() - 0.5f) * MathF.Pow(10, i % Columns)).ToArray();

        var (values, scales) = TokenQuantisation.Quantise(matrix, Rows, Columns);

        for (var i = 0; i < matrix.Length; i++)
            Assert.InRange((values[i] * scales[i % Columns]) - matrix[i], -scales[i % Columns] * 0.50001f, scales[i % Columns] * 0.50001f);
    }

    [Fact]
    public void A_column_of_zeros_is_exact()
    {
        var (values, scales) = TokenQuantisation.Quantise([0, 1, 0, -2], rows: 2, columns: 2);

        Assert.Equal([0, 2 / 127f], scales);
        Assert.Equal([0, 64, 0, -127], values.Select(value => (int)value));
    }
}

using ClipSearch.Core.Embeddings.Graphs;

namespace ClipSearch.Tests.Embeddings.Graphs;

public sealed class BlockQuantisationTests
{
    [Fact]
    public void Each_value_is_within_half_a_step_of_its_block()
    {
        const int Rows = 40;
        const int Columns = 5;
        const int Block = 32;
        var random = new Random(7);
        var matrix = Enumerable.Range(0, Rows * Columns).Select(_ => (random.NextSingle() - 0.5f) * MathF.Pow(10, random.Next(-3, 3))).ToArray();

        var (values, scales) = BlockQuantisation.Quantise(matrix, Rows, Columns, Block);

        Assert.Equal(Columns * 2 * Block, values.Length);
        Assert.Equal(Columns * 2, scales.Length);
        for (var row = 0; row < Rows; row++)
        {
            for (var column = 0; column < Columns; column++)
            {
                var block = (column * 2) + (row / Block);
                var value = (values[(block * Block) + (row % Block)] - 128) * scales[block];
                Assert.InRange(value - matrix[(row * Columns) + column], -scales[block] * 0.50001f, scales[block] * 0.50001f);
            }
        }
    }

    [Fact]
    public void Zeros_and_the_end_of_the_last_block_are_exact()
    {
        var (values, scales) = BlockQuantisation.Quantise([0, 1, 0, -2], rows: 2, columns: 2, block: 16);

        Assert.Equal([0, 2 / 127f], scales);
        Assert.All(values[..16].Concat(values[18..]), value => Assert.Equal(128, value));
        Assert.Equal([192, 1], values[16..18]);
    }
}

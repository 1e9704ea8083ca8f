using ClipSearch.Tests.Fixtures;

namespace ClipSearch.Tests.Embeddings;

[Collection(AloneCollection.Name)]
public sealed class EncoderMemoryTests
{
    private const long SixteenMebibytes = 16 << 20;

    [Fact]
    public void Ten_thousand_runs_leave_memory_flat()
    {
        using var session = EncoderSessionTests.Load(EncoderSessionTests.TextModel);

        Assert.InRange(ResidentMemory.GrowthOver(10_000, () => EncoderSessionTests.Run(session)), long.MinValue, SixteenMebibytes);
    }

    [Fact]
    public void A_hundred_sessions_leave_memory_flat() =>
        Assert.InRange(
            ResidentMemory.GrowthOver(100, () => EncoderSessionTests.Load(EncoderSessionTests.TextModel).Dispose()),
            long.MinValue,
            SixteenMebibytes);
}

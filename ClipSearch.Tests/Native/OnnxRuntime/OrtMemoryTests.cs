using ClipSearch.Core.Native.OnnxRuntime;
using ClipSearch.Tests.Fixtures;

namespace ClipSearch.Tests.Native.OnnxRuntime;

[Collection(AloneCollection.Name)]
public sealed class OrtMemoryTests
{
    private const long SixteenMebibytes = 16 << 20;

    [Fact]
    public void Ten_thousand_runs_leave_memory_flat()
    {
        using var session = OrtSession.Load(OrtSessionTests.TextModel, new OrtSessionOptions());

        Assert.InRange(ResidentMemory.GrowthOver(10_000, () => OrtSessionTests.Encode(session)), long.MinValue, SixteenMebibytes);
    }

    [Fact]
    public void A_hundred_sessions_leave_memory_flat() =>
        Assert.InRange(
            ResidentMemory.GrowthOver(100, () => OrtSession.Load(OrtSessionTests.TextModel, new OrtSessionOptions()).Dispose()),
            long.MinValue,
            SixteenMebibytes);
}

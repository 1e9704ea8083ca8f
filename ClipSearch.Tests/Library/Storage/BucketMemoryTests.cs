using ClipSearch.Core.Library.Storage;
using ClipSearch.Tests.Fixtures;

namespace ClipSearch.Tests.Library.Storage;

[Collection(AloneCollection.Name)]
public sealed class BucketMemoryTests(S3Fixture s3)
{
    private const long MiB = 1 << 20;

    [Fact]
    public async Task Large_files_are_read_within_the_memory_budget()
    {
        var bucket = await s3.NewBucketAsync();
        await bucket.PutAsync("long.jpg", new byte[140 * MiB]);
        using var storage = new PhotoStorage(bucket.Options());
        async Task ReadAsync()
        {
            using var file = await storage.Of(bucket.Address()).ReadAsync(bucket.Address("long.jpg"), TestContext.Current.CancellationToken);
        }

        // The budget is 256 MiB, which two files would exceed.
        Assert.InRange(await ResidentMemory.PeakOfAsync(() => Task.WhenAll(ReadAsync(), ReadAsync(), ReadAsync())), 130 * MiB, 256 * MiB);
    }
}

using ClipSearch.Core.Library.Storage;
using ClipSearch.Core.Library.Sync;
using ClipSearch.Tests.Fixtures;

namespace ClipSearch.Tests.Library.Sync;

/// <summary>What scans have skipped, stored and grouped by the database.</summary>
public sealed class SkippedRecordsTests(PostgresFixture postgres)
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Groups_are_those_of_the_scan_in_the_same_order()
    {
        await using var library = await postgres.NewLibraryAsync();
        string[] folders = ["/", "/photos", "/photos/trip", "/photos/Trip", "/photos/ä", "s3://bucket/a"];
        var random = new Random(4);
        var skipped = folders.SelectMany(folder => Enum.GetValues<SkipReason>().SelectMany(reason => new[] { "", ".mov", ".Ä" }.Select(extension =>
            new SkippedFiles(folder, reason, extension, random.Next(1, 5), $"{random.Next(100)}.x")))).ToList();
        await library.Skipped.PutAsync("/", [.. skipped.Where(each => each.Folder[0] == '/')], Token);
        await library.Skipped.PutAsync("s3://bucket", [.. skipped.Where(each => each.Folder[0] == 's')], Token);

        Assert.Equal(SkippedGroup.Of(skipped), await library.Skipped.GroupsAsync(["/", "s3://bucket"], Token));
        Assert.Equal(
            SkippedGroup.Of(skipped.Where(each => each.Folder == "/photos/trip")), await library.Skipped.GroupsAsync(["/photos/trip"], Token));
        Assert.Empty(await library.Skipped.GroupsAsync(["/pho"], Token));
    }
}

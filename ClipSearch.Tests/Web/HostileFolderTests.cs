using ClipSearch.Tests.Fixtures;

namespace ClipSearch.Tests.Web;

/// <summary>A folder of unusual, damaged and malicious files.</summary>
public sealed class HostileFolderTests(PostgresFixture postgres)
{
    [Fact]
    public async Task Each_valid_file_is_searchable_and_each_invalid_file_has_a_reason()
    {
        await using var library = await postgres.NewLibraryAsync();
        using var folder = new HostileFolder(library);
        await using var site = await (await TestSite.StartAsync(TestSite.OptionsFor(library))).SeededAsync();

        var failures = site.Sync.Failures.ToDictionary(failure => Path.GetRelativePath(library.Folder, failure.Path), failure => failure.Reason, StringComparer.Ordinal);
        Assert.Equal(folder.Bad.Keys.Order(StringComparer.Ordinal), failures.Keys.Order(StringComparer.Ordinal));
        Assert.All(folder.Bad, bad => Assert.Contains(bad.Value, failures[bad.Key], StringComparison.Ordinal));
        Assert.All(failures.Values, reason => Assert.DoesNotContain(reason, char.IsControl));

        var results = await site.JsonAsync("/api/search?q=cat&stacks=false&limit=200");
        var hits = results.GetProperty("hits").EnumerateArray().ToList();
        Assert.Equal(folder.Good.Order(StringComparer.Ordinal), hits.Select(hit => hit.GetProperty("path").GetString()!).Order(StringComparer.Ordinal));
        foreach (var hit in hits)
        {
            foreach (var address in new[] { hit.GetProperty("thumbnailUrl").GetString()!, hit.GetProperty("fileUrl").GetString()!, $"/photos/{hit.GetProperty("id").GetInt64()}" })
            {
                using var response = await site.GetAsync(address);
                Assert.True(response.IsSuccessStatusCode, $"{address} of {hit.GetProperty("path").GetString()}: {response.StatusCode}");
            }
        }

        var shown = (await site.PageAsync("/library")).QuerySelectorAll(".failures li strong").Select(name => name.TextContent).ToList();
        Assert.Equal(folder.Bad.Keys.Order(StringComparer.Ordinal).Take(20), shown);
    }

    [Fact]
    public async Task A_second_scan_reads_no_file_again()
    {
        await using var library = await postgres.NewLibraryAsync();
        using var folder = new HostileFolder(library);
        await library.SyncAsync(TestContext.Current.CancellationToken);

        var summary = await library.SyncAsync(TestContext.Current.CancellationToken);

        Assert.Equal((0, 0, 0), (summary.Embedded, summary.Recognized, summary.Removed));
        Assert.Equal(folder.Bad.Count, summary.Failures.Count);
    }
}

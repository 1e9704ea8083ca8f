using ClipSearch.Tests.Fixtures;
using ClipSearch.Tests.Library;
using FsCheck;
using FsCheck.Fluent;

namespace ClipSearch.Tests.Web;

/// <summary>Photos of the years 1 to 9999: file times and EXIF can have any of them.</summary>
public sealed class YearTests(PostgresFixture postgres)
{
    /// <summary>Any time, and often one at the end of the range, of a year or of a month.</summary>
    private static readonly Gen<DateTime> Times = Gen.OneOf(
        Gen.Elements(
            DateTime.MinValue, DateTime.MinValue.AddTicks(1), DateTime.MinValue.AddTicks(10), new DateTime(1, 1, 31), new DateTime(1, 12, 31, 23, 59, 59), new DateTime(2, 1, 1),
            new DateTime(9998, 12, 31), new DateTime(9999, 1, 1), new DateTime(9999, 11, 30), new DateTime(9999, 12, 1), new DateTime(9999, 12, 31, 23, 59, 59), DateTime.MaxValue.AddTicks(-10), DateTime.MaxValue),
        Gen.Choose(0, int.MaxValue).Select(part => new DateTime((long)(DateTime.MaxValue.Ticks * (part / (double)int.MaxValue)))));

    [Fact]
    public async Task Every_link_of_the_timeline_is_answered()
    {
        await using var library = await postgres.NewLibraryAsync();
        await using var site = await (await TestSite.StartAsync(TestSite.OptionsFor(library, searchesPerMinute: 0))).SeededAsync();

        Prop.ForAll(Times.NonEmptyListOf().ToArbitrary(), times => CheckAsync([.. times]).GetAwaiter().GetResult()).Check(Config.QuickThrowOnFailure.WithMaxTest(15));

        async Task CheckAsync(IReadOnlyList<DateTime> times)
        {
            await library.SqlAsync("DELETE FROM photos");
            await LibraryRows.PutAsync(library, times.Select((time, i) => ($"/elsewhere/{i}.jpg", time, "jpeg")));
            var seen = new HashSet<string>(StringComparer.Ordinal);
            var queue = new Queue<string>(["/browse"]);
            var shown = new HashSet<string>(StringComparer.Ordinal);
            while (queue.TryDequeue(out var url))
            {
                var page = await site.PageAsync(url);
                if (url.StartsWith("/photos/", StringComparison.Ordinal))
                    continue;
                // The page of a month shows photos of that month first.
                if (url.Contains("month=", StringComparison.Ordinal))
                    Assert.Equal(url[^7..], page.QuerySelector(".month")!.GetAttribute("data-month"));
                shown.UnionWith(page.QuerySelectorAll(".photos > li").Select(photo => photo.Id!));
                var options = page.QuerySelectorAll(".jump option").Select(option => $"/browse?month={option.GetAttribute("value")}").ToList();
                Assert.Equal(options.Distinct(), options);
                foreach (var link in page.QuerySelectorAll("article a").Select(link => link.GetAttribute("href")!).Concat(options).Where(seen.Add))
                    queue.Enqueue(link);
            }

            Assert.Equal(times.Count, shown.Count);
        }
    }

    [Theory]
    [InlineData("takenFrom=0001", 5)]
    [InlineData("takenTo=0001", 2)]
    [InlineData("takenTo=0001-01-01", 1)]
    [InlineData("takenFrom=0002", 3)]
    [InlineData("takenFrom=9999", 2)]
    [InlineData("takenTo=9998", 3)]
    [InlineData("takenTo=9999", 5)]
    [InlineData("takenTo=9999-12", 5)]
    [InlineData("takenTo=9999-12-31", 5)]
    [InlineData("takenTo=9999-12-31T23:59", 5)]
    [InlineData("takenTo=9999-12-31T23:59:59", 5)]
    [InlineData("takenTo=9999-12-31T23:59:58", 4)]
    public async Task Filters_take_every_year(string filter, int photos)
    {
        await using var library = await postgres.NewLibraryAsync();
        await LibraryRows.PutAsync(
            library,
            new[] { DateTime.MinValue, new DateTime(1, 12, 31), new DateTime(2024, 5, 1), new DateTime(9999, 1, 1), DateTime.MaxValue }.Select((time, i) => ($"/elsewhere/{i}.jpg", time, "jpeg")));
        await using var site = await TestSite.StartAsync(TestSite.OptionsFor(library, readOnly: true));

        Assert.Equal(photos, (await site.JsonAsync($"/api/photos?{filter}")).GetProperty("total").GetInt32());
        Assert.Equal(photos, (await site.PageAsync($"/browse?{filter}")).QuerySelectorAll(".photos > li").Length);
    }

    [Theory]
    [InlineData("takenFrom=0000")]
    [InlineData("takenTo=10000")]
    public async Task Other_years_are_refused(string filter)
    {
        await using var library = await postgres.NewLibraryAsync();
        await using var site = await TestSite.StartAsync(TestSite.OptionsFor(library));

        await site.JsonAsync($"/api/photos?{filter}", 400);
    }
}

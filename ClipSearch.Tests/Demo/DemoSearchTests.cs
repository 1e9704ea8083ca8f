using System.Globalization;

namespace ClipSearch.Tests.Demo;

/// <summary>The first result of each query with the bundled demo model.</summary>
[Collection(DemoCollection.Name)]
public sealed class DemoSearchTests(DemoFixture demo)
{
    private const double MinShare = 0.95;
    private const int MinQueries = 60;
    private const int OnPagePerSet = 5;

    public static TheoryData<string, string> Queries() => Data(DemoFiles.ReadQueries());

    public static TheoryData<string, string> QueriesOnPage() =>
        Data(DemoFiles.ReadQueries().Where(query => !query.IsKnownMiss).GroupBy(query => query.Set).SelectMany(set => set.Take(OnPagePerSet)));

    [Theory]
    [MemberData(nameof(Queries))]
    public async Task The_first_photo_matches_the_query(string query, string condition) =>
        AssertHolds(query, condition, await demo.FirstAsync(query));

    [Theory]
    [MemberData(nameof(QueriesOnPage))]
    public async Task The_first_photo_on_the_page_matches_the_query(string query, string condition) =>
        AssertHolds(query, condition, await demo.FirstOnPageAsync(query));

    [Fact]
    public async Task The_first_photo_is_right_for_95_percent_of_queries()
    {
        var queries = DemoFiles.ReadQueries();
        var right = new List<DemoQuery>();
        var wrong = new List<string>();
        foreach (var query in queries)
        {
            var first = await demo.FirstAsync(query.Text);
            if (query.Condition.HoldsFor(first.Facts))
                right.Add(query);
            else
                wrong.Add($"{query.Set}: {Finding(query.Text, query.Condition.ToString(), first)}");
        }

        var shares = QueryTable.Sets.Select(set => $"{set} {right.Count(query => query.Set == set)} of {queries.Count(query => query.Set == set)}");
        Assert.True(
            right.Count >= MinShare * queries.Count,
            string.Create(CultureInfo.InvariantCulture, $"{right.Count} of {queries.Count} are right ({string.Join(", ", shares)}), less than {MinShare:P0}.\n{string.Join('\n', wrong)}"));
        Assert.InRange(queries.Count(query => !query.IsKnownMiss), MinQueries, int.MaxValue);
    }

    [Fact]
    public void The_gallery_table_lists_exactly_the_bundled_images() => Assert.Equal(
        Directory.EnumerateFiles(DemoFiles.Photos).Select(Path.GetFileName).Order(StringComparer.Ordinal),
        demo.Gallery.Images.Select(image => image.File).Order(StringComparer.Ordinal));

    [Fact]
    public void Each_condition_holds_for_some_images_but_not_all() => Assert.All(DemoFiles.ReadQueries(), query =>
        Assert.InRange(demo.Gallery.Images.Count(image => query.Condition.HoldsFor(image.Facts)), 1, demo.Gallery.Images.Count - 1));

    private static TheoryData<string, string> Data(IEnumerable<DemoQuery> queries)
    {
        var data = new TheoryData<string, string>();
        foreach (var query in queries.Where(query => !query.IsKnownMiss))
            data.Add(query.Text, query.Condition.ToString());
        return data;
    }

    private static void AssertHolds(string query, string condition, GalleryImage first) =>
        Assert.True(Condition.Parse(condition).HoldsFor(first.Facts), Finding(query, condition, first));

    private static string Finding(string query, string condition, GalleryImage first) =>
        $"\"{query}\" ({condition}) finds {first.File} first: {first.Shows} ({first.Facts}).";
}

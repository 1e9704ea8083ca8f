namespace ClipSearch.Tests.Demo;

/// <summary>Of each query the first photo that a person sees shows what was asked for, by the demo model as it ships.</summary>
[Collection(DemoCollection.Name)]
public sealed class DemoSearchTests(DemoFixture demo)
{
    private const int LeastQueries = 113;
    private const int OnPagePerSet = 5;

    public static TheoryData<string, string> Queries() => Data(DemoFiles.ReadQueries());

    public static TheoryData<string, string> QueriesOnPage() =>
        Data(DemoFiles.ReadQueries().Where(query => !query.IsKnownMiss).GroupBy(query => query.Set).SelectMany(set => set.Take(OnPagePerSet)));

    [Theory]
    [MemberData(nameof(Queries))]
    public async Task First_photo_shows_what_was_asked_for(string query, string condition) =>
        AssertHolds(query, condition, await demo.FirstAsync(query));

    [Theory]
    [MemberData(nameof(QueriesOnPage))]
    public async Task First_photo_on_the_page_shows_what_was_asked_for(string query, string condition) =>
        AssertHolds(query, condition, await demo.FirstOnPageAsync(query));

    [Fact]
    public void Most_queries_are_answered_rightly() =>
        Assert.InRange(DemoFiles.ReadQueries().Count(query => !query.IsKnownMiss), LeastQueries, int.MaxValue);

    [Fact]
    public void Each_picture_has_a_line_and_each_line_a_picture() => Assert.Equal(
        Directory.EnumerateFiles(DemoFiles.Photos).Select(Path.GetFileName).Order(StringComparer.Ordinal),
        demo.Gallery.Pictures.Select(picture => picture.File).Order(StringComparer.Ordinal));

    [Fact]
    public void Each_condition_holds_for_some_pictures_and_not_for_all() => Assert.All(DemoFiles.ReadQueries(), query =>
        Assert.InRange(demo.Gallery.Pictures.Count(picture => query.Condition.HoldsFor(picture.Facts)), 1, demo.Gallery.Pictures.Count - 1));

    private static TheoryData<string, string> Data(IEnumerable<DemoQuery> queries)
    {
        var data = new TheoryData<string, string>();
        foreach (var query in queries.Where(query => !query.IsKnownMiss))
            data.Add(query.Text, query.Condition.ToString());
        return data;
    }

    private static void AssertHolds(string query, string condition, GalleryPicture first) =>
        Assert.True(Condition.Parse(condition).HoldsFor(first.Facts), Finding(query, condition, first));

    private static string Finding(string query, string condition, GalleryPicture first) =>
        $"\"{query}\" ({condition}) finds {first.File} first: {first.Shows} ({first.Facts}).";
}

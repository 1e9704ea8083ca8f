namespace ClipSearch.Tests.Demo;

/// <summary>Parsing the tables of the bundled images and their queries.</summary>
public sealed class TableTests
{
    [Fact]
    public void A_gallery_has_the_description_and_facts_of_each_image()
    {
        var gallery = GalleryTable.Parse(
            "# file\tshows\tfacts\r\nphoto-001.jpg\tTwo brown dogs on a beach\tsubject=dog count=2 colour=brown\r\n\nphoto-002.jpg\tA cat\tsubject=cat\n", "gallery");

        Assert.Equal(["photo-001.jpg", "photo-002.jpg"], gallery.Images.Select(image => image.File));
        Assert.Equal("Two brown dogs on a beach", gallery["photo-001.jpg"].Shows);
        Assert.Equal("subject=dog count=2 colour=brown", gallery["photo-001.jpg"].Facts.ToString());
        Assert.Contains("photo-003.jpg", Assert.Throws<KeyNotFoundException>(() => gallery["photo-003.jpg"]).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("subject=dog", true)]
    [InlineData("colour=brown subject=dog", true)]
    [InlineData("with=chair with=ball", true)]
    [InlineData("subject=dog colour=red", false)]
    [InlineData("subject=cat|subject=dog count=2", true)]
    [InlineData("subject=cat|subject=dog count=3", false)]
    [InlineData("subject=do", false)]
    [InlineData("colour=dog", false)]
    public void A_condition_holds_if_all_facts_of_one_alternative_do(string condition, bool holds)
    {
        var image = Facts.Parse("subject=dog count=2 colour=brown with=ball with=chair");

        Assert.Equal(holds, Condition.Parse(condition).HoldsFor(image));
    }

    [Fact]
    public void A_query_has_a_condition_a_set_and_optionally_a_known_miss()
    {
        var queries = QueryTable.Parse("# query\tcondition\tset\na red car\tsubject=car colour=red\tattribute\nsomeone leaping\tpose=jumping|pose=leaping\tfree\tmiss\n", "queries");

        Assert.Equal(
            [("a red car", "subject=car colour=red", "attribute", false), ("someone leaping", "pose=jumping|pose=leaping", "free", true)],
            queries.Select(query => (query.Text, query.Condition.ToString(), query.Set, query.IsKnownMiss)));
    }

    [Theory]
    [InlineData("a.jpg\tA cat", "line 1: 2 columns")]
    [InlineData("# about\n\na.jpg\tA cat\t", "line 3: there are no facts")]
    [InlineData("a.jpg\tA cat\tsubject=cat sitting", "line 1: \"sitting\" is not name=value")]
    [InlineData("a.jpg\tA cat\tsubject=", "line 1: \"subject=\" is not name=value")]
    [InlineData("a.jpg\tA cat\tsubject=cat\na.jpg\tA dog\tsubject=dog", "line 2: a.jpg has more than one row")]
    public void An_invalid_row_of_the_gallery_is_reported(string text, string message) =>
        Assert.Contains($"gallery, {message}", Assert.Throws<InvalidDataException>(() => GalleryTable.Parse(text, "gallery")).Message, StringComparison.Ordinal);

    [Theory]
    [InlineData("cat\tsubject=cat", "line 1: 2 columns")]
    [InlineData("\tsubject=cat\tfree", "line 1: the query is empty")]
    [InlineData("cat\tsubject=cat|\tfree", "line 1: there are no facts")]
    [InlineData("cat\tsubject=cat\tfreely", "line 1: \"freely\" is not one of the sets template, free, attribute")]
    [InlineData("cat\tsubject=cat\tfree\tfound", "line 1: \"found\" is not miss")]
    [InlineData("cat\tsubject=cat\tfree\ncat\tsubject=cat\tfree", "line 2: \"cat\" has more than one row")]
    public void An_invalid_row_of_the_queries_is_reported(string text, string message) =>
        Assert.Contains($"queries, {message}", Assert.Throws<InvalidDataException>(() => QueryTable.Parse(text, "queries")).Message, StringComparison.Ordinal);
}

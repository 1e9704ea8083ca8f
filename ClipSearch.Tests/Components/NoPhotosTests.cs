using Bunit;
using ClipSearch.Core.Library.Sync;
using ClipSearch.Web.Components;

namespace ClipSearch.Tests.Components;

public sealed class NoPhotosTests : ComponentTest
{
    private static readonly SyncStatus Empty = Done with { Found = 0 };

    [Fact]
    public void An_empty_library_says_how_to_add_photos()
    {
        var page = NoPhotos(Empty);

        var text = Text(page.Find(".empty[data-announce]"));
        Assert.StartsWith(
            "No photos yet Copy photos to /photos. They appear here within seconds. Add photos",
            text,
            StringComparison.Ordinal);
        Assert.Contains("seed FOLDER", text, StringComparison.Ordinal);
        Assert.DoesNotContain("minutes", text, StringComparison.Ordinal);
        Assert.Equal("/library#add", page.Find("a").GetAttribute("href"));
    }

    [Fact]
    public void A_bucket_promises_photos_within_five_minutes()
    {
        var text = Text(NoPhotos(Empty, folders: ["s3://bucket/trip"]).Find("li"));

        Assert.StartsWith("Copy photos to s3://bucket/trip. They appear here within five minutes", text, StringComparison.Ordinal);
        Assert.DoesNotContain("seconds", text, StringComparison.Ordinal);
    }

    [Fact]
    public void Folders_and_buckets_are_listed_separately() => Assert.Equal(
        ["/a, /b<i>", "s3://c"],
        NoPhotos(Empty, folders: ["/a", "s3://c", "/b<i>"]).FindAll("li code").Take(2).Select(folders => folders.TextContent));

    [Theory]
    [InlineData(true, true, true, null, "READ_ONLY")]
    [InlineData(false, true, false, "/library#add", "Add photos")]
    [InlineData(false, false, true, "/signin", "Sign in to add photos")]
    [InlineData(false, false, false, null, "seed FOLDER")]
    public void The_links_match_the_access_of_the_visitor(
        bool isReadOnly, bool mayWrite, bool hasToken, string? link, string message)
    {
        var page = Show<NoPhotos>(parameters => parameters.Add(
            none => none.View, new NoPhotosView(Sync(Empty), [Folder], isReadOnly, mayWrite, hasToken)));

        Assert.Equal(link, page.FindAll("a").Select(each => each.GetAttribute("href")).SingleOrDefault());
        Assert.Contains(message, page.Find(".empty").TextContent, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(SyncState.Pending)]
    [InlineData(SyncState.Waiting)]
    [InlineData(SyncState.Looking)]
    [InlineData(SyncState.Running)]
    public void A_running_first_import_is_announced(SyncState state)
    {
        var page = NoPhotos(Empty with { State = state }, problem: "of the scan before");

        Assert.Equal("Importing the first photos Each photo can be found as soon as it is imported.", Text(page.Find(".empty")));
        Assert.NotNull(page.Find("#seeding"));
    }

    [Fact]
    public void Missing_folders_are_reported_with_their_remedy()
    {
        var page = NoPhotos(Empty, problem: "There is no folder /photos: make it.");

        Assert.Equal(
            "Library folders not available There is no folder /photos: make it. View library folders",
            Text(page.Find(".empty.problem[data-announce]")));
        Assert.Equal("/library", page.Find("a").GetAttribute("href"));
    }

    [Theory]
    [InlineData(1, "The library folders contain 1 file. ClipSearch cannot read it as an image.")]
    [InlineData(1200, "The library folders contain 1,200 files. ClipSearch cannot read any of them as an image.")]
    public void Unreadable_files_are_counted_with_a_link_to_the_reasons(int files, string message)
    {
        var page = NoPhotos(Empty with { Found = files, Failed = files });

        Assert.Equal(("No readable photos", message), (page.Find(".empty.problem h2").TextContent, page.Find("p").TextContent));
        Assert.Equal("/library#failures", page.Find("a").GetAttribute("href"));
    }

    [Fact]
    public void The_message_is_translated() =>
        Assert.Equal("Noch keine Fotos", NoPhotos(Empty, language: "de").Find("h2").TextContent);

    private IRenderedComponent<NoPhotos> NoPhotos(
        SyncStatus status, string? problem = null, IReadOnlyList<string>? folders = null, string language = "en") =>
        Show<NoPhotos>(
            parameters => parameters.Add(
                none => none.View, new NoPhotosView(Sync(status, problem), folders ?? [Folder], IsReadOnly: false, MayWrite: true, HasToken: false)),
            language);
}

using Bunit;
using ClipSearch.Core.Library.Sync;
using ClipSearch.Web.Components;

namespace ClipSearch.Tests.Components;

public sealed class SyncNoticeTests : ComponentTest
{
    private static readonly SyncStatus Running = Done with { State = SyncState.Running, Found = 1040, ToRead = 40, Done = 10 };

    [Theory]
    [InlineData(0, null, "Importing 1,010 of 1,040 photos")]
    [InlineData(2.04, null, "Importing 1,010 of 1,040 photos · 2.0 per second")]
    [InlineData(2.04, 0.2, "Importing 1,010 of 1,040 photos · 2.0 per second · about 1 s left")]
    [InlineData(2.04, 89.0, "Importing 1,010 of 1,040 photos · 2.0 per second · about 89 s left")]
    [InlineData(2.04, 90.0, "Importing 1,010 of 1,040 photos · 2.0 per second · about 2 min left")]
    [InlineData(2.04, 7200.0, "Importing 1,010 of 1,040 photos · 2.0 per second · about 2 h left")]
    public void A_running_scan_shows_its_progress_and_remaining_time(double speed, double? seconds, string message)
    {
        var page = Notice(Running with { PhotosPerSecond = speed, TimeLeft = seconds is { } left ? TimeSpan.FromSeconds(left) : null });

        Assert.Equal(message, Text(page.Find("#seeding p")));
        var progress = page.Find("#seeding progress");
        Assert.Equal(
            ("40", "10", "Import progress"),
            (progress.GetAttribute("max"), progress.GetAttribute("value"), progress.GetAttribute("aria-label")));
        Assert.Empty(page.FindAll("a"));
    }

    [Fact]
    public void A_running_scan_is_polled_and_replaces_itself()
    {
        var notice = Notice(Running).Find("#seeding");

        Assert.Equal(
            ["/library", "every 2s", "outerHTML", "this"],
            new[] { "hx-get", "hx-trigger", "hx-swap", "hx-target" }.Select(name => notice.GetAttribute(name)!));
    }

    [Fact]
    public void Failed_files_are_counted_separately()
    {
        var notice = Notice(Running with { Failed = 3 }).Find("#seeding p");

        Assert.EndsWith("of 1,040 photos 3 could not be read", Text(notice), StringComparison.Ordinal);
        Assert.Equal("/library", notice.QuerySelector("a")!.GetAttribute("href"));
    }

    [Fact]
    public void A_scan_without_new_photos_has_a_valid_progress_bar() =>
        Assert.Equal("1", Notice(Running with { ToRead = 0 }).Find("progress").GetAttribute("max"));

    [Theory]
    [InlineData(SyncState.Waiting, "Waiting for another ClipSearch instance to finish importing.")]
    [InlineData(SyncState.Looking, "Scanning /photos, <b> for new photos…")]
    [InlineData(SyncState.Pending, "Scanning /photos, <b> for new photos…")]
    public void A_scan_without_photos_yet_says_what_it_does(SyncState state, string message)
    {
        var page = Notice(Done with { State = state, Folders = [Folder, "<b>"] });

        Assert.Equal(message, Text(page.Find("#seeding")));
        Assert.Empty(page.FindAll("progress, b"));
    }

    [Theory]
    [InlineData(SyncState.Looking, 0, false, false)]
    [InlineData(SyncState.Pending, 0, false, false)]
    [InlineData(SyncState.Running, 0, false, false)]
    [InlineData(SyncState.Running, 1, false, true)]
    [InlineData(SyncState.Waiting, 0, false, true)]
    [InlineData(SyncState.Looking, 0, true, true)]
    public void A_later_scan_is_shown_only_if_it_imports_or_the_browser_watches(SyncState state, int toRead, bool wasWatched, bool isShown)
    {
        var view = Sync(Done with { State = state, ToRead = toRead }, wasWatched: wasWatched) with { IsFirst = false };

        Assert.Equal(isShown ? 1 : 0, Show<SyncNotice>(parameters => parameters.Add(notice => notice.View, view)).FindAll("#seeding").Count);
    }

    [Fact]
    public void A_problem_is_escaped()
    {
        var page = Notice(Done with { State = SyncState.Failed }, problem: "There is no folder <b>: \"make\" it.");

        Assert.Equal("New photos are not being imported. There is no folder <b>: \"make\" it.", Text(page.Find("#sync-failure")));
        Assert.Empty(page.FindAll("b"));
    }

    [Fact]
    public void A_running_scan_hides_the_previous_problem() =>
        Assert.Empty(Notice(Running, problem: "a folder is missing").FindAll("#sync-failure"));

    [Fact]
    public void Only_a_browser_that_watched_the_scan_sees_its_end()
    {
        var page = Notice(Done with { Failed = 2 }, wasWatched: true);

        Assert.Equal(
            "Import complete. Photos ready to search: 58. View photos 2 could not be read",
            Text(page.Find("#seeded[role=status]")));
        Assert.Equal(["/browse", "/library"], page.FindAll("a").Select(link => link.GetAttribute("href")));
        Assert.Single(Notice(Done, wasWatched: true).FindAll("a"));
        Assert.Equal("", Notice(Done).Markup.Trim());
    }

    [Fact]
    public void Numbers_are_translated() => Assert.Contains(
        "1.010 von 1.040", Notice(Running with { PhotosPerSecond = 2.04 }, language: "de").Find("p").TextContent, StringComparison.Ordinal);

    private IRenderedComponent<SyncNotice> Notice(
        SyncStatus status, string? problem = null, bool wasWatched = false, string language = "en") =>
        Show<SyncNotice>(parameters => parameters.Add(notice => notice.View, Sync(status, problem, wasWatched)), language);
}

using ClipSearch.Core.Library;
using ClipSearch.Core.Library.Facets;
using ClipSearch.Tests.Fixtures;

namespace ClipSearch.Tests.Library;

/// <summary>The library by date.</summary>
public sealed class PhotoTimelineTests(PostgresFixture postgres)
{
    private static readonly DateTime May = new(2024, 5, 31, 23, 59, 59, 999);

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Pages_continue_where_the_last_ended_after_deletions()
    {
        await using var library = await postgres.NewLibraryAsync();
        // Photos of the same time are ordered by id.
        await LibraryRows.PutAsync(library, Enumerable.Range(0, 12).Select(i => ($"/p/{i:00}.jpg", May.AddSeconds(-(i / 4)), "jpeg")));
        var all = await library.Timeline.ListAsync(PhotoFilter.None, null, 100, Token);
        Assert.Equal(all.OrderByDescending(photo => photo.TakenAt).ThenByDescending(photo => photo.Id), all);
        Assert.Equal(12, all.Count);

        await library.SqlAsync($"DELETE FROM photos WHERE id IN ({all[1].Id}, {all[5].Id})");
        Assert.Equal(all[6..9], await library.Timeline.ListAsync(PhotoFilter.None, PhotoMoment.Of(all[5]), 3, Token));
        Assert.Equal([all[4], all[3]], await library.Timeline.ListAfterAsync(PhotoFilter.None, PhotoMoment.Of(all[5]), 2, Token));
        Assert.Equal([all[0]], await library.Timeline.ListAfterAsync(PhotoFilter.None, PhotoMoment.Of(all[2]), 9, Token));
    }

    [Fact]
    public async Task Months_are_counted_newest_first_and_start_with_their_newest_photo()
    {
        await using var library = await postgres.NewLibraryAsync();
        await LibraryRows.PutAsync(
            library,
            ("/p/1.jpg", May, "jpeg"), ("/p/2.jpg", May.AddMilliseconds(1), "png"), ("/p/3.jpg", new DateTime(2024, 5, 1), "png"), ("/q/4.jpg", new DateTime(2019, 12, 24), "jpeg"));

        Assert.Equal(
            [new PhotoMonth(new DateOnly(2024, 6, 1), 1), new PhotoMonth(new DateOnly(2024, 5, 1), 2), new PhotoMonth(new DateOnly(2019, 12, 1), 1)],
            await library.Timeline.MonthsAsync(PhotoFilter.None, Token));
        Assert.Equal(
            [new PhotoMonth(new DateOnly(2024, 6, 1), 1), new PhotoMonth(new DateOnly(2024, 5, 1), 1)],
            await library.Timeline.MonthsAsync(PhotoFilter.None.With(StandardFacets.Type, "png"), Token));
        Assert.Equal(
            ["/p/1.jpg", "/p/3.jpg"],
            (await library.Timeline.ListAsync(PhotoFilter.None, PhotoMoment.Before(new DateTime(2024, 6, 1)), 2, Token)).Select(photo => photo.Path));
        Assert.Equal(
            ["/p/3.jpg"],
            (await library.Timeline.ListAsync(PhotoFilter.None.With(StandardFacets.Type, "png"), PhotoMoment.Before(new DateTime(2024, 6, 1)), 2, Token)).Select(photo => photo.Path));
    }
}

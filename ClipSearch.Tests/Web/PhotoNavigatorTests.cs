using System.Globalization;
using ClipSearch.Core.Library;
using ClipSearch.Core.Library.Facets;
using ClipSearch.Core.Search;
using ClipSearch.Web.Photos;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Extensions.DependencyInjection;

namespace ClipSearch.Tests.Web;

/// <summary>The list that a photo was opened from, by the query of its page's URL.</summary>
[Collection(GalleryCollection.Name)]
public sealed class PhotoNavigatorTests(GalleryFixture gallery)
{
    private readonly PhotoNavigator _navigator = gallery.Site.Services.GetRequiredService<PhotoNavigator>();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(1, "")]
    [InlineData(24, "")]
    [InlineData(25, "&offset=24")]
    [InlineData(60, "&offset=48")]
    public async Task A_search_result_has_its_rank_its_neighbours_and_its_results_page(int rank, string page)
    {
        var results = await ResultsAsync();
        var photo = results[rank - 1];
        long? previous = rank == 1 ? null : results[rank - 2].Id, next = rank == results.Count ? null : results[rank].Id;

        var navigation = await NavigationAsync(photo, $"?q=cat&at={rank}");

        Assert.Equal(GalleryFixture.Photos, results.Count);
        Assert.Equal(
            new PhotoNavigation(
                $"/?q=cat{page}#photo-{photo.Id}", IsSearch: true, new PhotoPosition(rank, results.Count, previous, next),
                previous is null ? null : $"/photos/{previous}?q=cat&at={rank - 1}", next is null ? null : $"/photos/{next}?q=cat&at={rank + 1}"),
            navigation);
    }

    [Theory]
    [InlineData(17, false)]
    [InlineData(18, true)]
    [InlineData(42, true)]
    [InlineData(43, false)]
    public async Task A_search_result_is_found_up_to_12_ranks_from_the_rank_in_the_URL(int rank, bool isFound)
    {
        var results = await ResultsAsync();
        var photo = results[29];

        var navigation = await NavigationAsync(photo, $"?q=cat&at={rank}");

        Assert.Equal(isFound ? new PhotoPosition(30, results.Count, results[28].Id, results[30].Id) : null, navigation.Position);
        Assert.Equal(isFound ? $"/?q=cat&offset=24#photo-{photo.Id}" : "/?q=cat", navigation.Back);
    }

    [Theory]
    [InlineData("?q=cat", "/?q=cat")]
    [InlineData("?q=cat&at=x", "/?q=cat")]
    [InlineData("?q=cat&at=0", "/?q=cat")]
    [InlineData("?picture=expired&at=1", "/?picture=expired")]
    [InlineData("?like=987654321&at=1", "/?like=987654321")]
    [InlineData("?q=cat&limit=x&at=1", "/")]
    [InlineData("?q=&at=1", "/")]
    public async Task A_search_without_a_usable_rank_or_result_has_only_a_way_back(string query, string back)
    {
        var photo = (await ResultsAsync())[0];

        Assert.Equal(new PhotoNavigation(back, IsSearch: true, null, null, null), await NavigationAsync(photo, query));
    }

    [Fact]
    public async Task A_photo_that_was_opened_from_its_folder_has_the_neighbours_of_the_folder()
    {
        var photo = await FindAsync("drawn/002.jpg");
        var position = new PhotoPosition(2, 56, 11, 33);

        Assert.Equal(
            new PhotoNavigation($"/folders?path=drawn&from=002.jpg#photo-{photo.Id}", IsSearch: false, position, "/photos/11?path=drawn", "/photos/33?path=drawn"),
            await NavigationAsync(photo, "?path=drawn", position));
    }

    [Theory]
    [InlineData("", "")]
    [InlineData("?path=elsewhere", "")]
    [InlineData("?orientation=round", "")]
    [InlineData("?folder=drawn", "?folder=drawn")]
    [InlineData("?type=jpeg", "?type=jpeg")]
    public async Task Otherwise_a_photo_has_the_neighbours_by_date_that_match_the_filter(string query, string list)
    {
        var filter = list switch
        {
            "?folder=drawn" => PhotoFilter.None.With(StandardFacets.Folder, Path.Combine(gallery.Library.Folder, "drawn")),
            "?type=jpeg" => PhotoFilter.None.With(StandardFacets.Type, "jpeg"),
            _ => PhotoFilter.None,
        };
        var photos = await gallery.Library.Timeline.ListAsync(filter, null, 200, Token);
        var photo = photos[7];

        var navigation = await NavigationAsync(photo, query);

        var from = photo.TakenAt.ToString("yyyyMMdd'T'HHmmss.ffffff", CultureInfo.InvariantCulture);
        Assert.Equal(
            new PhotoNavigation(
                $"/browse?from={from}_{photo.Id}{list.Replace('?', '&')}#photo-{photo.Id}", IsSearch: false, new PhotoPosition(8, photos.Count, photos[6].Id, photos[8].Id),
                $"/photos/{photos[6].Id}{list}", $"/photos/{photos[8].Id}{list}"),
            navigation);
    }

    [Fact]
    public async Task A_photo_that_does_not_match_the_filter_has_no_position()
    {
        var navigation = await NavigationAsync(await FindAsync("turned.jpg"), "?folder=drawn");

        Assert.Equal((null, null, null), (navigation.Position, navigation.Previous, navigation.Next));
        Assert.StartsWith("/browse?from=", navigation.Back, StringComparison.Ordinal);
    }

    private async Task<Photo> FindAsync(string name) => (await gallery.Library.Lookup.FindByPathAsync(Path.Combine(gallery.Library.Folder, name), Token))!;

    private async Task<List<Photo>> ResultsAsync() =>
        [.. (await gallery.Library.Search.SearchAsync(new PhotoQuery("cat") { Limit = PhotoSearch.MaxLimit }, Token)).Hits.Select(hit => hit.Photo)];

    private Task<PhotoNavigation> NavigationAsync(Photo photo, string query, PhotoPosition? inFolder = null) =>
        _navigator.OfAsync(photo, inFolder, new QueryCollection(QueryHelpers.ParseQuery(query)), Token);
}

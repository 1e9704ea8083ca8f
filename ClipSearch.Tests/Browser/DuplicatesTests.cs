using ClipSearch.Tests.Fixtures;
using ClipSearch.Tests.Web;

namespace ClipSearch.Tests.Browser;

[Collection(BrowserCollection.Name)]
public sealed class DuplicatesTests(GalleryFixture gallery, ChromiumFixture chromium)
{
    /// <summary>Returns the elements that extend beyond their photo's box by more than one pixel.</summary>
    private const string Outside =
        """
        () => [...document.querySelectorAll('.stacked > li')].flatMap(photo => {
          const { left, right, top, bottom } = photo.getBoundingClientRect();
          return [...photo.querySelectorAll('*')].filter(each => each.checkVisibility()).map(each => [each.tagName, each.getBoundingClientRect()])
            .filter(([, box]) => box.left < left - 1 || box.right > right + 1 || box.top < top - 1 || box.bottom > bottom + 1).map(([name]) => name);
        })
        """;

    [Theory]
    [InlineData(1400)]
    [InlineData(390)]
    public async Task Photos_of_a_stack_fit_side_by_side(int width)
    {
        await using var library = await gallery.Postgres.NewLibraryAsync();
        foreach (var copy in new[] { "one.jpg", "two.jpg", "a name that is longer than the image is wide.jpg" })
            await File.WriteAllBytesAsync(Path.Combine(library.Folder, copy), TestImages.Draw(1, 1000, 90), TestContext.Current.CancellationToken);
        await using var site = await (await TestSite.StartAsync(TestSite.OptionsFor(library))).SeededAsync();
        await chromium.UseAsync(
            site,
            async page =>
            {
                await page.OpenAsync("/duplicates");
                await page.Page.WaitForFunctionAsync("() => [...document.querySelectorAll('.stacked img')].filter(image => image.naturalWidth > 0).length === 3");

                Assert.Empty(await page.Page.EvaluateAsync<string[]>(Outside));
            },
            width);
    }
}

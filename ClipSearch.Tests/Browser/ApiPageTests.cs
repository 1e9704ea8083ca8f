using ClipSearch.Tests.Web;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace ClipSearch.Tests.Browser;

/// <summary>The API page under the site's content security policy; a violation is a console error, which fails the test.</summary>
[Collection(BrowserCollection.Name)]
public sealed class ApiPageTests(GalleryFixture gallery, ChromiumFixture chromium)
{
    [Fact]
    public Task The_footer_links_to_the_API_page_which_can_run_a_search() => chromium.UseAsync(gallery.Site, async page =>
    {
        await page.OpenAsync();
        await page.Page.GetByRole(AriaRole.Contentinfo).GetByRole(AriaRole.Link, new() { Name = "API" }).ClickAsync();
        var search = page.Page.Locator("#operations-ClipSearch-search");
        await search.Locator(".opblock-summary-control").ClickAsync();
        await search.Locator("tr[data-param-name=q] input").FillAsync("outer space");
        await search.Locator("tr[data-param-name=limit] input").FillAsync("1");
        await search.GetByRole(AriaRole.Button, new() { Name = "Execute" }).ClickAsync();

        var response = search.Locator(".live-responses-table");
        await Expect(response.Locator(".response-col_status").Last).ToContainTextAsync("200");
        await Expect(response).ToContainTextAsync("\"query\": \"outer space\"");
        await Expect(response).ToContainTextAsync($"\"total\": {GalleryFixture.Photos}");
    });

    [Fact]
    public Task Without_JavaScript_the_API_page_links_to_the_OpenAPI_document() => chromium.UseAsync(
        gallery.Site,
        async page =>
        {
            await page.OpenAsync("/api");
            await Expect(page.Page.GetByText("It requires JavaScript")).ToBeVisibleAsync();
            await page.Page.GetByRole(AriaRole.Link, new() { Name = "openapi/v1.json" }).ClickAsync();
            await Expect(page.Page.GetByText("\"openapi\"")).ToBeVisibleAsync();
        },
        script: false);
}

using System.Net.Http.Json;
using AngleSharp.Dom;
using AngleSharp.Html.Dom;
using ClipSearch.Tests.Fixtures;

namespace ClipSearch.Tests.Web;

/// <summary>Correcting the date of a photo on its page and in the API.</summary>
public sealed class DateCorrectionTests(PostgresFixture postgres) : IAsyncLifetime
{
    private TestLibrary _library = null!;
    private TestSite _site = null!;
    private long _id;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private string Address => $"/api/photos/{_id}/taken-at";

    public async ValueTask InitializeAsync()
    {
        _library = await postgres.NewLibraryAsync();
        _library.Draw(1, "IMG_20190704_180211.jpg");
        _site = await (await TestSite.StartAsync(TestSite.OptionsFor(_library))).SeededAsync();
        _id = (await _site.JsonAsync("/api/photos")).GetProperty("photos")[0].GetProperty("id").GetInt64();
    }

    public async ValueTask DisposeAsync()
    {
        await _site.DisposeAsync();
        await _library.DisposeAsync();
    }

    [Fact]
    public async Task The_API_corrects_and_resets_a_date()
    {
        Assert.Equal(("2019-07-04T18:02:11", "fileName", null), await DateAsync());

        var response = await PutAsync("1987-06-05T04:03:02+02:00");

        Assert.Equal(200, (int)response.StatusCode);
        Assert.Equal(("1987-06-05T04:03:02", "correction", "+02:00"), await DateAsync());
        Assert.Equal((await _site.JsonAsync($"/api/photos/{_id}")).ToString(), await response.Content.ReadAsStringAsync(Token));
        Assert.Equal(1, (await _site.JsonAsync("/api/photos?takenTo=1987")).GetProperty("total").GetInt32());
        Assert.Equal(200, (int)(await PutAsync("1987-06-05")).StatusCode);
        Assert.Equal(("1987-06-05T00:00:00", "correction", null), await DateAsync());

        Assert.Equal(200, (int)(await _site.Client.DeleteAsync(Address, Token)).StatusCode);
        Assert.Equal(("2019-07-04T18:02:11", "fileName", null), await DateAsync());
    }

    [Theory]
    [InlineData("yesterday")]
    [InlineData("")]
    [InlineData("2019-02-30")]
    [InlineData("2999-01-01")]
    [InlineData("1492-10-12")]
    public async Task An_invalid_date_is_refused(string takenAt)
    {
        var response = await PutAsync(takenAt);

        Assert.Equal(400, (int)response.StatusCode);
        Assert.Contains("such as 2019-07-04T18:02:11", await response.Content.ReadAsStringAsync(Token), StringComparison.Ordinal);
        Assert.Equal("fileName", (await DateAsync()).Source);
    }

    [Theory]
    [InlineData("{}")]
    [InlineData("null")]
    [InlineData("[")]
    [InlineData("{\"takenAt\":7}")]
    public async Task An_invalid_body_is_refused(string body)
    {
        var response = await _site.Client.PutAsync(Address, new StringContent(body, null, "application/json"), Token);

        Assert.Equal((400, "application/problem+json"), ((int)response.StatusCode, response.Content.Headers.ContentType!.MediaType));
    }

    [Fact]
    public async Task Only_those_with_write_access_correct_a_date()
    {
        using var body = JsonContent.Create(new { takenAt = "1987-06-05" });
        var elsewhere = new HttpRequestMessage(HttpMethod.Put, Address) { Content = body, Headers = { { "X-Forwarded-For", "203.0.113.7" } } };
        Assert.Equal(403, (int)(await _site.Client.SendAsync(elsewhere, Token)).StatusCode);
        var crossSite = new HttpRequestMessage(HttpMethod.Delete, Address) { Headers = { { "Origin", "https://evil.example" } } };
        Assert.Equal(403, (int)(await _site.Client.SendAsync(crossSite, Token)).StatusCode);
        using var form = new FormUrlEncodedContent([new("takenAt", "1987-06-05")]);
        Assert.Equal(400, (int)(await _site.Client.PostAsync($"/photos/{_id}?handler=TakenAt", form, Token)).StatusCode); // no antiforgery token
        Assert.Equal("fileName", (await DateAsync()).Source);
        Assert.Equal(404, (int)(await _site.Client.DeleteAsync("/api/photos/987654321/taken-at", Token)).StatusCode);

        await using var readOnly = await TestSite.StartAsync(TestSite.OptionsFor(_library, readOnly: true));
        Assert.Equal(409, (int)(await readOnly.Client.DeleteAsync(Address, Token)).StatusCode);
        Assert.Null((await readOnly.PageAsync($"/photos/{_id}")).QuerySelector(".correct"));
    }

    [Fact]
    public async Task The_page_corrects_and_resets_a_date_without_JavaScript()
    {
        var browser = new FormBrowser(_site);
        var page = await browser.GetAsync($"/photos/{_id}?q=cat");
        Assert.Equal("Date from the file name", Source(page));
        Assert.Equal("2019-07-04T18:02:11", Field(page).GetAttribute("value"));
        Assert.Single(page.QuerySelectorAll(".correct form"));

        Field(page).SetAttribute("value", "1987-06-05T04:03:02");
        page = await browser.SubmitAsync((IHtmlFormElement)Field(page).Closest("form")!);

        Assert.Equal(("Date corrected by hand", "1987-06-05T04:03:02"), (Source(page), Field(page).GetAttribute("value")));
        Assert.StartsWith("/?q=cat", page.QuerySelector("a.back")!.GetAttribute("href"), StringComparison.Ordinal);
        Assert.Equal(("1987-06-05T04:03:02", "correction", null), await DateAsync());

        page = await browser.SubmitAsync((IHtmlFormElement)page.QuerySelectorAll(".correct form")[1]);
        Assert.Equal("Date from the file name", Source(page));
        Assert.Single(page.QuerySelectorAll(".correct form"));
    }

    private static string Source(IHtmlDocument page) => page.QuerySelector(".facts .source")!.TextContent;

    private static IElement Field(IHtmlDocument page) => page.QuerySelector("input[name=takenAt]")!;

    private Task<HttpResponseMessage> PutAsync(string takenAt) => _site.Client.PutAsJsonAsync(Address, new { takenAt }, Token);

    private async Task<(string? At, string? Source, string? Offset)> DateAsync()
    {
        var photo = await _site.JsonAsync($"/api/photos/{_id}");
        return (photo.GetProperty("takenAt").GetString(), photo.GetProperty("takenAtSource").GetString(), photo.GetProperty("utcOffset").GetString());
    }
}

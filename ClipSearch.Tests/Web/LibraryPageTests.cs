using System.Text.Json;
using ClipSearch.Tests.Fixtures;

namespace ClipSearch.Tests.Web;

public sealed class LibraryPageTests(PostgresFixture postgres)
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Files_that_cannot_be_read_are_listed_with_their_reason()
    {
        await using var library = await postgres.NewLibraryAsync();
        library.Draw(1, "good.bmp");
        await File.WriteAllTextAsync(Path.Combine(library.Folder, "<b>bad.png"), "This is no picture.", Token);
        await using var site = await (await TestSite.StartAsync(TestSite.OptionsFor(library))).SeededAsync();

        var page = await site.PageAsync("/library");
        var failure = Assert.Single(page.QuerySelectorAll(".failures li"));
        Assert.Equal("<b>bad.png", failure.QuerySelector("strong")!.TextContent);
        Assert.Contains("its content is none of jpeg, png,", failure.TextContent, StringComparison.Ordinal);
        Assert.Equal(["1", "1"], page.QuerySelectorAll(".figures strong").Select(figure => figure.TextContent));

        var sync = (await site.JsonAsync("/api/status")).GetProperty("sync");
        Assert.Equal(1, sync.GetProperty("failed").GetInt32());
        Assert.Equal("<b>bad.png", sync.GetProperty("failures")[0].GetProperty("path").GetString());
        Assert.Equal(JsonValueKind.Array, sync.GetProperty("unavailable").ValueKind);
    }

    [Fact]
    public async Task The_button_looks_through_the_folders()
    {
        await using var library = await postgres.NewLibraryAsync();
        library.Draw(1, "a.bmp");
        await using var site = await (await TestSite.StartAsync(TestSite.OptionsFor(library))).SeededAsync();
        var shown = await site.GetAsync("/library");
        var token = (await TestSite.HtmlAsync(shown)).QuerySelector("[name=__RequestVerificationToken]")!.GetAttribute("value")!;
        var cookie = shown.Headers.GetValues("Set-Cookie").Single().Split(';')[0];

        Assert.Equal(302, (int)(await PostAsync(site, token, cookie)).StatusCode);
        Assert.Equal(400, (int)(await PostAsync(site, "forged", cookie)).StatusCode);
        Assert.Equal(403, (int)(await PostAsync(site, token, cookie, ("X-Forwarded-For", "203.0.113.7"))).StatusCode);
    }

    private static Task<HttpResponseMessage> PostAsync(TestSite site, string token, string cookie, params (string Name, string Value)[] headers)
    {
        var request = new HttpRequestMessage(HttpMethod.Post, "/library") { Content = new FormUrlEncodedContent([new("__RequestVerificationToken", token)]) };
        request.Headers.TryAddWithoutValidation("Cookie", cookie);
        foreach (var (name, value) in headers)
            request.Headers.TryAddWithoutValidation(name, value);
        return site.Client.SendAsync(request, Token);
    }
}

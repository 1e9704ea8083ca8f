using System.Text.Json;
using ClipSearch.Tests.Cli;
using ClipSearch.Tests.Fixtures;

namespace ClipSearch.Tests.Web;

public sealed class LibraryPageTests(PostgresFixture postgres)
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Import_errors_are_listed_with_their_reason()
    {
        await using var library = await postgres.NewLibraryAsync();
        library.Draw(1, "good.jpg");
        await File.WriteAllTextAsync(Path.Combine(library.Folder, "<b>bad.png"), "not an image", Token);
        await using var site = await (await TestSite.StartAsync(TestSite.OptionsFor(library))).SeededAsync();

        var page = await site.PageAsync("/library");
        Assert.NotNull(page.QuerySelector("#failures"));
        var failure = Assert.Single(page.QuerySelectorAll(".failures li"));
        Assert.Equal("<b>bad.png", failure.QuerySelector("strong")!.TextContent);
        Assert.Contains("its content is not jpeg, png,", failure.TextContent, StringComparison.Ordinal);
        Assert.DoesNotContain(library.Folder, failure.TextContent, StringComparison.Ordinal);
        Assert.Equal(["1", "1"], page.QuerySelectorAll(".figures strong").Select(figure => figure.TextContent));

        var sync = (await site.JsonAsync("/api/status")).GetProperty("sync");
        Assert.Equal(1, sync.GetProperty("failed").GetInt32());
        Assert.Equal("<b>bad.png", sync.GetProperty("failures")[0].GetProperty("path").GetString());
        Assert.Equal(JsonValueKind.Array, sync.GetProperty("unavailable").ValueKind);
    }

    [Fact]
    public async Task The_first_twenty_import_errors_are_listed_by_path()
    {
        await using var library = await postgres.NewLibraryAsync();
        library.Draw(1, "good.jpg");
        foreach (var number in Enumerable.Range(1, 21))
            await WriteBadAsync(library, $"first/{number:00}.png");
        await using var site = await (await TestSite.StartAsync(TestSite.OptionsFor(library))).SeededAsync();

        // Only this folder is scanned again.
        await WriteBadAsync(library, "second/22.png");
        await TestSite.UntilAsync(async () => (await SyncAsync(site)).GetProperty("failed").GetInt64() == 22);

        var expected = Enumerable.Range(1, 20).Select(number => $"first/{number:00}.png").ToList();
        Assert.Equal(expected, Paths(await SyncAsync(site)));
        var page = await site.PageAsync("/library");
        Assert.Equal(expected, page.QuerySelectorAll(".failures li strong").Select(name => name.TextContent));
        Assert.Contains("The first 20 of 22 files and folders that could not be read:", page.QuerySelector(".library")!.TextContent, StringComparison.Ordinal);
        using var status = JsonDocument.Parse((await ClipSearchProcess.RunAsync(library.Options, "status", "--json")).Output);
        Assert.Equal(22, status.RootElement.GetProperty("sync").GetProperty("failed").GetInt64());
        Assert.Equal(expected, Paths(status.RootElement.GetProperty("sync")));
        var text = (await ClipSearchProcess.RunAsync(library.Options, "status")).Output;
        Assert.EndsWith("\nSkipped 2 more.\n", text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_button_starts_a_scan()
    {
        await using var library = await postgres.NewLibraryAsync();
        library.Draw(1, "a.jpg");
        await using var site = await (await TestSite.StartAsync(TestSite.OptionsFor(library))).SeededAsync();
        var shown = await site.GetAsync("/library");
        var token = (await TestSite.HtmlAsync(shown)).QuerySelector("[name=__RequestVerificationToken]")!.GetAttribute("value")!;
        var cookie = shown.Headers.GetValues("Set-Cookie").Single().Split(';')[0];

        Assert.Equal(400, (int)(await PostAsync(site, "forged", cookie)).StatusCode);
        Assert.Equal(403, (int)(await PostAsync(site, token, cookie, ("X-Forwarded-For", "203.0.113.7"))).StatusCode);
        // No file changes, so only a scan on request imports the photo again.
        await library.SqlAsync("DELETE FROM photos");
        Assert.Equal(302, (int)(await PostAsync(site, token, cookie)).StatusCode);
        await TestSite.UntilAsync(async () => await library.SqlAsync("SELECT count(*) FROM photos") is 1L);
    }

    private static Task WriteBadAsync(TestLibrary library, string name)
    {
        var path = Path.Combine(library.Folder, name);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        return File.WriteAllTextAsync(path, "not an image", Token);
    }

    private static async Task<JsonElement> SyncAsync(TestSite site) => (await site.JsonAsync("/api/status")).GetProperty("sync");

    private static List<string> Paths(JsonElement sync) => [.. sync.GetProperty("failures").EnumerateArray().Select(failure => failure.GetProperty("path").GetString()!)];

    private static Task<HttpResponseMessage> PostAsync(TestSite site, string token, string cookie, params (string Name, string Value)[] headers)
    {
        var request = new HttpRequestMessage(HttpMethod.Post, "/library") { Content = new FormUrlEncodedContent([new("__RequestVerificationToken", token)]) };
        request.Headers.TryAddWithoutValidation("Cookie", cookie);
        foreach (var (name, value) in headers)
            request.Headers.TryAddWithoutValidation(name, value);
        return site.Client.SendAsync(request, Token);
    }
}

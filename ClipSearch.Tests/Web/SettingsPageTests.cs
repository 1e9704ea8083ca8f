using ClipSearch.Core.Postgres;
using ClipSearch.Core.Settings;
using ClipSearch.Tests.Fixtures;
using ClipSearch.Web.Pages;

namespace ClipSearch.Tests.Web;

/// <summary>The settings page and the navigation that depends on settings.</summary>
[Collection(GalleryCollection.Name)]
public sealed class SettingsPageTests(GalleryFixture gallery)
{
    private static readonly (string Name, string Value) FromElsewhere = ("X-Forwarded-For", "203.0.113.7");

    [Fact]
    public void Each_setting_has_its_value_and_its_source()
    {
        var environment = new Dictionary<string, string> { ["POSTGRESQL_URL"] = "postgres://me:hidden-1@db:5433/library", ["PORT"] = "4000", ["TRASH_DAYS"] = " " };
        var file = new Dictionary<string, string> { ["PORT"] = "5000", ["HOST"] = "0.0.0.0", ["TRASH_DAYS"] = "7" };
        var settings = SettingView.Of(ClipSearchOptions.Read("/from", environment.GetValueOrDefault, file.GetValueOrDefault)).ToDictionary(setting => setting.Name);

        Assert.Equal(("4000", "Environment"), (settings["PORT"].Value, settings["PORT"].Source));
        Assert.Equal(("0.0.0.0", ".env"), (settings["HOST"].Value, settings["HOST"].Source));
        Assert.Equal(("30", "Default"), (settings["TRASH_DAYS"].Value, settings["TRASH_DAYS"].Source));
        Assert.Equal("Environment, POSTGRESQL_URL", settings["DATABASE_URL"].Source);
        Assert.Contains("db:5433", settings["DATABASE_URL"].Value, StringComparison.Ordinal);
        Assert.DoesNotContain("hidden", settings["DATABASE_URL"].Value, StringComparison.Ordinal);
        Assert.Equal("Not set", settings["ACCESS_TOKEN"].Value);
    }

    [Fact]
    public async Task The_settings_match_the_example_file()
    {
        var named = (await File.ReadAllLinesAsync(Path.Combine(TestFiles.Repository, ".env_example"), TestContext.Current.CancellationToken))
            .Where(line => line.StartsWith('#') && line.Contains('=', StringComparison.Ordinal) && !line.StartsWith("# ", StringComparison.Ordinal)).Select(line => line[1..line.IndexOf('=', StringComparison.Ordinal)]);

        Assert.Equal(named.Order(StringComparer.Ordinal), SettingView.Of(new ClipSearchOptions()).Select(setting => setting.Name).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task Secrets_are_hidden_and_versions_are_shown()
    {
        await using var library = await gallery.Postgres.NewLibraryAsync();
        await using var site = await TestSite.StartAsync(new ClipSearchOptions
        {
            DatabaseUrl = "postgres://me:hidden-1@127.0.0.1:9/library?connect_timeout=1",
            DataDir = library.Options.DataDir,
            PhotosDirs = library.Options.PhotosDirs,
            ModelsDir = library.Options.ModelsDir,
            ClipModel = library.Options.ClipModel,
            AccessToken = "hidden-2",
            TrustLoopback = true,
            S3Keys = new S3Keys("hidden-3", "hidden-4", "hidden-5"),
            HfEndpoint = new Uri("https://me:hidden-6@hub.example/models?key=hidden-7"),
            Port = 0,
        });

        var page = (await site.PageAsync("/settings")).QuerySelector("main")!.TextContent;

        Assert.DoesNotContain("hidden", page, StringComparison.Ordinal);
        Assert.Contains("https://hub.example/models", page, StringComparison.Ordinal);
        Assert.Contains("ONNX Runtime 1.", page, StringComparison.Ordinal);
        Assert.Contains("The database is down.", page, StringComparison.Ordinal);
        Assert.Matches(@"PostgreSQL \d+.*pgvector 0\.\d", (await gallery.Site.PageAsync("/settings")).QuerySelector("main")!.TextContent);
    }

    [Fact]
    public async Task Visitors_are_sent_to_the_sign_in_page_and_back()
    {
        await using var library = await gallery.Postgres.NewLibraryAsync();
        await using var open = await TestSite.StartAsync(TestSite.OptionsFor(library, accessToken: "open sesame"));
        var refused = await open.GetAsync("/settings", FromElsewhere);
        Assert.Equal(401, (int)refused.StatusCode);
        var page = await TestSite.HtmlAsync(refused);
        Assert.DoesNotContain("PHOTOS_DIR", page.Body!.TextContent, StringComparison.Ordinal);
        var way = page.QuerySelector(".problem a")!.GetAttribute("href")!;
        Assert.Equal("/signin?back=%2Fsettings", way);
        var form = (await TestSite.HtmlAsync(await open.GetAsync(way, FromElsewhere))).QuerySelector("main form")!;
        Assert.Equal("/settings", form.QuerySelector("[name=back]")!.GetAttribute("value"));

        Assert.Equal(403, (int)(await gallery.Site.GetAsync("/settings", FromElsewhere)).StatusCode);
    }

    [Fact]
    public async Task The_navigation_depends_on_the_page_and_the_access()
    {
        await using var library = await gallery.Postgres.NewLibraryAsync();
        await using var closed = await TestSite.StartAsync(TestSite.OptionsFor(library, readOnly: true, accessToken: "open sesame", trustLoopback: true));

        var here = await gallery.Site.PageAsync("/duplicates");
        Assert.Equal(["/", "/browse", "/folders", "/library", "/duplicates", "/trash", "/settings"], here.QuerySelectorAll(".nav a").Select(link => link.GetAttribute("href")));
        Assert.Equal("Duplicates", here.QuerySelectorAll("[aria-current=page]").Single().TextContent);
        Assert.Null((await closed.PageAsync("/")).QuerySelector(".nav [href='/signin'], .nav [href='/trash']"));
        Assert.NotNull((await TestSite.HtmlAsync(await closed.GetAsync("/", FromElsewhere))).QuerySelector(".nav [href='/signin']"));
        Assert.Null((await TestSite.HtmlAsync(await gallery.Site.GetAsync("/", FromElsewhere))).QuerySelector(".nav [href='/signin']"));
    }

    [Theory]
    [InlineData("/")]
    [InlineData("/?q=cat")]
    [InlineData("/settings")]
    public async Task Reading_pages_sets_no_cookie(string address) =>
        Assert.False((await gallery.Site.GetAsync(address)).Headers.Contains("Set-Cookie"));
}

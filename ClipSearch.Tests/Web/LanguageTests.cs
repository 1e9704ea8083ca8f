using System.Text.RegularExpressions;
using System.Xml.Linq;
using ClipSearch.Core.Imaging;
using ClipSearch.Core.Library.Facets;
using ClipSearch.Core.Settings;
using ClipSearch.Tests.Fixtures;
using ClipSearch.Web.Components;
using ClipSearch.Web.Localization;
using ClipSearch.Web.Pages;

namespace ClipSearch.Tests.Web;

/// <summary>The pages' texts and their translations.</summary>
[Collection(GalleryCollection.Name)]
public sealed partial class LanguageTests(GalleryFixture gallery)
{
    private static readonly string Folder = Path.Combine(TestFiles.Repository, "ClipSearch.Web");

    /// <summary>The languages of the translations, by their file names.</summary>
    public static TheoryData<string> Translations =>
        [.. Directory.EnumerateFiles(Path.Combine(Folder, "Localization"), "Texts.*.resx").Select(file => Path.GetFileNameWithoutExtension(file)["Texts.".Length..]).Order(StringComparer.Ordinal)];

    [Fact]
    public void Each_translation_is_offered() =>
        Assert.Equal(["en", .. Translations.Select(row => row.Data)], Languages.All.Select(language => language.Name));

    [Theory]
    [MemberData(nameof(Translations))]
    public void A_translation_has_the_keys_placeholders_and_tags_of_the_original(string language)
    {
        var (original, translation) = (Read("Texts.resx"), Read($"Texts.{language}.resx"));
        foreach (var setting in SettingList.All)
            original.Add($"{SettingView.MeaningKey}{setting.Name}", setting.Description);
        foreach (var program in NeededPrograms.All)
            original.Add($"{LibraryModel.RemedyKey}{program.Name}", program.Remedy);

        Assert.Equal([], original.Keys.Except(translation.Keys));
        Assert.Equal([], translation.Keys.Except(original.Keys));
        Assert.All(original, text =>
        {
            var translated = translation[text.Key];
            Assert.NotEqual("", translated.Trim());
            Assert.Equal(InvariantsOf(text.Value), InvariantsOf(translated));
        });
    }

    [Fact]
    public void Each_text_is_used()
    {
        var used = Directory.EnumerateFiles(Folder, "*", SearchOption.AllDirectories)
            .Where(file => Path.GetExtension(file) is ".cs" or ".cshtml" or ".razor")
            .Where(file => !file.StartsWith(Path.Combine(Folder, "obj"), StringComparison.Ordinal) && !file.StartsWith(Path.Combine(Folder, "bin"), StringComparison.Ordinal))
            .SelectMany(file => Use().Matches(File.ReadAllText(file)))
            .Select(use => use.Groups[1].Value)
            .Concat(StandardFacets.All.SelectMany(facet => KeysOf(facet)));

        Assert.Equal([], Read("Texts.resx").Keys.Except(used));
    }

    [Theory]
    [InlineData(null, "en", "Find photos by describing them")]
    [InlineData("de", "de", "Fotos per Beschreibung finden")]
    [InlineData("de-AT,en;q=0.5", "de", "Fotos per Beschreibung finden")]
    [InlineData("en-GB,de;q=0.5", "en", "Find photos")]
    [InlineData("tlh, x", "en", "Find photos")]
    public async Task A_page_uses_the_preferred_language_of_the_browser(string? preferred, string language, string heading)
    {
        var response = await gallery.Site.GetAsync("/", preferred is null ? [] : [("Accept-Language", preferred)]);
        var page = await TestSite.HtmlAsync(response);

        Assert.Equal(language, page.DocumentElement.GetAttribute("lang"));
        Assert.Equal("ltr", page.DocumentElement.GetAttribute("dir"));
        Assert.StartsWith(heading, page.QuerySelector("h1")!.TextContent, StringComparison.Ordinal);
        Assert.Contains("Accept-Language", string.Join(',', response.Headers.Vary), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Results_numbers_and_errors_are_translated()
    {
        (string, string) german = ("Accept-Language", "de");

        var results = await TestSite.HtmlAsync(await gallery.Site.GetAsync("/?q=cat", german));
        Assert.Contains($"Beste Treffer für cat · {GalleryFixture.Photos} Fotos", results.QuerySelector(".summary")!.TextContent, StringComparison.Ordinal);
        Assert.Matches(@"^−?0,\d{3}$", results.QuerySelector(".score")!.TextContent);
        var problem = await TestSite.HtmlAsync(await gallery.Site.GetAsync("/photos/987654321", german));
        Assert.Equal("Foto nicht gefunden", problem.QuerySelector(".problem h2")!.TextContent);
        var fragment = await TestSite.HtmlAsync(await gallery.Site.GetAsync("/?q=", german, ("HX-Request", "true")));
        Assert.Equal("Suchtext fehlt", fragment.QuerySelector("h2")!.TextContent);
    }

    [Theory]
    [InlineData("/api/search?q=", "Search text is empty")]
    [InlineData("/api/photos/987654321", "Photo not found")]
    [InlineData("/api/nothing", "Page not found")]
    public async Task The_API_responds_in_English(string address, string title)
    {
        var response = await gallery.Site.GetAsync(address, ("Accept-Language", "de"));

        Assert.Contains($"\"title\":\"{title}\"", await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken), StringComparison.Ordinal);
    }

    private static Dictionary<string, string> Read(string file) =>
        XDocument.Load(Path.Combine(Folder, "Localization", file)).Root!.Elements("data").ToDictionary(data => (string)data.Attribute("name")!, data => (string)data.Element("value")!);

    /// <summary>Returns the placeholders and tags of a text, which a translation keeps.</summary>
    private static IEnumerable<string> InvariantsOf(string text) => Invariants().Matches(text).Select(part => part.Value).Order(StringComparer.Ordinal);

    [GeneratedRegex(@"\{\d+\}|<[^>]*>")]
    private static partial Regex Invariants();

    /// <summary>Returns the keys of the texts of a facet, which <see cref="FacetTexts"/> finds by name.</summary>
    private static IEnumerable<string> KeysOf(Facet facet) =>
    [
        .. new[] { "", "Hint", "Chip" }.Select(suffix => $"Filter_{Capitalised(facet.Name)}{suffix}"),
        .. facet.Choices.Select(choice => $"Filter_{Capitalised(choice)}"),
    ];

    private static string Capitalised(string name) => char.ToUpperInvariant(name[0]) + name[1..];

    [GeneratedRegex(@"\bTexts\.(\w+)")]
    private static partial Regex Use();
}

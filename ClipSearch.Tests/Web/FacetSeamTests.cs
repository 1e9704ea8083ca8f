using System.CommandLine;
using System.Globalization;
using ClipSearch.Core.Library.Facets;
using ClipSearch.Tests.Fixtures;
using ClipSearch.Web.Cli;
using Microsoft.Extensions.DependencyInjection;

namespace ClipSearch.Tests.Web;

/// <summary>A facet is one entry: the form, chips, API, API document, command line and completion follow from it.</summary>
public sealed class FacetSeamTests(PostgresFixture postgres) : IAsyncLifetime
{
    private static readonly Facet s_initial = Facet.CreateChoice(
        "fileInitial", "Only files whose name starts with this letter.", ["a", "b"], condition: letter => $"name ^@ {letter}");

    private static readonly Facet s_minBytes = Facet.Create(
        "minBytes", FacetInput.Text, "Only files of at least this size in bytes.",
        parse: (text, _) => text.All(char.IsAsciiDigit) ? text : null,
        condition: bytes => $"bytes >= {long.Parse(bytes, CultureInfo.InvariantCulture)}");

    private TestLibrary _library = null!;
    private TestSite _site = null!;

    public async ValueTask InitializeAsync()
    {
        _library = await postgres.NewLibraryAsync();
        foreach (var (number, name) in new[] { "a1.jpg", "a2.jpg", "b1.jpg" }.Index())
            _library.Draw(number + 1, name);
        await _library.SyncAsync(TestContext.Current.CancellationToken);
        _site = await TestSite.StartAsync(TestSite.OptionsFor(_library), builder => builder.Services.AddSingleton(s_initial).AddSingleton(s_minBytes));
    }

    public async ValueTask DisposeAsync()
    {
        await _site.DisposeAsync();
        await _library.DisposeAsync();
    }

    [Fact]
    public async Task The_form_has_a_field_with_the_entered_value_and_results_match_it()
    {
        var page = await _site.PageAsync("/?q=cat&fileInitial=b");

        Assert.Equal(["", "a", "b"], page.QuerySelectorAll(".filters select[name=fileInitial] option").Select(option => option.GetAttribute("value")));
        Assert.Equal("b", page.QuerySelector(".filters select[name=fileInitial] option[selected]")!.GetAttribute("value"));
        Assert.NotNull(page.QuerySelector(".filters input[name=minBytes]"));
        Assert.Single(page.QuerySelectorAll("#hits .picture"));
        var chip = page.QuerySelector(".chip")!;
        Assert.Equal("fileInitial b (remove filter)", string.Join(' ', chip.TextContent.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)));
        Assert.Equal("/?q=cat", chip.GetAttribute("href"));
    }

    [Fact]
    public async Task The_API_filters_by_it_and_its_document_has_it()
    {
        Assert.Equal(2, (await _site.JsonAsync("/api/search?q=cat&fileInitial=A")).GetProperty("total").GetInt32());
        Assert.Equal(0, (await _site.JsonAsync("/api/photos?minBytes=99999999")).GetProperty("total").GetInt32());
        var problem = await _site.JsonAsync("/api/photos?fileInitial=c", 400);
        Assert.Contains("one of a, b", problem.GetProperty("detail").GetString(), StringComparison.Ordinal);
        Assert.Equal(400, (int)(await _site.GetAsync("/api/photos?minBytes=many")).StatusCode);
        Assert.Equal(400, (int)(await _site.GetAsync("/api/photos?fileInitial=a&fileInitial=b")).StatusCode);

        var operations = (await _site.JsonAsync("/openapi/v1.json")).GetProperty("paths");
        foreach (var (path, method) in new[] { ("/api/search", "get"), ("/api/search", "post"), ("/api/photos", "get"), ("/api/photos/{id}/similar", "get") })
        {
            var parameter = Assert.Single(
                operations.GetProperty(path).GetProperty(method).GetProperty("parameters").EnumerateArray(), each => each.GetProperty("name").GetString() == "fileInitial");
            Assert.Equal("Only files whose name starts with this letter.", parameter.GetProperty("description").GetString());
            Assert.Equal(["a", "b"], parameter.GetProperty("schema").GetProperty("enum").EnumerateArray().Select(choice => choice.GetString()));
        }
    }

    [Fact]
    public void The_command_line_has_an_option_with_completion()
    {
        var options = new QueryOptions([.. StandardFacets.All, s_initial, s_minBytes]);
        var command = new Command("search");
        options.AddTo(command);
        var facets = new FacetList(new Core.Paths.LibraryFolders([_library.Folder]), [s_initial, s_minBytes]);

        var filter = options.Filter(command.Parse(["--file-initial", "b", "--min-bytes", "7"]), facets);

        Assert.Equal([("fileInitial", "b"), ("minBytes", "7")], filter.Parts.Select(part => (part.Facet.Name, part.Text)));
        Assert.Equal(["a", "b"], command.Parse("--file-initial ").GetCompletions().Select(completion => completion.Label));
        Assert.Contains("One of: a, b.", command.Options.Single(option => option.Name == "--file-initial").Description, StringComparison.Ordinal);
    }
}

using System.Globalization;
using System.Text.Json;
using ClipSearch.Core.Embeddings;
using ClipSearch.Core.Library;
using ClipSearch.Core.Models;
using ClipSearch.Core.Postgres;
using ClipSearch.Core.Search.Scores;
using ClipSearch.Core.Settings;
using ClipSearch.Tests.Cli;
using ClipSearch.Tests.Fixtures;
using ClipSearch.Tests.Models;
using ClipSearch.Tests.Web;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;

namespace ClipSearch.Tests.Demo;

/// <summary>The relevance of results with the bundled demo model and images.</summary>
[Collection(DemoCollection.Name)]
public sealed class RelevanceTests(DemoFixture demo, PostgresFixture postgres)
{
    // The share of queries whose right first result is a good match, and of queries without a match that have no good match.
    [Theory]
    [InlineData(RelevanceTable.Wanted, "chosen", 0.88)]
    [InlineData(RelevanceTable.Wanted, "judged", 0.88)]
    [InlineData(RelevanceTable.Absent, "chosen", 0.76)]
    [InlineData(RelevanceTable.Absent, "judged", 0.8)]
    [InlineData(RelevanceTable.Nonsense, "chosen", 0.92)]
    [InlineData(RelevanceTable.Nonsense, "judged", 0.9)]
    public async Task Right_images_are_good_matches_and_absent_things_have_none(string kind, string half, double minShare)
    {
        var wrong = new List<string>();
        var queries = 0;
        foreach (var query in DemoFiles.ReadRelevance().Where(query => query.Kind == kind && query.Half == half))
        {
            var response = await AskAsync(query.Text, "limit=1");
            var first = demo.Image(response.GetProperty("hits")[0]);
            // DemoSearchTests count wrong first results.
            if (query.Condition is { } condition && !condition.HoldsFor(first.Facts))
                continue;
            queries++;
            if (response.GetProperty("good").GetInt32() > 0 != query.Condition is not null)
                wrong.Add($"\"{query.Text}\": {first.Shows}");
        }

        Assert.InRange(queries, 25, 1000);
        var share = 1 - ((double)wrong.Count / queries);
        Assert.True(share >= minShare, string.Create(CultureInfo.InvariantCulture, $"{share:P1} of {queries}, expected {minShare:P0}:\n{string.Join('\n', wrong)}"));
    }

    [Fact]
    public async Task Good_matches_come_first_and_weak_ones_follow()
    {
        foreach (var query in new[] { "man jumping", "a snowy street", "xyzzy" })
        {
            var response = await AskAsync(query, "limit=200&stacks=false");
            var relevance = response.GetProperty("hits").EnumerateArray().Select(hit => hit.GetProperty("relevance").GetString()).ToList();

            Assert.Equal(200, relevance.Count);
            Assert.Equal(response.GetProperty("good").GetInt32(), relevance.TakeWhile(word => word == "good").Count());
            Assert.All(relevance.Skip(response.GetProperty("good").GetInt32()), word => Assert.Equal("weak", word));
        }
    }

    [Fact]
    public async Task A_frequent_subject_has_good_matches()
    {
        var response = await AskAsync("people", "limit=200");

        // 57 of the 216 drawings show people, so their scores are close to the mean.
        Assert.InRange(response.GetProperty("good").GetInt32(), 20, 57);
        Assert.All(response.GetProperty("hits").EnumerateArray().Take(20), hit => Assert.True(Facts.Parse("kind=person").AreAmong(demo.Image(hit).Facts)));
    }

    [Fact]
    public async Task The_page_shows_the_relevance_in_words()
    {
        var found = await demo.Site.FragmentAsync("/?q=man+jumping");
        var items = found.QuerySelectorAll("#hits > li:not(.row-end)").ToList();
        var divider = Assert.Single(items, item => item.ClassList.Contains("weaker"));
        Assert.Equal("Weaker matches", divider.QuerySelector("h2")!.TextContent);
        Assert.Equal($"{items.IndexOf(divider)} good matches", found.QuerySelector(".summary .good")!.TextContent);
        Assert.InRange(items.IndexOf(divider), 2, 12);
        Assert.Equal(25, items.Count);
        Assert.Matches(@"photo-\d+\.jpg – cosine similarity 0\.\d{3}", items[0].QuerySelector("a")!.GetAttribute("title"));
        Assert.Null(found.QuerySelector(".nothing"));

        var nothing = await demo.Site.FragmentAsync("/?q=lorem+ipsum");
        Assert.Equal("No close matches", nothing.QuerySelector(".nothing h2")!.TextContent);
        Assert.Same(nothing.QuerySelector(".nothing"), nothing.QuerySelector("[data-announce]"));
        Assert.Null(nothing.QuerySelector(".weaker"));
        Assert.Equal(24, nothing.QuerySelectorAll("#hits > [data-photo]").Length);
        Assert.Null((await demo.Site.FragmentAsync("/?q=lorem+ipsum&offset=24")).QuerySelector(".nothing, .weaker"));
    }

    [Theory]
    [InlineData("stacks=false")]
    [InlineData("stacks=true")]
    [InlineData("orientation=landscape")]
    public async Task The_number_of_good_matches_is_the_same_on_every_page(string part)
    {
        var all = await AskAsync("people", $"limit=200&{part}");
        var good = all.GetProperty("hits").EnumerateArray().Count(hit => hit.GetProperty("relevance").GetString() == "good");

        Assert.InRange(good, 5, 199);
        foreach (var page in new[] { "limit=1", "limit=3&offset=2", "limit=24&offset=20" })
            Assert.Equal(good, (await AskAsync("people", $"{page}&{part}")).GetProperty("good").GetInt32());
        Assert.False((await AskAsync("people", $"offset={all.GetProperty("total")}&{part}")).TryGetProperty("good", out _));
    }

    [Fact]
    public async Task The_divider_is_right_across_several_searches()
    {
        var page = await demo.Site.FragmentAsync("/?q=man+jumping&stacks=false&shown=216");
        var items = page.QuerySelectorAll("#hits > li:not(.row-end)").ToList();

        Assert.Equal(217, items.Count);
        Assert.Equal((await AskAsync("man jumping", "limit=1&stacks=false")).GetProperty("good").GetInt32(), items.FindIndex(item => item.ClassList.Contains("weaker")));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    [InlineData(5)]
    public async Task The_divider_appears_once_for_every_page_size(int limit)
    {
        var good = (await AskAsync("man jumping", "limit=100")).GetProperty("good").GetInt32();
        var places = new List<int>();
        for (var offset = 0; offset < 30; offset += limit)
        {
            var page = await demo.Site.FragmentAsync($"/?q=man+jumping&limit={limit}&offset={offset}");
            var items = page.QuerySelectorAll("#hits > li:not(.row-end)").ToList();
            Assert.Equal(limit, items.Count(item => !item.ClassList.Contains("weaker")));
            Assert.Null(page.QuerySelector(".nothing"));
            places.AddRange(items.Where(item => item.ClassList.Contains("weaker")).Select(item => offset + items.IndexOf(item)));
        }

        Assert.Equal([good], places);
    }

    [Fact]
    public async Task A_file_name_match_is_a_good_match()
    {
        var response = await AskAsync("photo-017.jpg", "limit=5");

        Assert.Equal(["good", "weak", "weak", "weak", "weak"], response.GetProperty("hits").EnumerateArray().Select(hit => hit.GetProperty("relevance").GetString()));
        Assert.Null((await demo.Site.FragmentAsync("/?q=photo-017.jpg")).QuerySelector(".nothing"));
    }

    [Fact]
    public async Task A_filter_does_not_change_the_relevance()
    {
        var all = Words(await AskAsync("cat", "limit=200"));
        var some = Words(await AskAsync("cat", "limit=50&orientation=landscape"));

        Assert.InRange(some.Count, 1, all.Count - 1);
        Assert.All(some, hit => Assert.Equal(all[hit.Key], hit.Value));
        static Dictionary<long, string> Words(JsonElement response) =>
            response.GetProperty("hits").EnumerateArray().ToDictionary(hit => hit.GetProperty("id").GetInt64(), hit => hit.GetProperty("relevance").GetString()!);
    }

    [Fact]
    public async Task Images_and_excluded_words_have_their_own_threshold()
    {
        var first = (await AskAsync("red sports car", "limit=1")).GetProperty("hits")[0];
        var like = await demo.Site.JsonAsync($"/api/search?like={first.GetProperty("id")}&limit=200&stacks=false");
        Assert.InRange(like.GetProperty("good").GetInt32(), 1, 40);

        var both = await demo.Site.JsonAsync($"/api/search?like={first.GetProperty("id")}&q=at+night&limit=200&stacks=false");
        Assert.InRange(both.GetProperty("good").GetInt32(), 0, 40);

        var beach = await AskAsync("beach", "limit=200");
        var without = await AskAsync("beach -people", "limit=200");
        Assert.InRange(without.GetProperty("good").GetInt32(), 1, beach.GetProperty("good").GetInt32());
    }

    [Fact]
    public async Task Each_example_has_good_matches_and_a_different_first_photo()
    {
        var links = (await demo.Site.PageAsync("/")).QuerySelectorAll(".examples a").ToList();

        Assert.InRange(links.Count, 3, 6);
        var images = new HashSet<string>();
        foreach (var link in links)
        {
            Assert.Equal($"/?q={Uri.EscapeDataString(link.TextContent)}", link.GetAttribute("href"));
            var response = await AskAsync(link.TextContent, "limit=1");
            Assert.InRange(response.GetProperty("good").GetInt32(), 1, 216);
            Assert.True(images.Add(demo.Image(response.GetProperty("hits")[0]).File), link.TextContent);
        }
    }

    [Fact]
    public async Task A_small_library_has_no_relevance()
    {
        using var folder = new TemporaryFolder();
        for (var i = 1; i < LibrarySample.MinPhotos; i++)
            File.Copy(Path.Combine(DemoFiles.Photos, $"photo-{i:000}.jpg"), folder[$"{i}.jpg"]);
        using var data = new TemporaryFolder();
        await using var site = await TestSite.StartAsync(new ClipSearchOptions
        {
            DatabaseUrl = await postgres.NewDatabaseAsync(),
            PhotosDirs = [folder.Path],
            ModelsDir = Path.Combine(TestFiles.Repository, "models"),
            ClipModel = ModelNames.Demo,
            DataDir = data.Path,
            Port = 0,
        });
        await site.SeededAsync();
        await site.Services.GetRequiredService<LibraryScores>().MeasureAsync(TestContext.Current.CancellationToken);

        var response = await site.JsonAsync("/api/search?q=lion");
        Assert.False(response.TryGetProperty("good", out _));
        Assert.All(response.GetProperty("hits").EnumerateArray(), hit => Assert.False(hit.TryGetProperty("relevance", out _)));
        var page = await site.PageAsync("/?q=lion");
        Assert.Null(page.QuerySelector(".nothing, .weaker, .examples"));
        Assert.Equal(LibrarySample.MinPhotos - 1, page.QuerySelectorAll("#hits .score").Length);

        // One more photo reaches the minimum; the site imports it and measures the library without a request.
        File.Copy(Path.Combine(DemoFiles.Photos, "photo-100.jpg"), folder["100.jpg"]);
        await TestSite.UntilAsync(async () => (await site.JsonAsync("/api/search?q=lion")).TryGetProperty("good", out var good) && good.GetInt32() == 1);
    }

    [Fact]
    public async Task Only_the_first_process_embeds_the_phrases()
    {
        var services = demo.Site.Services;
        var (model, index, records) = (services.GetRequiredService<ActiveModel>(), services.GetRequiredService<EmbeddingIndex>(), services.GetRequiredService<PhraseRecords>());
        await using var encoder = new QueryEncoder(model, () => throw new ModelException("No text may be embedded."), NullLogger<QueryEncoder>.Instance);
        var later = new LibraryScores(model, encoder, index, records);

        await later.MeasureAsync(TestContext.Current.CancellationToken);
        Assert.Equal(services.GetRequiredService<LibraryScores>().Examples, later.Examples);
        Assert.NotEmpty(later.Examples);

        // Embeddings of another text encoder or of other phrases are replaced.
        await records.PutAsync("other", [Embedding.Normalize([1, .. new float[model.Folder.Config.EmbeddingDimensions - 1]])], TestContext.Current.CancellationToken);
        await Assert.ThrowsAsync<ModelException>(() => new LibraryScores(model, encoder, index, records).MeasureAsync(TestContext.Current.CancellationToken));
        var anew = new LibraryScores(model, services.GetRequiredService<QueryEncoder>(), index, records);
        await anew.MeasureAsync(TestContext.Current.CancellationToken);
        Assert.Equal(later.Examples, anew.Examples);
        await new LibraryScores(model, encoder, index, records).MeasureAsync(TestContext.Current.CancellationToken);
    }

    [Fact]
    public async Task The_constants_of_the_threshold_come_from_the_family_of_the_model()
    {
        var services = demo.Site.Services;
        var (model, encoder, scores) = (services.GetRequiredService<ActiveModel>(), services.GetRequiredService<QueryEncoder>(), services.GetRequiredService<LibraryScores>());
        var strict = model.Folder.Family with { Relevance = model.Folder.Family.Relevance with { PoorlyDescribed = 0.9 } };
        var strictModel = new ActiveModel(new ModelSelection(ModelFolder.Open(model.Folder.Path, model.Name, [strict])), model.Fingerprint);
        var strictScores = new LibraryScores(strictModel, encoder, services.GetRequiredService<EmbeddingIndex>(), services.GetRequiredService<PhraseRecords>());
        await strictScores.MeasureAsync(TestContext.Current.CancellationToken);

        var (query, _) = await encoder.EncodeAsync("man jumping", Timeout.InfiniteTimeSpan, TestContext.Current.CancellationToken);
        QueryPart[] parts = [new(query, 1, IsImage: false)];

        Assert.True(strictScores.Scale!.Threshold(parts, query) > scores.Scale!.Threshold(parts, query) + 0.01f);
    }

    [Fact]
    public async Task The_command_line_prints_the_divider_to_stderr()
    {
        var found = await ClipSearchProcess.RunAsync(demo.Site.Options, "search", "man", "jumping", "--limit", "12");
        Assert.Equal(12, found.Output.TrimEnd().Split('\n').Length);
        Assert.All(found.Output.TrimEnd().Split('\n'), line => Assert.Matches(@"^-?0\.\d{4}  /.*\.jpg$", line));
        Assert.Equal("Weaker matches:", found.Error.Trim());

        var nothing = await ClipSearchProcess.RunAsync(demo.Site.Options, "search", "lorem", "ipsum", "--limit", "3");
        Assert.Equal("No close matches. Showing the nearest photos:", nothing.Error.Trim());
        Assert.Equal(3, nothing.Output.TrimEnd().Split('\n').Length);
    }

    private Task<JsonElement> AskAsync(string query, string rest) => demo.Site.JsonAsync($"/api/search?q={Uri.EscapeDataString(query)}&{rest}");
}

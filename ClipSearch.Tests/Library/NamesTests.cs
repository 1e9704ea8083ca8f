using System.Text;
using ClipSearch.Core.Data;
using ClipSearch.Core.Library.Facets;
using ClipSearch.Core.Library.Sync;
using ClipSearch.Core.Paths;
using ClipSearch.Core.Search;
using ClipSearch.Tests.Data;
using ClipSearch.Tests.Fixtures;
using ClipSearch.Tests.Web;
using Microsoft.Extensions.Logging.Abstractions;
using Npgsql;

namespace ClipSearch.Tests.Library;

/// <summary>Names are found without regard to case, accents and the form of Unicode, and stay exactly what the file system has.</summary>
public sealed class NamesTests(PostgresFixture postgres)
{
    private static readonly string Decomposed = "Café Zürich".Normalize(NormalizationForm.FormD);

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_file_is_found_by_a_similar_name_and_keeps_its_own()
    {
        await using var library = await postgres.NewLibraryAsync();
        string[] names = [$"{Decomposed}.jpg", "ÄÖÜ.JPG", "Gärtnerei Müller.jpg", "Straße/ΟΔΟΣ.jpg", "한국.jpg".Normalize(NormalizationForm.FormD)];
        for (var i = 0; i < names.Length; i++)
            library.Draw(i + 1, names[i]);
        await library.SyncAsync(Token);

        foreach (var (query, name) in new[]
        {
            ("Café Zürich", names[0]), ("cafe zurich.JPG", names[0]), ("äöü", names[1]), ("GÄRTNEREI MÜLLER", names[2]), ("gartnerei muller", names[2]),
            ("strasse/οδός.jpg", names[3]), ("οδος", names[3]), ("한국", names[4]),
        })
        {
            var hit = (await library.Search.SearchAsync(new PhotoQuery(query), Token)).Hits[0];
            Assert.Equal((name, true), (Path.GetRelativePath(library.Folder, hit.Photo.Path), hit.IsNamed));
        }

        foreach (var query in new[] { "Muller", "\u0301", "gärtnerei", "strasse", "." })
            Assert.DoesNotContain((await library.Search.SearchAsync(new PhotoQuery(query), Token)).Hits, hit => hit.IsNamed);
    }

    [Theory]
    [InlineData("LOCALE 'C'")]
    [InlineData("LOCALE_PROVIDER icu ICU_LOCALE 'tr' LOCALE 'C'")] // where the small letter of I is ı
    public async Task Names_are_found_in_a_database_of_any_locale(string locale)
    {
        var server = new NpgsqlConnectionStringBuilder(await postgres.NewDatabaseAsync());
        var name = $"{server.Database}_locale";
        await using (var connection = new NpgsqlConnection(server.ConnectionString))
        {
            await connection.OpenAsync(Token);
            var hasIcu = (bool)(await OldDatabase.RunAsync(connection, "SELECT EXISTS (SELECT FROM pg_collation WHERE collprovider = 'i')"))!;
            Assert.SkipWhen(locale.Contains("icu", StringComparison.Ordinal) && (!hasIcu || connection.PostgreSqlVersion.Major < 15), "Needs PostgreSQL 15 or later with ICU.");
            await OldDatabase.RunAsync(connection, $"CREATE DATABASE {name} TEMPLATE template0 ENCODING 'UTF8' {locale}");
        }

        await using var library = new TestLibrary(new NpgsqlConnectionStringBuilder(server.ConnectionString) { Database = name }.ConnectionString);
        library.Draw(1, "IŞIK/MÜLLER.jpg");
        await library.SyncAsync(Token);

        Assert.True((await library.Search.SearchAsync(new PhotoQuery("ışık/müller"), Token)).Hits[0].IsNamed);
        Assert.Equal(1, (await library.Lookup.ListAsync(PhotoFilter.None.With(StandardFacets.Folder, $"{library.Folder}/isik"), 1, 0, Token)).Total);
    }

    [Theory]
    [InlineData("Café Zürich")]
    [InlineData("CAFE ZURICH")]
    [InlineData("cafe\u0301 zu\u0308rich/")]
    public async Task A_folder_is_found_by_a_similar_name(string typed)
    {
        await using var library = await postgres.NewLibraryAsync();
        library.Draw(1, $"{Decomposed}/Tag 1/a.jpg");
        library.Draw(2, "Café Zürich 2/b.jpg");
        await using var site = await (await TestSite.StartAsync(TestSite.OptionsFor(library))).SeededAsync();

        foreach (var (name, photos) in new[] { (typed, 1), ($"{typed.TrimEnd('/')}/TAG 1", 1), ($"{typed.TrimEnd('/')}/Tag 2", 0) })
        {
            var url = $"folder={Uri.EscapeDataString(name)}";
            Assert.Equal(photos, (await site.JsonAsync($"/api/photos?{url}")).GetProperty("total").GetInt32());
            Assert.Equal(photos, (await site.JsonAsync($"/api/search?q=cat&{url}")).GetProperty("total").GetInt32());
            var page = await site.PageAsync($"/folders?path={Uri.EscapeDataString(name)}", photos == 0 ? 404 : 200);
            if (photos > 0)
                Assert.Equal(Decomposed, page.QuerySelectorAll(".trail a")[1].TextContent);
        }

        var link = (await site.PageAsync($"/folders?path={Uri.EscapeDataString(typed)}")).QuerySelector(".covers a")!.GetAttribute("href")!;
        Assert.Contains(Uri.EscapeDataString($"{Decomposed}/Tag 1"), link, StringComparison.Ordinal);
        var photo = (await site.PageAsync(link)).QuerySelector(".photos a")!.GetAttribute("href")!;
        Assert.Contains("path=", (await site.PageAsync(photo.Replace(Uri.EscapeDataString(Decomposed), Uri.EscapeDataString(typed.TrimEnd('/')), StringComparison.Ordinal))).QuerySelector("a.back")!.GetAttribute("href"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_folder_with_exactly_the_name_comes_first_and_a_filter_finds_all_of_them()
    {
        await using var library = await postgres.NewLibraryAsync();
        await LibraryRows.PutAsync(library, $"{library.Folder}/trip/1.jpg", $"{library.Folder}/Trip/2.jpg", $"{library.Folder}/Trip/3.jpg", $"{library.Folder}/tripod/4.jpg");

        Assert.Equal(1, (await library.Folders.FindNamedAsync("trip", Token))!.Photos);
        Assert.Equal(2, (await library.Folders.FindNamedAsync("Trip", Token))!.Photos);
        Assert.Equal($"{library.Folder}/Trip", (await library.Folders.FindNamedAsync("TRIP", Token))!.Path);
        Assert.Null(await library.Folders.FindNamedAsync("tri", Token));
        var filter = PhotoFilter.None.With(StandardFacets.Folder, $"{library.Folder}/TRIP");
        Assert.Equal(3, (await library.Lookup.ListAsync(filter, 10, 0, Token)).Total);
        Assert.Single((await library.Choices.FindAsync(Token))[StandardFacets.Folder], name => name.Equals("trip", StringComparison.OrdinalIgnoreCase));
    }

    [Fact]
    public void Names_of_library_folders_are_resolved_by_a_similar_name()
    {
        var roots = new LibraryFolders(["/a/Österreich", "/b/osterreich", "/c/Winter"]);
        Assert.Equal("osterreich (2)/1.jpg", roots.Shown("/b/osterreich/1.jpg"));
        roots.NameOutside([$"/other/{Decomposed}", "/other/WINTER"]);

        Assert.Equal("/a/Österreich/Tag", roots.Resolve("ÖSTERREICH/Tag"));
        Assert.Equal("/b/osterreich", roots.Resolve("Osterreich (2)"));
        Assert.Equal("/c/Winter/x", roots.Resolve("winter/x"));
        Assert.Equal("/other/WINTER", roots.Resolve("winter (2)"));
        Assert.Equal($"/other/{Decomposed}/x", roots.Resolve("cafe zurich/x"));
    }

    [Fact]
    public async Task A_folder_outside_is_found_by_a_similar_name()
    {
        await using var library = await postgres.NewLibraryAsync();
        library.Draw(1, "winter/inside.jpg");
        var outside = Directory.CreateDirectory(Path.Combine(Directory.CreateTempSubdirectory("clipsearch-outside").FullName, "WINTER")).FullName;
        await File.WriteAllBytesAsync(Path.Combine(outside, "outside.jpg"), TestImages.Draw(2), Token);
        await library.Sync.RunAsync([outside], new SyncProgress([outside]), cancellationToken: Token);
        await library.Folders.NoteSeededAsync(outside, Token);
        await using var site = await (await TestSite.StartAsync(TestSite.OptionsFor(library))).SeededAsync();
        await site.PageAsync("/folders");

        foreach (var (name, file) in new[] { ("Winter", "winter/inside.jpg"), ("winter (2)", "WINTER (2)/outside.jpg") })
        {
            var photos = (await site.JsonAsync($"/api/photos?folder={Uri.EscapeDataString(name)}")).GetProperty("photos");
            Assert.Contains(file[(file.IndexOf('/', StringComparison.Ordinal) + 1)..], Assert.Single(photos.EnumerateArray()).GetProperty("path").GetString(), StringComparison.Ordinal);
        }

        Directory.Delete(Path.GetDirectoryName(outside)!, recursive: true);
    }

    [Fact]
    public async Task Photos_of_an_earlier_version_are_found_before_and_after_the_next_scan()
    {
        await using var library = await postgres.NewLibraryAsync();
        library.Draw(1, "Trip/Müller.jpg");
        await library.SyncAsync(Token);
        await library.SqlAsync("UPDATE photos SET search_path = NULL, search_name = NULL");
        var (exact, similar) = (PhotoFilter.None.With(StandardFacets.Folder, $"{library.Folder}/Trip"), PhotoFilter.None.With(StandardFacets.Folder, $"{library.Folder}/trip"));
        Assert.Equal((1, 0), ((await library.Lookup.ListAsync(exact, 1, 0, Token)).Total, (await library.Lookup.ListAsync(similar, 1, 0, Token)).Total));

        var summary = await library.SyncAsync(Token);

        Assert.Equal((1, false), (summary.Unchanged, summary.HasChanged));
        Assert.Equal((1, 1), ((await library.Lookup.ListAsync(exact, 1, 0, Token)).Total, (await library.Lookup.ListAsync(similar, 1, 0, Token)).Total));
        Assert.True((await library.Search.SearchAsync(new PhotoQuery("muller"), Token)).Hits[0].IsNamed);
    }

    [Fact]
    public async Task A_restored_photo_is_found_by_a_similar_name()
    {
        await using var library = await postgres.NewLibraryAsync();
        library.Draw(1, "Müller.jpg");
        await library.SyncAsync(Token);
        var id = (await library.Lookup.FindByPathAsync(Path.Combine(library.Folder, "Müller.jpg"), Token))!.Id;
        await library.Trash.RestoreAsync((await library.Trash.DeleteAsync(id, Token))!.Value, Token);

        Assert.True((await library.Search.SearchAsync(new PhotoQuery("muller"), Token)).Hits[0].IsNamed);
    }

    [Fact]
    public async Task A_library_of_version_18_gets_its_names_by_the_next_scan_and_finite_times_at_once()
    {
        var url = await OldDatabase.CreateAsync(postgres, 18);
        await using (var connection = new NpgsqlConnection(url))
        {
            await connection.OpenAsync(Token);
            await OldDatabase.RunAsync(
                connection,
                """
                INSERT INTO images (content_hash, width, height) SELECT sha256('a'), 3, 2;
                INSERT INTO photos (path, image_id, bytes, modified_ticks, taken_at) VALUES
                    ('/a/1.jpg', 1, 1, 1, '-infinity'), ('/a/2.jpg', 1, 1, 1, 'infinity'), ('/a/3.jpg', 1, 1, 1, '2024-05-01'), ('/a/Müller.jpg', 1, 1, 1, '0001-01-01');
                """);
            await new Migrator(url, NullLogger<Migrator>.Instance).MigrateAsync(Token);

            Assert.Equal(4L, await OldDatabase.RunAsync(connection, "SELECT count(*) FROM photos WHERE isfinite(taken_at) AND search_path IS NULL"));
            Assert.Equal(
                ["0001-01", "9999-12", "2024-05", "0001-01"],
                (string[])(await OldDatabase.RunAsync(connection, "SELECT array_agg(to_char(taken_at, 'YYYY-MM') ORDER BY path) FROM photos"))!);
        }

        await using var library = new TestLibrary(url);
        library.Draw(1, "Ä.jpg");
        await library.SyncAsync(Token);

        Assert.Equal("/a/muller.jpg", await library.SqlAsync("SELECT search_path FROM photos WHERE path = '/a/Müller.jpg'"));
        Assert.Equal(0L, await library.SqlAsync("SELECT count(*) FROM photos WHERE search_path IS NULL OR search_name IS NULL"));
    }
}

using ClipSearch.Core.Library.Facets;
using ClipSearch.Tests.Fixtures;

namespace ClipSearch.Tests.Library.Facets;

public sealed class FacetChoicesTests(PostgresFixture postgres)
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Cameras_and_folders_with_their_parents_are_listed_by_name()
    {
        await using var library = await postgres.NewLibraryAsync();
        await LibraryRows.PutAsync(library, $"{library.Folder}/trip/day/1.jpg", $"{library.Folder}/Alps/1.jpg", $"{library.Folder}/1.jpg");
        await library.SqlAsync("UPDATE images SET camera = CASE id % 2 WHEN 0 THEN 'canon EOS' ELSE 'Fuji X' END");
        var choices = await library.Choices.FindAsync(Token);

        Assert.Equal(["Alps", "trip", "trip/day"], choices[StandardFacets.Folder]);
        Assert.Equal(["canon EOS", "Fuji X"], choices[StandardFacets.Camera]);
    }

    [Fact]
    public async Task A_library_without_photos_has_no_choices()
    {
        await using var library = await postgres.NewLibraryAsync();
        var choices = await library.Choices.FindAsync(Token);

        Assert.Empty(choices[StandardFacets.Folder]);
        Assert.Empty(choices[StandardFacets.Camera]);
    }

    [Fact]
    public async Task Choices_are_cached()
    {
        await using var library = await postgres.NewLibraryAsync();
        await LibraryRows.PutAsync(library, $"{library.Folder}/a/1.jpg");
        Assert.Equal(["a"], (await library.Choices.FindAsync(Token))[StandardFacets.Folder]);

        await library.SqlAsync("DELETE FROM photos");
        Assert.Equal(["a"], (await library.Choices.FindAsync(Token))[StandardFacets.Folder]);
        await using var other = library.Other();
        Assert.Empty((await other.Choices.FindAsync(Token))[StandardFacets.Folder]);
    }
}

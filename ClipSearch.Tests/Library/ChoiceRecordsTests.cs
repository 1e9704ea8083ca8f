using ClipSearch.Core.Library;
using ClipSearch.Core.Paths;
using ClipSearch.Tests.Fixtures;

namespace ClipSearch.Tests.Library;

/// <summary>The folders and cameras that the filter form suggests.</summary>
public sealed class ChoiceRecordsTests(PostgresFixture postgres)
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Cameras_and_folders_with_their_parents_are_listed_by_name()
    {
        await using var library = await postgres.NewLibraryAsync();
        await LibraryRows.PutAsync(library, $"{library.Folder}/trip/day/1.jpg", $"{library.Folder}/Alps/1.jpg", $"{library.Folder}/1.jpg");
        await library.SqlAsync("UPDATE pictures SET camera = CASE id % 2 WHEN 0 THEN 'canon EOS' ELSE 'Fuji X' END");
        var choices = await new ChoiceRecords(library.Database, new LibraryFolders([library.Folder])).FindAsync(Token);

        Assert.Equal(["Alps", "trip", "trip/day"], choices.Folders);
        Assert.Equal(["canon EOS", "Fuji X"], choices.Cameras);
    }

    [Fact]
    public async Task A_library_without_photos_has_no_choices()
    {
        await using var library = await postgres.NewLibraryAsync();
        var choices = await new ChoiceRecords(library.Database, new LibraryFolders([library.Folder])).FindAsync(Token);

        Assert.Empty(choices.Folders);
        Assert.Empty(choices.Cameras);
    }

    [Fact]
    public async Task Choices_are_cached()
    {
        await using var library = await postgres.NewLibraryAsync();
        var records = new ChoiceRecords(library.Database, new LibraryFolders([library.Folder]));
        await LibraryRows.PutAsync(library, $"{library.Folder}/a/1.jpg");
        Assert.Equal(["a"], (await records.FindAsync(Token)).Folders);

        await library.SqlAsync("DELETE FROM photos");
        Assert.Equal(["a"], (await records.FindAsync(Token)).Folders);
        Assert.Empty((await new ChoiceRecords(library.Database, new LibraryFolders([library.Folder])).FindAsync(Token)).Folders);
    }
}

using System.Text;
using ClipSearch.Core.Library.Import;

namespace ClipSearch.Tests.Library.Import;

/// <summary>Names of files that ClipSearch writes are safe on every system, and overwrite no file.</summary>
public sealed class FileNamesTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("clipsearch-names").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Theory]
    [InlineData("sea.jpg", "sea.jpg")]
    [InlineData("../../etc/passwd", "passwd.jpg")]
    [InlineData(@"C:\photos\sea.png", "sea.jpg")]
    [InlineData(".hidden.jpg", "hidden.jpg")]
    [InlineData("a\0b\nc.jpg", "a_b_c.jpg")]
    [InlineData("what? <now>: a|b*.jpg", "what_ _now__ a_b.jpg")]
    [InlineData("e\u0301te\u0301.jpg", "\u00e9t\u00e9.jpg")]
    [InlineData("\u202egpj.exe.jpg", "gpj.exe.jpg")]
    [InlineData("", "photo.jpg")]
    [InlineData("...", "photo.jpg")]
    [InlineData("/", "photo.jpg")]
    public void A_name_from_a_client_is_made_safe(string name, string expected) => Assert.Equal(expected, FileNames.Safe(name, ".jpg"));

    [Fact]
    public void A_long_name_is_cut_between_characters()
    {
        var name = FileNames.Safe(new string('\u00e9', 500) + ".jpg", ".jpg");

        Assert.InRange(Encoding.UTF8.GetByteCount(name), 190, 210);
        Assert.Equal(new string('\u00e9', name.Length - 4) + ".jpg", name);
    }

    [Fact]
    public void A_name_that_is_taken_gets_the_next_number()
    {
        File.WriteAllText(In("a.jpg"), "1");
        Assert.Equal(In("a (2).jpg"), FileNames.Free(In("a.jpg")));
        Directory.CreateDirectory(In("a (2).jpg"));
        Assert.Equal(In("a (3).jpg"), FileNames.Free(In("a.jpg")));
        Assert.Equal(In("b.jpg"), FileNames.Free(In("b.jpg")));
    }

    [Fact]
    public void A_move_does_not_overwrite_a_file()
    {
        File.WriteAllText(In("from.jpg"), "new");
        File.WriteAllText(In("to.jpg"), "old");

        Assert.Throws<IOException>(() => FileNames.MoveExclusively(In("from.jpg"), In("to.jpg")));

        Assert.Equal(("new", "old"), (File.ReadAllText(In("from.jpg")), File.ReadAllText(In("to.jpg"))));
    }

    [Fact]
    public void A_move_that_fails_leaves_no_empty_file()
    {
        Assert.Throws<FileNotFoundException>(() => FileNames.MoveExclusively(In("missing.jpg"), In("to.jpg")));

        Assert.Empty(Directory.EnumerateFileSystemEntries(_folder));
    }

    [Fact]
    public void Files_that_are_moved_to_one_name_concurrently_are_all_kept()
    {
        var contents = Enumerable.Range(0, 40).Select(number => $"{number}").ToList();
        foreach (var content in contents)
            File.WriteAllText(In($"from-{content}"), content);

        Parallel.ForEach(contents, new ParallelOptions { MaxDegreeOfParallelism = 8 }, content => FileNames.MoveToFree(In($"from-{content}"), In("a.jpg")));

        Assert.Equal(contents.Order(StringComparer.Ordinal), Directory.EnumerateFiles(_folder).Select(File.ReadAllText).Order(StringComparer.Ordinal));
        Assert.Equal(40, Directory.EnumerateFiles(_folder, "a*.jpg").Count());
    }

    private string In(string name) => Path.Combine(_folder, name);
}

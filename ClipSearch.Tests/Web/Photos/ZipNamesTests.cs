using System.Text;
using ClipSearch.Web.Photos;

namespace ClipSearch.Tests.Web.Photos;

/// <summary>The names of files in a ZIP.</summary>
public sealed class ZipNamesTests
{
    [Theory]
    [InlineData("beach.jpg", "beach.jpg")]
    [InlineData("_DSC0001.jpg", "_DSC0001.jpg")]
    [InlineData(".hidden.jpg", ".hidden.jpg")]
    [InlineData("日本 ö.jpg", "日本 ö.jpg")]
    [InlineData("👩‍👩‍👧.jpg", "👩‍👩‍👧.jpg")]
    [InlineData("../../etc/passwd.jpg", ".._.._etc_passwd.jpg")]
    [InlineData("..\\..\\evil.jpg", ".._.._evil.jpg")]
    [InlineData("/absolute.jpg", "_absolute.jpg")]
    [InlineData("C:\\x.jpg", "C__x.jpg")]
    [InlineData("a\nb\0c\u001bd.jpg", "a_b_c_d.jpg")]
    [InlineData("a\u202Egpj.exe.jpg", "a_gpj.exe.jpg")]
    [InlineData("what? \"x\" <y> *.jpg", "what_ _x_ _y_ _.jpg")]
    [InlineData("dots... ", "dots")]
    [InlineData("..", "photo")]
    [InlineData("", "photo")]
    [InlineData("con.jpg", "_con.jpg")]
    [InlineData("COM1.jpg", "_COM1.jpg")]
    [InlineData("console.jpg", "console.jpg")]
    public void A_name_is_safe_and_otherwise_unchanged(string name, string expected) => Assert.Equal(expected, new ZipNames().Take([name])[0]);

    [Fact]
    public void An_unpaired_surrogate_is_replaced() => Assert.Equal("lone\uFFFD.jpg", ZipNames.Safe("lone" + (char)0xD800 + ".jpg"));

    [Fact]
    public void A_long_name_keeps_its_extension_and_whole_characters()
    {
        var names = new ZipNames();
        var (first, second) = (names.Take([new string('日', 300) + ".jpg"])[0], names.Take([new string('日', 300) + ".jpg"])[0]);

        Assert.EndsWith("日.jpg", first, StringComparison.Ordinal);
        Assert.EndsWith("日 (2).jpg", second, StringComparison.Ordinal);
        Assert.InRange(Encoding.UTF8.GetByteCount(second), 200, 255);
        Assert.InRange(names.Take(["a." + new string('x', 500)])[0].Length, 100, 255);
    }

    [Fact]
    public void The_files_of_one_photo_have_the_same_number()
    {
        var names = new ZipNames();

        Assert.Equal(["IMG_1.jpg"], names.Take(["IMG_1.jpg"]));
        Assert.Equal(["IMG_1 (2).jpg", "IMG_1 (2).CR2"], names.Take(["IMG_1.jpg", "IMG_1.CR2"]));
        Assert.Equal(["IMG_1.CR2"], names.Take(["IMG_1.CR2"]));
        Assert.Equal(["IMG_1 (3).jpg", "IMG_1 (3).mov"], names.Take(["IMG_1.jpg", "IMG_1.mov"]));
        // Names that differ only on the server
        Assert.Equal(["a_.jpg", "a_ (2).jpg"], names.Take(["a?.jpg", "a*.jpg"]));
        Assert.Equal("IMG_1 (3).webp", names.WithExtension("IMG_1 (3).jpg", ".webp"));
        Assert.Equal("IMG_1 (3).jpg", names.WithExtension("IMG_1 (3).jpg", ".jpg"));
        Assert.Equal("a_ (2).webp", names.WithExtension("a_ (2).jpg", ".webp"));
    }

    [Fact]
    public void Names_that_a_file_system_takes_for_the_same_get_numbers()
    {
        var names = new ZipNames();

        Assert.Equal(
            ["beach.jpg", "BEACH (2).jpg", "beach (3).jpg", "beach.png", "beach (2) (2).jpg", "ö.jpg", "o\u0308 (2).jpg", "o.jpg"],
            new[] { "beach.jpg", "BEACH.jpg", "beach.jpg", "beach.png", "beach (2).jpg", "ö.jpg", "o\u0308.jpg", "o.jpg" }.Select(name => names.Take([name])[0]));
    }
}

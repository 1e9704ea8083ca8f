using System.Diagnostics;
using System.Text;
using ClipSearch.Core.Diagnostics;
using ClipSearch.Core.Native.Vips;
using ClipSearch.Web.Localization;

namespace ClipSearch.Tests.Fixtures;

/// <summary>Fills a library's folder with images of every format and name, and with files that only look like images.</summary>
internal sealed class HostileFolder : IDisposable
{
    private static readonly string[] UnusualNames =
    [
        " leading and trailing blanks .jpg", "-rf.jpg", "--help.jpg", "%2e%2e%2f%00.jpg", "dots....jpg", "a'b\"c`d$(e).jpg", "<script>alert(1)</script>.jpg".Replace('/', '∕'),
        "line one\nline two.jpg", "tab\tand\rreturn.jpg", "bell\a and \u001b[31mescape.jpg", "semi;colon|pipe&amp;.jpg", "question?#hash.jpg", "[page=2].jpg",
        "back\\slash.jpg", "star*.jpg", "emoji 👩‍👩‍👧‍👦🏳️‍🌈.jpg", "日本語 العربية עברית.jpg", "\u202Egpj.exe\u202C.jpg", "zero\u200Bwidth.jpg", "café.jpg".Normalize(NormalizationForm.FormC),
        "café.jpg".Normalize(NormalizationForm.FormD), "UPPER.JPG", "upper.jpg", "con.jpg", "null\u2400.jpg", $"{new string('l', 251)}.jpg", "deep/er/and/deep/er/still.jpg", "folder.jpg/inside.jpg",
    ];

    private readonly TestLibrary _library;
    private readonly HashSet<string> _good = new(StringComparer.Ordinal);
    private readonly Dictionary<string, string> _bad = new(StringComparer.Ordinal);

    public HostileFolder(TestLibrary library)
    {
        _library = library;
        // Loads libvips, which AddBombs uses directly.
        _ = Engines.Vips;
        for (var i = 0; i < UnusualNames.Length; i++)
        {
            _good.Add(UnusualNames[i]);
            library.Draw(i, UnusualNames[i]);
        }

        AddUnusualImages();
        AddDamagedImages();
        AddBombs();
        AddLinksAndPipes();
    }

    /// <summary>The paths of the images, relative to the folder.</summary>
    public IReadOnlySet<string> Good => _good;

    /// <summary>The paths of the other files, relative to the folder, with a part of the expected error message.</summary>
    public IReadOnlyDictionary<string, string> Bad => _bad;

    /// <summary>Deletes the file whose name .NET can neither create nor delete. Call it before the folder is deleted.</summary>
    public void Dispose() => Shell("rm -f \"$1/$(printf 'caf\\351').jpg\"");

    private void AddUnusualImages()
    {
        for (var orientation = 1; orientation <= 8; orientation++)
            Copy($"orientation/orientation-{orientation}.jpg", $"turned {orientation}.jpg");
        foreach (var file in Directory.EnumerateFiles(TestFiles.Golden("formats")).Select(path => Path.GetFileName(path)!))
            Copy($"formats/{file}", $"formats/{file}");
        Copy("formats/drawing.png", "really a png.jpg");
        Copy("formats/animated.gif", "really a gif.webp");
        Write("wide.png", TestImages.Noise(4000, 1, TestImages.Png), null);
        Write("one pixel.webp", TestImages.Noise(1, 1, TestImages.WebP), null);
        // A black image of 5,900 x 5,900 pixels in a sparse file.
        SparseBmp("100 MB.bmp", 5900, 5900);
    }

    private void AddDamagedImages()
    {
        var jpeg = File.ReadAllBytes(TestFiles.Golden("orientation/orientation-1.jpg"));
        var png = File.ReadAllBytes(TestFiles.Golden("formats/drawing.png"));
        Write("truncated.jpg", jpeg[..(jpeg.Length / 2)], "cannot be read as an image: ");
        Write("truncated.png", png[..(png.Length / 2)], "cannot be read as an image: ");
        Write("header only.webp", File.ReadAllBytes(TestFiles.Golden("formats/lossless.webp"))[..30], "cannot be read");
        Write("zero bytes.jpg", [], "the file is empty");
        Write("one byte.jpg", [0xFF], "content is not jpeg");
        Write("film.jpg", [0, 0, 0, 0x20, .. "ftypisom"u8, .. new byte[64]], "content is not jpeg");
        Write("document.png", "%PDF-1.7 and so on"u8.ToArray(), "content is not jpeg");
        Write("drawing.webp", "<svg xmlns='http://www.w3.org/2000/svg'><image href='file:///etc/passwd'/></svg>"u8.ToArray(), "content is not jpeg");
        Write("script.gif", "GIF89a=1;alert(document.domain)//"u8.ToArray(), "script.gif");
        Sparse("100 MB of nothing.jpg", 100 << 20, "content is not jpeg");
        Sparse("over the limit.jpg", 600L << 20, "over the limit of 512 MiB");
    }

    private void AddBombs()
    {
        // 70 kB with 400 million pixels.
        using var black = new VipsOperation("black").With("width", "20000").With("height", "20000");
        using var image = black.BuildImage();
        using var save = new VipsOperation("pngsave_buffer").With("in", image).With("compression", "9").With("bitdepth", "1");
        Write("bomb.png", save.BuildBytes(), "over the limit of 268,435,456");

        var jpeg = File.ReadAllBytes(TestFiles.Golden("formats/progressive.jpg"));
        var frame = jpeg.AsSpan().IndexOf<byte>([0xFF, 0xC2]);
        jpeg.AsSpan(frame + 5, 4).Fill(0xFD);
        Write("bomb.jpg", jpeg, "over the limit of 268,435,456");

        var gif = File.ReadAllBytes(TestFiles.Golden("formats/animated.gif"));
        gif.AsSpan(6, 4).Fill(0xFF);
        Write("a large canvas for a small frame.gif", gif, null); // libnsgif uses the size of the frame
        SparseBmp("bomb.bmp", 60_000, 60_000, length: 1 << 20, "over the limit of 268,435,456");
    }

    private void AddLinksAndPipes()
    {
        Shell("mkfifo \"$1/pipe.jpg\"");
        _bad.Add("pipe.jpg", "the file is empty");
        Shell("mkfifo \"$1/.hidden pipe.jpg\"");
        File.CreateSymbolicLink(At("linked pipe.jpg"), At(".hidden pipe.jpg"));
        _bad.Add("linked pipe.jpg", "the file is empty");
        File.CreateSymbolicLink(At("endless.jpg"), "/dev/zero");
        _bad.Add("endless.jpg", "the file is empty");
        // These are not import errors: the target is missing, or listed without the link.
        File.CreateSymbolicLink(At("linked.jpg"), At("pipe.jpg"));
        File.CreateSymbolicLink(At("dangling.jpg"), "/nowhere/at/all.jpg");
        File.CreateSymbolicLink(At("itself.jpg"), At("itself.jpg"));
        Directory.CreateSymbolicLink(At("deep/up"), _library.Folder);

        _library.Draw(1, "name.jpg");
        _good.Add("name.jpg");
        Shell("cp \"$1/name.jpg\" \"$1/$(printf 'caf\\351').jpg\"");
        _bad.Add("caf\uFFFD.jpg", "not valid UTF-8");

        _library.Draw(90, "locked.jpg");
        Shell("chmod 0 \"$1/locked.jpg\"");
        if (Environment.IsPrivilegedProcess)
            _good.Add("locked.jpg");
        else
            _bad.Add("locked.jpg", "denied");
    }

    private string At(string name) => Path.Combine(_library.Folder, name);

    private void Copy(string golden, string name)
    {
        _library.Add(golden, name);
        _good.Add(name);
    }

    private void Write(string name, byte[] content, string? reason)
    {
        File.WriteAllBytes(At(name), content);
        Expect(name, reason);
    }

    private void SparseBmp(string name, int width, int height, long? length = null, string? reason = null)
    {
        TestImages.WriteSparseBmp(At(name), width, height, length);
        Expect(name, reason);
    }

    private void Sparse(string name, long length, string reason)
    {
        using (var file = File.Create(At(name)))
            file.SetLength(length);
        Expect(name, reason);
    }

    private void Expect(string name, string? reason)
    {
        if (reason is null)
            _good.Add(name);
        else
            _bad.Add(name, reason);
    }

    private void Shell(string script)
    {
        using var shell = Process.Start("sh", ["-c", script, "sh", _library.Folder]);
        shell.WaitForExit();
        Assert.Equal(0, shell.ExitCode);
    }
}

using System.Runtime.CompilerServices;

namespace ClipSearch.Tests.Fixtures;

/// <summary>Where the files are that tests read: the repository's own, and those beside a developer's checkout.</summary>
internal static class TestFiles
{
    /// <summary>The repository's root.</summary>
    public static string Repository { get; } = Path.GetFullPath(Path.Combine(Path.GetDirectoryName(ThisFile())!, "../.."));

    /// <summary>Golden files made by tools/golden.</summary>
    public static string Golden(string name) => Path.Combine(Repository, "ClipSearch.Tests/Golden", name);

    /// <summary>The model of random weights that ships for tests.</summary>
    public static string TinyModel { get; } = Path.Combine(Repository, "models/clipsearch/tiny");

    /// <summary>Puts a copy of the tiny model into a folder of models, under any name.</summary>
    public static void CopyTinyModel(string modelsDir, string name)
    {
        foreach (var file in Directory.EnumerateFiles(TinyModel, "*", SearchOption.AllDirectories))
        {
            var copy = Path.Combine(modelsDir, name, Path.GetRelativePath(TinyModel, file));
            Directory.CreateDirectory(Path.GetDirectoryName(copy)!);
            File.Copy(file, copy);
        }
    }

    /// <summary>A file that a developer has beside the checkout and a clone has not; the test is skipped without it.</summary>
    public static string Shared(string name)
    {
        var path = Path.GetFullPath(Path.Combine(Repository, "../shared", name));
        Assert.SkipUnless(Path.Exists(path), $"Reads ../shared/{name}, reference data that only lies beside a developer's checkout.");
        return path;
    }

    private static string ThisFile([CallerFilePath] string path = "") => path;
}

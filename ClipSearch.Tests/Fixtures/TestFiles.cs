using System.Runtime.CompilerServices;

namespace ClipSearch.Tests.Fixtures;

/// <summary>The paths of files that tests read: in the repository, and beside a developer's checkout.</summary>
internal static class TestFiles
{
    /// <summary>The repository's root.</summary>
    public static string Repository { get; } = Path.GetFullPath(Path.Combine(Path.GetDirectoryName(ThisFile())!, "../.."));

    /// <summary>Returns the path of a golden file, which tools/golden creates.</summary>
    public static string Golden(string name) => Path.Combine(Repository, "ClipSearch.Tests/Golden", name);

    /// <summary>The bundled model with random weights.</summary>
    public static string TinyModel { get; } = Path.Combine(Repository, "models/clipsearch/tiny");

    /// <summary>Copies the tiny model into a models folder, under any name.</summary>
    public static void CopyTinyModel(string modelsDir, string name)
    {
        foreach (var file in Directory.EnumerateFiles(TinyModel, "*", SearchOption.AllDirectories))
        {
            var copy = Path.Combine(modelsDir, name, Path.GetRelativePath(TinyModel, file));
            Directory.CreateDirectory(Path.GetDirectoryName(copy)!);
            File.Copy(file, copy);
        }
    }

    /// <summary>Returns the path of a file that only exists beside a developer's checkout. Skips the test if it is missing.</summary>
    public static string Shared(string name)
    {
        var path = Path.GetFullPath(Path.Combine(Repository, "../shared", name));
        Assert.SkipUnless(Path.Exists(path), $"Reads ../shared/{name}, reference data that only exists beside a developer's checkout.");
        return path;
    }

    private static string ThisFile([CallerFilePath] string path = "") => path;
}

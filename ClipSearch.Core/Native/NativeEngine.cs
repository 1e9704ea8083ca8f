using System.Runtime.InteropServices;

namespace ClipSearch.Core.Native;

/// <summary>Finds and loads a native library on Linux, macOS and Windows (x64 and arm64).</summary>
internal static class NativeEngine
{
    /// <summary>
    /// Loads the first library that can be opened: the file named by the environment variable <paramref name="overrideVariable"/> if it is
    /// set (then nothing else is tried), then each of <paramref name="fileNames"/> in <c>native/</c> in the program folder, then each by
    /// the library search of the system.
    /// </summary>
    /// <param name="engine">The name of the engine in error messages, for example "ONNX Runtime".</param>
    /// <param name="fileNames">The file names to try, in order of preference; may include names for other operating systems.</param>
    /// <param name="overrideVariable">The environment variable that may contain the path of the library.</param>
    /// <exception cref="DllNotFoundException">No library can be opened. The message lists the tried paths and the remedy.</exception>
    public static nint Load(string engine, IReadOnlyList<string> fileNames, string overrideVariable)
    {
        var chosen = Environment.GetEnvironmentVariable(overrideVariable);
        var candidates = string.IsNullOrEmpty(chosen) ? Candidates(fileNames) : [chosen];
        var tried = new List<string>();
        foreach (var candidate in candidates)
        {
            if (NativeLibrary.TryLoad(candidate, out var handle))
                return handle;
            tried.Add(candidate);
        }

        throw new DllNotFoundException(
            $"{engine} was not found for {RuntimeInformation.RuntimeIdentifier}. Tried: {string.Join(", ", tried)}. " +
            $"Run scripts/setup and rebuild, or set {overrideVariable} to the path of the library.");
    }

    private static IEnumerable<string> Candidates(IReadOnlyList<string> fileNames)
    {
        var directory = Path.Combine(AppContext.BaseDirectory, "native");
        return fileNames.Select(name => Path.Combine(directory, name)).Where(File.Exists)
            .Concat(fileNames);
    }
}

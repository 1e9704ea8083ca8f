using System.Runtime.InteropServices;

namespace ClipSearch.Core.Native;

/// <summary>Finds and loads a native library on Linux, macOS and Windows (x64 and arm64).</summary>
internal static class NativeEngine
{
    /// <summary>
    /// Loads the first library that opens: the file named by <paramref name="overrideVariable"/> if that environment
    /// variable is set (then nothing else is tried), each of <paramref name="fileNames"/> in <c>native/</c> beside the
    /// program, then each by the system's own search.
    /// </summary>
    /// <param name="engine">The engine's name for the message, for instance "ONNX Runtime".</param>
    /// <param name="fileNames">File names to look for, best first; names of other operating systems do no harm.</param>
    /// <param name="overrideVariable">Environment variable that may name the library's file.</param>
    /// <exception cref="DllNotFoundException">Nothing opened; the message lists the paths tried and the remedy.</exception>
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
            $"{engine} was not found for {RuntimeInformation.RuntimeIdentifier}; tried {string.Join(", ", tried)}. " +
            $"Run scripts/setup and build again, or set {overrideVariable} to the path of its library.");
    }

    private static IEnumerable<string> Candidates(IReadOnlyList<string> fileNames)
    {
        var directory = Path.Combine(AppContext.BaseDirectory, "native");
        return fileNames.Select(name => Path.Combine(directory, name)).Where(File.Exists)
            .Concat(fileNames);
    }
}

using System.Text.Json;

namespace ClipSearch.Tests.Torture;

/// <summary>What became of files that were scanned.</summary>
/// <param name="Imported">The photos of the library.</param>
/// <param name="Refused">How many are listed as import errors.</param>
/// <param name="Wrong">Files that are neither or both, or whose error is no sentence.</param>
internal sealed record ImportOutcome(IReadOnlyList<ListedPhoto> Imported, int Refused, IReadOnlyList<string> Wrong);

/// <summary>Checks that each file of a folder is a photo of the library or an import error with a sentence.</summary>
internal static class ImportCheck
{
    /// <param name="paths">The files, below the library folder.</param>
    /// <param name="seeded">What <c>seed --json</c> printed, which lists all import errors.</param>
    /// <param name="photos">The photos of the library.</param>
    public static ImportOutcome Of(IReadOnlyCollection<string> paths, JsonElement seeded, IEnumerable<ListedPhoto> photos)
    {
        var failures = seeded.GetProperty("failures").EnumerateArray().ToDictionary(failure => failure.GetProperty("path").GetString()!, failure => failure.GetProperty("reason").GetString()!, StringComparer.Ordinal);
        var listed = photos.ToLookup(photo => photo.Path, StringComparer.Ordinal);
        var wrong = new List<string>();
        foreach (var path in paths)
        {
            var places = listed[path].Count() + (failures.ContainsKey(path) ? 1 : 0);
            if (places != 1)
                wrong.Add($"{path} is {listed[path].Count()} photos, and {(failures.ContainsKey(path) ? "an" : "no")} import error");
            else if (failures.TryGetValue(path, out var reason) && !IsSentence(reason))
                wrong.Add($"{path} fails without a sentence: {reason}");
        }

        return new ImportOutcome([.. paths.SelectMany(path => listed[path])], paths.Count(failures.ContainsKey), wrong);
    }

    private static bool IsSentence(string reason) => reason.Contains(' ', StringComparison.Ordinal) && reason.EndsWith('.') && !reason.Any(char.IsControl);
}

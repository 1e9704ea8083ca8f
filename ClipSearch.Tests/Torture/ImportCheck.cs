using System.Text.Json;

namespace ClipSearch.Tests.Torture;

/// <summary>The result of a scan.</summary>
/// <param name="Imported">The imported photos.</param>
/// <param name="Refused">The number of import errors.</param>
/// <param name="Wrong">The files that are neither or both, or whose error is not a sentence.</param>
internal sealed record ImportOutcome(IReadOnlyList<ListedPhoto> Imported, int Refused, IReadOnlyList<string> Wrong);

/// <summary>Checks that each file of a folder is a photo of the library or an import error with a sentence.</summary>
internal static class ImportCheck
{
    /// <param name="paths">The paths of the files, relative to the library folder.</param>
    /// <param name="seeded">The output of <c>seed --json</c>, which lists all import errors.</param>
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

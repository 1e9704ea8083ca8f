using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using ClipSearch.Web.Problems;

namespace ClipSearch.Web.Requests;

/// <summary>Parses the ids of several photos: <c>12,15,18</c>. A repeated parameter is one value with commas.</summary>
internal static class PhotoNumbers
{
    /// <summary>Parses a list of ids. Repeated ids count once; a missing or blank list is empty.</summary>
    /// <param name="value">The text.</param>
    /// <param name="name">The name of the parameter, for the problem.</param>
    /// <param name="max">The maximum number of ids.</param>
    /// <param name="photos">The ids in their order.</param>
    /// <param name="problem">Why the list is refused.</param>
    public static bool TryRead(string? value, string name, int max, out IReadOnlyList<long> photos, [NotNullWhen(false)] out Problem? problem)
    {
        var ids = new HashSet<long>();
        (photos, problem) = ([], null);
        foreach (var part in (value ?? "").Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
        {
            // The parser ignores NUL characters at the end.
            if (!part.All(char.IsAsciiDigit) || !long.TryParse(part, NumberStyles.None, CultureInfo.InvariantCulture, out var id) || id < 1)
            {
                problem = Problem.BadValue(name, part, Texts.Expected_PhotoNumber);
                return false;
            }

            ids.Add(id);
        }

        return TryTake(ids, name, max, out photos, out problem);
    }

    /// <summary>Takes ids that are already numbers. Repeated ids count once; ids without a photo are allowed.</summary>
    /// <param name="ids">The ids.</param>
    /// <param name="name">The name of the parameter, for the problem.</param>
    /// <param name="max">The maximum number of ids.</param>
    /// <param name="photos">The ids in their order.</param>
    /// <param name="problem">Why the list is refused.</param>
    public static bool TryTake(IEnumerable<long> ids, string name, int max, out IReadOnlyList<long> photos, [NotNullWhen(false)] out Problem? problem)
    {
        photos = [.. ids.Distinct()];
        problem = photos.Count > max ? Problem.TooManyPhotos(name, photos.Count, max) : null;
        return problem is null;
    }

    /// <summary>Formats ids as a list that <see cref="TryRead"/> parses.</summary>
    public static string Format(IEnumerable<long> photos) => string.Join(',', photos.Select(photo => photo.ToString(CultureInfo.InvariantCulture)));
}

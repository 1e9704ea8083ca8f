using System.Text.Json;

namespace ClipSearch.Core.Imaging.Metadata;

/// <summary>Converts sources of dates to their names in the API and the database, and back.</summary>
public static class DateSourceNames
{
    private static readonly Dictionary<DateSource, string> s_names = Enum.GetValues<DateSource>().ToDictionary(source => source, source => JsonNamingPolicy.CamelCase.ConvertName(source.ToString()));

    /// <summary>The names of all sources, the most trusted first.</summary>
    public static IReadOnlyList<string> All { get; } = [.. s_names.OrderBy(pair => pair.Key).Select(pair => pair.Value)];

    /// <summary>Returns the name of a source, such as "exifOriginal".</summary>
    public static string Name(this DateSource source) => s_names[source];

    /// <summary>Returns the source with a name; null if there is none.</summary>
    public static DateSource? Parse(string? name)
    {
        foreach (var (source, known) in s_names)
        {
            if (known == name)
                return source;
        }

        return null;
    }
}

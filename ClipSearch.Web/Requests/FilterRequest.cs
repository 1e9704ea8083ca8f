using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Reflection;
using ClipSearch.Core.Library;
using ClipSearch.Core.Paths;
using ClipSearch.Web.Problems;
using Microsoft.AspNetCore.Http.Extensions;

namespace ClipSearch.Web.Requests;

/// <summary>A filter from a URL or a command line, as entered; a property is null where that part is not set.</summary>
public sealed record FilterRequest
{
    /// <summary>A folder: a path below PHOTOS_DIR, or absolute.</summary>
    [Description("Only photos in this folder and its subfolders. The path is absolute or relative to PHOTOS_DIR.")]
    public string? Folder { get; init => field = Trimmed(value); }

    /// <summary>
    /// The start of the time range, a year, month, day, minute or second: 2024, 2024-05, 2024-05-31, 2024-05-31T18:00 or
    /// 2024-05-31T18:00:59.
    /// </summary>
    [Description("Only photos taken at this local time or later: 2024, 2024-05, 2024-05-31, 2024-05-31T18:00 or 2024-05-31T18:00:59.")]
    public string? TakenFrom { get; init => field = Trimmed(value); }

    /// <summary>The end of the time range, inclusive.</summary>
    [Description("Only photos taken at this local time or earlier. The whole year, month, day, minute or second is included.")]
    public string? TakenTo { get; init => field = Trimmed(value); }

    /// <summary>One of <see cref="Orientations"/>.</summary>
    [Description("Only photos with this orientation.")]
    [AllowedValues("landscape", "portrait", "square")]
    public string? Orientation { get; init => field = Trimmed(value); }

    /// <summary>A part of the camera's name.</summary>
    [Description("Only photos from cameras whose name contains this text. Case is ignored.")]
    public string? Camera { get; init => field = Trimmed(value); }

    /// <summary>The file format, detected from the content; one of <see cref="Types"/>.</summary>
    [Description("Only files of this format, detected from their content.")]
    [AllowedValues("jpeg", "png", "webp", "avif", "heic", "gif", "tiff", "bmp")]
    public string? Type { get; init => field = Trimmed(value); }

    /// <summary>The empty filter, which matches all photos.</summary>
    public static FilterRequest None { get; } = new();

    /// <summary>The supported formats.</summary>
    public static IReadOnlyList<string> Types { get; } = Choices(nameof(Type));

    /// <summary>The supported orientations.</summary>
    public static IReadOnlyList<string> Orientations { get; } = Choices(nameof(Orientation));

    /// <summary>The pattern of a time, which browsers validate.</summary>
    public const string TimePattern = @"\d{4}(-\d\d(-\d\d(T\d\d:\d\d(:\d\d)?)?)?)?";

    private static readonly (string Format, Func<DateTime, DateTime> Next)[] Times =
    [
        ("yyyy", time => time.AddYears(1)),
        ("yyyy-MM", time => time.AddMonths(1)),
        ("yyyy-MM-dd", time => time.AddDays(1)),
        ("yyyy-MM-ddTHH:mm", time => time.AddMinutes(1)),
        ("yyyy-MM-ddTHH:mm:ss", time => time.AddSeconds(1)),
    ];

    /// <summary>Takes the values from a URL's query; blank ones are not set.</summary>
    public static FilterRequest Of(IQueryCollection query)
    {
        string? Value(string name) => query[name].FirstOrDefault();
        return new FilterRequest
        {
            Folder = Value("folder"),
            TakenFrom = Value("takenFrom"),
            TakenTo = Value("takenTo"),
            Orientation = Value("orientation"),
            Camera = Value("camera"),
            Type = Value("type"),
        };
    }

    /// <summary>Adds the parts that are set to a query.</summary>
    public void AddTo(QueryBuilder query)
    {
        foreach (var (name, value) in Given)
            query.Add(name, value);
    }

    /// <summary>The parts that are set, by their parameter names.</summary>
    public IEnumerable<(string Name, string Value)> Given => Parts().Where(part => part.Value is not null).Select(part => (part.Name, part.Value!));

    /// <summary>Returns the filter without one part.</summary>
    /// <param name="name">The part's parameter name.</param>
    public FilterRequest Without(string name) => name switch
    {
        "folder" => this with { Folder = null },
        "takenFrom" => this with { TakenFrom = null },
        "takenTo" => this with { TakenTo = null },
        "orientation" => this with { Orientation = null },
        "camera" => this with { Camera = null },
        "type" => this with { Type = null },
        _ => throw new ArgumentOutOfRangeException(nameof(name), name, "The filter has no part with this name."),
    };

    /// <summary>Parses the filter.</summary>
    public bool TryRead(LibraryFolders roots, [NotNullWhen(true)] out PhotoFilter? filter, [NotNullWhen(false)] out Problem? problem)
    {
        filter = null;
        problem = Given.Where(part => part.Value.Contains('\0')).Select(part => Problem.BadValue(part.Name, part.Value, Texts.Takes_Text)).FirstOrDefault();
        if (problem is not null
            || !TryReadTime("takenFrom", TakenFrom, out var from, out problem)
            || !TryReadTime("takenTo", TakenTo, out var to, out problem)
            || !TryReadChoice("orientation", Orientation, Orientations, out var orientation, out problem)
            || !TryReadChoice("type", Type == "jpg" ? "jpeg" : Type, Types, out var type, out problem))
            return false;
        filter = new PhotoFilter
        {
            Folder = Folder is null ? null : roots.Resolve(Folder),
            TakenFrom = from?.First,
            TakenBefore = to?.Next,
            Orientation = orientation is null ? null : Enum.Parse<Orientation>(orientation, ignoreCase: true),
            Camera = Camera,
            Format = type,
        };
        return true;
    }

    private static string? Trimmed(string? text) => text?.Trim() is { Length: > 0 } trimmed ? trimmed : null;

    private static IReadOnlyList<string> Choices(string property) =>
        [.. typeof(FilterRequest).GetProperty(property)!.GetCustomAttribute<AllowedValuesAttribute>()!.Values.Cast<string>()];

    private IEnumerable<(string Name, string? Value)> Parts() =>
        [("folder", Folder), ("takenFrom", TakenFrom), ("takenTo", TakenTo), ("orientation", Orientation), ("camera", Camera), ("type", Type)];

    private static bool TryReadTime(string name, string? value, out (DateTime First, DateTime Next)? time, [NotNullWhen(false)] out Problem? problem)
    {
        (time, problem) = (null, null);
        if (value is null)
            return true;
        foreach (var (format, next) in Times)
        {
            if (DateTime.TryParseExact(value, format, CultureInfo.InvariantCulture, DateTimeStyles.None, out var first) && first.Year is > 1 and < 9999)
            {
                time = (first, next(first));
                return true;
            }
        }

        problem = Problem.BadValue(name, value, Texts.Takes_Time);
        return false;
    }

    private static bool TryReadChoice(string name, string? value, IReadOnlyList<string> choices, out string? choice, [NotNullWhen(false)] out Problem? problem)
    {
        choice = choices.FirstOrDefault(each => each.Equals(value, StringComparison.OrdinalIgnoreCase));
        problem = value is null || choice is not null ? null : Problem.BadValue(name, value, Texts.Takes_OneOf.With(string.Join(", ", choices)));
        return problem is null;
    }
}

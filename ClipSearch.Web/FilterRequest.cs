using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Reflection;
using ClipSearch.Core;
using ClipSearch.Core.Index;
using Microsoft.AspNetCore.Http.Extensions;

namespace ClipSearch.Web;

/// <summary>Which photos an address or a command line asks for, as it was typed; null where it leaves a part open.</summary>
public sealed record FilterRequest
{
    /// <summary>A folder: a path below PHOTOS_DIR, or absolute.</summary>
    [Description("Only photos in this folder and below: a path below PHOTOS_DIR, or absolute.")]
    public string? Folder { get; init => field = Trimmed(value); }

    /// <summary>The first year, month, day, minute or second: 2024, 2024-05, 2024-05-31, 2024-05-31T18:00 or 2024-05-31T18:00:59.</summary>
    [Description("Only photos taken then or later, in local time: 2024, 2024-05, 2024-05-31, 2024-05-31T18:00 or 2024-05-31T18:00:59.")]
    public string? TakenFrom { get; init => field = Trimmed(value); }

    /// <summary>The last one, itself included.</summary>
    [Description("Only photos taken then or earlier; the whole year, month, day, minute or second is included.")]
    public string? TakenTo { get; init => field = Trimmed(value); }

    /// <summary>One of <see cref="Orientations"/>.</summary>
    [Description("Only photos of this orientation.")]
    [AllowedValues("landscape", "portrait", "square")]
    public string? Orientation { get; init => field = Trimmed(value); }

    /// <summary>A part of the camera's name.</summary>
    [Description("Only photos of cameras whose name contains this, in upper or lower case.")]
    public string? Camera { get; init => field = Trimmed(value); }

    /// <summary>The file's format by its content, one of <see cref="Types"/>.</summary>
    [Description("Only files of this type, by their content.")]
    [AllowedValues("jpeg", "png", "webp", "avif", "heic", "gif", "tiff", "bmp")]
    public string? Type { get; init => field = Trimmed(value); }

    /// <summary>Any photo.</summary>
    public static FilterRequest None { get; } = new();

    /// <summary>The formats that the library takes in.</summary>
    public static IReadOnlyList<string> Types { get; } = Choices(nameof(Type));

    /// <summary>The ways a picture can stand.</summary>
    public static IReadOnlyList<string> Orientations { get; } = Choices(nameof(Orientation));

    /// <summary>How a time is written, as a browser checks it.</summary>
    public const string TimePattern = @"\d{4}(-\d\d(-\d\d(T\d\d:\d\d(:\d\d)?)?)?)?";

    private static readonly (string Format, Func<DateTime, DateTime> Next)[] Times =
    [
        ("yyyy", time => time.AddYears(1)),
        ("yyyy-MM", time => time.AddMonths(1)),
        ("yyyy-MM-dd", time => time.AddDays(1)),
        ("yyyy-MM-ddTHH:mm", time => time.AddMinutes(1)),
        ("yyyy-MM-ddTHH:mm:ss", time => time.AddSeconds(1)),
    ];

    /// <summary>The parts of an address; blank ones are left open.</summary>
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

    /// <summary>Adds what is not left open to an address.</summary>
    public void AddTo(QueryBuilder query)
    {
        foreach (var (name, value) in Given)
            query.Add(name, value);
    }

    /// <summary>The parts that are not left open, by their names in an address.</summary>
    public IEnumerable<(string Name, string Value)> Given => Parts().Where(part => part.Value is not null).Select(part => (part.Name, part.Value!));

    /// <summary>The same with one part left open.</summary>
    /// <param name="name">Its name in an address.</param>
    public FilterRequest Without(string name) => name switch
    {
        "folder" => this with { Folder = null },
        "takenFrom" => this with { TakenFrom = null },
        "takenTo" => this with { TakenTo = null },
        "orientation" => this with { Orientation = null },
        "camera" => this with { Camera = null },
        "type" => this with { Type = null },
        _ => throw new ArgumentOutOfRangeException(nameof(name), name, "No part of a filter is named so."),
    };

    /// <summary>What the parts mean.</summary>
    public bool TryRead(PhotoRoots roots, [NotNullWhen(true)] out PhotoFilter? filter, [NotNullWhen(false)] out Problem? problem)
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

using System.Diagnostics.CodeAnalysis;
using ClipSearch.Core.Imaging.Metadata;
using ClipSearch.Web.Problems;

namespace ClipSearch.Web.Requests;

/// <summary>Parses the date with which a person corrects that of a photo, on the page and in the API.</summary>
internal static class TakenAtValue
{
    /// <summary>The name of the form field and of the JSON member.</summary>
    public const string Name = "takenAt";

    /// <summary>Parses a local date and time, which may have an offset from UTC.</summary>
    /// <param name="text">The text; null if it is missing.</param>
    /// <param name="now">The current time. Later dates are refused.</param>
    /// <param name="date">The date.</param>
    /// <param name="problem">Why the text is refused.</param>
    public static bool TryRead(string? text, DateTimeOffset now, out ParsedDate date, [NotNullWhen(false)] out Problem? problem)
    {
        var parsed = DateText.Parse(text);
        date = parsed ?? default;
        problem = parsed is null || PhotoDate.IsInFuture(date.At, now.UtcDateTime) ? Problem.BadValue(Name, text ?? "", Texts.Expected_TakenAt) : null;
        return problem is null;
    }
}

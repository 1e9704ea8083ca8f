using ClipSearch.Core;
using ClipSearch.Core.Models;

namespace ClipSearch.Web.Cli;

/// <summary>A check of <c>doctor</c> or <c>model verify</c>.</summary>
/// <param name="Name">What was checked.</param>
/// <param name="Ok">Whether it is as it should be.</param>
/// <param name="Says">What was found.</param>
/// <param name="Remedy">What to do about it; null where nothing is to be done.</param>
internal sealed record CheckAnswer(string Name, bool Ok, string Says, string? Remedy)
{
    public static CheckAnswer From(DoctorCheck check) => new(check.Name, check.Passed, check.Finding, check.Remedy);

    public static CheckAnswer From(ModelCheck check) => new(check.Name, check.Passed, check.Finding, check.Remedy);

    /// <summary>The check on a line.</summary>
    public override string ToString() => $"{(Ok ? "ok  " : "FAIL")}  {Name}: {Says}{(Remedy is null ? "" : " " + Remedy)}";
}

using ClipSearch.Core.Diagnostics;
using ClipSearch.Core.Models;

namespace ClipSearch.Web.Cli;

/// <summary>The result of a check of <c>doctor</c> or <c>model verify</c>.</summary>
/// <param name="Name">The name of the check.</param>
/// <param name="Ok">Whether it succeeded.</param>
/// <param name="Says">The result.</param>
/// <param name="Remedy">How to fix the problem; null if there is none.</param>
internal sealed record CheckResponse(string Name, bool Ok, string Says, string? Remedy)
{
    public static CheckResponse From(DoctorCheck check) => new(check.Name, check.Passed, check.Finding, check.Remedy);

    public static CheckResponse From(ModelCheck check) => new(check.Name, check.Passed, check.Finding, check.Remedy);

    /// <summary>Formats the result as one line.</summary>
    public override string ToString() => $"{(Ok ? "ok  " : "FAIL")}  {Name}: {Says}{(Remedy is null ? "" : " " + Remedy)}";
}

namespace ClipSearch.Web.Pages;

/// <summary>A problem as it is shown.</summary>
/// <param name="Problem">What is wrong.</param>
/// <param name="Address">What was asked for and can be asked again; null where the browser knows.</param>
public sealed record ProblemView(Problem Problem, string? Address);

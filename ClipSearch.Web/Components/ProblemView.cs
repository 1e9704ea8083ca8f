using ClipSearch.Web.Problems;

namespace ClipSearch.Web.Components;

/// <summary>A problem for display on a page.</summary>
/// <param name="Problem">The problem.</param>
/// <param name="Address">The failed URL for a retry; null where the browser knows it.</param>
/// <param name="SignIn">The URL of the sign-in form, shown only if signing in helps.</param>
public sealed record ProblemView(Problem Problem, string? Address = null, string? SignIn = null);

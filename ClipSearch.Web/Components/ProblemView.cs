namespace ClipSearch.Web.Components;

/// <summary>A problem as a page shows it.</summary>
/// <param name="Problem">What is wrong.</param>
/// <param name="Address">The address that failed and can be requested again; null where the browser knows it.</param>
/// <param name="SignIn">The address of the sign-in form; only shown where signing in helps.</param>
public sealed record ProblemView(Problem Problem, string? Address = null, string? SignIn = null);

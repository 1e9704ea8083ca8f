using FsCheck;
using FsCheck.Fluent;

namespace ClipSearch.Tests.Fixtures;

/// <summary>Checks properties with random values.</summary>
internal static class PropertyChecks
{
    /// <summary>Fails with the smallest counterexample, and the seed by which it can be found again.</summary>
    public static void Holds(this Property property) => Check.One(Config.QuickThrowOnFailure.WithQuietOnSuccess(true).WithMaxTest(1000), property);
}

using Deque.AxeCore.Commons;
using Deque.AxeCore.Playwright;
using Microsoft.Playwright;

namespace ClipSearch.Tests.Browser;

/// <summary>Runs axe with the rules of WCAG 2.2 AA and its best practices.</summary>
internal static class Axe
{
    /// <summary>The rules of WCAG 2.2 AA and best practices.</summary>
    public static AxeRunOptions Aa { get; } = new()
    {
        // The nodes of rules that pass are not needed, and collecting them takes most of the time.
        ResultTypes = [ResultType.Violations],
        RunOnly = new RunOnlyOptions { Type = "tag", Values = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"] },
    };

    private static readonly AxeRunOptions Contrast = new() { ResultTypes = [ResultType.Violations], RunOnly = new RunOnlyOptions { Type = "rule", Values = ["color-contrast"] } };

    /// <summary>Checks all rules in the light theme, and in the dark theme the contrast, the only rule that depends on the theme.</summary>
    /// <remarks>Runs on the html element, because for a whole page axe opens a second page to collect the results.</remarks>
    public static async Task AssertAccessibleInBothThemesAsync(SearchPage page)
    {
        await page.Page.EmulateMediaAsync(new() { ColorScheme = ColorScheme.Light });
        await AssertAccessibleAsync(page);
        await page.Page.EmulateMediaAsync(new() { ColorScheme = ColorScheme.Dark });
        AssertNoViolations(await page.Page.Locator("html").RunAxe(Contrast));
    }

    /// <summary>Asserts that a page has no violations in its current state.</summary>
    public static async Task AssertAccessibleAsync(SearchPage page, AxeRunContext? part = null, AxeRunOptions? rules = null) =>
        AssertNoViolations(part is null ? await page.Page.Locator("html").RunAxe(Aa) : await page.Page.RunAxe(part, rules));

    private static void AssertNoViolations(AxeResult result)
    {
        // The contrast of text over a photo is incomplete, because axe cannot compute it.
        Assert.NotEmpty(result.Passes.Concat(result.Incomplete));
        Assert.Equal([], result.Violations.SelectMany(violation => violation.Nodes.Select(node => $"{violation.Id}: {violation.Help}: {node.Html}")));
    }
}

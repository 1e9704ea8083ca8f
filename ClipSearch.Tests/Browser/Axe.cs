using Deque.AxeCore.Commons;
using Deque.AxeCore.Playwright;
using Microsoft.Playwright;

namespace ClipSearch.Tests.Browser;

/// <summary>What axe finds against WCAG 2.2 AA and the best practices it knows.</summary>
internal static class Axe
{
    /// <summary>The rules.</summary>
    public static AxeRunOptions Aa { get; } = new()
    {
        RunOnly = new RunOnlyOptions { Type = "tag", Values = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"] },
    };

    private static readonly AxeRunOptions Contrast = new() { RunOnly = new RunOnlyOptions { Type = "rule", Values = ["color-contrast"] } };

    // Of an element axe puts the results together in the page itself; of a page with frames, in a second page.
    /// <summary>Checks all rules in the light theme, and the contrast, which alone depends on the theme, in the dark one.</summary>
    public static async Task FindsNothingInBothThemesAsync(SearchPage page)
    {
        await page.Page.EmulateMediaAsync(new() { ColorScheme = ColorScheme.Light });
        await FindsNothingAsync(page);
        await page.Page.EmulateMediaAsync(new() { ColorScheme = ColorScheme.Dark });
        AssertNoViolations(await page.Page.Locator("html").RunAxe(Contrast));
    }

    /// <summary>Fails with the violations of a page in its current state.</summary>
    public static async Task FindsNothingAsync(SearchPage page, AxeRunContext? part = null, AxeRunOptions? rules = null) =>
        AssertNoViolations(part is null ? await page.Page.Locator("html").RunAxe(Aa) : await page.Page.RunAxe(part, rules));

    private static void AssertNoViolations(AxeResult result)
    {
        // Of text over a photo axe cannot tell the contrast: the result is incomplete.
        Assert.NotEmpty(result.Passes.Concat(result.Incomplete));
        Assert.Equal([], result.Violations.SelectMany(violation => violation.Nodes.Select(node => $"{violation.Id}: {violation.Help}: {node.Html}")));
    }
}

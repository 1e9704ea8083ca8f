using Deque.AxeCore.Commons;
using Deque.AxeCore.Playwright;

namespace ClipSearch.Tests.Browser;

/// <summary>What axe finds against WCAG 2.2 AA and the best practices it knows.</summary>
internal static class Axe
{
    /// <summary>The rules.</summary>
    public static AxeRunOptions Aa { get; } = new()
    {
        RunOnly = new RunOnlyOptions { Type = "tag", Values = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"] },
    };

    /// <summary>Fails with what it finds on a page as it is now.</summary>
    public static async Task FindsNothingAsync(SearchPage page, AxeRunContext? part = null, AxeRunOptions? rules = null)
    {
        var found = part is null ? await page.Page.RunAxe(Aa) : await page.Page.RunAxe(part, rules);
        Assert.NotEmpty(found.Passes);
        Assert.Equal([], found.Violations.SelectMany(violation => violation.Nodes.Select(node => $"{violation.Id}: {violation.Help}: {node.Html}")));
    }
}

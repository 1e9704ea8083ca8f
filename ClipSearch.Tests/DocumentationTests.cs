using System.Text.RegularExpressions;
using ClipSearch.Core.Settings;
using ClipSearch.Tests.Cli;
using ClipSearch.Tests.Fixtures;
using ClipSearch.Tests.Web;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.StaticAssets;

namespace ClipSearch.Tests;

/// <summary>The documentation covers every verb, option, route and parameter, and its links work.</summary>
[Collection(GalleryCollection.Name)]
public sealed partial class DocumentationTests(GalleryFixture gallery)
{
    private const int MaxReadmeLines = 120;

    private const string ApiFile = "docs/api.md";

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    /// <summary>The documents whose links are checked, by their path in the repository.</summary>
    private static IReadOnlyList<string> Documents =>
    [
        "README.md",
        "CONTRIBUTING.md",
        "SECURITY.md",
        "CHANGELOG.md",
        .. Directory.EnumerateFiles(Path.Combine(TestFiles.Repository, "docs"), "*.md")
            .Select(path => $"docs/{Path.GetFileName(path)}").Order(StringComparer.Ordinal),
    ];

    [Fact]
    public async Task Each_verb_has_a_section_with_its_options()
    {
        var sections = Sections(await ReadAsync("docs/command-line.md"));
        var missing = new List<string>();
        foreach (var (verb, options) in await VerbsAsync())
        {
            if (sections.TryGetValue(verb, out var section))
                missing.AddRange(options.Where(option => !Names(section, option)).Select(option => $"{option} in \"## {verb}\""));
            else
                missing.Add($"the section \"## {verb}\"");
        }

        Assert.Empty(missing);
    }

    [Fact]
    public async Task Each_route_is_documented()
    {
        var api = await ReadAsync(ApiFile);
        var missing = new List<string>();
        var endpoints = gallery.Site.Endpoints.OfType<RouteEndpoint>();
        foreach (var endpoint in endpoints.Where(endpoint => endpoint.Metadata.GetMetadata<StaticAssetDescriptor>() is null))
        {
            var path = PathOf(endpoint);
            // A Razor page declares no methods.
            IEnumerable<string> routes = endpoint.Metadata.GetMetadata<IHttpMethodMetadata>()?.HttpMethods is { Count: > 0 } methods
                ? methods.Where(method => method != "HEAD").Select(method => $"`{method} {path}`")
                : [$" {path}`"];
            missing.AddRange(routes.Where(route => !api.Contains(route, StringComparison.Ordinal)));
        }

        Assert.Empty(missing);
    }

    [Fact]
    public async Task Each_API_parameter_is_documented()
    {
        var api = await ReadAsync(ApiFile);
        var document = await gallery.Site.JsonAsync("/openapi/v1.json");

        var parameters = document.GetProperty("paths").EnumerateObject()
            .SelectMany(path => path.Value.EnumerateObject())
            .Where(operation => operation.Value.TryGetProperty("parameters", out _))
            .SelectMany(operation => operation.Value.GetProperty("parameters").EnumerateArray())
            .Where(parameter => parameter.GetProperty("in").GetString() == "query")
            .Select(parameter => parameter.GetProperty("name").GetString()!)
            .Distinct().ToList();
        var missing = parameters.Where(name => !api.Contains($"\n| `{name}` |", StringComparison.Ordinal)).ToList();
        Assert.NotEmpty(parameters);
        Assert.Empty(missing);
    }

    [Fact]
    public async Task The_readme_has_120_lines_or_fewer() =>
        Assert.InRange((await File.ReadAllLinesAsync(Path.Combine(TestFiles.Repository, "README.md"), Token)).Length, 1, MaxReadmeLines);

    [Fact]
    public async Task Each_relative_link_has_a_target()
    {
        var broken = new List<string>();
        foreach (var document in Documents)
        {
            var path = Path.Combine(TestFiles.Repository, document);
            foreach (var link in Links(await ReadAsync(document)))
            {
                var parts = link.Split('#', 2);
                var target = parts[0].Length == 0 ? path : Path.GetFullPath(Path.Combine(Path.GetDirectoryName(path)!, parts[0]));
                if (!Path.Exists(target))
                    broken.Add($"{document}: {link} does not exist");
                else if (parts.Length == 2 && !Anchors(await File.ReadAllTextAsync(target, Token)).Contains(parts[1]))
                    broken.Add($"{document}: {link} has no such heading");
            }
        }

        Assert.Empty(broken);
    }

    private static async Task<string> ReadAsync(string path) =>
        (await File.ReadAllTextAsync(Path.Combine(TestFiles.Repository, path), Token)).ReplaceLineEndings("\n");

    /// <summary>Reads the verbs below a verb and their options from the program's help.</summary>
    /// <param name="verb">The words of the verb; empty for the program.</param>
    private static async Task<List<(string Verb, IReadOnlyList<string> Options)>> VerbsAsync(params string[] verb)
    {
        var (exitCode, help, error) = await ClipSearchProcess.RunAsync(new ClipSearchOptions(), [.. verb, "--help"]);
        Assert.Equal((0, ""), (exitCode, error));
        var children = HelpLines(help, "Commands:").Select(line => line.Split(' ')[0]).ToList();
        var options = HelpLines(help, "Options:")
            .Select(line => LongOptionPattern().Match(line).Value).Where(option => option is not ("" or "--help")).ToList();
        if (children.Count == 0)
        {
            // If the help had another layout, the test would find no verbs.
            Assert.NotEmpty(verb);
            return [(string.Join(' ', verb), options)];
        }

        var verbs = new List<(string Verb, IReadOnlyList<string> Options)>();
        foreach (var child in children)
            verbs.AddRange(await VerbsAsync([.. verb, child]));
        return verbs;
    }

    /// <summary>The entries below a title of the help: lines that are indented by two spaces.</summary>
    private static IEnumerable<string> HelpLines(string help, string title) => help.ReplaceLineEndings("\n").Split('\n')
        .SkipWhile(line => line != title).Skip(1).TakeWhile(line => line.StartsWith(' '))
        .Where(line => line.Length > 2 && line[2] != ' ').Select(line => line.Trim());

    /// <summary>The links of a document that lead into the repository.</summary>
    private static IEnumerable<string> Links(string text) => LinkPattern().Matches(CodePattern().Replace(text, ""))
        .Select(match => match.Groups[1].Value).Where(link => !link.Contains(':', StringComparison.Ordinal));

    /// <summary>The texts below the headings of the second level, by heading.</summary>
    private static Dictionary<string, string> Sections(string text) => text.Split("\n## ").Skip(1)
        .ToDictionary(section => section.Split('\n')[0].Trim(), section => section, StringComparer.Ordinal);

    /// <summary>Whether a text contains an option, not just a longer option that begins with it.</summary>
    private static bool Names(string text, string option) => Regex.IsMatch(text, $"{Regex.Escape(option)}(?![a-z-])");

    /// <summary>The path of a route as the documentation writes it: without constraints.</summary>
    private static string PathOf(RouteEndpoint endpoint)
    {
        var pattern = ConstraintPattern().Replace(endpoint.RoutePattern.RawText!.Trim('/'), "{$1}");
        // Razor Pages maps the page Index to / and to /Index.
        return "/" + (pattern == "Index" ? "" : pattern.Replace("{documentName}", "v1", StringComparison.Ordinal));
    }

    /// <summary>The anchors that GitHub makes of the headings.</summary>
    private static HashSet<string> Anchors(string text) =>
        [.. HeadingPattern().Matches(CodePattern().Replace(text.ReplaceLineEndings("\n"), "\n"))
            .Select(match => NoAnchorPattern().Replace(match.Groups[1].Value.Trim().ToLowerInvariant(), "").Replace(' ', '-'))];

    [GeneratedRegex(@"\]\(([^)\s]+)\)")]
    private static partial Regex LinkPattern();

    [GeneratedRegex(@"^```.*?^```", RegexOptions.Multiline | RegexOptions.Singleline)]
    private static partial Regex CodePattern();

    [GeneratedRegex(@"^#{1,6} (.+)$", RegexOptions.Multiline)]
    private static partial Regex HeadingPattern();

    [GeneratedRegex(@"[^\w\- ]")]
    private static partial Regex NoAnchorPattern();

    [GeneratedRegex(@"--[a-z][a-z-]*")]
    private static partial Regex LongOptionPattern();

    [GeneratedRegex(@"\{(\w+):[^}]+\}")]
    private static partial Regex ConstraintPattern();
}

using System.Diagnostics;
using System.Text.RegularExpressions;
using ClipSearch.Core.Settings;
using ClipSearch.Tests.Fixtures;

namespace ClipSearch.Tests.Settings;

/// <summary>Compares the files that repeat settings with the declarations. Each check returns one sentence for each difference.</summary>
internal static partial class SettingChecks
{
    private const string Configuration = "docs/configuration.md";
    private const string Example = ".env_example";
    private const string TestScript = "scripts/test";

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    /// <summary>Compares docs/configuration.md: one row for each setting, with its other names, default, range and secrecy.</summary>
    public static async Task<IReadOnlyList<string>> CheckConfigurationAsync(IReadOnlyList<Setting> settings)
    {
        // Rows of settings have five cells. Other tables have fewer.
        var rows = (await ReadLinesAsync(Configuration)).Where(line => line.StartsWith("| `", StringComparison.Ordinal))
            .Select(line => line.Split('|')[1..^1].Select(cell => cell.Trim()).ToArray()).Where(cells => cells.Length == 5)
            .ToDictionary(cells => cells[0].Trim('`'));
        var differences = new List<string>();
        foreach (var setting in settings)
        {
            if (!rows.TryGetValue(setting.Name, out var cells))
            {
                differences.Add($"{Configuration} has no row for {setting.Name}.");
                continue;
            }

            var (meaning, usual, range, secret) = (cells[1], cells[2], cells[3].Replace("`", "", StringComparison.Ordinal), cells[4]);
            differences.AddRange(setting.OtherNames.Where(name => !meaning.Contains($"`{name}`", StringComparison.Ordinal))
                .Select(name => $"{Configuration} does not name {name} in the row for {setting.Name}."));
            if (!BeginsWith(usual, setting.DefaultText is { } text ? $"`{text}`" : "not set"))
                differences.Add($"{Configuration} has the default \"{usual}\" for {setting.Name}; it is \"{setting.DefaultText}\".");
            if (!BeginsWith(range, setting.Range))
                differences.Add($"{Configuration} has the range \"{range}\" for {setting.Name}; it is \"{setting.Range}\".");
            if (!BeginsWith(secret, setting.IsSecret ? "yes" : "no"))
                differences.Add($"{Configuration} has \"{secret}\" in the column secret for {setting.Name}.");
        }

        differences.AddRange(rows.Keys.Except(settings.Select(setting => setting.Name))
            .Select(name => $"{Configuration} has a row for {name}, which is no setting."));
        return differences;
    }

    /// <summary>
    /// Compares .env_example: one line for each setting, with its default; above it, its other names and the range of a number.
    /// </summary>
    public static async Task<IReadOnlyList<string>> CheckExampleAsync(IReadOnlyList<Setting> settings)
    {
        var lines = await ReadLinesAsync(Example);
        var differences = new List<string>();
        foreach (var setting in settings)
        {
            var index = Array.FindIndex(lines, line => line.StartsWith($"#{setting.Name}=", StringComparison.Ordinal));
            if (index < 0)
            {
                differences.Add($"{Example} has no line #{setting.Name}=.");
                continue;
            }

            if (setting.DefaultText is { } usual && lines[index] != $"#{setting.Name}={usual}")
                differences.Add($"{Example} has the line {lines[index]}; the default is {usual}.");
            var block = lines[(Array.LastIndexOf(lines, "", index) + 1)..index];
            var comment = string.Join(' ', block.Select(line => line.TrimStart('#', ' ')));
            differences.AddRange(setting.OtherNames.Where(name => !Names(comment, name))
                .Select(name => $"{Example} does not name {name} above {setting.Name}."));
            if (setting is Setting<int> or Setting<long> && !Names(comment, setting.Range))
                differences.Add($"{Example} has no range \"{setting.Range}\" above {setting.Name}.");
        }

        var names = lines.Select(line => SettingLine().Match(line)).Where(match => match.Success).Select(match => match.Groups[1].Value);
        differences.AddRange(names.Except(settings.Select(setting => setting.Name))
            .Select(name => $"{Example} has a line for {name}, which is no setting."));
        return differences;
    }

    /// <summary>Checks that scripts/test unsets all settings. Runs the part of the script that does so.</summary>
    public static async Task<IReadOnlyList<string>> CheckTestScriptAsync(IReadOnlyList<Setting> settings)
    {
        Assert.Contains("unset_settings", await ReadLinesAsync(TestScript));
        string[] names = [.. settings.SelectMany(setting => setting.Names)];
        const string Script = "root=$PWD; source scripts/lib/settings.sh; unset_settings; compgen -e";
        var start = new ProcessStartInfo("bash", ["-euo", "pipefail", "-c", Script])
        {
            RedirectStandardOutput = true,
            WorkingDirectory = TestFiles.Repository,
        };
        foreach (var name in names)
            start.Environment[name] = "set";
        using var process = Process.Start(start)!;
        var left = (await process.StandardOutput.ReadToEndAsync(Token)).Split('\n');
        await process.WaitForExitAsync(Token);
        Assert.Equal(0, process.ExitCode);
        return [.. names.Intersect(left).Select(name => $"{TestScript} does not unset {name}.")];
    }

    private static async Task<string[]> ReadLinesAsync(string path) =>
        (await File.ReadAllTextAsync(Path.Combine(TestFiles.Repository, path), Token)).ReplaceLineEndings("\n").Split('\n');

    /// <summary>Returns whether a text begins with another that does not end within a word or number.</summary>
    private static bool BeginsWith(string text, string start) =>
        text.StartsWith(start, StringComparison.Ordinal) && (text.Length == start.Length || !char.IsLetterOrDigit(text[start.Length]));

    /// <summary>Returns whether a text contains a name or range that is not part of a longer one.</summary>
    private static bool Names(string text, string name) => Regex.IsMatch(text, $@"(?<!\w){Regex.Escape(name)}(?!\w)");

    [GeneratedRegex("^#([A-Z][A-Z0-9_]*)=")]
    private static partial Regex SettingLine();
}

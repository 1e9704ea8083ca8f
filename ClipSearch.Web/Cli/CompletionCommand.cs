using System.CommandLine;
using System.Text.RegularExpressions;
using ClipSearch.Core.Paths;

namespace ClipSearch.Web.Cli;

/// <summary>
/// The verb <c>completion bash|zsh|fish</c>, which prints a completion script for a shell; the script calls <c>[suggest] LINE</c> to
/// complete the last word of a line.
/// </summary>
internal static partial class CompletionCommand
{
    /// <summary>The argument before a line to complete.</summary>
    public const string Verb = "[suggest]";

    private const string Usual = "clipsearch";

    public static Command Create()
    {
        var shell = new Argument<string>("SHELL") { Description = $"The shell: {string.Join(", ", CompletionScripts.All.Keys)}." };
        shell.AcceptOnlyFromAmong([.. CompletionScripts.All.Keys]);
        var name = new Option<string>("--name") { Description = $"The command name to complete. Default: {Usual}.", HelpName = "NAME", DefaultValueFactory = _ => Usual };
        name.Validators.Add(result =>
        {
            if (result.Tokens.Count > 0 && !Name().IsMatch(result.Tokens[0].Value))
                result.AddError("--name must consist of letters, digits, dots, hyphens and underscores.");
        });
        var run = new Option<string?>("--run") { Description = "The command that runs ClipSearch, such as \"docker exec clipsearch dotnet /app/ClipSearch.Web.dll\". Default: this program.", HelpName = "COMMAND" };
        var command = new Command("completion", "Print a shell completion script for commands, options and their values.") { shell, name, run };
        command.SetAction(parsed => parsed.InvocationConfiguration.Output.Write(
            CompletionScripts.Of(parsed.GetRequiredValue(shell), parsed.GetRequiredValue(name), parsed.GetValue(run) ?? ThisProgram())));
        return command;
    }

    /// <summary>Prints the completions of the last word, which may be empty, one per line.</summary>
    public static void Suggest(RootCommand root, string line, TextWriter output)
    {
        var word = line[(line.LastIndexOf(' ') + 1)..];
        // Supported: --type png. The library does not support --type=png.
        if (word.StartsWith('-') && word.Contains('='))
            return;
        var exact = Labels(line).FindAll(label => label.StartsWith(word, StringComparison.Ordinal));
        // Case and accents are ignored only if no value begins with exactly the typed word, so that a shell can append to it. The library
        // suggests values with other accents only for an empty word, or for the folder before it.
        var folded = NameFolding.FoldPath(word);
        foreach (var label in exact.Count > 0 ? exact
            : Labels(line[..^word.Length] + word[..(word.LastIndexOf('/') + 1)]).FindAll(label => NameFolding.FoldPath(label).StartsWith(folded, StringComparison.Ordinal)))
            output.WriteLine(label);

        // Suggest options only after a dash; the shell itself completes file names.
        List<string> Labels(string begun) =>
        [
            .. root.Parse(begun).GetCompletions(begun.Length).Select(item => item.InsertText ?? item.Label)
                .Where(label => label.StartsWith('-') == word.StartsWith('-') && label is not ("-?" or "-h" or "/?" or "/h")),
        ];
    }

    private static string ThisProgram()
    {
        var program = Environment.ProcessPath!;
        return Path.GetFileNameWithoutExtension(program) == "dotnet"
            ? $"{Quoted(program)} {Quoted(typeof(CompletionCommand).Assembly.Location)}"
            : Quoted(program);
    }

    private static string Quoted(string text) => $"'{text.Replace("'", @"'\''", StringComparison.Ordinal)}'";

    [GeneratedRegex(@"\A[A-Za-z0-9][A-Za-z0-9._-]*\z")]
    private static partial Regex Name();
}

using System.CommandLine;
using System.Text.RegularExpressions;

namespace ClipSearch.Web.Cli;

/// <summary>
/// The verb <c>completion bash|zsh|fish</c>, which prints a script for a shell; the script asks back by
/// <c>[suggest] LINE</c> what the last word of a line may become.
/// </summary>
internal static partial class CompletionCommand
{
    /// <summary>The argument before a line that is to be completed.</summary>
    public const string Asked = "[suggest]";

    private const string Usual = "clipsearch";

    public static Command Create()
    {
        var shell = new Argument<string>("SHELL") { Description = $"One of {string.Join(", ", CompletionScripts.All.Keys)}." };
        shell.AcceptOnlyFromAmong([.. CompletionScripts.All.Keys]);
        var name = new Option<string>("--name") { Description = $"What you type to start ClipSearch; {Usual} without this option.", HelpName = "NAME", DefaultValueFactory = _ => Usual };
        name.Validators.Add(result =>
        {
            if (result.Tokens.Count > 0 && !Name().IsMatch(result.Tokens[0].Value))
                result.AddError("--name takes a word of letters, digits, dots, hyphens and underscores.");
        });
        var run = new Option<string?>("--run") { Description = "The command that starts it, for instance \"docker exec clipsearch dotnet /app/ClipSearch.Web.dll\"; without this option, this very program.", HelpName = "COMMAND" };
        var command = new Command("completion", "Print a script that completes verbs, options and their values in a shell.") { shell, name, run };
        command.SetAction(parsed => parsed.InvocationConfiguration.Output.Write(
            CompletionScripts.Of(parsed.GetRequiredValue(shell), parsed.GetRequiredValue(name), parsed.GetValue(run) ?? ThisProgram())));
        return command;
    }

    /// <summary>Prints what the last word of a line, blank or begun, may become, one a line.</summary>
    public static void Suggest(RootCommand root, string line, TextWriter output)
    {
        var word = line[(line.LastIndexOf(' ') + 1)..];
        // The shells complete --type png; over --type=png the library stumbles.
        if (word.StartsWith('-') && word.Contains('='))
            return;
        foreach (var label in root.Parse(line).GetCompletions(line.Length).Select(item => item.InsertText ?? item.Label))
        {
            // Options come where one has begun; elsewhere, what is not completed is a file's name, which the shell knows.
            if (label.StartsWith(word, StringComparison.Ordinal) && label.StartsWith('-') == word.StartsWith('-') && label is not ("-?" or "-h" or "/?" or "/h"))
                output.WriteLine(label);
        }
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

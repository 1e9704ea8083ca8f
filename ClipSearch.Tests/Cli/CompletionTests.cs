using System.Diagnostics;
using ClipSearch.Core.Models;
using ClipSearch.Core.Settings;
using ClipSearch.Tests.Fixtures;

namespace ClipSearch.Tests.Cli;

/// <summary>The completion scripts in their shells.</summary>
public sealed class CompletionTests : IDisposable
{
    private readonly ClipSearchOptions _options = new()
    {
        PhotosDirs = [Directory.CreateTempSubdirectory("clipsearch-completion").FullName],
        ModelsDir = Path.Combine(TestFiles.Repository, "models"),
    };

    public CompletionTests()
    {
        foreach (var folder in new[] { "trip/beach", "a b", ".hidden", "line\nbreak" })
            Directory.CreateDirectory(Path.Combine(_options.PhotosDirs[0], folder));
    }

    public void Dispose() => Directory.Delete(_options.PhotosDirs[0], recursive: true);

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("se", "search", "seed", "serve")]
    [InlineData("model ", "list", "prepare", "pull", "verify")]
    [InlineData("search cat --taken-", "--taken-from", "--taken-to")]
    [InlineData("search cat --orientation ", "landscape", "portrait", "square")]
    [InlineData("search \"a cat\" --type p", "png")]
    [InlineData("model pull openai/clip-vit-base-patch32-", "openai/clip-vit-base-patch32-int8")]
    [InlineData("model verify clipsearch/t", ModelNames.Tiny)]
    [InlineData("completion z", "zsh")]
    [InlineData("search cat --folder ", "a\\ b/", "trip/")]
    [InlineData("search cat --folder trip/", "trip/beach/")]
    [InlineData("search cat --type=p")]
    [InlineData("seed ")] // the shell completes folder names
    public async Task Bash_completes_commands_options_and_values(string typed, params string[] expected)
    {
        var replies = await BashAsync("""
            complete -p clipsearch | grep -q -- '-F _clipsearch_complete' || exit 9
            COMP_LINE="clipsearch $1" COMP_POINT=$((${#1} + 11)) COMP_WORDS=(clipsearch)
            _clipsearch_complete 2>/dev/null
            printf '%s\n' "${COMPREPLY[@]}"
            """, typed);

        Assert.Equal(expected, replies.Split('\n', StringSplitOptions.RemoveEmptyEntries));
    }

    [Theory]
    [InlineData("TR", "trip/")]
    [InlineData("TRIP/B", "TRIP/beach/")]
    [InlineData("zur", "Zürich/")]
    [InlineData("ZU\u0308", "Zürich/")]
    [InlineData("zurich/s", "zurich/See/")]
    [InlineData("Zürich/S", "Zürich/See/")]
    public async Task Folders_are_completed_without_regard_to_case_and_accents(string typed, string expected)
    {
        Directory.CreateDirectory(Path.Combine(_options.PhotosDirs[0], "Zürich/See"));

        var (_, output, _) = await ClipSearchProcess.RunAsync(_options, "[suggest]", $"search cat --folder {typed}");

        Assert.Equal($"{expected}\n", output);
    }

    [Fact]
    public async Task Completion_stops_at_the_cursor_and_the_command_may_be_a_path()
    {
        var replies = await BashAsync("""
            COMP_LINE="./scripts/clipsearch mod --json" COMP_POINT=24 COMP_WORDS=(./scripts/clipsearch)
            _clipsearch_complete
            printf '%s\n' "${COMPREPLY[@]}"
            """, "");

        Assert.Equal("model\n", replies);
    }

    [Fact]
    public async Task Fish_completes_values()
    {
        var script = await ScriptAsync("fish");
        var output = await ShellAsync("fish", "-c", $"{script}\ncomplete -C 'clipsearch model pull openai/clip-vit-base-patch32-'");

        Assert.Equal("openai/clip-vit-base-patch32-int8\n", output);
    }

    [Fact]
    public async Task Zsh_parses_its_script()
    {
        var script = await ScriptAsync("zsh");
        Assert.EndsWith("compdef _clipsearch_complete clipsearch\n", script, StringComparison.Ordinal);
        Assert.Equal("", await ShellAsync("zsh", "-n", "-c", script));
    }

    [Fact]
    public async Task A_custom_name_and_command_are_part_of_the_script()
    {
        var run = await ClipSearchProcess.RunAsync(new ClipSearchOptions(), "completion", "bash", "--name", "my-photos", "--run", "docker exec photos dotnet /app/ClipSearch.Web.dll");

        Assert.Contains("< <(docker exec photos dotnet /app/ClipSearch.Web.dll '[suggest]' ", run.Output, StringComparison.Ordinal);
        Assert.EndsWith("complete -o default -F _my_photos_complete my-photos\n", run.Output, StringComparison.Ordinal);
    }

    private async Task<string> BashAsync(string use, string argument)
    {
        var script = await ScriptAsync("bash");
        return await ShellAsync("bash", "-c", $"{script}\n{use}", "bash", argument);
    }

    private async Task<string> ScriptAsync(string shell)
    {
        var (exitCode, output, error) = await ClipSearchProcess.RunAsync(_options, "completion", shell);
        Assert.Equal((0, ""), (exitCode, error));
        return output;
    }

    private async Task<string> ShellAsync(string shell, params string[] arguments)
    {
        var path = Environment.GetEnvironmentVariable("PATH")!.Split(Path.PathSeparator).Select(folder => Path.Combine(folder, shell)).FirstOrDefault(File.Exists);
        Assert.True(path is not null, $"{shell} is not in PATH. Run scripts/setup --for-tests.");
        var start = new ProcessStartInfo(path, arguments) { RedirectStandardOutput = true, WorkingDirectory = Path.GetTempPath() };
        start.Environment["PHOTOS_DIR"] = _options.PhotosDirs[0];
        start.Environment["MODELS_DIR"] = _options.ModelsDir;
        using var process = Process.Start(start)!;
        var output = await process.StandardOutput.ReadToEndAsync(Token);
        await process.WaitForExitAsync(Token);
        Assert.Equal(0, process.ExitCode);
        return output;
    }
}

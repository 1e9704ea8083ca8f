using System.CommandLine;
using ClipSearch.Core.Models;
using ClipSearch.Core.Settings;
using ClipSearch.Web.Cli;

namespace ClipSearch.Tests.Models;

public sealed class ModelCommandTests : IAsyncLifetime
{
    private readonly TemporaryFolder models = new();
    private LoopbackHub hub = null!;

    public async ValueTask InitializeAsync() => hub = await LoopbackHub.StartAsync();

    public async ValueTask DisposeAsync()
    {
        await hub.DisposeAsync();
        models.Dispose();
    }

    [Fact]
    public async Task A_pulled_model_is_listed_and_verified()
    {
        var pulled = await RunAsync($"pull {ModelFiles.Name}");
        Assert.Equal((0, $"{ModelFiles.Name} is installed in {models[ModelFiles.Name]}.\n"), (pulled.Code, pulled.Output));
        // A short download has one progress line, because the output is not a terminal.
        Assert.Single(pulled.Error.Split('\n', StringSplitOptions.RemoveEmptyEntries));

        var again = await RunAsync($"pull {ModelFiles.Name}");
        Assert.Equal((0, $"{ModelFiles.Name} is already installed in {models[ModelFiles.Name]}.\n"), (again.Code, again.Output));

        var listed = await RunAsync("list");
        Assert.Equal(0, listed.Code);
        Assert.Contains($"{ModelFiles.Name}\n  installed in {models[ModelFiles.Name]}\n  text encoder: fp32\n  image encoder: fp32\n  3 MB, for tests. Licence: none.\n", listed.Output, StringComparison.Ordinal);

        var verified = await RunAsync($"verify {ModelFiles.Name}");
        Assert.Equal(0, verified.Code);
        Assert.Contains("ok    configuration: 16 dimensions", verified.Output, StringComparison.Ordinal);
        Assert.Contains("ok    encoder of test-org/small-model: fine", verified.Output, StringComparison.Ordinal);
        Assert.EndsWith($"{ModelFiles.Name}: all 6 checks passed.\n", verified.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Prepare_prints_the_forms_in_use()
    {
        await RunAsync($"pull {ModelFiles.Name}");

        // The encoders of this model are small, so they stay as they are.
        Assert.Equal((0, "Text encoder: fp32.\nImage encoder: fp32.\n", ""), await RunAsync($"prepare {ModelFiles.Name}"));
    }

    [Fact]
    public async Task Prepare_of_a_model_that_is_not_installed_returns_1_and_names_its_folder()
    {
        var prepared = await RunAsync($"prepare {ModelFiles.Name}");

        Assert.Equal((1, ""), (prepared.Code, prepared.Output));
        Assert.Contains($"The model {ModelFiles.Name} is not in {models[ModelFiles.Name]}.", prepared.Error, StringComparison.Ordinal);
        Assert.DoesNotContain("CLIP_MODEL is", prepared.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_failed_pull_writes_the_reason_to_standard_error_and_returns_1()
    {
        hub.Files.Remove("merges.txt");

        var pulled = await RunAsync($"pull {ModelFiles.Name}");

        Assert.Equal((1, ""), (pulled.Code, pulled.Output));
        Assert.Contains("merges.txt was not downloaded: the file is not on the hub", pulled.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_cancelled_pull_explains_how_to_resume_and_returns_1()
    {
        using var stop = new CancellationTokenSource();
        hub.Misbehave = async (context, path) =>
        {
            if (path != "vocab.json")
                return false;
            await stop.CancelAsync();
            context.Abort();
            return true;
        };

        var pulled = await RunAsync($"pull {ModelFiles.Name}", stop: stop);

        Assert.Equal(1, pulled.Code);
        Assert.Contains("Stopped. Run the command again", pulled.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("pull no/such")]
    [InlineData("verify no/such")]
    [InlineData("verify ../../etc")]
    [InlineData("prepare no/such")]
    [InlineData("prepare ../../etc")]
    public async Task An_unknown_name_is_reported_with_the_available_ones(string arguments)
    {
        var run = await RunAsync(arguments);

        Assert.Equal((2, ""), (run.Code, run.Output));
        Assert.Contains($"Available: {ModelFiles.Name}.", run.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("pull x/y --timeout 0", "--timeout must be a number of seconds")]
    [InlineData("pull x/y --timeout soon", "--timeout must be a number of seconds")]
    [InlineData("pull", "Required argument 'NAME' missing")]
    public void Invalid_arguments_are_parse_errors(string arguments, string message) =>
        Assert.Contains(message, Assert.Single(Command().Parse(arguments).Errors).Message, StringComparison.Ordinal);

    [Fact]
    public async Task An_unresponsive_hub_fails_after_the_timeout_option()
    {
        hub.Misbehave = async (context, _) =>
        {
            await Task.Delay(Timeout.Infinite, context.RequestAborted).ContinueWith(_ => { }, TaskScheduler.Default);
            return true;
        };

        var pulled = await RunAsync($"pull {ModelFiles.Name} --timeout 1");

        Assert.Equal(1, pulled.Code);
        Assert.Contains("no response within 1 seconds", pulled.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_pull_if_needed_downloads_a_real_model_once()
    {
        ModelFiles.Install(models.Path, ModelNames.Demo);

        Assert.Equal(0, (await RunAsync($"pull {ModelFiles.Name} --if-needed")).Code);
        Assert.Equal(ModelFiles.Name, ModelSelection.Resolve(ModelNames.Auto, models.Path).Folder.Name);

        var requests = hub.Requests.Count;
        Assert.Equal((0, "", ""), await RunAsync($"pull {ModelFiles.Name} --if-needed"));
        Assert.Equal(requests, hub.Requests.Count);
    }

    [Theory]
    [InlineData("auto", "my/own")]
    [InlineData(ModelNames.Demo, ModelNames.Demo)]
    [InlineData("my/own", ModelNames.Demo)]
    public async Task A_pull_if_needed_downloads_nothing_if_a_model_is_selected_or_a_real_one_is_installed(string clipModel, string installed)
    {
        ModelFiles.Install(models.Path, installed);

        Assert.Equal((0, "", ""), await RunAsync($"pull {ModelFiles.Name} --if-needed", clipModel: clipModel));
        Assert.Empty(hub.Requests);
    }

    [Fact]
    public async Task A_pull_if_needed_without_the_hub_reports_the_model_in_use_and_returns_0()
    {
        ModelFiles.Install(models.Path, ModelNames.Demo);
        await hub.DisposeAsync();

        var pulled = await RunAsync($"pull {ModelFiles.Name} --if-needed --timeout 3");

        Assert.Equal((0, ""), (pulled.Code, pulled.Output));
        Assert.EndsWith(
            $"127.0.0.1 cannot be reached. Using clipsearch/demo. To install the real model later: scripts/clipsearch model pull {ModelFiles.Name}\n",
            pulled.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_pull_if_needed_that_fails_reports_the_cause_and_returns_0()
    {
        ModelFiles.Install(models.Path, ModelNames.Demo);
        hub.Files.Remove("merges.txt");

        var pulled = await RunAsync($"pull {ModelFiles.Name} --if-needed");

        Assert.Equal(0, pulled.Code);
        Assert.Contains("merges.txt was not downloaded: the file is not on the hub", pulled.Error, StringComparison.Ordinal);
        Assert.Contains("Using clipsearch/demo.", pulled.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Verify_without_a_name_checks_the_selected_model()
    {
        ModelFiles.Install(models.Path, "my/own");
        await File.WriteAllTextAsync(models["my/own/config.json"], "{\"model_type\":\"clip\"}", TestContext.Current.CancellationToken);
        var broken = await RunAsync("verify");
        Assert.Equal(1, broken.Code);
        Assert.Contains("projection_dim is missing", broken.Error, StringComparison.Ordinal);

        await File.WriteAllTextAsync(models["my/own/config.json"], ModelFiles.Config, TestContext.Current.CancellationToken);
        var verified = await RunAsync("verify", encoderPasses: false);
        Assert.Equal(1, verified.Code);
        Assert.Contains("FAIL  encoder of my/own: wrong. Mend it.", verified.Output, StringComparison.Ordinal);
        Assert.EndsWith("my/own: 1 of 3 checks failed.\n", verified.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task List_shows_the_missing_files_of_an_incomplete_model()
    {
        File.Delete(Path.Combine(ModelFiles.Install(models.Path, "my/own"), "merges.txt"));

        var listed = await RunAsync("list");

        Assert.Contains($"{ModelFiles.Name}\n  not installed\n", listed.Output, StringComparison.Ordinal);
        Assert.Contains($"my/own\n  incomplete in {models["my/own"]}: missing merges.txt\n", listed.Output, StringComparison.Ordinal);
    }

    private Command Command(bool encoderPasses = true, string clipModel = ModelNames.Auto) => ModelCommand.Create(
        () => new ClipSearchOptions { ModelsDir = models.Path, ClipModel = clipModel, HfEndpoint = hub.Address },
        folder => [encoderPasses ? new($"encoder of {folder.Name}", true, "fine.", null) : new($"encoder of {folder.Name}", false, "wrong.", "Mend it.")],
        [ModelFiles.InCatalog()]);

    private async Task<(int Code, string Output, string Error)> RunAsync(
        string arguments, bool encoderPasses = true, string clipModel = ModelNames.Auto, CancellationTokenSource? stop = null)
    {
        using var output = new StringWriter { NewLine = "\n" };
        using var error = new StringWriter { NewLine = "\n" };
        var code = await Command(encoderPasses, clipModel).Parse(arguments).InvokeAsync(new InvocationConfiguration { Output = output, Error = error }, stop?.Token ?? TestContext.Current.CancellationToken);
        return (code, output.ToString(), error.ToString());
    }
}

using System.CommandLine;
using System.CommandLine.Completions;
using System.CommandLine.Parsing;
using System.Globalization;
using ClipSearch.Core;
using ClipSearch.Core.Models;

namespace ClipSearch.Web.Cli;

/// <summary>The verb <c>model list [--json]|pull NAME|verify [NAME] [--json]</c>.</summary>
internal static class ModelCommand
{
    /// <param name="options">Reads the settings, once a subcommand runs.</param>
    /// <param name="checkTextEncoder">Loads a model's text encoder and applies <see cref="ModelVerification.CheckTextEncoder"/>.</param>
    public static Command Create(Func<ClipSearchOptions> options, Func<ModelFolder, IReadOnlyList<ModelCheck>> checkTextEncoder) =>
        Create(options, checkTextEncoder, ModelCatalog.Models);

    internal static Command Create(
        Func<ClipSearchOptions> options, Func<ModelFolder, IReadOnlyList<ModelCheck>> checkTextEncoder, IReadOnlyList<CatalogModel> catalog)
    {
        var json = Json.Option();
        var list = new Command("list", "The models that can be fetched and those that are installed.") { json };
        list.SetAction((parsed, _) => ListAsync(parsed, parsed.GetValue(json), options(), catalog));

        var pullName = new Argument<string>("NAME") { Description = "The model to fetch.", CompletionSources = { _ => catalog.Select(model => new CompletionItem(model.Name)) } };
        var timeout = new Option<TimeSpan?>("--timeout")
        {
            Description = $"Seconds to wait for the hub's first answer; {new DownloadOptions().FirstResponseTimeout.TotalSeconds} without this option.",
            HelpName = "SECONDS",
            CustomParser = ParseSeconds,
        };
        var ifNeeded = new Option<bool>("--if-needed")
        {
            Description = "Fetch it only if CLIP_MODEL is auto and no real model is installed; if it cannot be had, say what answers instead, and end with 0.",
        };
        var pull = new Command("pull", "Fetch a model; what an earlier try left is used.") { pullName, timeout, ifNeeded };
        pull.SetAction((parsed, cancellation) =>
            PullAsync(parsed, options(), catalog, parsed.GetRequiredValue(pullName), parsed.GetValue(timeout), parsed.GetValue(ifNeeded), cancellation));

        var verifyName = new Argument<string?>("NAME")
        {
            Description = "The model to check; without it, the one that answers.",
            Arity = ArgumentArity.ZeroOrOne,
            CompletionSources = { _ => Installed().Select(model => new CompletionItem(model.Name)) },
        };
        var verify = new Command("verify", "Check a model's files, and its text encoder against published values.") { verifyName, json };
        verify.SetAction((parsed, cancellation) =>
            VerifyAsync(parsed, parsed.GetValue(json), options(), catalog, parsed.GetValue(verifyName), checkTextEncoder, cancellation));

        return new Command("model", "List, fetch and check models.") { list, pull, verify };

        IReadOnlyList<InstalledModel> Installed()
        {
            try
            {
                return InstalledModel.List(options().ModelsDir);
            }
            catch (Exception e) when (e is OptionsException or ModelException)
            {
                return [];
            }
        }
    }

    private static TimeSpan? ParseSeconds(ArgumentResult result)
    {
        if (double.TryParse(result.Tokens[0].Value, NumberStyles.Float, CultureInfo.InvariantCulture, out var seconds) && seconds is > 0 and <= 3600)
            return TimeSpan.FromSeconds(seconds);

        result.AddError("--timeout takes a number of seconds over 0, up to 3600.");
        return null;
    }

    private static async Task<int> ListAsync(ParseResult parsed, bool json, ClipSearchOptions options, IReadOnlyList<CatalogModel> catalog)
    {
        var output = parsed.InvocationConfiguration.Output;
        var installed = InstalledModel.List(options.ModelsDir);
        var models = catalog.Select(model => ModelAnswer.From(model, installed.FirstOrDefault(other => other.Name == model.Name)))
            .Concat(installed.Where(model => catalog.All(known => known.Name != model.Name)).Select(ModelAnswer.From)).ToList();
        if (json)
        {
            await output.WriteJsonAsync(new ModelsAnswer(models));
            return ExitCode.Done;
        }

        foreach (var model in models)
        {
            await output.WriteLineAsync(model.Name);
            await output.WriteLineAsync($"  {Whereabouts(model)}");
            await output.WriteLineAsync($"  {(model.CanBeFetched ? $"{model.Bytes / 1e6:0} MB, {model.Description}. Licence: {model.License}." : model.Description)}");
        }

        return ExitCode.Done;
    }

    private static string Whereabouts(ModelAnswer model) => model switch
    {
        { Path: null } => "not installed",
        { Installed: true } => $"installed in {model.Path}",
        _ => $"incomplete in {model.Path}: it lacks {string.Join(", ", model.Missing)}",
    };

    private static string DescriptionOf(string name) => name switch
    {
        ModelNames.Tiny => "Random weights for tests: it finds nothing that was asked for.",
        ModelNames.Demo => "The small model that comes with ClipSearch and knows its drawings.",
        _ => "A model of your own; it cannot be fetched.",
    };

    private static async Task<int> PullAsync(
        ParseResult parsed, ClipSearchOptions options, IReadOnlyList<CatalogModel> catalog, string name, TimeSpan? timeout, bool ifNeeded,
        CancellationToken cancellation)
    {
        var (output, error) = (parsed.InvocationConfiguration.Output, parsed.InvocationConfiguration.Error);
        if (catalog.FirstOrDefault(model => model.Name == name) is not { } model)
        {
            error.WriteLine($"No model named \"{ModelNames.Shown(name)}\" can be fetched; there are {string.Join(", ", catalog.Select(known => known.Name))}.");
            return ExitCode.WrongUsage;
        }

        if (ifNeeded)
        {
            if (!ModelSelection.LacksRealModel(options.ClipModel, options.ModelsDir))
                return ExitCode.Done;
            error.WriteLine($"No real model is installed: fetching {name} ({model.Bytes / 1e6:0} MB). CLIP_MODEL={ModelNames.Demo} does without.");
        }

        var limits = new DownloadOptions();
        if (timeout is { } first)
            limits = limits with { FirstResponseTimeout = first, ResponseTimeout = first > limits.ResponseTimeout ? first : limits.ResponseTimeout };
        await using var services = new ServiceCollection().AddModelDownload(options.HfEndpoint, limits).BuildServiceProvider();
        var download = services.GetRequiredService<ModelDownload>();
        try
        {
            var isTerminal = error == Console.Error && !Console.IsErrorRedirected;
            var pulled = await DownloadDisplay.RunAsync(error, isTerminal, progress => download.PullAsync(model, options.ModelsDir, progress, cancellation));
            output.WriteLine($"{name} {(pulled.WasComplete ? "was already complete" : "is installed")} in {pulled.Folder.Path}.");
            return ExitCode.Done;
        }
        catch (OperationCanceledException) when (cancellation.IsCancellationRequested)
        {
            error.WriteLine("Stopped. What arrived is kept: run the command again, and it goes on there.");
            return ExitCode.Failed;
        }
        catch (ModelException e) when (ifNeeded)
        {
            var standIn = ModelSelection.Resolve(options.ClipModel, options.ModelsDir).Folder.Name;
            var cause = e.HubIsOutOfReach ? $"{options.HfEndpoint.Host} cannot be reached, so" : $"{e.Message} Meanwhile";
            error.WriteLine($"{cause} {standIn} answers; the real model comes later with: {ModelCatalog.PullCommand(name)}");
            return ExitCode.Done;
        }
    }

    private static async Task<int> VerifyAsync(
        ParseResult parsed, bool json, ClipSearchOptions options, IReadOnlyList<CatalogModel> catalog, string? name,
        Func<ModelFolder, IReadOnlyList<ModelCheck>> checkTextEncoder, CancellationToken cancellation)
    {
        var (output, error) = (parsed.InvocationConfiguration.Output, parsed.InvocationConfiguration.Error);
        var installed = InstalledModel.List(options.ModelsDir);
        name ??= ModelSelection.Resolve(options.ClipModel, options.ModelsDir).Folder.Name;
        if (catalog.All(model => model.Name != name) && installed.All(model => model.Name != name))
        {
            var known = catalog.Select(model => model.Name).Union(installed.Select(model => model.Name));
            error.WriteLine($"There is no model named \"{ModelNames.Shown(name)}\"; there are {string.Join(", ", known)}.");
            return ExitCode.WrongUsage;
        }

        var checks = new List<CheckAnswer>();
        Tell((await ModelVerification.CheckFilesAsync(name, options.ModelsDir, catalog, cancellation)).Select(CheckAnswer.From));
        if (checks.TrueForAll(check => check.Ok))
            Tell(checkTextEncoder(ModelSelection.Resolve(name, options.ModelsDir).Folder).Select(CheckAnswer.From));

        var failures = checks.Count(check => !check.Ok);
        if (json)
            await output.WriteJsonAsync(new VerifyAnswer(name, failures == 0, checks));
        else
            await output.WriteLineAsync(failures == 0 ? $"{name}: all {checks.Count} checks passed." : $"{name}: {failures} of {checks.Count} checks failed.");
        return failures == 0 ? ExitCode.Done : ExitCode.Failed;

        void Tell(IEnumerable<CheckAnswer> some)
        {
            foreach (var check in some)
            {
                checks.Add(check);
                if (!json)
                    output.WriteLine(check.ToString());
            }
        }
    }

    private sealed record ModelsAnswer(IReadOnlyList<ModelAnswer> Models);

    private sealed record VerifyAnswer(string Model, bool Ok, IReadOnlyList<CheckAnswer> Checks);

    /// <summary>A model that can be fetched, or is there.</summary>
    /// <param name="Name">organisation/name.</param>
    /// <param name="Installed">Whether all its files are there.</param>
    /// <param name="Path">Its folder; null where there is none.</param>
    /// <param name="Missing">The files that the folder lacks.</param>
    /// <param name="CanBeFetched">Whether <c>model pull</c> knows it.</param>
    /// <param name="Bytes">How much that fetches; null for a model that it does not know.</param>
    /// <param name="Description">One line.</param>
    /// <param name="License">Null for a model that <c>model pull</c> does not know.</param>
    private sealed record ModelAnswer(
        string Name, bool Installed, string? Path, IReadOnlyList<string> Missing, bool CanBeFetched, long? Bytes, string Description, string? License)
    {
        public static ModelAnswer From(CatalogModel model, InstalledModel? installed) => new(
            model.Name, installed is { IsComplete: true }, installed?.Path, installed?.Missing ?? [], true, model.Bytes, model.Description, model.License);

        public static ModelAnswer From(InstalledModel model) => new(model.Name, model.IsComplete, model.Path, model.Missing, false, null, DescriptionOf(model.Name), null);
    }
}

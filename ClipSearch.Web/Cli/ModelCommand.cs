using System.CommandLine;
using System.CommandLine.Completions;
using System.CommandLine.Parsing;
using System.Globalization;
using ClipSearch.Core.Embeddings.Forms;
using ClipSearch.Core.Models;
using ClipSearch.Core.Search;
using ClipSearch.Core.Settings;

namespace ClipSearch.Web.Cli;

/// <summary>The verb <c>model list [--json]|pull NAME|prepare [NAME]|verify [NAME] [--json]</c>.</summary>
internal static class ModelCommand
{
    /// <param name="options">Reads the settings when a subcommand runs.</param>
    /// <param name="checkTextEncoder">Loads a model's text encoder and applies <see cref="ModelVerification.CheckTextEncoder"/>.</param>
    public static Command Create(Func<ClipSearchOptions> options, Func<ModelFolder, IReadOnlyList<ModelCheck>> checkTextEncoder) =>
        Create(options, checkTextEncoder, ModelCatalog.Models);

    internal static Command Create(
        Func<ClipSearchOptions> options, Func<ModelFolder, IReadOnlyList<ModelCheck>> checkTextEncoder, IReadOnlyList<CatalogModel> catalog)
    {
        var json = Json.Option();
        var list = new Command("list", "List the models that can be downloaded and those that are installed.") { json };
        list.SetAction((parsed, _) => ListAsync(parsed, parsed.GetValue(json), options(), catalog));

        var pullName = new Argument<string>("NAME") { Description = "The model to download.", CompletionSources = { _ => catalog.Select(model => new CompletionItem(model.Name)) } };
        var timeout = new Option<TimeSpan?>("--timeout")
        {
            Description = $"Timeout for the hub's first response, in seconds. Default: {new DownloadOptions().FirstResponseTimeout.TotalSeconds}.",
            HelpName = "SECONDS",
            CustomParser = ParseSeconds,
        };
        var ifNeeded = new Option<bool>("--if-needed")
        {
            Description = "Download only if CLIP_MODEL is auto and no real model is installed. If the download fails, report the model in use and exit with code 0.",
        };
        var pull = new Command("pull", "Download a model, or resume an interrupted download.") { pullName, timeout, ifNeeded };
        pull.SetAction((parsed, cancellation) =>
            PullAsync(parsed, options(), catalog, new PullRequest(parsed.GetRequiredValue(pullName), parsed.GetValue(timeout), parsed.GetValue(ifNeeded)), cancellation));

        var verifyName = new Argument<string?>("NAME")
        {
            Description = "The model to verify. Default: the model in use.",
            Arity = ArgumentArity.ZeroOrOne,
            CompletionSources = { _ => Installed().Select(model => new CompletionItem(model.Name)) },
        };
        var verify = new Command("verify", "Verify a model's files, and compare its text encoder with published values.") { verifyName, json };
        verify.SetAction((parsed, cancellation) =>
            VerifyAsync(parsed, options(), catalog, new VerifyRequest(parsed.GetValue(verifyName), parsed.GetValue(json)), checkTextEncoder, cancellation));

        var prepareName = new Argument<string?>("NAME")
        {
            Description = "The model to prepare. Default: the model in use.",
            Arity = ArgumentArity.ZeroOrOne,
            CompletionSources = { _ => Installed().Select(model => new CompletionItem(model.Name)) },
        };
        var prepare = new Command("prepare", "Create the faster forms of a model's encoders. The site does the same at its first start.") { prepareName };
        prepare.SetAction((parsed, _) => Task.FromResult(Prepare(parsed, options(), catalog, parsed.GetValue(prepareName))));

        return new Command("model", "List, download, prepare and verify models.") { list, pull, prepare, verify };

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

    /// <summary>The arguments of <c>model pull</c>.</summary>
    private sealed record PullRequest(string Name, TimeSpan? Timeout, bool IfNeeded);

    /// <summary>The arguments of <c>model verify</c>.</summary>
    private sealed record VerifyRequest(string? Name, bool Json);

    private static TimeSpan? ParseSeconds(ArgumentResult result)
    {
        if (double.TryParse(result.Tokens[0].Value, NumberStyles.Float, CultureInfo.InvariantCulture, out var seconds) && seconds is > 0 and <= 3600)
            return TimeSpan.FromSeconds(seconds);

        result.AddError("--timeout must be a number of seconds greater than 0, up to 3600.");
        return null;
    }

    private static async Task<int> ListAsync(ParseResult parsed, bool json, ClipSearchOptions options, IReadOnlyList<CatalogModel> catalog)
    {
        var output = parsed.InvocationConfiguration.Output;
        var installed = InstalledModel.List(options.ModelsDir);
        var models = catalog.Select(model => ModelResponse.From(model, installed.FirstOrDefault(other => other.Name == model.Name)))
            .Concat(installed.Where(model => catalog.All(known => known.Name != model.Name)).Select(ModelResponse.From))
            .Select(model => model.WithForms(options)).ToList();
        if (json)
        {
            await output.WriteJsonAsync(new ModelsResponse(models));
            return ExitCode.Done;
        }

        foreach (var model in models)
        {
            await output.WriteLineAsync(model.Name);
            await output.WriteLineAsync($"  {Whereabouts(model)}");
            if (model.TextEncoder is not null)
                await output.WriteLineAsync($"  text encoder: {model.TextEncoder}{Environment.NewLine}  image encoder: {model.ImageEncoder}");
            await output.WriteLineAsync($"  {(model.CanBeFetched ? $"{model.Bytes / 1e6:0} MB, {model.Description}. Licence: {model.License}." : model.Description)}");
        }

        return ExitCode.Done;
    }

    private static string Whereabouts(ModelResponse model) => model switch
    {
        { Path: null } => "not installed",
        { Installed: true } => $"installed in {model.Path}",
        _ => $"incomplete in {model.Path}: missing {string.Join(", ", model.Missing)}",
    };

    private static string DescriptionOf(string name) => name switch
    {
        ModelNames.Tiny => "Random weights, for tests only. Results are meaningless.",
        ModelNames.Demo => "The bundled demo model. It recognises the bundled drawings, not real photos.",
        _ => "A custom model. It cannot be downloaded.",
    };

    private static async Task<int> PullAsync(
        ParseResult parsed, ClipSearchOptions options, IReadOnlyList<CatalogModel> catalog, PullRequest request, CancellationToken cancellation)
    {
        var (name, timeout, ifNeeded) = request;
        var (output, error) = (parsed.InvocationConfiguration.Output, parsed.InvocationConfiguration.Error);
        if (catalog.FirstOrDefault(model => model.Name == name) is not { } model)
        {
            error.WriteLine($"No model named \"{ModelNames.Shown(name)}\" can be downloaded. Available: {string.Join(", ", catalog.Select(known => known.Name))}.");
            return ExitCode.WrongUsage;
        }

        if (ifNeeded)
        {
            if (!ModelSelection.LacksRealModel(options.ClipModel, options.ModelsDir))
                return ExitCode.Done;
            error.WriteLine($"No real model is installed. Downloading {name} ({model.Bytes / 1e6:0} MB). To skip this download, set CLIP_MODEL={ModelNames.Demo}.");
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
            output.WriteLine($"{name} {(pulled.WasComplete ? "is already installed" : "is installed")} in {pulled.Folder.Path}.");
            try
            {
                return CreateForms(parsed, options, pulled.Folder, ifNeeded: true);
            }
            catch (Exception e) when (e is ModelException or IOException or UnauthorizedAccessException)
            {
                // The model works without them.
                error.WriteLine($"The faster forms of its encoders could not be created: {e.Message}");
                return ExitCode.Done;
            }
        }
        catch (OperationCanceledException) when (cancellation.IsCancellationRequested)
        {
            error.WriteLine("Stopped. Run the command again to resume the download.");
            return ExitCode.Failed;
        }
        catch (ModelException e) when (ifNeeded)
        {
            var standIn = ModelSelection.Resolve(options.ClipModel, options.ModelsDir).Folder.Name;
            var cause = e.HubIsOutOfReach ? $"{options.HfEndpoint.Host} cannot be reached." : e.Message;
            error.WriteLine($"{cause} Using {standIn}. To install the real model later: {ModelCatalog.PullCommand(name)}");
            return ExitCode.Done;
        }
    }

    private static int Prepare(ParseResult parsed, ClipSearchOptions options, IReadOnlyList<CatalogModel> catalog, string? name)
    {
        if (name is null)
            return CreateForms(parsed, options, ModelSelection.Resolve(options.ClipModel, options.ModelsDir).Folder, ifNeeded: false);
        if (!IsKnown(parsed, options, catalog, name))
            return ExitCode.WrongUsage;
        return CreateForms(parsed, options, ModelFolder.Open(Path.Combine(options.ModelsDir, name), name), ifNeeded: false);
    }

    /// <summary>Creates the faster forms of a model's encoders, and prints those in use.</summary>
    /// <param name="parsed">The command.</param>
    /// <param name="options">The settings.</param>
    /// <param name="folder">The model.</param>
    /// <param name="ifNeeded">Whether nothing is printed if all forms exist, or none are needed.</param>
    private static int CreateForms(ParseResult parsed, ClipSearchOptions options, ModelFolder folder, bool ifNeeded)
    {
        var forms = new EncoderForms(folder, options);
        var isNeeded = Enum.GetValues<EncoderKind>().Any(forms.NeedsForms);
        if (isNeeded)
            parsed.InvocationConfiguration.Error.WriteLine("Preparing the encoders. This takes some seconds.");
        else if (ifNeeded)
            return ExitCode.Done;
        EncoderPreparation.Prepare(folder, forms);
        foreach (var kind in Enum.GetValues<EncoderKind>())
            parsed.InvocationConfiguration.Output.WriteLine($"{(kind == EncoderKind.Text ? "Text" : "Image")} encoder: {forms.Describe(kind)}.");
        return ExitCode.Done;
    }

    private static async Task<int> VerifyAsync(
        ParseResult parsed, ClipSearchOptions options, IReadOnlyList<CatalogModel> catalog, VerifyRequest request,
        Func<ModelFolder, IReadOnlyList<ModelCheck>> checkTextEncoder, CancellationToken cancellation)
    {
        var (name, json) = request;
        var output = parsed.InvocationConfiguration.Output;
        name ??= ModelSelection.Resolve(options.ClipModel, options.ModelsDir).Folder.Name;
        if (!IsKnown(parsed, options, catalog, name))
            return ExitCode.WrongUsage;

        var checks = new List<CheckResponse>();
        Tell((await ModelVerification.CheckFilesAsync(name, options.ModelsDir, catalog, cancellation)).Select(CheckResponse.From));
        if (checks.TrueForAll(check => check.Ok))
            Tell(checkTextEncoder(ModelSelection.Resolve(name, options.ModelsDir).Folder).Select(CheckResponse.From));

        var failures = checks.Count(check => !check.Ok);
        if (json)
            await output.WriteJsonAsync(new VerifyResponse(name, failures == 0, checks));
        else
            await output.WriteLineAsync(failures == 0 ? $"{name}: all {checks.Count} checks passed." : $"{name}: {failures} of {checks.Count} checks failed.");
        return failures == 0 ? ExitCode.Done : ExitCode.Failed;

        void Tell(IEnumerable<CheckResponse> some)
        {
            foreach (var check in some)
            {
                checks.Add(check);
                if (!json)
                    output.WriteLine(check.ToString());
            }
        }
    }

    /// <summary>Returns whether a model can be downloaded or has a folder; if neither, prints the names of those that do.</summary>
    private static bool IsKnown(ParseResult parsed, ClipSearchOptions options, IReadOnlyList<CatalogModel> catalog, string name)
    {
        string[] known = [.. catalog.Select(model => model.Name).Union(InstalledModel.List(options.ModelsDir).Select(model => model.Name))];
        if (known.Contains(name))
            return true;
        parsed.InvocationConfiguration.Error.WriteLine($"There is no model named \"{ModelNames.Shown(name)}\". Available: {string.Join(", ", known)}.");
        return false;
    }

    private sealed record ModelsResponse(IReadOnlyList<ModelResponse> Models);

    private sealed record VerifyResponse(string Model, bool Ok, IReadOnlyList<CheckResponse> Checks);

    /// <summary>A model that can be downloaded or is installed.</summary>
    /// <param name="Name">organisation/name.</param>
    /// <param name="Installed">Whether all its files are present.</param>
    /// <param name="Path">Its folder; null if there is none.</param>
    /// <param name="Missing">The missing files of the folder.</param>
    /// <param name="CanBeFetched">Whether <c>model pull</c> supports it.</param>
    /// <param name="Bytes">The download size; null for a model that <c>model pull</c> does not support.</param>
    /// <param name="Description">A description of one line.</param>
    /// <param name="License">Its license; null for a model that <c>model pull</c> does not support.</param>
    private sealed record ModelResponse(
        string Name, bool Installed, string? Path, IReadOnlyList<string> Missing, bool CanBeFetched, long? Bytes, string Description, string? License)
    {
        /// <summary>The form of the text encoder that is used; null for a model that is not installed.</summary>
        public string? TextEncoder { get; private init; }

        /// <summary>The form of the image encoder that is used; null for a model that is not installed.</summary>
        public string? ImageEncoder { get; private init; }

        /// <summary>Adds the forms of an installed model. One that cannot be opened has none; <c>model verify</c> reports the error.</summary>
        public ModelResponse WithForms(ClipSearchOptions options)
        {
            if (!Installed)
                return this;
            try
            {
                var forms = new EncoderForms(ModelFolder.Open(Path!, Name), options);
                return this with { TextEncoder = forms.Describe(EncoderKind.Text), ImageEncoder = forms.Describe(EncoderKind.Image) };
            }
            catch (ModelException)
            {
                return this;
            }
        }

        public static ModelResponse From(CatalogModel model, InstalledModel? installed) => new(
            model.Name, installed is { IsComplete: true }, installed?.Path, installed?.Missing ?? [], true, model.Bytes, model.Description, model.License);

        public static ModelResponse From(InstalledModel model) => new(model.Name, model.IsComplete, model.Path, model.Missing, false, null, DescriptionOf(model.Name), null);
    }
}

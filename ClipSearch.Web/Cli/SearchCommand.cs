using System.CommandLine;
using System.CommandLine.Parsing;
using System.Text.Encodings.Web;
using System.Text.Json;
using ClipSearch.Core;
using ClipSearch.Core.Clip;

namespace ClipSearch.Web.Cli;

/// <summary>The verb <c>search TEXT [--limit N] [--json]</c>.</summary>
internal static class SearchCommand
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        WriteIndented = true,
        // For a terminal and for jq, not for a page: letters stay letters, control characters are escaped still.
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    public static Command Create()
    {
        var text = new Argument<string[]>("TEXT") { Description = "What you remember of a picture.", Arity = ArgumentArity.OneOrMore };
        var limit = new Option<int>("--limit")
        {
            Description = $"How many photos, 1 to {PhotoSearch.MaxLimit}.",
            HelpName = "N",
            DefaultValueFactory = _ => PhotoSearch.DefaultLimit,
            CustomParser = ParseLimit,
        };
        var json = new Option<bool>("--json") { Description = "Print JSON, in the form of GET /api/search." };
        var command = new Command("search", "Find the photos nearest to a text.") { text, limit, json };
        command.Validators.Add(result =>
        {
            if (result.GetValue(text) is { } words && words.All(string.IsNullOrWhiteSpace))
                result.AddError("TEXT is blank; type what you remember of a picture, for instance: search man jumping");
        });
        command.SetAction((parsed, cancellationToken) =>
            RunAsync(parsed, string.Join(' ', parsed.GetRequiredValue(text)), parsed.GetValue(limit), parsed.GetValue(json), cancellationToken));
        return command;
    }

    private static int ParseLimit(ArgumentResult result)
    {
        if (int.TryParse(result.Tokens[0].Value, out var limit) && limit is >= 1 and <= PhotoSearch.MaxLimit)
            return limit;
        result.AddError($"--limit takes a whole number from 1 to {PhotoSearch.MaxLimit}.");
        return default;
    }

    private static async Task<int> RunAsync(ParseResult parsed, string text, int limit, bool json, CancellationToken cancellationToken)
    {
        var options = CommandLine.Options();
        var (output, error) = (parsed.InvocationConfiguration.Output, parsed.InvocationConfiguration.Error);
        await using var services = CommandLine.Services(options);
        await services.GetRequiredService<QueryEncoder>().Loaded.WaitAsync(cancellationToken);
        var result = await services.GetRequiredService<PhotoSearch>().SearchAsync(text, limit, 0, cancellationToken);
        if (json)
        {
            await output.WriteLineAsync(JsonSerializer.Serialize(Api.SearchAnswer.From(result, options), Json));
            return ExitCode.Done;
        }

        if (result.QueryWasCut)
            await error.WriteLineAsync("The text is longer than the model reads; its end did not count.");
        if (result.Total == 0)
            await error.WriteLineAsync("The library holds no photos yet; run seed first.");
        foreach (var hit in result.Hits)
            await output.WriteLineAsync($"{hit.Score:F4}  {SeedCommand.Printable(hit.Photo.Path)}");
        return ExitCode.Done;
    }
}

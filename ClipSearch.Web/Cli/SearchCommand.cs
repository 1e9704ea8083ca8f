using System.CommandLine;
using ClipSearch.Core;
using ClipSearch.Core.Clip;
using ClipSearch.Core.Index;

namespace ClipSearch.Web.Cli;

/// <summary>The verb <c>search TEXT [--limit N] [--json]</c>.</summary>
internal static class SearchCommand
{
    public static Command Create()
    {
        var text = new Argument<string[]>("TEXT") { Description = "What you remember of a picture.", Arity = ArgumentArity.OneOrMore };
        var limit = PageOptions.Limit("photos");
        var folder = new Option<string?>("--folder") { Description = "Only photos at and below this folder.", HelpName = "FOLDER" };
        var from = new Option<string?>("--taken-from") { Description = "Only photos taken then or later: 2024, 2024-05, 2024-05-31 or 2024-05-31T18:00.", HelpName = "TIME" };
        var to = new Option<string?>("--taken-to") { Description = "Only photos taken then or before; the year, month, day or minute counts as a whole.", HelpName = "TIME" };
        var orientation = new Option<string?>("--orientation") { Description = $"Only photos that stand so: {string.Join(", ", FilterRequest.Orientations)}.", HelpName = "WAY" };
        var camera = new Option<string?>("--camera") { Description = "Only photos of cameras whose name has this in it.", HelpName = "NAME" };
        var type = new Option<string?>("--type") { Description = $"Only files of this type: {string.Join(", ", FilterRequest.Types)}.", HelpName = "TYPE" };
        var single = new Option<bool>("--no-stacks") { Description = "Each photo by itself, also copies and those that look nearly the same." };
        var json = PageOptions.Json("/api/search");
        var command = new Command("search", "Find the photos nearest to a text.") { text, limit, folder, from, to, orientation, camera, type, single, json };
        command.Validators.Add(result =>
        {
            if (result.GetValue(text) is { } words && words.All(string.IsNullOrWhiteSpace))
                result.AddError("TEXT is blank; type what you remember of a picture, for instance: search man jumping");
        });
        command.SetAction((parsed, cancellationToken) =>
            RunAsync(
                parsed,
                new PhotoQuery(string.Join(' ', parsed.GetRequiredValue(text))) { Limit = parsed.GetValue(limit), Stacked = !parsed.GetValue(single) },
                new FilterRequest(
                    parsed.GetValue(folder) is { } path ? Path.GetFullPath(path) : null, parsed.GetValue(from), parsed.GetValue(to),
                    parsed.GetValue(orientation), parsed.GetValue(camera), parsed.GetValue(type)),
                parsed.GetValue(json),
                cancellationToken));
        return command;
    }

    private static async Task<int> RunAsync(ParseResult parsed, PhotoQuery query, FilterRequest asked, bool json, CancellationToken cancellationToken)
    {
        var options = CommandLine.Options();
        var (output, error) = (parsed.InvocationConfiguration.Output, parsed.InvocationConfiguration.Error);
        if (!asked.TryRead(new PhotoRoots(options.PhotosDirs), out var filter, out var problem))
        {
            await error.WriteLineAsync(problem.Sentence);
            return ExitCode.WrongUsage;
        }

        await using var services = CommandLine.Services(options);
        await services.GetRequiredService<QueryEncoder>().Loaded.WaitAsync(cancellationToken);
        var result = await services.GetRequiredService<PhotoSearch>().SearchAsync(query with { Filter = filter }, cancellationToken);
        if (json)
        {
            await output.WriteLineAsync(PageOptions.Serialize(Api.SearchAnswer.From(result, null, services.GetRequiredService<PhotoRoots>())));
            return ExitCode.Done;
        }

        if (result.QueryWasCut)
            await error.WriteLineAsync("The text is longer than the model reads; its end did not count.");
        if (result.Total == 0)
            await error.WriteLineAsync(filter == PhotoFilter.None ? "The library holds no photos yet; run seed first." : "No photo passes the filter.");
        foreach (var hit in result.Hits)
            await output.WriteLineAsync($"{hit.Score:F4}  {SeedCommand.Printable(hit.Photo.Path)}");
        return ExitCode.Done;
    }
}

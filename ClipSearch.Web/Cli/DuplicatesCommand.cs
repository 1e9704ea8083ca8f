using System.CommandLine;
using ClipSearch.Core.Library.Duplicates;
using ClipSearch.Core.Paths;
using ClipSearch.Web.Api;
using ClipSearch.Web.Photos;

namespace ClipSearch.Web.Cli;

/// <summary>The verb <c>duplicates [--limit N] [--json]</c>.</summary>
internal static class DuplicatesCommand
{
    public static Command Create()
    {
        var limit = QueryOptions.Limit("stacks");
        var json = Json.Option("Print JSON in the format of GET /api/duplicates.");
        var command = new Command("duplicates", "List duplicate and near-duplicate photos, largest stacks first.") { limit, json };
        command.SetAction((parsed, cancellationToken) => RunAsync(parsed, parsed.GetValue(limit), parsed.GetValue(json), cancellationToken));
        return command;
    }

    private static async Task<int> RunAsync(ParseResult parsed, int limit, bool json, CancellationToken cancellationToken)
    {
        var (output, error) = (parsed.InvocationConfiguration.Output, parsed.InvocationConfiguration.Error);
        await using var services = CommandLine.Services(CommandLine.Options());
        var page = await services.GetRequiredService<StackRecords>().ListAsync(limit, 0, cancellationToken);
        if (json)
        {
            await output.WriteJsonAsync(DuplicatesResponse.From(page, services.GetRequiredService<LibraryFolders>(), showsPlaces: true));
            return ExitCode.Done;
        }

        if (page.Total == 0)
            await error.WriteLineAsync("No duplicates found.");
        foreach (var stack in page.Stacks)
        {
            await output.WriteLineAsync($"{stack.Count} photos");
            foreach (var photo in stack.Photos)
                await output.WriteLineAsync($"  {photo.Width}x{photo.Height}  {PhotoWords.Size(photo.Bytes)}  {Terminal.Printable(photo.Path)}");
            if (stack.Count > stack.Photos.Count)
                await output.WriteLineAsync($"  and {stack.Count - stack.Photos.Count} more");
        }

        if (page.Total > page.Stacks.Count)
            await error.WriteLineAsync($"Showing the largest {page.Stacks.Count} of {page.Total} stacks.");
        return ExitCode.Done;
    }
}

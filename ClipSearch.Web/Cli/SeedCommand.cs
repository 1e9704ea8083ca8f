using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;
using ClipSearch.Core.Library;
using ClipSearch.Core.Library.Sync;
using ClipSearch.Core.Models;
using ClipSearch.Core.Paths;
using ClipSearch.Web.Api;

namespace ClipSearch.Web.Cli;

/// <summary>The verb <c>seed [DIR] [--max-images N] [--rescan] [--empty] [--json]</c>.</summary>
internal static class SeedCommand
{
    public static Command Create()
    {
        var folder = new Argument<string?>("DIR") { Description = "The photo folder, or s3://bucket/folder. Default: PHOTOS_DIR.", Arity = ArgumentArity.ZeroOrOne };
        folder.Validators.Add(CheckFolder);
        var max = new Option<int?>("--max-images") { Description = "Maximum number of new photos to import. The next run continues.", HelpName = "N", CustomParser = MaxParsed };
        var empty = new Option<bool>("--empty") { Description = "Also remove the photos of folders that are now empty and of drives that are no longer mounted." };
        var rescan = new Option<bool>("--rescan") { Description = "Also read files again that have not changed." };
        var json = Json.Option();
        var command = new Command("seed", "Import new photos from a folder and its subfolders, and remove missing ones from the library.") { folder, max, rescan, empty, json };
        command.SetAction((parsed, cancellationToken) => RunAsync(
            parsed, new Scan(parsed.GetValue(folder), parsed.GetValue(max), parsed.GetValue(rescan), parsed.GetValue(empty), parsed.GetValue(json)), cancellationToken));
        return command;
    }

    private static void CheckFolder(ArgumentResult result)
    {
        try
        {
            foreach (var token in result.Tokens)
                LibraryPath.Full(token.Value, Directory.GetCurrentDirectory());
        }
        catch (FormatException e)
        {
            result.AddError(e.Message);
        }
    }

    private static int? MaxParsed(ArgumentResult result)
    {
        if (int.TryParse(result.Tokens[0].Value, NumberStyles.None, CultureInfo.InvariantCulture, out var max) && max > 0)
            return max;
        result.AddError("--max-images must be a whole number of 1 or more.");
        return null;
    }

    private static async Task<int> RunAsync(ParseResult parsed, Scan scan, CancellationToken cancellationToken)
    {
        var (folder, json) = (scan.Folder, scan.Json);
        var options = CommandLine.Options();
        var folders = folder is null ? new LibraryFolders(options.PhotosDirs).Folders : [LibraryPath.Full(folder, Directory.GetCurrentDirectory())];
        var (output, error) = (parsed.InvocationConfiguration.Output, parsed.InvocationConfiguration.Error);
        await using var services = CommandLine.Services(options);
        var model = services.GetRequiredService<ActiveModel>();
        if (model.Selection.Advice is { } advice)
            await error.WriteLineAsync($"Using {model.Name}. {advice}");

        var progress = new SyncProgress(folders);
        SyncSummary summary;
        try
        {
            summary = await SeedDisplay.RunAsync(
                error, progress, () => services.GetRequiredService<PhotoSync>().RunAsync(folders, progress, scan.Empty, scan.Rescan, scan.Max, cancellationToken));
        }
        catch (OperationCanceledException)
        {
            await error.WriteLineAsync($"Stopped after {progress.Status.Done} of {progress.Status.ToRead} photos. Run seed again to continue.");
            return ExitCode.Failed;
        }

        if (folder is not null && !services.GetRequiredService<LibraryFolders>().IsNamed(folders[0]))
            await services.GetRequiredService<FolderRecords>().NoteSeededAsync(folders[0], cancellationToken);
        foreach (var unavailable in summary.Unavailable)
            await error.WriteLineAsync($"Not updated: {Terminal.Printable(unavailable.Reason)}");
        foreach (var failure in summary.Failures)
            await error.WriteLineAsync($"Skipped {Terminal.Printable(failure.Path)}: {Terminal.Printable(failure.Reason)}");
        if (summary.Skipped.Count > 0 && !json)
            await error.WriteLineAsync($"Not imported: {Terminal.Printable(SkippedText.Of(summary.Skipped))}.");
        if (json)
        {
            await output.WriteJsonAsync(SeedResponse.From(summary, folders, services.GetRequiredService<LibraryFolders>()));
            return ExitCode.Done;
        }

        await output.WriteLineAsync(
            $"{summary.Found} photos in {Terminal.Printable(string.Join(", ", folders))}: {summary.Embedded} embedded, {summary.Recognized} recognized, {summary.Unchanged} unchanged, " +
            $"{summary.Removed} removed, {summary.Failures.Count} failed in {summary.Elapsed.TotalSeconds:F1} s ({summary.PhotosPerSecond:F1} photos/s)." +
            (summary.Left > 0 ? $" {summary.Left} remaining for the next run." : ""));
        return ExitCode.Done;
    }

    /// <summary>The arguments.</summary>
    private sealed record Scan(string? Folder, int? Max, bool Rescan, bool Empty, bool Json);

    /// <summary>The result of a scan, with the counts of <see cref="SyncSummary"/>.</summary>
    private sealed record SeedResponse(
        IReadOnlyList<string> Folders, int Found, int Embedded, int Recognized, int Unchanged, int Removed, int Left, int Failed, double Seconds, double PhotosPerSecond,
        IReadOnlyList<FailureResponse> Failures, IReadOnlyList<SkippedResponse> Skipped, IReadOnlyList<FailureResponse> Unavailable)
    {
        public static SeedResponse From(SyncSummary summary, IReadOnlyList<string> folders, LibraryFolders roots) => new(
            folders, summary.Found, summary.Embedded, summary.Recognized, summary.Unchanged, summary.Removed, summary.Left, summary.Failures.Count,
            Math.Round(summary.Elapsed.TotalSeconds, 3), Math.Round(summary.PhotosPerSecond, 1),
            [.. summary.Failures.Select(failure => new FailureResponse(roots.Shown(failure.Path), failure.Reason))],
            SkippedResponse.Of(summary.Skipped, roots, seesDetails: true),
            [.. summary.Unavailable.Select(folder => new FailureResponse(folder.Path, folder.Reason))]);
    }
}

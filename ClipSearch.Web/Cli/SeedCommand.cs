using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;
using ClipSearch.Core;
using ClipSearch.Core.Models;
using ClipSearch.Core.Sync;

namespace ClipSearch.Web.Cli;

/// <summary>The verb <c>seed [DIR] [--max-images N]</c>.</summary>
internal static class SeedCommand
{
    public static Command Create()
    {
        var folder = new Argument<string?>("DIR") { Description = "The folder of photos, or s3://bucket/folder; without it, PHOTOS_DIR.", Arity = ArgumentArity.ZeroOrOne };
        folder.Validators.Add(CheckFolder);
        var atMost = new Option<int?>("--max-images") { Description = "Take in no more than so many new photos; the next run goes on.", HelpName = "N", CustomParser = ParseAtMost };
        var empty = new Option<bool>("--empty") { Description = "Forget the photos of a folder that is suddenly empty, too." };
        var command = new Command("seed", "Take in what is new in a folder of photos and all below it, and forget what has gone.") { folder, atMost, empty };
        command.SetAction((parsed, cancellationToken) => RunAsync(parsed, parsed.GetValue(folder), parsed.GetValue(atMost), parsed.GetValue(empty), cancellationToken));
        return command;
    }

    private static void CheckFolder(ArgumentResult result)
    {
        try
        {
            foreach (var token in result.Tokens)
                PhotoPath.Full(token.Value, Directory.GetCurrentDirectory());
        }
        catch (FormatException e)
        {
            result.AddError(e.Message);
        }
    }

    private static int? ParseAtMost(ArgumentResult result)
    {
        if (int.TryParse(result.Tokens[0].Value, NumberStyles.None, CultureInfo.InvariantCulture, out var atMost) && atMost > 0)
            return atMost;
        result.AddError("--max-images takes a whole number from 1 on.");
        return null;
    }

    private static async Task<int> RunAsync(ParseResult parsed, string? folder, int? atMost, bool empty, CancellationToken cancellationToken)
    {
        var options = CommandLine.Options();
        var folders = folder is null ? new PhotoRoots(options.PhotosDirs).Folders : [PhotoPath.Full(folder, Directory.GetCurrentDirectory())];
        var (output, error) = (parsed.InvocationConfiguration.Output, parsed.InvocationConfiguration.Error);
        await using var services = CommandLine.Services(options);
        var model = services.GetRequiredService<ActiveModel>();
        if (model.Selection.Caution is { } caution)
            await error.WriteLineAsync($"{model.Name} answers. {caution} {ModelCatalog.HowToGetReal}");

        var progress = new SyncProgress(folders);
        SyncSummary summary;
        try
        {
            summary = await SeedDisplay.RunAsync(
                error, progress, () => services.GetRequiredService<PhotoSync>().RunAsync(folders, progress, cancellationToken, empty, atMost));
        }
        catch (OperationCanceledException)
        {
            await error.WriteLineAsync($"Stopped after {progress.Status.Done} of {progress.Status.ToRead} photos. They are kept; run seed again, and it goes on.");
            return ExitCode.Failed;
        }

        foreach (var unavailable in summary.Unavailable)
            await error.WriteLineAsync($"Left as it was: {Printable(unavailable.Reason)}");
        foreach (var failure in summary.Failures)
            await error.WriteLineAsync($"Passed over {Printable(failure.Path)}: {Printable(failure.Reason)}");
        await output.WriteLineAsync(
            $"{summary.Found} photos in {Printable(string.Join(", ", folders))}: {summary.Embedded} embedded, {summary.Recognized} recognized, {summary.Unchanged} unchanged, " +
            $"{summary.Removed} removed, {summary.Failures.Count} failed in {summary.Elapsed.TotalSeconds:F1} s ({summary.PhotosPerSecond:F1} photos/s)." +
            (summary.Left > 0 ? $" {summary.Left} are left for the next run." : ""));
        return ExitCode.Done;
    }

    /// <summary>A file's name may hold escape sequences that a terminal obeys.</summary>
    internal static string Printable(string text) => string.Concat(text.Select(c => char.IsControl(c) ? '\uFFFD' : c));
}

using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;
using ClipSearch.Core;
using ClipSearch.Core.Index;
using ClipSearch.Core.Models;
using ClipSearch.Core.Sync;
using ClipSearch.Web.Api;

namespace ClipSearch.Web.Cli;

/// <summary>The verb <c>seed [DIR] [--max-images N] [--empty] [--json]</c>.</summary>
internal static class SeedCommand
{
    public static Command Create()
    {
        var folder = new Argument<string?>("DIR") { Description = "The folder of photos, or s3://bucket/folder; without it, PHOTOS_DIR.", Arity = ArgumentArity.ZeroOrOne };
        folder.Validators.Add(CheckFolder);
        var atMost = new Option<int?>("--max-images") { Description = "Take in no more than so many new photos; the next run goes on.", HelpName = "N", CustomParser = ParseAtMost };
        var empty = new Option<bool>("--empty") { Description = "Forget the photos of a folder that is suddenly empty, and of a drive that is not mounted any more, too." };
        var json = Json.Option();
        var command = new Command("seed", "Take in what is new in a folder of photos and all below it, and forget what has gone.") { folder, atMost, empty, json };
        command.SetAction((parsed, cancellationToken) => RunAsync(parsed, parsed.GetValue(folder), parsed.GetValue(atMost), parsed.GetValue(empty), parsed.GetValue(json), cancellationToken));
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

    private static async Task<int> RunAsync(ParseResult parsed, string? folder, int? atMost, bool empty, bool json, CancellationToken cancellationToken)
    {
        var options = CommandLine.Options();
        var folders = folder is null ? new PhotoRoots(options.PhotosDirs).Folders : [PhotoPath.Full(folder, Directory.GetCurrentDirectory())];
        var (output, error) = (parsed.InvocationConfiguration.Output, parsed.InvocationConfiguration.Error);
        await using var services = CommandLine.Services(options);
        var model = services.GetRequiredService<ActiveModel>();
        if (model.Selection.Advice is { } advice)
            await error.WriteLineAsync($"{model.Name} answers. {advice}");

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

        if (folder is not null && !services.GetRequiredService<PhotoRoots>().IsNamed(folders[0]))
            await services.GetRequiredService<FolderRecords>().NoteSeededAsync(folders[0], cancellationToken);
        foreach (var unavailable in summary.Unavailable)
            await error.WriteLineAsync($"Left as it was: {Terminal.Printable(unavailable.Reason)}");
        foreach (var failure in summary.Failures)
            await error.WriteLineAsync($"Passed over {Terminal.Printable(failure.Path)}: {Terminal.Printable(failure.Reason)}");
        if (json)
        {
            await output.WriteJsonAsync(SeedAnswer.From(summary, folders, services.GetRequiredService<PhotoRoots>()));
            return ExitCode.Done;
        }

        await output.WriteLineAsync(
            $"{summary.Found} photos in {Terminal.Printable(string.Join(", ", folders))}: {summary.Embedded} embedded, {summary.Recognized} recognized, {summary.Unchanged} unchanged, " +
            $"{summary.Removed} removed, {summary.Failures.Count} failed in {summary.Elapsed.TotalSeconds:F1} s ({summary.PhotosPerSecond:F1} photos/s)." +
            (summary.Left > 0 ? $" {summary.Left} are left for the next run." : ""));
        return ExitCode.Done;
    }

    /// <summary>What a seeding did; the counts of <see cref="SyncSummary"/>.</summary>
    private sealed record SeedAnswer(
        IReadOnlyList<string> Folders, int Found, int Embedded, int Recognized, int Unchanged, int Removed, int Left, int Failed, double Seconds, double PhotosPerSecond,
        IReadOnlyList<FailureAnswer> Failures, IReadOnlyList<FailureAnswer> Unavailable)
    {
        public static SeedAnswer From(SyncSummary summary, IReadOnlyList<string> folders, PhotoRoots roots) => new(
            folders, summary.Found, summary.Embedded, summary.Recognized, summary.Unchanged, summary.Removed, summary.Left, summary.Failures.Count,
            Math.Round(summary.Elapsed.TotalSeconds, 3), Math.Round(summary.PhotosPerSecond, 1),
            [.. summary.Failures.Select(failure => new FailureAnswer(roots.Shown(failure.Path), failure.Reason))],
            [.. summary.Unavailable.Select(folder => new FailureAnswer(folder.Path, folder.Reason))]);
    }
}

using System.CommandLine;
using ClipSearch.Core;
using ClipSearch.Core.Models;
using ClipSearch.Core.Sync;
using ClipSearch.Web.Api;

namespace ClipSearch.Web.Cli;

/// <summary>The verb <c>seed [DIR] [--empty] [--json]</c>.</summary>
internal static class SeedCommand
{
    public static Command Create()
    {
        var folder = new Argument<string?>("DIR") { Description = "The folder of photos; without it, PHOTOS_DIR.", Arity = ArgumentArity.ZeroOrOne };
        var empty = new Option<bool>("--empty") { Description = "Forget the photos of a folder that is suddenly empty, too." };
        var json = Json.Option();
        var command = new Command("seed", "Take in what is new in a folder of photos and all below it, and forget what has gone.") { folder, empty, json };
        command.SetAction((parsed, cancellationToken) => RunAsync(parsed, parsed.GetValue(folder), parsed.GetValue(empty), parsed.GetValue(json), cancellationToken));
        return command;
    }

    private static async Task<int> RunAsync(ParseResult parsed, string? folder, bool empty, bool json, CancellationToken cancellationToken)
    {
        var options = CommandLine.Options();
        var folders = folder is null ? new PhotoRoots(options.PhotosDirs).Folders : [Path.GetFullPath(folder)];
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
                error, progress, () => services.GetRequiredService<PhotoSync>().RunAsync(folders, progress, cancellationToken, empty));
        }
        catch (OperationCanceledException)
        {
            await error.WriteLineAsync($"Stopped after {progress.Status.Done} of {progress.Status.ToRead} photos. They are kept; run seed again, and it goes on.");
            return ExitCode.Failed;
        }

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
            $"{summary.Removed} removed, {summary.Failures.Count} failed in {summary.Elapsed.TotalSeconds:F1} s ({summary.PhotosPerSecond:F1} photos/s).");
        return ExitCode.Done;
    }

    /// <summary>What a seeding did; the counts of <see cref="SyncSummary"/>.</summary>
    private sealed record SeedAnswer(
        IReadOnlyList<string> Folders, int Found, int Embedded, int Recognized, int Unchanged, int Removed, int Failed, double Seconds, double PhotosPerSecond,
        IReadOnlyList<FailureAnswer> Failures, IReadOnlyList<FailureAnswer> Unavailable)
    {
        public static SeedAnswer From(SyncSummary summary, IReadOnlyList<string> folders, PhotoRoots roots) => new(
            folders, summary.Found, summary.Embedded, summary.Recognized, summary.Unchanged, summary.Removed, summary.Failures.Count,
            Math.Round(summary.Elapsed.TotalSeconds, 3), Math.Round(summary.PhotosPerSecond, 1),
            [.. summary.Failures.Select(failure => new FailureAnswer(roots.Shown(failure.Path), failure.Reason))],
            [.. summary.Unavailable.Select(folder => new FailureAnswer(folder.Path, folder.Reason))]);
    }
}

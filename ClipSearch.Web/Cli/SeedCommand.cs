using System.CommandLine;
using ClipSearch.Core;
using ClipSearch.Core.Models;
using ClipSearch.Core.Sync;

namespace ClipSearch.Web.Cli;

/// <summary>The verb <c>seed [DIR]</c>.</summary>
internal static class SeedCommand
{
    public static Command Create()
    {
        var folder = new Argument<string?>("DIR") { Description = "The folder of photos; without it, PHOTOS_DIR.", Arity = ArgumentArity.ZeroOrOne };
        var empty = new Option<bool>("--empty") { Description = "Forget the photos of a folder that is suddenly empty, too." };
        var command = new Command("seed", "Take in what is new in a folder of photos and all below it, and forget what has gone.") { folder, empty };
        command.SetAction((parsed, cancellationToken) => RunAsync(parsed, parsed.GetValue(folder), parsed.GetValue(empty), cancellationToken));
        return command;
    }

    private static async Task<int> RunAsync(ParseResult parsed, string? folder, bool empty, CancellationToken cancellationToken)
    {
        var options = CommandLine.Options();
        var folders = folder is null ? new PhotoRoots(options.PhotosDirs).Folders : [Path.GetFullPath(folder)];
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
                error, progress, () => services.GetRequiredService<PhotoSync>().RunAsync(folders, progress, cancellationToken, empty));
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
            $"{summary.Removed} removed, {summary.Failures.Count} failed in {summary.Elapsed.TotalSeconds:F1} s ({summary.PhotosPerSecond:F1} photos/s).");
        return ExitCode.Done;
    }

    /// <summary>A file's name may hold escape sequences that a terminal obeys.</summary>
    internal static string Printable(string text) => string.Concat(text.Select(c => char.IsControl(c) ? '\uFFFD' : c));
}

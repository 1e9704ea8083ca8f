using System.CommandLine;
using ClipSearch.Core;
using ClipSearch.Core.Index;
using ClipSearch.Core.Models;
using ClipSearch.Core.Storage;
using ClipSearch.Web.Api;

namespace ClipSearch.Web.Cli;

/// <summary>The verb <c>status [--json]</c>: what the library tells by itself, whether or not a site serves.</summary>
internal static class StatusCommand
{
    public static Command Create()
    {
        var json = Json.Option("Print JSON, in the form of GET /api/status without what only a site that serves can tell.");
        var command = new Command("status", "Tell which model answers, how many photos there are, and which files could not be read.") { json };
        command.SetAction((parsed, cancellationToken) => RunAsync(parsed, parsed.GetValue(json), cancellationToken));
        return command;
    }

    private static async Task<int> RunAsync(ParseResult parsed, bool json, CancellationToken cancellationToken)
    {
        var (output, error) = (parsed.InvocationConfiguration.Output, parsed.InvocationConfiguration.Error);
        await using var services = CommandLine.Services(CommandLine.Options());
        var status = await ReadAsync(services, cancellationToken);
        if (json)
        {
            await output.WriteJsonAsync(status);
            return ExitCode.Done;
        }

        if (status.ModelAdvice is { } advice)
            await error.WriteLineAsync($"{status.Model} answers. {advice}");
        await output.WriteLineAsync($"model     {status.Model}");
        await output.WriteLineAsync($"photos    {status.Photos}");
        await output.WriteLineAsync($"failed    {status.Sync.Failed}");
        await output.WriteLineAsync($"database  {Terminal.Printable(status.Database)}");
        await output.WriteLineAsync($"folders   {Terminal.Printable(string.Join(", ", status.Sync.Folders))}");
        foreach (var (path, reason) in status.Sync.Unavailable)
            await output.WriteLineAsync($"There is nothing to read in {Terminal.Printable(path)}: {Terminal.Printable(reason)}");
        foreach (var (path, reason) in status.Sync.Failures)
            await output.WriteLineAsync($"Passed over {Terminal.Printable(path)}: {Terminal.Printable(reason)}");
        if (status.Sync.Failed > status.Sync.Failures.Count)
            await output.WriteLineAsync($"Passed over {status.Sync.Failed - status.Sync.Failures.Count} more.");
        return ExitCode.Done;
    }

    private static async Task<LibraryAnswer> ReadAsync(IServiceProvider services, CancellationToken cancellationToken)
    {
        var (model, roots) = (services.GetRequiredService<ActiveModel>(), services.GetRequiredService<PhotoRoots>());
        var (database, records) = (services.GetRequiredService<Database>(), services.GetRequiredService<PhotoRecords>());
        // The database's description is exact once it was opened.
        var photos = await services.GetRequiredService<PhotoIndex>().CountAsync(cancellationToken);
        var failures = await records.FirstFailuresAsync(roots.Folders, cancellationToken);
        return new LibraryAnswer(
            model.Name, model.Selection.HasKnowledge, model.Selection.Advice, photos, database.Description,
            new FoldersAnswer(
                roots.Folders,
                failures.Total,
                FailureAnswer.Of(failures, roots),
                [.. Missing(roots, await records.MountPointsAsync(cancellationToken), services.GetRequiredService<MountPoints>().Mounted())]));
    }

    private static IEnumerable<FailureAnswer> Missing(PhotoRoots roots, List<string> remembered, IReadOnlySet<string> mounted)
    {
        var folders = roots.Folders.Where(folder => PhotoStorage.WhyMissing(folder) is not null).ToList();
        var drives = remembered.Where(point => !mounted.Contains(point) && roots.Folders.Any(folder => PhotoRoots.IsWithin(point, folder) || PhotoRoots.IsWithin(folder, point)));
        return folders.Select(folder => new FailureAnswer(folder, PhotoStorage.WhyMissing(folder)!))
            .Concat(PhotoRoots.Outermost(drives).Except(folders).Select(point => new FailureAnswer(point, MountPoints.WhyMissing(point))));
    }

    /// <summary>The part of <see cref="StatusAnswer"/> that needs no site.</summary>
    private sealed record LibraryAnswer(string Model, bool ModelHasKnowledge, string? ModelAdvice, long Photos, string Database, FoldersAnswer Sync);

    /// <summary>The part of <see cref="SyncAnswer"/> that needs no site.</summary>
    private sealed record FoldersAnswer(IReadOnlyList<string> Folders, long Failed, IReadOnlyList<FailureAnswer> Failures, IReadOnlyList<FailureAnswer> Unavailable);
}

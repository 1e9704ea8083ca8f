using System.CommandLine;
using ClipSearch.Core.Data;
using ClipSearch.Core.Library.Storage;
using ClipSearch.Core.Library.Sync;
using ClipSearch.Core.Models;
using ClipSearch.Core.Paths;
using ClipSearch.Core.Search;
using ClipSearch.Web.Api;

namespace ClipSearch.Web.Cli;

/// <summary>The verb <c>status [--json]</c>: the state of the library, whether or not the site is running.</summary>
internal static class StatusCommand
{
    public static Command Create()
    {
        var json = Json.Option("Print JSON in the format of GET /api/status, without the values that only a running site has.");
        var command = new Command("status", "Show the model in use, the number of photos, and import errors.") { json };
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
            await error.WriteLineAsync($"Using {status.Model}. {advice}");
        await output.WriteLineAsync($"model     {status.Model}");
        await output.WriteLineAsync($"photos    {status.Photos}");
        await output.WriteLineAsync($"failed    {status.Sync.Failed}");
        await output.WriteLineAsync($"database  {Terminal.Printable(status.Database)}");
        await output.WriteLineAsync($"folders   {Terminal.Printable(string.Join(", ", status.Sync.Folders))}");
        foreach (var (path, reason) in status.Sync.Unavailable)
            await output.WriteLineAsync($"Unavailable: {Terminal.Printable(path)}: {Terminal.Printable(reason)}");
        foreach (var (path, reason) in status.Sync.Failures)
            await output.WriteLineAsync($"Skipped {Terminal.Printable(path)}: {Terminal.Printable(reason)}");
        if (status.Sync.Failed > status.Sync.Failures.Count)
            await output.WriteLineAsync($"Skipped {status.Sync.Failed - status.Sync.Failures.Count} more.");
        return ExitCode.Done;
    }

    private static async Task<LibraryResponse> ReadAsync(IServiceProvider services, CancellationToken cancellationToken)
    {
        var (model, roots) = (services.GetRequiredService<ActiveModel>(), services.GetRequiredService<LibraryFolders>());
        var database = services.GetRequiredService<Database>();
        // The database's description is complete only after the database is open.
        var photos = await services.GetRequiredService<NearestPhotos>().CountAsync(cancellationToken);
        var failures = await services.GetRequiredService<FailureRecords>().FirstAsync(roots.Folders, cancellationToken);
        return new LibraryResponse(
            model.Name, model.Selection.HasKnowledge, model.Selection.Advice, photos, database.Description,
            new FoldersResponse(
                roots.Folders,
                failures.Total,
                FailureResponse.Of(failures, roots),
                [.. Missing(roots, await services.GetRequiredService<MountPointRecords>().ListAsync(cancellationToken), services.GetRequiredService<MountPoints>().Mounted())]));
    }

    private static IEnumerable<FailureResponse> Missing(LibraryFolders roots, List<string> remembered, IReadOnlySet<string> mounted)
    {
        var folders = roots.Folders.Where(folder => PhotoStorage.WhyMissing(folder) is not null).ToList();
        var drives = remembered.Where(point => !mounted.Contains(point) && roots.Folders.Any(folder => LibraryFolders.IsWithin(point, folder) || LibraryFolders.IsWithin(folder, point)));
        return folders.Select(folder => new FailureResponse(folder, PhotoStorage.WhyMissing(folder)!))
            .Concat(LibraryFolders.Outermost(drives).Except(folders).Select(point => new FailureResponse(point, MountPoints.WhyMissing(point))));
    }

    /// <summary>The part of <see cref="StatusResponse"/> that does not require the site.</summary>
    private sealed record LibraryResponse(string Model, bool ModelHasKnowledge, string? ModelAdvice, long Photos, string Database, FoldersResponse Sync);

    /// <summary>The part of <see cref="SyncResponse"/> that does not require the site.</summary>
    private sealed record FoldersResponse(IReadOnlyList<string> Folders, long Failed, IReadOnlyList<FailureResponse> Failures, IReadOnlyList<FailureResponse> Unavailable);
}

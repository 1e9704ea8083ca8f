using Microsoft.Extensions.DependencyInjection;

namespace ClipSearch.Core.Models;

/// <summary>Downloads models of the catalog from a hub with the address scheme of huggingface.co.</summary>
/// <param name="http">The client of <see cref="ModelDownloadServices"/>.</param>
/// <param name="hub">The hub.</param>
/// <param name="options">Timeouts and retries.</param>
public sealed class ModelDownload(HttpClient http, ModelHub hub, DownloadOptions options)
{
    private const string StagingFolder = ".partial";

    /// <summary>
    /// Downloads <paramref name="model"/> into <paramref name="modelsDir"/>. Files are collected in its folder <c>.partial</c>, and the
    /// folder of a new model appears only when all files are complete and valid. In an existing folder, each missing or invalid file is
    /// replaced. Valid files are not downloaded again, and a complete model needs no network. If another process downloads the same model,
    /// this one waits for it.
    /// </summary>
    /// <exception cref="ModelException">
    /// The download failed. The message includes the reason and the remedy. Received bytes are kept.
    /// </exception>
    /// <exception cref="OperationCanceledException">The operation was cancelled. Received bytes are kept.</exception>
    public async Task<PullResult> PullAsync(
        CatalogModel model, string modelsDir, IProgress<DownloadProgress>? progress, CancellationToken cancellationToken)
    {
        var folder = ModelNames.Folder(modelsDir, model.Name);
        var staging = Path.Combine([Path.GetFullPath(modelsDir), StagingFolder, .. model.Name.Split('/')]);
        try
        {
            if (Directory.Exists(folder) && (await FindFaultyAsync(model, folder, progress, cancellationToken)).Count == 0)
                return new PullResult(ModelFolder.Open(folder, model.Name), WasComplete: true);

            Directory.CreateDirectory(Path.GetDirectoryName(staging)!);
            await using var hold = await LockAsync(staging + ".lock", () => progress?.Report(new(DownloadStep.Waiting, "", 0, model.Bytes)), cancellationToken);
            var faulty = await FindFaultyAsync(model, folder, progress, cancellationToken);
            await FetchAsync(model, faulty, staging, progress, cancellationToken);
            Install(faulty, staging, folder);
            return new PullResult(ModelFolder.Open(folder, model.Name), WasComplete: faulty.Count == 0);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new ModelException(
                $"The model {model.Name} cannot be stored in {Path.GetFullPath(modelsDir)}: {e.Message.TrimEnd('.')}. " +
                $"It needs {model.Bytes / 1_000_000.0:0} MB. Check disk space and permissions, then run the command again to resume the download.", e);
        }
    }

    private async Task FetchAsync(
        CatalogModel model, IReadOnlyList<CatalogFile> files, string staging, IProgress<DownloadProgress>? progress, CancellationToken cancellationToken)
    {
        var done = model.Bytes - files.Sum(file => file.Pin?.Bytes ?? 0);
        var hubResponded = false;
        foreach (var file in files)
        {
            var path = FullPath(staging, file.LocalPath);
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            var before = done;
            if (file.Pin is null || await FileCheck.FindFaultAsync(path, file.Pin, cancellationToken) is not null)
            {
                var download = new FileDownload(http, AddressOf(model, file), path, file.Pin, options, (step, bytes) =>
                    progress?.Report(new(step, file.RemotePath, before + (file.Pin is null ? 0 : bytes), model.Bytes)))
                {
                    HubResponded = hubResponded,
                };
                await download.RunAsync(cancellationToken);
                hubResponded = download.HubResponded;
            }

            done += file.Pin?.Bytes ?? 0;
        }

        var unpinned = files.Where(file => file.Pin is null).ToList();
        if (unpinned.Count > 0 && FileCheck.FindConfigFault(staging, model.Config) is { } fault)
        {
            unpinned.ForEach(file => File.Delete(FullPath(staging, file.LocalPath)));
            throw new ModelException($"{AddressOf(model, unpinned[0])} and the other configuration files cannot be used. {fault} Check HF_ENDPOINT and run the command again.");
        }
    }

    /// <summary>Finds the missing or invalid files. The configuration files count as one: all valid or all invalid.</summary>
    private static async Task<IReadOnlyList<CatalogFile>> FindFaultyAsync(
        CatalogModel model, string folder, IProgress<DownloadProgress>? progress, CancellationToken cancellationToken)
    {
        var configIsRight = FileCheck.FindConfigFault(folder, model.Config) is null;
        var faulty = new List<CatalogFile>();
        foreach (var file in model.Files)
        {
            if (file.Pin is not null && File.Exists(FullPath(folder, file.LocalPath)))
                progress?.Report(new(DownloadStep.Checking, file.RemotePath, 0, model.Bytes));
            if (file.Pin is null ? !configIsRight : await FileCheck.FindFaultAsync(FullPath(folder, file.LocalPath), file.Pin, cancellationToken) is not null)
                faulty.Add(file);
        }

        return faulty;
    }

    private static void Install(IReadOnlyList<CatalogFile> files, string staging, string folder)
    {
        if (!Directory.Exists(folder))
        {
            Directory.CreateDirectory(Path.GetDirectoryName(folder)!);
            Directory.Move(staging, folder);
            return;
        }

        foreach (var file in files)
        {
            var target = FullPath(folder, file.LocalPath);
            Directory.CreateDirectory(Path.GetDirectoryName(target)!);
            File.Move(FullPath(staging, file.LocalPath), target, overwrite: true);
        }

        if (Directory.Exists(staging))
            Directory.Delete(staging, recursive: true);
    }

    // The lock file is not deleted. Otherwise a process that waits on the old file and a process that creates a new one would both hold the
    // lock.
    private static async Task<FileStream> LockAsync(string path, Action waiting, CancellationToken cancellationToken)
    {
        while (true)
        {
            try
            {
                return new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
            }
            catch (IOException e) when (IsHeldByAnother(e))
            {
                waiting();
                await Task.Delay(TimeSpan.FromMilliseconds(200), cancellationToken);
            }
        }
    }

    // .NET returns the system's error number: EWOULDBLOCK is 11 on Linux and 35 on macOS, ERROR_SHARING_VIOLATION 0x80070020 on Windows.
    private static bool IsHeldByAnother(IOException e) => e.HResult is 11 or 35 or unchecked((int)0x80070020);

    private Uri AddressOf(CatalogModel model, CatalogFile file)
    {
        var root = hub.Endpoint.GetComponents(UriComponents.SchemeAndServer | UriComponents.Path, UriFormat.UriEscaped).TrimEnd('/');
        return new Uri($"{root}/{model.HubRepository}/resolve/{model.Revision}/{file.RemotePath}");
    }

    private static string FullPath(string folder, string file) => Path.Combine([folder, .. file.Split('/')]);
}

/// <summary>The hub that models are downloaded from.</summary>
/// <param name="Endpoint">The setting <c>HF_ENDPOINT</c>. A user name and password in it are neither used nor shown.</param>
public sealed record ModelHub(Uri Endpoint);

/// <summary>Registers <see cref="ModelDownload"/>.</summary>
public static class ModelDownloadServices
{
    /// <summary>Adds a client for downloads of any length that uses the proxy of the environment.</summary>
    public static IServiceCollection AddModelDownload(this IServiceCollection services, Uri endpoint, DownloadOptions options)
    {
        services.AddSingleton(new ModelHub(endpoint)).AddSingleton(options)
            .AddHttpClient<ModelDownload>(client =>
            {
                client.Timeout = Timeout.InfiniteTimeSpan;
                client.DefaultRequestHeaders.UserAgent.ParseAdd("ClipSearch");
            })
            // The download follows redirects itself and checks each address. The handler would follow one to file:/// and fail.
            .ConfigurePrimaryHttpMessageHandler(() => new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false })
            .RemoveAllLoggers();
        return services;
    }
}

/// <summary>The result of downloading a model.</summary>
/// <param name="Folder">The model's folder.</param>
/// <param name="WasComplete">Whether the model was complete before, so that nothing was downloaded.</param>
public sealed record PullResult(ModelFolder Folder, bool WasComplete);

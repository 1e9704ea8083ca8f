using ClipSearch.Core;
using ClipSearch.Core.Data;
using ClipSearch.Core.Library;
using ClipSearch.Core.Library.Dates;
using ClipSearch.Core.Library.Duplicates;
using ClipSearch.Core.Library.Facets;
using ClipSearch.Core.Library.Import;
using ClipSearch.Core.Library.Storage;
using ClipSearch.Core.Library.Sync;
using ClipSearch.Core.Library.Trash;
using ClipSearch.Core.Models;
using ClipSearch.Core.Postgres;
using ClipSearch.Core.Search;
using ClipSearch.Core.Settings;
using ClipSearch.Tests.Web;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;

namespace ClipSearch.Tests.Fixtures;

/// <summary>A library on a real database, with the services of one ClipSearch process.</summary>
public sealed class TestLibrary : IAsyncDisposable
{
    private readonly ServiceProvider _services;
    private readonly bool _ownsFolder;

    public TestLibrary(string databaseUrl, string? folder = null, string? modelsDir = null, TestBucket? bucket = null, Uri? s3Endpoint = null,
        IReadOnlyList<string>? photosDirs = null, RemoteStoreKind? remote = null, string clipModel = ModelNames.Tiny, IReadOnlyList<string>? exclude = null, string ffmpeg = "ffmpeg")
    {
        _ownsFolder = folder is null;
        Folder = folder ?? Directory.CreateTempSubdirectory("clipsearch-photos").FullName;
        Options = new ClipSearchOptions
        {
            DatabaseUrl = databaseUrl,
            PhotosDirs = photosDirs ?? [Folder],
            DataDir = Path.Combine(Folder, ".data"),
            ModelsDir = modelsDir ?? Path.Combine(TestFiles.Repository, "models"),
            ClipModel = clipModel,
            Exclude = exclude ?? [],
            Ffmpeg = ffmpeg,
            S3Endpoint = bucket?.Endpoint ?? s3Endpoint,
            S3Keys = bucket is null ? null : new S3Keys(S3Fixture.KeyId, S3Fixture.Secret),
        };
        var services = new ServiceCollection().AddLogging().AddClipSearch(Options, TestDecoders.Command).AddSingleton(TestDecoders.Shared).AddSingleton(new MountPoints(() => Mounted));
        if (remote is not null)
            services.AddSingleton(remote);
        _services = services.BuildServiceProvider();
    }

    public string Folder { get; }

    public ClipSearchOptions Options { get; }

    /// <summary>The mount points that the sync sees.</summary>
    public IReadOnlyList<string> Mounted { get; set; } = [];

    public PhotoSync Sync => _services.GetRequiredService<PhotoSync>();

    public PhotoSearch Search => _services.GetRequiredService<PhotoSearch>();

    public LibraryChanges Changes => _services.GetRequiredService<LibraryChanges>();

    public FirstScanGate FirstScanGate => _services.GetRequiredService<FirstScanGate>();

    public PhotoLookup Lookup => _services.GetRequiredService<PhotoLookup>();

    public DateCorrections Corrections => _services.GetRequiredService<DateCorrections>();

    public EmbeddingIndex Embeddings => _services.GetRequiredService<EmbeddingIndex>();

    public NearestPhotos Nearest => _services.GetRequiredService<NearestPhotos>();

    public MatchCounts Counts => _services.GetRequiredService<MatchCounts>();

    public ActiveModel ActiveModel => _services.GetRequiredService<ActiveModel>();

    public ModelFolder Model => ActiveModel.Folder;

    public StackRecords Stacks => _services.GetRequiredService<StackRecords>();

    public FolderRecords Folders => _services.GetRequiredService<FolderRecords>();

    public FacetChoices Choices => _services.GetRequiredService<FacetChoices>();

    public PhotoTimeline Timeline => _services.GetRequiredService<PhotoTimeline>();

    public PhotoRecords Records => _services.GetRequiredService<PhotoRecords>();

    public SkippedRecords Skipped => _services.GetRequiredService<SkippedRecords>();

    public FailureRecords Failures => _services.GetRequiredService<FailureRecords>();

    public TrashBin Trash => _services.GetRequiredService<TrashBin>();

    public TrashRecords TrashRecords => _services.GetRequiredService<TrashRecords>();

    public UnfinishedMoves Moves => _services.GetRequiredService<UnfinishedMoves>();

    public Recovery Recovery => _services.GetRequiredService<Recovery>();

    public PhotoImport Import => _services.GetRequiredService<PhotoImport>();

    public Database Database => _services.GetRequiredService<Database>();

    /// <summary>Opens the same library as another process does.</summary>
    public TestLibrary Other(string? modelsDir = null) => new(Options.DatabaseUrl!, Folder, modelsDir);

    /// <summary>Copies a golden file into the folder.</summary>
    public string Add(string golden, string name)
    {
        var path = Path.Combine(Folder, name);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.Copy(TestFiles.Golden(golden), path, overwrite: true);
        return path;
    }

    /// <summary>Draws a JPEG into the folder, a different one for each number (<see cref="TestImages.Draw"/>).</summary>
    public string Draw(int number, string name)
    {
        var path = Path.Combine(Folder, name);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllBytes(path, TestImages.Draw(number));
        return path;
    }

    public Task<SyncSummary> SyncAsync(CancellationToken cancellationToken = default) => SyncAsync(new SyncProgress([Folder]), cancellationToken);

    public Task<SyncSummary> SyncAsync(SyncProgress progress, CancellationToken cancellationToken = default) =>
        Sync.RunAsync([Folder], progress, cancellationToken: cancellationToken);

    /// <summary>Searches without stacks and returns the files relative to the folder, in the order of the results.</summary>
    public async Task<IReadOnlyList<string>> FindAsync(string text = "a cat", int limit = PhotoSearch.MaxLimit, int offset = 0, PhotoFilter? filter = null)
    {
        var result = await Search.SearchAsync(new PhotoQuery(text) { Filter = filter ?? PhotoFilter.None, Limit = limit, Offset = offset, Stacked = false }, CancellationToken.None);
        return [.. result.Hits.Select(hit => Path.GetRelativePath(Folder, hit.Photo.Path))];
    }

    /// <summary>Starts <see cref="Changes"/> and waits until it listens.</summary>
    /// <returns>The first version.</returns>
    public async Task<long?> ListenAsync()
    {
        await Changes.StartAsync(TestContext.Current.CancellationToken);
        await TestSite.UntilAsync(() => Changes.Version is not null);
        return Changes.Version;
    }

    /// <summary>Runs SQL on the library's database and returns the first value of the result, or null.</summary>
    public Task<object?> SqlAsync(string sql) => Database.RunAsync(
        async (connection, token) =>
        {
            await using var command = new NpgsqlCommand(sql, connection);
            return await command.ExecuteScalarAsync(token) is { } value and not DBNull ? value : null;
        },
        TestContext.Current.CancellationToken);

    public async ValueTask DisposeAsync()
    {
        await _services.DisposeAsync();
        if (_ownsFolder)
            await TestSite.UntilAsync(IsDeleted);
    }

    /// <summary>Deletes the folder. A site that was disposed may still write files there.</summary>
    /// <returns>Whether it is deleted.</returns>
    private bool IsDeleted()
    {
        try
        {
            Directory.Delete(Folder, recursive: true);
        }
        catch (IOException) when (Directory.Exists(Folder))
        {
            return false;
        }

        return true;
    }
}

using ClipSearch.Core.Imaging;
using ClipSearch.Core.Library.Storage;
using ClipSearch.Core.Paths;

namespace ClipSearch.Tests.Fixtures;

/// <summary>Files in memory.</summary>
internal sealed class MemoryStore : IPhotoStore
{
    private static readonly DateTime Modified = new(2024, 5, 1, 0, 0, 0, DateTimeKind.Utc);

    public Dictionary<string, byte[]> Files { get; } = new(StringComparer.Ordinal);

    /// <summary>Runs after each listing, before it is used.</summary>
    public Func<Task> Listed { get; set; } = () => Task.CompletedTask;

    /// <summary>Opens the content of a file to be served.</summary>
    public Func<byte[], Stream> Opening { get; set; } = content => new MemoryStream(content);

    public int Readers => 2;

    public async Task<FolderListing> ListAsync(string folder, CancellationToken cancellationToken)
    {
        var listing = new FolderListing(
            folder,
            [
                .. Files.Where(file => LibraryFolders.IsWithin(file.Key, folder) && ImageFormats.All.HasExtension(file.Key))
                    .Select(file => new PhotoFile(file.Key, file.Value.Length, Modified.Ticks, "1")),
            ],
            []);
        await Listed();
        return listing;
    }

    public Task<ImageFile> ReadAsync(string path, CancellationToken cancellationToken) =>
        ImageFile.ReceiveAsync(new MemoryStream(Files[path]), Files[path].Length, path, cancellationToken);

    public Task<StoredFile> OpenAsync(string path, CancellationToken cancellationToken) =>
        Task.FromResult(new StoredFile(Opening(Files[path]), Modified, "1"));

    public bool IsKnownMissing(string path) => !Files.ContainsKey(path);
}

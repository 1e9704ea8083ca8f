using System.Security.Cryptography;
using System.Text;
using ClipSearch.Core.Imaging;
using ClipSearch.Core.Library.Storage;
using ClipSearch.Core.Paths;
using ClipSearch.Core.Settings;
using ClipSearch.Core.Video;

namespace ClipSearch.Web.Photos;

/// <summary>
/// Serves videos, of which browsers request ranges. Callers who may not see where a video was taken get a copy without metadata, which is
/// created once and kept in DATA_DIR/videos.
/// </summary>
internal sealed class VideoFiles(PhotoStorage storage, VideoReader videos, ClipSearchOptions options) : IDisposable
{
    /// <summary>The total size of the copies from which the least recently used are deleted.</summary>
    internal const long MaxCopiesBytes = 4L << 30;

    private const string UnfinishedEnding = ".tmp";
    private const string DownloadEnding = ".download";

    private readonly string _folder = Path.Combine(Path.GetFullPath(options.DataDir), "videos");
    private readonly SharedWork<string, string> _copying = new();

    /// <summary>One copy at a time: copying is limited by the disk.</summary>
    private readonly SemaphoreSlim _turn = new(1);

    /// <summary>Opens a video.</summary>
    /// <param name="path">The absolute path of the file.</param>
    /// <param name="withMetadata">Whether the caller gets the file itself.</param>
    /// <param name="cancellationToken">Cancels the operation.</param>
    /// <exception cref="ImageException">The file is not a video, or FFmpeg is missing.</exception>
    /// <exception cref="IOException">The file cannot be read, or the copy cannot be written.</exception>
    /// <exception cref="UnauthorizedAccessException">Access to the file is denied.</exception>
    public async Task<ServedFile> OpenAsync(string path, bool withMetadata, CancellationToken cancellationToken)
    {
        var name = LibraryPath.Name(path);
        var file = await storage.Of(path).OpenAsync(path, cancellationToken);
        try
        {
            // The file may have been replaced since it was imported.
            var format = await VideoFormats.OfContentAsync(file.Content, cancellationToken) ?? throw new ImageException($"{path} is not a video.");
            if (withMetadata)
            {
                file.Content.Position = 0;
                return new ServedFile(file.Content, name, format.MediaType, file.ModifiedAt, file.Version);
            }

            await file.Content.DisposeAsync();
            var key = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"{path}\n{file.Version}")));
            var copy = await _copying.RunAsync(key, token => CopyAsync(path, key, token), cancellationToken);
            var content = new FileStream(copy, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete, 1 << 16, useAsync: true);
            return new ServedFile(content, name, format.MediaType, file.ModifiedAt, $"{file.Version}-public");
        }
        catch
        {
            await file.Content.DisposeAsync();
            throw;
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _turn.Dispose();

    private async Task<string> CopyAsync(string path, string key, CancellationToken cancellationToken)
    {
        var copy = Path.Combine(_folder, key);
        if (File.Exists(copy))
        {
            File.SetLastWriteTimeUtc(copy, DateTime.UtcNow);
            return copy;
        }

        await _turn.WaitAsync(cancellationToken);
        try
        {
            Directory.CreateDirectory(_folder);
            var (unfinished, downloaded) = (copy + UnfinishedEnding, copy + DownloadEnding);
            File.Delete(unfinished);
            try
            {
                if (LibraryPath.IsRemote(path))
                    await DownloadAsync(path, downloaded, cancellationToken);
                var source = LibraryPath.IsRemote(path) ? downloaded : path;
                MakeRoom(new FileInfo(source).Length);
                await videos.CopyWithoutMetadataAsync(source, path, unfinished, cancellationToken);
                File.Move(unfinished, copy, overwrite: true);
            }
            finally
            {
                File.Delete(unfinished);
                File.Delete(downloaded);
            }

            return copy;
        }
        finally
        {
            _turn.Release();
        }
    }

    /// <summary>Downloads a video from a bucket. FFmpeg reads files on disk only.</summary>
    private async Task DownloadAsync(string path, string target, CancellationToken cancellationToken)
    {
        var file = await storage.Of(path).OpenAsync(path, cancellationToken);
        await using var content = file.Content;
        await using var written = new FileStream(target, FileMode.Create, FileAccess.Write, FileShare.None, 1 << 16, useAsync: true);
        await content.CopyToAsync(written, cancellationToken);
    }

    /// <summary>Deletes the least recently used copies, until a further one fits.</summary>
    private void MakeRoom(long bytes)
    {
        var copies = new DirectoryInfo(_folder).GetFiles().Where(file => file.Extension.Length == 0).OrderByDescending(copy => copy.LastWriteTimeUtc).ToList();
        var total = bytes + copies.Sum(copy => copy.Length);
        while (total > MaxCopiesBytes && copies.Count > 0)
        {
            total -= copies[^1].Length;
            // Open files stay readable on Linux and macOS; on Windows, deletion takes effect when they are closed.
            copies[^1].Delete();
            copies.RemoveAt(copies.Count - 1);
        }
    }
}

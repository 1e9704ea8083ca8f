using System.Buffers;
using System.Globalization;
using System.Security.Cryptography;
using ClipSearch.Core.Data;
using ClipSearch.Core.Embeddings;
using ClipSearch.Core.Imaging;
using ClipSearch.Core.Imaging.Decoding;
using ClipSearch.Core.Library.Duplicates;
using ClipSearch.Core.Library.Storage;
using ClipSearch.Core.Monitoring;
using ClipSearch.Core.Paths;
using ClipSearch.Core.Settings;
using ClipSearch.Core.Video;

namespace ClipSearch.Core.Library.Import;

/// <summary>The result of an upload.</summary>
/// <param name="Photo">The photo, which is now searchable.</param>
/// <param name="WasKnown">Whether the library already had the same image. Then nothing was written.</param>
public sealed record ImportedPhoto(Photo Photo, bool WasKnown);

/// <summary>
/// Imports uploaded photos: content → checks → a file in the folder <c>uploads</c> of the first PHOTOS_DIR on disk → embedding →
/// library. A failed upload leaves no files behind.
/// </summary>
public sealed class PhotoImport(
    ClipSearchOptions options, LibraryFolders roots, PhotoStorage storage, PhotoRecords records, StackRecords stacks, PhotoLookup lookup, ImagePreparation preparation,
    VideoPreparation videos, SingleImageEncoder encoder, ImageBudget budget)
{
    /// <summary>The name of the upload folder in the first PHOTOS_DIR on disk. It has a subfolder for each month.</summary>
    public const string FolderName = "uploads";

    /// <summary>The prefix of the names of incomplete files. It hides them, so that no scan reads an incomplete file.</summary>
    internal const string UnfinishedPrefix = ".upload-";

    /// <summary>Imports a photo.</summary>
    /// <param name="content">The content of the file.</param>
    /// <param name="name">The file name from the client, used as a suggestion.</param>
    /// <param name="cancellationToken">Cancels the operation.</param>
    /// <exception cref="ImageException">The content is not an image, is damaged or exceeds the limits.</exception>
    /// <exception cref="LibraryException">
    /// The library is read-only or has no folder on disk, or the file is too long, was not received completely or cannot be written.
    /// </exception>
    public async Task<ImportedPhoto> AddAsync(Stream content, string name, CancellationToken cancellationToken)
    {
        RequireWritable();
        var root = roots.FirstOnDisk
            ?? throw new LibraryException("PHOTOS_DIR has only buckets, which are read-only. Add a local folder to PHOTOS_DIR to store uploads in.");
        using var activity = Telemetry.StartActivity("import");
        var folder = Path.Combine(root, FolderName, DateTime.Now.ToString("yyyy-MM", CultureInfo.InvariantCulture));
        var shown = FileNames.Safe(name, Path.GetExtension(name) is { Length: > 1 and <= 6 } extension ? extension : "");
        var unfinished = Path.Combine(folder, UnfinishedPrefix + Guid.NewGuid().ToString("N"));
        try
        {
            Directory.CreateDirectory(folder);
            // Kept open until the file has its final name: the lock tells Recovery that the file is in use.
            await using var file = new FileStream(unfinished, FileMode.CreateNew, FileAccess.ReadWrite, FileShare.Read | FileShare.Delete, 1, useAsync: true);
            var hash = await WriteAsync(content, file, shown, cancellationToken);
            if (await lookup.FindByContentAsync(hash, cancellationToken) is { } known && IsThere(known.Path))
                return new ImportedPhoto(known, WasKnown: true);
            var imported = await ImportAsync(file, hash, shown, cancellationToken);
            if (!imported.WasKnown)
                Telemetry.AddImported(1);
            return imported;
        }
        catch (ImageException)
        {
            Telemetry.AddFailed();
            throw;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new LibraryException($"{shown} cannot be written to {folder}: {e.Message}", e);
        }
        finally
        {
            Remove(unfinished);
        }
    }

    /// <summary>Updates the stacks after some uploads. Until then the photos are found on their own.</summary>
    /// <param name="photos">The uploaded photos.</param>
    public Task StackAsync(IReadOnlyCollection<ImportedPhoto> photos)
    {
        long[] added = [.. photos.Where(photo => !photo.WasKnown).Select(photo => photo.Photo.Id)];
        // Also if the request was cancelled in between.
        return added.Length == 0 ? Task.CompletedTask : stacks.TryRefreshAsync(added, CancellationToken.None);
    }

    /// <summary>Throws if the library is read-only, so that the caller can check before it downloads or reads anything.</summary>
    /// <exception cref="LibraryException">The library is read-only.</exception>
    public void RequireWritable()
    {
        if (options.ReadOnly)
            throw new LibraryException("The library is read-only (READ_ONLY); nothing was imported.");
    }

    /// <summary>Writes the content up to the size limit, and returns its SHA-256 hash.</summary>
    private async Task<byte[]> WriteAsync(Stream content, FileStream file, string shown, CancellationToken cancellationToken)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        var buffer = ArrayPool<byte>.Shared.Rent(1 << 17);
        try
        {
            while (await ReadAsync(content, buffer, shown, cancellationToken) is var read and > 0)
            {
                if (file.Length + read > options.MaxUploadBytes)
                    throw new LibraryException($"{shown} exceeds the limit of {options.MaxUploadBytes >> 20} MiB (MAX_UPLOAD_MB).");
                hash.AppendData(buffer, 0, read);
                await file.WriteAsync(buffer.AsMemory(0, read), cancellationToken);
            }
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }

        return hash.GetHashAndReset();
    }

    /// <summary>Reads the next bytes. An IOException here comes from the client, not from the disk.</summary>
    private static async Task<int> ReadAsync(Stream content, byte[] buffer, string shown, CancellationToken cancellationToken)
    {
        try
        {
            return await content.ReadAsync(buffer, cancellationToken);
        }
        catch (IOException e)
        {
            throw new LibraryException($"{shown} was not received completely. The connection was lost or too slow. Upload it again.", e);
        }
    }

    /// <summary>
    /// Embeds the file, moves it to its final name and adds it to the library, unless the same content was added in the meantime.
    /// </summary>
    private async Task<ImportedPhoto> ImportAsync(FileStream unfinished, byte[] hash, string shown, CancellationToken cancellationToken)
    {
        var (image, embeddings) = await PrepareAsync(unfinished, hash, shown, cancellationToken);
        var suggested = Path.Combine(Path.GetDirectoryName(unfinished.Name)!, Path.GetFileNameWithoutExtension(shown) + Ending(image.Header.Format, shown));
        string? path = null;
        try
        {
            var known = await records.AddAsync(
                hash,
                IsThere,
                () =>
                {
                    path = FileNames.MoveToFree(path ?? unfinished.Name, suggested);
                    var file = new FileInfo(path);
                    var photo = new PhotoFile(path, file.Length, file.LastWriteTimeUtc.Ticks);
                    return image.At(photo, embeddings);
                },
                cancellationToken);
            return new ImportedPhoto((await lookup.FindByPathAsync(known ?? path!, cancellationToken))!, WasKnown: known is not null);
        }
        catch when (path is not null)
        {
            await RemoveAsync(path);
            throw;
        }
    }

    private bool IsThere(string path) => !storage.Of(path).IsKnownMissing(path);

    /// <summary>Removes the file of a failed import, unless the library has it after all.</summary>
    private async Task RemoveAsync(string path)
    {
        try
        {
            if (await lookup.FindByPathAsync(path, CancellationToken.None) is null)
                Remove(path);
        }
        catch (Exception e) when (e is DatabaseUnavailableException or DatabaseUnusableException)
        {
            // Keep the file; the next sync imports it. An extra photo is better than a lost one.
        }
    }

    /// <summary>Prepares and embeds an image or a video.</summary>
    private async Task<(PreparedImage Image, IReadOnlyList<Embedding> Embeddings)> PrepareAsync(
        FileStream unfinished, byte[] hash, string shown, CancellationToken cancellationToken)
    {
        var image = await VideoFormats.OfContentAsync(unfinished, cancellationToken) is not null
            ? await videos.PrepareAsync(unfinished.Name, shown, sidecar: null, cancellationToken) : await PrepareImageAsync(unfinished, hash, shown, cancellationToken);
        var embeddings = new List<Embedding>();
        foreach (var crop in image.Crops)
            embeddings.Add(await encoder.EmbedAsync(crop, cancellationToken));
        return (image, embeddings);
    }

    /// <summary>Reads the file into memory once the memory budget allows it, and prepares its image.</summary>
    private async Task<PreparedImage> PrepareImageAsync(FileStream unfinished, byte[] hash, string shown, CancellationToken cancellationToken)
    {
        using var memory = await budget.ReserveAsync(unfinished.Length, cancellationToken);
        unfinished.Position = 0;
        using var file = await ImageFile.ReadAsync(unfinished, unfinished.Length, shown, ImageLimits.Default, cancellationToken);
        return await preparation.PrepareAsync(file, hash, sidecar: null, cancellationToken);
    }

    /// <summary>Returns the usual extension of a format; of RAW and of videos the own one, by which other programs tell them apart.</summary>
    private static string Ending(string format, string name)
    {
        var (image, own) = (ImageFormats.All.Find(format), Path.GetExtension(name).ToLowerInvariant());
        var extensions = image?.Extensions ?? VideoFormats.Find(format)!.Extensions;
        return image is not { IsRaw: false } && extensions.Contains(own) ? own : extensions[0];
    }

    private static void Remove(string path)
    {
        try
        {
            File.Delete(path);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // The folder was not created or no longer exists.
        }
    }
}

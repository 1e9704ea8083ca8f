using System.Buffers;
using System.Globalization;
using System.Security.Cryptography;
using ClipSearch.Core.Clip;
using ClipSearch.Core.Images;
using ClipSearch.Core.Index;
using ClipSearch.Core.Native.Vips;
using ClipSearch.Core.Stacks;
using ClipSearch.Core.Storage;

namespace ClipSearch.Core.Writing;

/// <summary>A photo that somebody sent.</summary>
/// <param name="Photo">The photo, searchable by now.</param>
/// <param name="WasKnown">Whether the library had the same picture already; then nothing was written.</param>
public sealed record ImportedPhoto(Photo Photo, bool WasKnown);

/// <summary>
/// Takes photos that are sent: content → checks → a file in the folder <c>uploads</c> of the first PHOTOS_DIR on disk → embedding →
/// library. What fails leaves nothing behind.
/// </summary>
public sealed class PhotoImport(
    ClipSearchOptions options, PhotoRoots roots, PhotoStorage storage, PhotoRecords records, StackRecords stacks, PhotoIndex index, SingleImageEncoder encoder,
    ImageBudget budget)
{
    /// <summary>The folder below the first PHOTOS_DIR on disk; each month has one of its own in it.</summary>
    public const string FolderName = "uploads";

    /// <summary>What the name of a file that is not complete begins with; hidden, so that no sync reads half a file.</summary>
    internal const string UnfinishedPrefix = ".upload-";

    /// <summary>Takes a photo.</summary>
    /// <param name="content">The file's content.</param>
    /// <param name="name">What the sender calls it; only a wish.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="ImageException">The content is no picture, is damaged or over the limits.</exception>
    /// <exception cref="LibraryException">The library is read-only or has no folder on disk, the file is too long, does not arrive to its end, or cannot be written.</exception>
    public async Task<ImportedPhoto> AddAsync(Stream content, string name, CancellationToken cancellationToken)
    {
        RequireWritable();
        var root = roots.FirstOnDisk
            ?? throw new LibraryException("PHOTOS_DIR names only buckets, which ClipSearch only reads; add a folder on this machine to it, and what is sent goes there.");
        using var activity = Telemetry.StartActivity("import");
        var folder = Path.Combine(root, FolderName, DateTime.Now.ToString("yyyy-MM", CultureInfo.InvariantCulture));
        var shown = FileNames.Safe(name, Path.GetExtension(name) is { Length: > 1 and <= 6 } extension ? extension : "");
        var unfinished = Path.Combine(folder, UnfinishedPrefix + Guid.NewGuid().ToString("N"));
        try
        {
            Directory.CreateDirectory(folder);
            // Open until the file has its name: the lock tells Recovery that somebody is at work on it.
            await using var file = new FileStream(unfinished, FileMode.CreateNew, FileAccess.ReadWrite, FileShare.Read | FileShare.Delete, 1, useAsync: true);
            var hash = await WriteAsync(content, file, shown, cancellationToken);
            if (await index.FindByContentAsync(hash, cancellationToken) is { } known && IsThere(known.Path))
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

    /// <summary>Refuses where nothing may be added, so that a caller contacts and reads nothing for it.</summary>
    /// <exception cref="LibraryException">The library is read-only.</exception>
    public void RequireWritable()
    {
        if (options.ReadOnly)
            throw new LibraryException("The library is read-only (READ_ONLY); nothing was imported.");
    }

    /// <summary>Writes what is sent, no more than is allowed, and returns its SHA-256.</summary>
    private async Task<byte[]> WriteAsync(Stream content, FileStream file, string shown, CancellationToken cancellationToken)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        var buffer = ArrayPool<byte>.Shared.Rent(1 << 17);
        try
        {
            while (await ReadAsync(content, buffer, shown, cancellationToken) is var read and > 0)
            {
                if (file.Length + read > options.MaxUploadBytes)
                    throw new LibraryException($"{shown} has more than {options.MaxUploadBytes >> 20} MiB (MAX_UPLOAD_MB).");
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

    /// <summary>Reads on; what fails here is the sender's side, not the disk.</summary>
    private static async Task<int> ReadAsync(Stream content, byte[] buffer, string shown, CancellationToken cancellationToken)
    {
        try
        {
            return await content.ReadAsync(buffer, cancellationToken);
        }
        catch (IOException e)
        {
            throw new LibraryException($"{shown} did not arrive to its end: the sender broke off, or was too slow. Send it again.", e);
        }
    }

    /// <summary>Embeds the file, gives it its name and adds it to the library, unless somebody else has added the same content meanwhile.</summary>
    private async Task<ImportedPhoto> ImportAsync(FileStream unfinished, byte[] hash, string shown, CancellationToken cancellationToken)
    {
        var (embedding, parts) = await EncodeAsync(unfinished, shown, cancellationToken);
        var wished = Path.Combine(Path.GetDirectoryName(unfinished.Name)!, Path.GetFileNameWithoutExtension(shown) + Ending(parts.Header.Format));
        string? path = null;
        try
        {
            var known = await records.AddAsync(
                hash,
                IsThere,
                () =>
                {
                    path = FileNames.MoveToFree(path ?? unfinished.Name, wished);
                    var file = new FileInfo(path);
                    return new NewPhoto(path, file.Length, file.LastWriteTimeUtc.Ticks, hash, parts.Header, embedding)
                    {
                        Placeholder = parts.Placeholder,
                        Signature = parts.Signature,
                    };
                },
                cancellationToken);
            if (known is null)
                await stacks.RefreshAsync(cancellationToken);
            return new ImportedPhoto((await index.FindByPathAsync(known ?? path!, cancellationToken))!, WasKnown: known is not null);
        }
        catch when (path is not null)
        {
            await RemoveAsync(path);
            throw;
        }
    }

    private bool IsThere(string path) => !storage.Of(path).HasLost(path);

    /// <summary>Removes a file that its sender is told was not imported, unless the library has it all the same.</summary>
    private async Task RemoveAsync(string path)
    {
        try
        {
            if (await index.FindByPathAsync(path, CancellationToken.None) is null)
                Remove(path);
        }
        catch (Exception e) when (e is DatabaseUnavailableException or DatabaseUnusableException)
        {
            // The next sync imports it: better a photo that its sender believes lost than a lost one.
        }
    }

    /// <summary>Reads the file once there is memory for it; until then it lies on the disk alone.</summary>
    private async Task<(Embedding Embedding, DecodedParts Parts)> EncodeAsync(FileStream unfinished, string shown, CancellationToken cancellationToken)
    {
        using var memory = await budget.ReserveAsync(unfinished.Length, cancellationToken);
        unfinished.Position = 0;
        using var file = await ImageFile.ReadAsync(unfinished, unfinished.Length, shown, ImageLimits.Default, cancellationToken);
        return await encoder.EncodeAsync(file, new DecodeRequest { WithAppearance = true }, cancellationToken);
    }

    private static string Ending(string format) => format switch { "jpeg" => ".jpg", "tiff" => ".tif", _ => $".{format}" };

    private static void Remove(string path)
    {
        try
        {
            File.Delete(path);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // Its folder could not be made either, or is gone.
        }
    }
}

using System.Buffers;
using System.Globalization;
using System.Security.Cryptography;
using ClipSearch.Core.Clip;
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
    ClipSearchOptions options, PhotoRoots roots, PhotoStorage storage, PhotoRecords records, StackRecords stacks, PhotoIndex index, PictureEncoder encoder)
{
    /// <summary>The folder below the first PHOTOS_DIR on disk; each month has one of its own in it.</summary>
    public const string FolderName = "uploads";

    /// <summary>Takes a photo.</summary>
    /// <param name="content">The file's content.</param>
    /// <param name="name">What the sender calls it; only a wish.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="ImageException">The content is no picture, is damaged or over the limits.</exception>
    /// <exception cref="LibraryException">The library is read-only or has no folder on disk, the file is too long, does not arrive to its end, or cannot be written.</exception>
    public async Task<ImportedPhoto> AddAsync(Stream content, string name, CancellationToken cancellationToken)
    {
        if (options.ReadOnly)
            throw new LibraryException("The library is read-only (READ_ONLY); nothing was taken in.");
        var root = roots.FirstOnDisk
            ?? throw new LibraryException("PHOTOS_DIR names only buckets, which ClipSearch only reads; add a folder on this machine to it, and what is sent goes there.");
        using var activity = Telemetry.StartActivity("import");
        var folder = Path.Combine(root, FolderName, DateTime.Now.ToString("yyyy-MM", CultureInfo.InvariantCulture));
        var shown = FileNames.Safe(name, Path.GetExtension(name) is { Length: > 1 and <= 6 } extension ? extension : "");
        // Hidden, so that no sync takes half a file.
        var unfinished = Path.Combine(folder, $".upload-{Guid.NewGuid():N}");
        try
        {
            var hash = await WriteAsync(content, unfinished, shown, cancellationToken);
            if (await index.FindByContentAsync(hash, cancellationToken) is { } known && !storage.Of(known.Path).HasLost(known.Path))
                return new ImportedPhoto(known, WasKnown: true);
            var photo = await TakeInAsync(unfinished, hash, shown, cancellationToken);
            Telemetry.AddImported(1);
            return new ImportedPhoto(photo, WasKnown: false);
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

    /// <summary>Writes what is sent, no more than is allowed, and returns its SHA-256.</summary>
    private async Task<byte[]> WriteAsync(Stream content, string path, string shown, CancellationToken cancellationToken)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        var buffer = ArrayPool<byte>.Shared.Rent(1 << 17);
        try
        {
            await using var file = new FileStream(path, FileMode.CreateNew, FileAccess.Write, FileShare.None, 1, useAsync: true);
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

    /// <summary>Embeds the file, gives it its name and puts it into the library.</summary>
    private async Task<Photo> TakeInAsync(string unfinished, byte[] hash, string shown, CancellationToken cancellationToken)
    {
        var content = await File.ReadAllBytesAsync(unfinished, cancellationToken);
        var (embedding, (header, placeholder, signature)) = await encoder.EncodeAsync(
            content, shown, image => (image.Header, Thumbnailer.CreatePlaceholder(image, shown), PictureSignature.Of(image)), cancellationToken);
        var path = FileNames.Free(Path.Combine(Path.GetDirectoryName(unfinished)!, Path.GetFileNameWithoutExtension(shown) + Ending(header.Format)));
        File.Move(unfinished, path);
        try
        {
            var file = new FileInfo(path);
            await records.PutAsync(
                [new NewPhoto(path, file.Length, file.LastWriteTimeUtc.Ticks, hash, header, embedding) { Placeholder = placeholder, Signature = signature }], cancellationToken);
            await stacks.RefreshAsync(cancellationToken);
            return (await index.FindByPathAsync(path, cancellationToken))!;
        }
        catch
        {
            Remove(path);
            throw;
        }
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

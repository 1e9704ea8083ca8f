using System.Buffers;
using System.IO.Compression;
using System.Text;
using ClipSearch.Core.Imaging;
using ClipSearch.Core.Library;
using ClipSearch.Web.Access;
using ClipSearch.Web.Problems;

namespace ClipSearch.Web.Photos;

/// <summary>
/// Writes photos to a ZIP file while it is sent: nothing is stored on disk, and one buffer is in memory. Photos are stored uncompressed,
/// since their formats already compress them. A photo that cannot be read does not end the file; a text file at the end lists it.
/// </summary>
internal sealed class PhotoZip(PhotoFiles files)
{
    private const int BufferBytes = 128 << 10;

    /// <summary>The years that a ZIP can store.</summary>
    private static readonly (DateTime First, DateTime Last) Times = (new DateTime(1980, 1, 1), new DateTime(2107, 12, 31, 23, 59, 58));

    /// <summary>Writes a ZIP file.</summary>
    /// <param name="output">A stream for asynchronous writes; it need not be seekable.</param>
    /// <param name="photos">The photos.</param>
    /// <param name="unknown">The ids of requested photos that are not in the library.</param>
    /// <param name="context">The request, which also cancels the operation.</param>
    public async Task WriteAsync(Stream output, IReadOnlyList<Photo> photos, IReadOnlyList<long> unknown, HttpContext context)
    {
        var (token, names) = (context.RequestAborted, new ZipNames());
        List<string> missing = [.. unknown.Select(id => Texts.Zip_Line.With(Texts.Zip_PhotoNumber.With(id), Problem.UnknownPhoto.Sentence))];
        var buffer = ArrayPool<byte>.Shared.Rent(BufferBytes);
        var sent = new AsyncWrites(output);
        // After an exception it is not disposed, which would write the directory and make the incomplete file look complete.
        var zip = await ZipArchive.CreateAsync(sent, ZipArchiveMode.Create, leaveOpen: true, entryNameEncoding: null, token);
        try
        {
            foreach (var photo in photos)
            {
                var sources = FilesOf(photo, context).ToList();
                foreach (var (file, name) in sources.Zip(names.Take([.. sources.Select(file => file.Name)])))
                {
                    if (await AddAsync(zip, file, name, names, buffer, context) is { } reason)
                        missing.Add(Texts.Zip_Line.With(ZipNames.Safe(file.Name), reason));
                }
            }

            if (missing.Count > 0)
            {
                var entry = zip.CreateEntry(names.Take([Texts.Zip_MissingName])[0], CompressionLevel.NoCompression);
                await using var text = await entry.OpenAsync(token);
                await text.WriteAsync(Encoding.UTF8.GetBytes($"{Texts.Zip_Missing}\n\n{string.Join('\n', missing)}\n"), token);
            }

            await zip.DisposeAsync();
            await sent.FlushAsync(token);
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }

    /// <summary>Returns the files of a photo that the caller may have, in their order in the ZIP.</summary>
    private IEnumerable<ZipSource> FilesOf(Photo photo, HttpContext context) =>
    [
        new(photo.Name, () => files.OpenAsync(photo, context)),
        .. files.CompanionsOf(photo, context).Select(name => new ZipSource(name, () => files.OpenCompanionAsync(photo, name, context))),
    ];

    /// <summary>Adds a file.</summary>
    /// <returns>Why it is missing or incomplete, in one sentence; null if it is complete.</returns>
    private static async Task<string?> AddAsync(ZipArchive zip, ZipSource source, string name, ZipNames names, byte[] buffer, HttpContext context)
    {
        var token = context.RequestAborted;
        ServedFile file;
        try
        {
            file = await source.OpenAsync();
        }
        catch (Exception e) when (IsOfFile(e))
        {
            return ExceptionProblems.OfFile(e, context).Sentence;
        }

        await using var content = file.Content;
        var entry = zip.CreateEntry(names.WithExtension(name, Path.GetExtension(file.Name)), CompressionLevel.NoCompression);
        entry.LastWriteTime = LocalTime(file.ModifiedAt);
        await using var target = await entry.OpenAsync(token);
        for (long done = 0; ;)
        {
            int read;
            try
            {
                read = await content.ReadAsync(buffer, token);
                if (read == 0)
                    return done >= content.Length ? null : Texts.Zip_Incomplete.With(PhotoWords.Size(done), PhotoWords.Size(content.Length), Texts.Zip_Shortened);
            }
            catch (Exception e) when (IsOfFile(e))
            {
                return Texts.Zip_Incomplete.With(PhotoWords.Size(done), PhotoWords.Size(content.Length), ExceptionProblems.OfFile(e, context).Sentence);
            }

            await target.WriteAsync(buffer.AsMemory(0, read), token);
            done += read;
        }
    }

    private static bool IsOfFile(Exception e) => e is ImageException or IOException or UnauthorizedAccessException;

    /// <summary>Returns the local time that a ZIP stores, with the nearest year that it can store.</summary>
    private static DateTimeOffset LocalTime(DateTimeOffset modifiedAt)
    {
        var local = modifiedAt.LocalDateTime;
        return new DateTimeOffset(DateTime.SpecifyKind(local < Times.First ? Times.First : local > Times.Last ? Times.Last : local, DateTimeKind.Unspecified), TimeSpan.Zero);
    }

    /// <param name="Name">The name of the file in the library.</param>
    /// <param name="OpenAsync">Opens what the caller may have of it.</param>
    private sealed record ZipSource(string Name, Func<Task<ServedFile>> OpenAsync);
}

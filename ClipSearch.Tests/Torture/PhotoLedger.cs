using System.Security.Cryptography;
using ClipSearch.Core.Library;

namespace ClipSearch.Tests.Torture;

/// <summary>Where a photo must be.</summary>
internal enum Place
{
    /// <summary>In the library: one file, one photo.</summary>
    Library,

    /// <summary>In the trash: one file there, one entry.</summary>
    Trash,

    /// <summary>In the library or in the trash: there was no response to a request to move it.</summary>
    Either,

    /// <summary>In the library or nowhere: it was sent, and there was no response.</summary>
    Sent,
}

/// <summary>The problems that a check has found, one line each.</summary>
/// <param name="Lost">The photos that are not where they must be.</param>
/// <param name="Doubled">The photos that are in more than one place.</param>
/// <param name="Left">The files and entries left over: unfinished uploads, files without an entry, and entries without a file.</param>
internal sealed record LedgerReport(IReadOnlyList<string> Lost, IReadOnlyList<string> Doubled, IReadOnlyList<string> Left)
{
    public bool IsClean => Lost.Count + Doubled.Count + Left.Count == 0;

    public override string ToString() => string.Join('\n', [.. Lost.Select(line => "lost: " + line), .. Doubled.Select(line => "doubled: " + line), .. Left.Select(line => "left over: " + line)]);
}

/// <summary>A photo of the ledger, identified by the hash of its content.</summary>
internal sealed class LedgerPhoto(string hash, string name, Place place)
{
    public string Hash => hash;

    public string Name => name;

    public Place Place { get; set; } = place;

    /// <summary>The ID in the library; null if it is not known.</summary>
    public long? Id { get; set; }

    /// <summary>The ID in the trash; null if it is not known.</summary>
    public long? TrashId { get; set; }

    /// <summary>Whether a request is moving it.</summary>
    public bool IsBusy { get; set; }
}

/// <summary>
/// Records which photos were added to a library and deleted from it, by the responses, and compares the library and its folder with the
/// record. Each photo has a unique content and name.
/// </summary>
internal sealed class PhotoLedger(LibraryFiles files)
{
    private readonly Dictionary<string, LedgerPhoto> _photos = new(StringComparer.Ordinal);
    private readonly Lock _lock = new();

    /// <summary>The number of photos.</summary>
    public int Count
    {
        get
        {
            lock (_lock)
                return _photos.Count;
        }
    }

    /// <summary>Records a photo that is about to be written into the folder, or sent.</summary>
    /// <exception cref="ArgumentException">The content is already recorded.</exception>
    public LedgerPhoto Add(byte[] content, string name, Place place)
    {
        var photo = new LedgerPhoto(Convert.ToHexStringLower(SHA256.HashData(content)), name, place);
        lock (_lock)
            _photos.Add(photo.Hash, photo);
        return photo;
    }

    /// <summary>Takes a photo that can be deleted; it is busy until <see cref="Book"/>.</summary>
    public LedgerPhoto? TakeFromLibrary(Random random) => Take(random, photo => photo is { Place: Place.Library, Id: not null });

    /// <summary>Takes a photo that can be restored; it is busy until <see cref="Book"/>.</summary>
    public LedgerPhoto? TakeFromTrash(Random random) => Take(random, photo => photo is { Place: Place.Trash, TrashId: not null });

    /// <summary>Records the place of a photo by a response.</summary>
    /// <param name="photo">The photo.</param>
    /// <param name="place">The place where it must be.</param>
    /// <param name="id">The ID in the library.</param>
    /// <param name="trashId">The ID in the trash.</param>
    public void Book(LedgerPhoto photo, Place place, long? id = null, long? trashId = null)
    {
        lock (_lock)
            (photo.Place, photo.Id, photo.TrashId, photo.IsBusy) = (place, id, trashId, false);
    }

    /// <summary>
    /// Compares a settled library with the record, and records the places of photos without a response. A photo that was sent without a
    /// response and does not exist is dropped from the record.
    /// </summary>
    public async Task<LedgerReport> CheckAsync(LibraryClient client, CancellationToken cancellationToken)
    {
        var (lost, doubled, left) = (new List<string>(), new List<string>(), new List<string>());
        var onDisk = ByHash(files.Photos());
        var inTrash = ByHash(files.Trash());
        var listed = (await client.PhotosAsync(cancellationToken)).ToLookup(photo => photo.Hash, StringComparer.Ordinal);
        var trashed = new List<(ListedTrash Photo, string Hash)>();
        foreach (var photo in await client.TrashAsync(cancellationToken))
        {
            if (files.TrashFileOf(photo.Path) is { } file)
                trashed.Add((photo, HashOf(file)));
            else
                left.Add($"{photo.Path} is in the trash without a file");
        }

        var trash = trashed.ToLookup(entry => entry.Hash, entry => entry.Photo, StringComparer.Ordinal);
        lock (_lock)
        {
            foreach (var photo in _photos.Values.ToList())
            {
                var isInLibrary = onDisk[photo.Hash].Any() && listed[photo.Hash].Any();
                var isInTrash = inTrash[photo.Hash].Any() && trash[photo.Hash].Any();
                var counts = $"{photo.Name}, recorded as {photo.Place}: {onDisk[photo.Hash].Count()} files and {listed[photo.Hash].Count()} photos in the library, "
                    + $"{inTrash[photo.Hash].Count()} files and {trash[photo.Hash].Count()} entries in the trash";
                var isThere = photo.Place switch
                {
                    Place.Library => isInLibrary,
                    Place.Trash => isInTrash,
                    Place.Sent => isInLibrary || !(onDisk[photo.Hash].Any() || listed[photo.Hash].Any()),
                    _ => isInLibrary || isInTrash,
                };
                if (!isThere)
                    lost.Add(counts);
                else if (Math.Max(onDisk[photo.Hash].Count(), listed[photo.Hash].Count()) + Math.Max(inTrash[photo.Hash].Count(), trash[photo.Hash].Count()) > 1)
                    doubled.Add(counts);
                if (photo.Place == Place.Sent && !isInLibrary)
                    _photos.Remove(photo.Hash);
                else
                    Settle(photo, isInLibrary, listed[photo.Hash].FirstOrDefault()?.Id, trash[photo.Hash].FirstOrDefault()?.Id);
            }

            left.AddRange(onDisk.Concat(inTrash).Where(group => !_photos.ContainsKey(group.Key)).SelectMany(group => group).Select(path => $"{files.Relative(path)} is no photo that was put there ({new FileInfo(path).Length} bytes)"));
            left.AddRange(listed.Where(group => !_photos.ContainsKey(group.Key)).SelectMany(group => group).Select(photo => $"{photo.Path} is a photo of the library and was never put there"));
        }

        left.AddRange(files.Unfinished().Select(path => $"{files.Relative(path)} is an upload that is not complete"));
        return new LedgerReport(lost, doubled, left);
    }

    /// <summary>Restores all photos of the trash, and records that.</summary>
    /// <returns>The photos that cannot be restored, or whose content differs.</returns>
    public async Task<List<string>> RestoreAllAsync(LibraryClient client, CancellationToken cancellationToken)
    {
        List<LedgerPhoto> photos;
        lock (_lock)
            photos = [.. _photos.Values.Where(photo => photo.Place == Place.Trash)];
        var failed = new List<string>();
        foreach (var photo in photos)
        {
            var (status, restored) = photo.TrashId is { } id ? await client.RestoreAsync(id, cancellationToken) : default;
            if (restored?.Hash == photo.Hash)
                Book(photo, Place.Library, restored.Id);
            else
                failed.Add($"{photo.Name} cannot be restored from the trash: {(int)status}");
        }

        return failed;
    }

    private static void Settle(LedgerPhoto photo, bool isInLibrary, long? id, long? trashId)
    {
        photo.Place = isInLibrary ? Place.Library : Place.Trash;
        (photo.Id, photo.TrashId, photo.IsBusy) = (isInLibrary ? id : null, isInLibrary ? null : trashId, false);
    }

    private LedgerPhoto? Take(Random random, Func<LedgerPhoto, bool> isFit)
    {
        lock (_lock)
        {
            var fit = _photos.Values.Where(photo => !photo.IsBusy && isFit(photo)).ToList();
            if (fit.Count == 0)
                return null;
            var photo = fit[random.Next(fit.Count)];
            photo.IsBusy = true;
            return photo;
        }
    }

    private static ILookup<string, string> ByHash(IEnumerable<string> paths) => paths.ToList().ToLookup(HashOf, StringComparer.Ordinal);

    private static string HashOf(string path)
    {
        using var file = File.OpenRead(path);
        return Convert.ToHexStringLower(SHA256.HashData(file));
    }
}

using System.Collections.Concurrent;
using System.Text;
using ClipSearch.Core.Index;
using ClipSearch.Core.Native.Vips;
using ClipSearch.Core.Storage;
using Microsoft.Extensions.Logging;
using Microsoft.Win32.SafeHandles;

namespace ClipSearch.Core.Sync;

/// <summary>A file that was being decoded when the process ended.</summary>
/// <param name="File">The file as it was then.</param>
/// <param name="WasAlone">Whether it was the only one.</param>
internal sealed record DecodingNote(PhotoFile File, bool WasAlone);

/// <summary>
/// Notes in DATA_DIR which files are being decoded, so that a file that crashes a decoder is not decoded again at every start. Files that
/// were in work when the process ended are decoded one at a time; the one that ends the process then as well is skipped until it changes.
/// A note is one write into the page cache, which outlives the process: some 4 µs for each file.
/// </summary>
internal sealed partial class DecodingNotes : IDisposable
{
    /// <summary>More than there are cores to decode.</summary>
    private const int Slots = 128;

    /// <summary>A page, which is written as a whole or not at all. A longer path goes without a note.</summary>
    private const int SlotBytes = 4096;

    private readonly SafeFileHandle? _lock;
    private readonly SafeFileHandle? _file;
    private readonly ConcurrentStack<int> _free = new();
    private readonly ConcurrentDictionary<string, (DecodingNote Note, int Slot)> _found = new(StringComparer.Ordinal);
    private readonly List<string> _guilty = [];

    private DecodingNotes(SafeFileHandle? @lock, SafeFileHandle? file)
    {
        (_lock, _file) = (@lock, file);
        for (var slot = Slots - 1; slot >= 0; slot--)
        {
            if (file is not null && Read(file, slot) is { } note && _found.TryAdd(note.File.Path, (note, slot)))
                continue;
            _free.Push(slot);
        }
    }

    /// <summary>Opens the notes of a folder. Where they cannot be written, or another process writes them, none are kept.</summary>
    /// <param name="dataDir">DATA_DIR.</param>
    /// <param name="logger">Told why there are none.</param>
    public static DecodingNotes Open(string dataDir, ILogger logger)
    {
        SafeFileHandle? alone = null;
        try
        {
            Directory.CreateDirectory(dataDir);
            // Processes with one DATA_DIR may sync with databases of their own, at the same time.
            alone = File.OpenHandle(PathIn(dataDir) + ".lock", FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
            return new DecodingNotes(alone, File.OpenHandle(PathIn(dataDir), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.ReadWrite));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            alone?.Dispose();
            LogNoNotes(logger, dataDir, e.Message);
            return new DecodingNotes(null, null);
        }
    }

    /// <summary>What is noted in a folder, also while a process writes there.</summary>
    internal static IReadOnlyList<DecodingNote> Read(string dataDir)
    {
        if (!File.Exists(PathIn(dataDir)))
            return [];
        using var file = File.OpenHandle(PathIn(dataDir), FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
        return [.. Enumerable.Range(0, Slots).Select(slot => Read(file, slot)).OfType<DecodingNote>()];
    }

    /// <summary>
    /// Changes a plan by what is noted: a file that ended the process alone is bad, those that were in work with others come first. Notes
    /// of files that have changed or vanished are dropped.
    /// </summary>
    /// <param name="plan">The plan.</param>
    /// <param name="root">The folder that it is for.</param>
    public SyncPlan Apply(SyncPlan plan, string root)
    {
        if (_found.IsEmpty)
            return plan;
        var (suspects, guilty) = (new List<PhotoFile>(), new List<PhotoFailure>());
        foreach (var (path, (note, _)) in _found)
        {
            if (!PhotoRoots.IsWithin(path, root))
                continue;
            if (plan.ToRead.FirstOrDefault(file => file.Path == path) is not { } file || !file.Is(note.File.Bytes, note.File.ModifiedTicks, note.File.ETag))
                Drop(path);
            else if (note.WasAlone)
                guilty.Add(Failure(file));
            else
                suspects.Add(file);
        }

        _guilty.AddRange(guilty.Select(failure => failure.Path));
        var settled = suspects.Select(file => file.Path).Concat(_guilty).ToHashSet(StringComparer.Ordinal);
        return plan with
        {
            ToRead = [.. suspects, .. plan.ToRead.Where(file => !settled.Contains(file.Path))],
            StillBad = [.. plan.StillBad, .. guilty],
        };
    }

    /// <summary>Whether a file was in work with others when the process ended, and has not been decoded alone yet.</summary>
    public bool IsSuspect(PhotoFile file) => _found.ContainsKey(file.Path);

    /// <summary>Notes that a file is being decoded; as the only one if it <see cref="IsSuspect"/>.</summary>
    /// <returns>To be disposed when it is decoded.</returns>
    public IDisposable? Begin(PhotoFile file)
    {
        var isAlone = _found.TryRemove(file.Path, out var found);
        if (_file is null)
            return null;
        var slot = found.Slot;
        if (!isAlone && !_free.TryPop(out slot))
            return null;
        var content = Content(new DecodingNote(file, isAlone));
        if (content.Length <= SlotBytes)
            RandomAccess.Write(_file, content, At(slot));
        return new Noted(this, slot);
    }

    /// <summary>Drops the notes of the files that <see cref="Apply"/> found to be bad: the library knows them by now.</summary>
    public void Settle()
    {
        _guilty.ForEach(Drop);
        _guilty.Clear();
    }

    public void Dispose()
    {
        _file?.Dispose();
        _lock?.Dispose();
    }

    private static string PathIn(string dataDir) => Path.Combine(dataDir, "decoding");

    private static long At(int slot) => (long)slot * SlotBytes;

    private static PhotoFailure Failure(PhotoFile file) => new(
        file.Path,
        ImageException.Unreadable(
            file.Path,
            "ClipSearch ended while it decoded this file, the second time with no other in work; it is skipped until it changes, "
            + "and touching it has it tried again").Message)
    {
        Content = (file.Bytes, file.ModifiedTicks),
        ETag = file.ETag,
    };

    private static byte[] Content(DecodingNote note)
    {
        using var content = new MemoryStream();
        using var writer = new BinaryWriter(content, Encoding.UTF8);
        writer.Write(true);
        writer.Write(note.WasAlone);
        writer.Write(note.File.Path);
        writer.Write(note.File.Bytes);
        writer.Write(note.File.ModifiedTicks);
        writer.Write(note.File.ETag ?? "");
        writer.Flush();
        return content.ToArray();
    }

    private static DecodingNote? Read(SafeFileHandle file, int slot)
    {
        var content = new byte[SlotBytes];
        RandomAccess.Read(file, content, At(slot));
        using var reader = new BinaryReader(new MemoryStream(content), Encoding.UTF8);
        try
        {
            if (!reader.ReadBoolean())
                return null;
            var wasAlone = reader.ReadBoolean();
            var (path, bytes, ticks, tag) = (reader.ReadString(), reader.ReadInt64(), reader.ReadInt64(), reader.ReadString());
            return new DecodingNote(new PhotoFile(path, bytes, ticks, tag.Length == 0 ? null : tag), wasAlone);
        }
        catch (Exception e) when (e is IOException or FormatException or ArgumentException)
        {
            return null; // not written by this version
        }
    }

    private void Drop(string path)
    {
        if (_found.TryRemove(path, out var found))
            Free(found.Slot);
    }

    private void Free(int slot)
    {
        if (_file is not null)
            RandomAccess.Write(_file, [0], At(slot));
        _free.Push(slot);
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "No notes of files in work are kept in {Folder}: a file that crashes a decoder would be decoded at every start: {Cause}")]
    private static partial void LogNoNotes(ILogger logger, string folder, string cause);

    private sealed class Noted(DecodingNotes notes, int slot) : IDisposable
    {
        public void Dispose() => notes.Free(slot);
    }
}

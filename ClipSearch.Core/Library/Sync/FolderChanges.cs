using ClipSearch.Core.Library.Storage;
using ClipSearch.Core.Paths;

namespace ClipSearch.Core.Library.Sync;

/// <summary>A folder whose changes the operating system does not report.</summary>
/// <param name="Path">The absolute path of the folder.</param>
/// <param name="Cause">The error message of the system, without a full stop.</param>
public sealed record UnwatchedFolder(string Path, string Cause);

/// <summary>
/// Finds the folders with changes: those that the operating system reports, after a quiet period, and at intervals all folders, because
/// network folders and buckets report no changes.
/// </summary>
internal sealed class FolderChanges(IReadOnlyList<string> roots, string exclude) : IDisposable
{
    /// <summary>
    /// The quiet period after the last change before a scan, because programs write in steps and often many files at once.
    /// </summary>
    private static readonly TimeSpan Quiet = TimeSpan.FromMilliseconds(400);

    /// <summary>The maximum delay between the first change and the scan.</summary>
    private static readonly TimeSpan MaxDelay = TimeSpan.FromSeconds(5);

    /// <summary>The interval between scans of all folders. Each 1,000 objects of a bucket cost one billed request.</summary>
    private static readonly TimeSpan Sweep = TimeSpan.FromMinutes(5);

    /// <summary>
    /// The scan interval of missing folders and those on disk, while a folder or a drive in it is missing or suddenly empty.
    /// </summary>
    private static readonly TimeSpan SweepForMissing = TimeSpan.FromSeconds(10);

    /// <summary>The number of changed folders above which all folders on disk are scanned.</summary>
    private const int Many = 64;

    private readonly Lock _lock = new();
    private readonly HashSet<string> _changed = new(StringComparer.Ordinal);
    private readonly Dictionary<string, FileSystemWatcher> _watchers = new(StringComparer.Ordinal);
    private readonly SemaphoreSlim _signal = new(0);
    private volatile UnwatchedFolder? _unwatched;
    private volatile UnwatchedFolder? _overflow;
    private long _sweptAt = Environment.TickCount64;
    private long? _changedAt;
    private long? _takenAt = Environment.TickCount64;
    private bool _all;
    private bool _atOnce;
    private bool _isDisposed;

    /// <summary>An existing folder whose changes are only found by the regular scans; null if all folders are watched.</summary>
    public UnwatchedFolder? Unwatched => _unwatched ?? _overflow;

    /// <summary>
    /// Starts to watch the existing folders that are not watched yet. If system limits prevent it, the regular scans remain.
    /// </summary>
    public void Watch()
    {
        UnwatchedFolder? unwatched = null;
        foreach (var root in OnDisk.Where(root => !_watchers.ContainsKey(root)))
        {
            try
            {
                _watchers[root] = Watcher(root);
            }
            catch (Exception e) when (e is ArgumentException or IOException or UnauthorizedAccessException)
            {
                // The sync reports missing and unreadable folders.
                if (Directory.Exists(root))
                    unwatched = Unwatchable(root, e);
            }
        }

        _unwatched = unwatched;
    }

    /// <summary>
    /// The age of the oldest change that is not in the library; zero if there is none. At startup all folders count as changed.
    /// </summary>
    public TimeSpan Lag
    {
        get
        {
            lock (_lock)
                return (_takenAt ?? _changedAt) is { } oldest ? TimeSpan.FromMilliseconds(Environment.TickCount64 - oldest) : TimeSpan.Zero;
        }
    }

    /// <summary>Requests a scan of all folders without delay.</summary>
    public void AddAll()
    {
        lock (_lock)
        {
            _changedAt ??= Environment.TickCount64;
            _all = _atOnce = true;
        }

        Signal();
    }

    /// <summary>Marks the changes taken so far as imported.</summary>
    public void Finish()
    {
        lock (_lock)
            _takenAt = null;
    }

    /// <summary>Waits for changes and takes them.</summary>
    /// <param name="missing">The folders that were not available at the last scan.</param>
    /// <param name="cancellationToken">Cancels the operation.</param>
    /// <returns>The folders to scan; none is inside another.</returns>
    public async Task<IReadOnlyList<string>> TakeAsync(IReadOnlyList<string> missing, CancellationToken cancellationToken)
    {
        while (true)
        {
            var isChange = await _signal.WaitAsync(missing.Count > 0 && SweepForMissing < UntilSweep ? SweepForMissing : UntilSweep, cancellationToken);
            if (isChange)
            {
                var first = Environment.TickCount64;
                while (!_atOnce && Environment.TickCount64 - first < MaxDelay.TotalMilliseconds && await _signal.WaitAsync(Quiet, cancellationToken))
                {
                    // Wait until no change arrives within the quiet period.
                }
            }

            if (missing.Count > 0)
                Forget();
            // Empty after a late signal for a change that was already taken.
            if (Take(isChange, missing) is [_, ..] folders)
                return folders;
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        Forget();
        lock (_lock)
        {
            _isDisposed = true;
            _signal.Dispose();
        }
    }

    private IEnumerable<string> OnDisk => roots.Where(root => !LibraryPath.IsRemote(root));

    private TimeSpan UntilSweep => TimeSpan.FromMilliseconds(Math.Max(0, Sweep.TotalMilliseconds - (Environment.TickCount64 - _sweptAt)));

    private IReadOnlyList<string> Take(bool isChange, IReadOnlyList<string> missing)
    {
        lock (_lock)
        {
            var isSweep = _all || UntilSweep == TimeSpan.Zero;
            IReadOnlyList<string> folders = isSweep ? roots
                // Each scan reports the missing folders again, so it must include them.
                : !isChange || missing.Count > 0 ? [.. roots.Where(root => !LibraryPath.IsRemote(root) || missing.Contains(root))]
                : _changed.Count > Many ? [.. OnDisk]
                : LibraryFolders.Outermost(_changed.Select(Existing));
            if (isSweep)
                _sweptAt = Environment.TickCount64;
            _all = _atOnce = false;
            _changed.Clear();
            if (folders.Count > 0)
                _takenAt ??= _changedAt ?? Environment.TickCount64;
            _changedAt = null;
            return folders;
        }
    }

    /// <summary>Disposes of all watchers, because a watcher does not see a folder that was mounted again.</summary>
    private void Forget()
    {
        foreach (var watcher in _watchers.Values)
            watcher.Dispose();
        _watchers.Clear();
        _overflow = null;
    }

    private FileSystemWatcher Watcher(string root)
    {
        var watcher = new FileSystemWatcher(root)
        {
            IncludeSubdirectories = true,
            InternalBufferSize = 64 << 10,
            NotifyFilter = NotifyFilters.FileName | NotifyFilters.DirectoryName | NotifyFilters.LastWrite | NotifyFilters.Size | NotifyFilters.Attributes,
        };
        watcher.Created += (_, change) => Add(root, change.FullPath);
        watcher.Changed += (_, change) => Add(root, change.FullPath);
        watcher.Deleted += (_, change) => Add(root, change.FullPath);
        watcher.Renamed += (_, change) =>
        {
            Add(root, change.OldFullPath);
            Add(root, change.FullPath);
        };
        // Raised if the buffer overflows or the limit of watched folders is reached.
        watcher.Error += (_, error) =>
        {
            if (error.GetException() is not InternalBufferOverflowException and var e)
                _overflow = Unwatchable(root, e);
            AddAll();
        };
        watcher.EnableRaisingEvents = true;
        return watcher;
    }

    private static UnwatchedFolder Unwatchable(string root, Exception e) => new(root, e.Message.ReplaceLineEndings(" ").TrimEnd('.'));

    private void Add(string root, string path)
    {
        var below = path.AsSpan(Math.Min(path.Length, LibraryFolders.Prefix(root).Length));
        // Skip hidden files, except those that exclude others, and the files that ClipSearch writes.
        if (FolderExclusions.IsIgnoreFile(Path.GetFileName(path)))
            below = Path.GetDirectoryName(below);
        if (below.StartsWith('.') || below.Contains($"{Path.DirectorySeparatorChar}.", StringComparison.Ordinal) || path == exclude || path.StartsWith(LibraryFolders.Prefix(exclude), StringComparison.Ordinal))
            return;
        lock (_lock)
        {
            _changedAt ??= Environment.TickCount64;
            // For a link, the folder of the link, because the target may be anywhere.
            _changed.Add(Directory.Exists(path) && new DirectoryInfo(path).LinkTarget is null ? path : Path.GetDirectoryName(path) ?? root);
        }

        Signal();
    }

    private void Signal()
    {
        lock (_lock)
        {
            // A watcher may still raise an event during disposal.
            if (!_isDisposed)
                _signal.Release();
        }
    }

    /// <summary>Returns the folder, or its nearest parent that exists.</summary>
    private string Existing(string folder)
    {
        while (!roots.Contains(folder) && !Directory.Exists(folder))
            folder = Path.GetDirectoryName(folder)!;
        return folder;
    }
}

namespace ClipSearch.Core.Sync;

/// <summary>A folder whose changes the operating system does not report.</summary>
/// <param name="Path">The folder.</param>
/// <param name="Cause">What the system says, without a full stop.</param>
public sealed record UnwatchedFolder(string Path, string Cause);

/// <summary>
/// Tells in which folders something has changed: what the operating system reports, once it has been quiet for a moment,
/// and now and then all of them, since network folders and buckets report nothing.
/// </summary>
internal sealed class FolderChanges(IReadOnlyList<string> roots, string exclude) : IDisposable
{
    /// <summary>Programs write in steps, and many files at once; so long after the last change the folder is looked through.</summary>
    private static readonly TimeSpan Quiet = TimeSpan.FromMilliseconds(400);

    /// <summary>But so long after the first change at the latest.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    /// <summary>How often all folders are looked through unasked; each thousand objects of a bucket is a request that is paid for.</summary>
    private static readonly TimeSpan Sweep = TimeSpan.FromMinutes(5);

    /// <summary>How often those on disk, and the missing ones, while a folder or a drive in it is missing or suddenly empty.</summary>
    private static readonly TimeSpan SweepForMissing = TimeSpan.FromSeconds(10);

    /// <summary>Of so many changed folders on, all on disk are looked through.</summary>
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

    /// <summary>A folder that is there and whose changes are found by the sweeps only; null where all are watched.</summary>
    public UnwatchedFolder? Unwatched => _unwatched ?? _overflow;

    /// <summary>Begins to watch the folders that are there and not watched yet. Where the system's limits allow no watching, the sweeps remain.</summary>
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
                // Missing, or not to be read: the sync says so.
                if (Directory.Exists(root))
                    unwatched = Unwatchable(root, e);
            }
        }

        _unwatched = unwatched;
    }

    /// <summary>The age of the oldest change that is not in the library; zero if there is none. At the start all folders count as changed.</summary>
    public TimeSpan Lag
    {
        get
        {
            lock (_lock)
                return (_takenAt ?? _changedAt) is { } oldest ? TimeSpan.FromMilliseconds(Environment.TickCount64 - oldest) : TimeSpan.Zero;
        }
    }

    /// <summary>Has all folders looked through at once.</summary>
    public void AddAll()
    {
        lock (_lock)
        {
            _changedAt ??= Environment.TickCount64;
            _all = _atOnce = true;
        }

        Signal();
    }

    /// <summary>Notes that the changes taken so far are in the library.</summary>
    public void Finish()
    {
        lock (_lock)
            _takenAt = null;
    }

    /// <summary>Waits for changes, and takes them.</summary>
    /// <param name="missing">The folders that could not be gone by the last time.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>The folders to look through; none lies in another.</returns>
    public async Task<IReadOnlyList<string>> TakeAsync(IReadOnlyList<string> missing, CancellationToken cancellationToken)
    {
        while (true)
        {
            var isChange = await _signal.WaitAsync(missing.Count > 0 && SweepForMissing < UntilSweep ? SweepForMissing : UntilSweep, cancellationToken);
            if (isChange)
            {
                var first = Environment.TickCount64;
                while (!_atOnce && Environment.TickCount64 - first < Patience.TotalMilliseconds && await _signal.WaitAsync(Quiet, cancellationToken))
                {
                    // Not quiet yet.
                }
            }

            if (missing.Count > 0)
                Forget();
            // None where a signal came late, of a change that was taken with those before it.
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

    private IEnumerable<string> OnDisk => roots.Where(root => !PhotoPath.IsInBucket(root));

    private TimeSpan UntilSweep => TimeSpan.FromMilliseconds(Math.Max(0, Sweep.TotalMilliseconds - (Environment.TickCount64 - _sweptAt)));

    private IReadOnlyList<string> Take(bool isChange, IReadOnlyList<string> missing)
    {
        lock (_lock)
        {
            var isSweep = _all || UntilSweep == TimeSpan.Zero;
            IReadOnlyList<string> folders = isSweep ? roots
                // What is missing is told of after each look, so none may leave it out.
                : !isChange || missing.Count > 0 ? [.. roots.Where(root => !PhotoPath.IsInBucket(root) || missing.Contains(root))]
                : _changed.Count > Many ? [.. OnDisk]
                : PhotoRoots.Outermost(_changed.Select(Existing));
            if (isSweep)
                _sweptAt = Environment.TickCount64;
            _all = _atOnce = false;
            _changed.Clear();
            _takenAt ??= _changedAt ?? Environment.TickCount64;
            _changedAt = null;
            return folders;
        }
    }

    /// <summary>A folder that was mounted anew is another one than was watched.</summary>
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
        // More changes than the buffer holds, or more folders than may be watched.
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
        var below = path.AsSpan(Math.Min(path.Length, PhotoRoots.Prefix(root).Length));
        // Hidden ones are passed over, and so is what ClipSearch itself writes.
        if (below.StartsWith('.') || below.Contains($"{Path.DirectorySeparatorChar}.", StringComparison.Ordinal) || path == exclude || path.StartsWith(PhotoRoots.Prefix(exclude), StringComparison.Ordinal))
            return;
        lock (_lock)
        {
            _changedAt ??= Environment.TickCount64;
            // Of a link its folder: what it leads to may lie anywhere.
            _changed.Add(Directory.Exists(path) && new DirectoryInfo(path).LinkTarget is null ? path : Path.GetDirectoryName(path) ?? root);
        }

        Signal();
    }

    private void Signal()
    {
        lock (_lock)
        {
            // A watcher may be in the midst of telling something while it is disposed of.
            if (!_isDisposed)
                _signal.Release();
        }
    }

    /// <summary>The folder, or the nearest one above it that is left.</summary>
    private string Existing(string folder)
    {
        while (!roots.Contains(folder) && !Directory.Exists(folder))
            folder = Path.GetDirectoryName(folder)!;
        return folder;
    }
}

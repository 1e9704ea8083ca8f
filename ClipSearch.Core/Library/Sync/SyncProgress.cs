using System.Diagnostics;

namespace ClipSearch.Core.Library.Sync;

/// <summary>The state of a sync.</summary>
public enum SyncState
{
    /// <summary>The sync has not started.</summary>
    Pending,

    /// <summary>The sync waits for the sync of another process.</summary>
    Waiting,

    /// <summary>The sync scans the folders.</summary>
    Looking,

    /// <summary>The sync imports photos.</summary>
    Running,

    /// <summary>The sync has succeeded.</summary>
    Done,

    /// <summary>The sync has failed or was cancelled.</summary>
    Failed,
}

/// <summary>A snapshot of the progress of a sync.</summary>
/// <param name="State">The state.</param>
/// <param name="Folders">The absolute paths of the folders.</param>
/// <param name="Found">The number of photos in the folders.</param>
/// <param name="ToRead">The number of these that are new or changed.</param>
/// <param name="Done">The number of new or changed photos that are imported or failed.</param>
/// <param name="Failed">The number of failures.</param>
/// <param name="PhotosPerSecond">The mean rate so far, in photos per second.</param>
/// <param name="TimeLeft">The estimated remaining time at this rate; null while there is no rate.</param>
/// <param name="Unavailable">The folders that are skipped, with the reason. Their photos stay in the library.</param>
/// <param name="Error">The reason for the failure in one or two sentences; null if it did not fail.</param>
public sealed record SyncStatus(
    SyncState State, IReadOnlyList<string> Folders, int Found, int ToRead, int Done, int Failed, double PhotosPerSecond, TimeSpan? TimeLeft,
    IReadOnlyList<PhotoFailure> Unavailable, string? Error)
{
    /// <summary>Whether the sync may still import photos.</summary>
    public bool IsUnderWay => State is SyncState.Pending or SyncState.Waiting or SyncState.Looking or SyncState.Running;
}

/// <summary>The progress of a sync. Thread-safe.</summary>
public sealed class SyncProgress(IReadOnlyList<string> folders)
{
    private readonly Lock _lock = new();
    private readonly List<PhotoFailure> _failures = [];
    private readonly List<PhotoFailure> _needing = [];
    private readonly Stopwatch _reading = new();
    private SyncState _state;
    private int _found;
    private int _toRead;
    private int _done;
    private IReadOnlyList<PhotoFailure> _unavailable = [];
    private string? _error;

    /// <summary>The current status.</summary>
    public SyncStatus Status
    {
        get
        {
            lock (_lock)
            {
                var seconds = _reading.Elapsed.TotalSeconds;
                var rate = seconds > 0 ? _done / seconds : 0;
                return new SyncStatus(
                    _state, folders, _found, _toRead, _done, _failures.Count, rate,
                    rate > 0 ? TimeSpan.FromSeconds((_toRead - _done) / rate) : null, _unavailable, _error);
            }
        }
    }

    /// <summary>The files that were skipped so far because they need a program that is not installed.</summary>
    internal IReadOnlyList<PhotoFailure> Needing
    {
        get
        {
            lock (_lock)
                return [.. _needing];
        }
    }

    /// <summary>The files and folders that have failed so far.</summary>
    public IReadOnlyList<PhotoFailure> Failures
    {
        get
        {
            lock (_lock)
                return [.. _failures];
        }
    }

    internal void Enter(SyncState state)
    {
        lock (_lock)
        {
            _state = state;
            if (state == SyncState.Running)
                _reading.Start();
            else
                _reading.Stop();
        }
    }

    internal void Plan(int found, int toRead)
    {
        lock (_lock)
            (_found, _toRead) = (found, toRead);
    }

    internal void Withhold(IReadOnlyList<PhotoFailure> unavailable)
    {
        lock (_lock)
            _unavailable = unavailable;
    }

    internal void Advance(int photos)
    {
        lock (_lock)
            _done += photos;
    }

    internal void Fail(PhotoFailure failure)
    {
        lock (_lock)
            (failure.Needs is null ? _failures : _needing).Add(failure);
    }

    internal void Fail(string error)
    {
        lock (_lock)
            _error = error;
        Enter(SyncState.Failed);
    }
}

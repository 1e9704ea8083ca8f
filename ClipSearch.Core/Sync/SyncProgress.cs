using System.Diagnostics;
using ClipSearch.Core.Index;

namespace ClipSearch.Core.Sync;

/// <summary>Where a sync stands.</summary>
public enum SyncState
{
    /// <summary>It has not begun.</summary>
    Pending,

    /// <summary>Another process syncs; this one waits for its turn.</summary>
    Waiting,

    /// <summary>It looks through the folder.</summary>
    Looking,

    /// <summary>It takes photos in.</summary>
    Running,

    /// <summary>It is done.</summary>
    Done,

    /// <summary>It could not be done.</summary>
    Failed,
}

/// <summary>A sync's figures at one moment.</summary>
/// <param name="State">Where it stands.</param>
/// <param name="Folders">The folders' absolute paths.</param>
/// <param name="Found">How many photos the folders hold.</param>
/// <param name="ToRead">How many of them are new or changed.</param>
/// <param name="Done">How many of those are taken in or failed.</param>
/// <param name="Failed">How many of those failed.</param>
/// <param name="PhotosPerSecond">The mean rate so far.</param>
/// <param name="TimeLeft">At that rate; null before there is one.</param>
/// <param name="Unavailable">Folders that are left as the library has them, with the reason.</param>
/// <param name="Error">Why it failed, one or two sentences; null unless it did.</param>
public sealed record SyncStatus(
    SyncState State, IReadOnlyList<string> Folders, int Found, int ToRead, int Done, int Failed, double PhotosPerSecond, TimeSpan? TimeLeft,
    IReadOnlyList<PhotoFailure> Unavailable, string? Error)
{
    /// <summary>Whether photos may still be on their way in.</summary>
    public bool IsUnderWay => State is SyncState.Pending or SyncState.Waiting or SyncState.Looking or SyncState.Running;
}

/// <summary>A sync's figures as they grow. Thread-safe.</summary>
public sealed class SyncProgress(IReadOnlyList<string> folders)
{
    private readonly Lock _lock = new();
    private readonly List<PhotoFailure> _failures = [];
    private readonly Stopwatch _reading = new();
    private SyncState _state;
    private int _found;
    private int _toRead;
    private int _done;
    private IReadOnlyList<PhotoFailure> _unavailable = [];
    private string? _error;

    /// <summary>The figures now.</summary>
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

    /// <summary>The files that failed so far.</summary>
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
            _failures.Add(failure);
    }

    internal void Fail(string error)
    {
        lock (_lock)
            _error = error;
        Enter(SyncState.Failed);
    }
}

using System.Collections.Concurrent;
using System.Threading.Channels;
using ClipSearch.Core.Data;
using Microsoft.Extensions.Logging;

namespace ClipSearch.Core.Library.Trash;

/// <summary>
/// Tracks the moves into and out of the trash that this process has started. If the database fails after a file has moved, the end of the
/// move is recorded when the database works again; if the process ends before that, <see cref="Recovery"/> records it at the next start.
/// </summary>
public sealed partial class UnfinishedMoves(TimeProvider time, ILogger<UnfinishedMoves> logger)
{
    /// <summary>The interval between attempts while the database fails.</summary>
    private static readonly TimeSpan RetryInterval = TimeSpan.FromSeconds(1);

    private readonly Channel<Func<CancellationToken, Task>> _notes = Channel.CreateUnbounded<Func<CancellationToken, Task>>();

    private readonly ConcurrentDictionary<string, byte> _underWay = new(StringComparer.Ordinal);

    /// <summary>Marks a move as in progress before it is recorded in the database, so that <see cref="Recovery"/> skips it.</summary>
    /// <param name="trashPath">The absolute path in the trash that the file moves to or from.</param>
    /// <returns>An object to dispose when the move has ended.</returns>
    internal IDisposable Begin(string trashPath)
    {
        _underWay.TryAdd(trashPath, 0);
        return new Move(_underWay, trashPath);
    }

    /// <summary>
    /// Returns whether a move is in progress in this process. To avoid a race, call it after the move was read from the database.
    /// </summary>
    internal bool IsUnderWay(string trashPath) => _underWay.ContainsKey(trashPath);

    /// <summary>Records the end of a move: now, or later if the database fails.</summary>
    /// <param name="note">Records the end in the database. It must be idempotent.</param>
    /// <exception cref="DatabaseUnavailableException">The database is not available; the end is recorded later.</exception>
    /// <exception cref="DatabaseUnusableException">The database is not writable; the end is recorded later.</exception>
    internal async Task NoteAsync(Func<CancellationToken, Task> note)
    {
        try
        {
            await note(CancellationToken.None);
        }
        catch (Exception e) when (e is DatabaseUnavailableException or DatabaseUnusableException)
        {
            _notes.Writer.TryWrite(note);
            throw;
        }
    }

    /// <summary>Records the ends that were postponed, until it is cancelled.</summary>
    internal async Task RunAsync(CancellationToken stoppingToken)
    {
        await foreach (var note in _notes.Reader.ReadAllAsync(stoppingToken))
        {
            while (!await TryAsync(note, stoppingToken))
                await Task.Delay(RetryInterval, time, stoppingToken);
        }
    }

    /// <returns>Whether a retry is unnecessary.</returns>
    private async Task<bool> TryAsync(Func<CancellationToken, Task> note, CancellationToken stoppingToken)
    {
        try
        {
            await note(stoppingToken);
            return true;
        }
        catch (Exception e) when (e is DatabaseUnavailableException or DatabaseUnusableException)
        {
            return false;
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            LogFailed(logger, e);
            return true;
        }
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "The completed move to or from the trash could not be recorded; the next start records it")]
    private static partial void LogFailed(ILogger logger, Exception exception);

    private sealed class Move(ConcurrentDictionary<string, byte> underWay, string trashPath) : IDisposable
    {
        public void Dispose() => underWay.TryRemove(trashPath, out _);
    }
}

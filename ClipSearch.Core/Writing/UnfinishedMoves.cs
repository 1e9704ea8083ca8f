using System.Collections.Concurrent;
using System.Threading.Channels;
using ClipSearch.Core.Index;
using Microsoft.Extensions.Logging;

namespace ClipSearch.Core.Writing;

/// <summary>
/// Moves into and out of the trash that this process has begun. Where the library could not note the end of one, since its database failed after
/// the file had moved, it is noted once the database works again; where the process ends before, <see cref="Recovery"/> does so at the next start.
/// </summary>
public sealed partial class UnfinishedMoves(TimeProvider time, ILogger<UnfinishedMoves> logger)
{
    /// <summary>The time between attempts while the database fails.</summary>
    private static readonly TimeSpan RetryInterval = TimeSpan.FromSeconds(1);

    private readonly Channel<Func<CancellationToken, Task>> _notes = Channel.CreateUnbounded<Func<CancellationToken, Task>>();

    private readonly ConcurrentDictionary<string, byte> _underWay = new(StringComparer.Ordinal);

    /// <summary>Marks a move as under way, before the library notes it, so that <see cref="Recovery"/> leaves it alone.</summary>
    /// <param name="trashPath">Where the file is or will be in the trash, absolute.</param>
    /// <returns>To be disposed when the move has ended.</returns>
    internal IDisposable Begin(string trashPath)
    {
        _underWay.TryAdd(trashPath, 0);
        return new Move(_underWay, trashPath);
    }

    /// <summary>Whether this process is at work on a move. To be asked after the library has listed it.</summary>
    internal bool IsUnderWay(string trashPath) => _underWay.ContainsKey(trashPath);

    /// <summary>Notes the end of a move, now or, where the database fails, later.</summary>
    /// <param name="note">Notes it in the database; doing so twice changes nothing.</param>
    /// <exception cref="DatabaseUnavailableException">The database does not answer; the end is noted later.</exception>
    /// <exception cref="DatabaseUnusableException">The database cannot write; the end is noted later.</exception>
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

    /// <summary>Notes what was left for later, until it is stopped.</summary>
    internal async Task RunAsync(CancellationToken stoppingToken)
    {
        await foreach (var note in _notes.Reader.ReadAllAsync(stoppingToken))
        {
            while (!await TryAsync(note, stoppingToken))
                await Task.Delay(RetryInterval, time, stoppingToken);
        }
    }

    /// <returns>Whether another attempt would change nothing.</returns>
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

    [LoggerMessage(Level = LogLevel.Error, Message = "The end of a move into or out of the trash could not be noted; the next start does so")]
    private static partial void LogFailed(ILogger logger, Exception exception);

    private sealed class Move(ConcurrentDictionary<string, byte> underWay, string trashPath) : IDisposable
    {
        public void Dispose() => underWay.TryRemove(trashPath, out _);
    }
}

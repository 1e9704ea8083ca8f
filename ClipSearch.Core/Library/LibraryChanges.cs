using System.Data;
using ClipSearch.Core.Data;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace ClipSearch.Core.Library;

/// <summary>
/// Counts the changes to the library while the site runs, whichever process makes them: the database sends a notification at each commit
/// (triggers <c>notify_library_change</c>). Data cached for a <see cref="Version"/> is valid while the version stays the same.
/// Poolers that share connections between clients do not deliver notifications; with them, there is no version.
/// </summary>
public sealed partial class LibraryChanges(Database database, ILogger<LibraryChanges> logger) : BackgroundService
{
    /// <summary>The notification channel of the triggers.</summary>
    private const string Channel = "clipsearch_library";

    /// <summary>The time without a notification after which the connection is checked.</summary>
    /// <value>15 s</value>
    internal TimeSpan CheckInterval { get; set; } = TimeSpan.FromSeconds(15);

    /// <summary>The delay before a lost connection is opened again.</summary>
    /// <value>15 s</value>
    internal TimeSpan RetryDelay { get; set; } = TimeSpan.FromSeconds(15);

    private long _version;
    private volatile bool _isListening;

    /// <summary>A number that changes with each change to the library; null while notifications are not available.</summary>
    public long? Version => _isListening ? Interlocked.Read(ref _version) : null;

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                if (!await database.RunAsync(ListenAsync, stoppingToken))
                    return;
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
            {
                return;
            }
            catch (Exception e) when (e is DatabaseUnavailableException or DatabaseUnusableException)
            {
                // Database logs the first, and the library sync reports the second.
            }
            catch (Exception e)
            {
                LogNotListening(logger, e.Message);
            }

            await Task.Delay(RetryDelay, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    /// <summary>Listens until the connection is lost. The caller reconnects.</summary>
    /// <returns>Whether to reconnect; false behind a pooler, where LISTEN would stay active on a shared connection.</returns>
    private async Task<bool> ListenAsync(NpgsqlConnection connection, CancellationToken stoppingToken)
    {
        if (database.IsPooled)
            return false;
        connection.Notification += Count;
        try
        {
            await using var listen = new NpgsqlCommand($"LISTEN {Channel}", connection);
            await listen.ExecuteNonQueryAsync(stoppingToken);
            // There were no notifications for changes before this point.
            Interlocked.Increment(ref _version);
            _isListening = true;
            while (await connection.WaitAsync(CheckInterval, stoppingToken) || await IsListeningAsync(connection, stoppingToken))
            {
            }

            return true;
        }
        catch (NpgsqlException) when (_isListening)
        {
            return true;
        }
        finally
        {
            _isListening = false;
            connection.Notification -= Count;
            // The connection returns to the pool, unless the process ends.
            if (connection.State == ConnectionState.Open && !stoppingToken.IsCancellationRequested)
                await connection.ExecuteAsync($"UNLISTEN *", stoppingToken);
        }
    }

    private void Count(object sender, NpgsqlNotificationEventArgs change) => Interlocked.Increment(ref _version);

    private static async Task<bool> IsListeningAsync(NpgsqlConnection connection, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand("SELECT pg_listening_channels()", connection) { CommandTimeout = 5 };
        return await command.ExecuteScalarAsync(cancellationToken) is Channel;
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "Change notifications from other processes are not available: {Cause}")]
    private static partial void LogNotListening(ILogger logger, string cause);
}

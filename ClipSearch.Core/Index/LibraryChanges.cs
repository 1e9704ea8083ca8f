using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace ClipSearch.Core.Index;

/// <summary>
/// Counts every change to the library while the site serves, whichever process makes it: the database sends a notification at each commit
/// (the triggers <c>tell_of_change</c>). Whatever is kept beside a <see cref="Version"/> is right for as long as that stays the same.
/// Behind a pooler that shares out its connections, notifications reach nobody; then there is no version.
/// </summary>
public sealed partial class LibraryChanges(Database database, ILogger<LibraryChanges> logger) : BackgroundService
{
    /// <summary>The channel of the triggers.</summary>
    private const string Channel = "clipsearch_library";

    /// <summary>How long no notification may arrive before the connection is checked.</summary>
    /// <value>15 s</value>
    internal TimeSpan CheckInterval { get; set; } = TimeSpan.FromSeconds(15);

    /// <summary>How long to wait before listening again, where the connection was lost.</summary>
    /// <value>15 s</value>
    internal TimeSpan RetryDelay { get; set; } = TimeSpan.FromSeconds(15);

    private long _version;
    private volatile bool _isListening;

    /// <summary>Another number after each change; null while no notification would arrive.</summary>
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
                // Database has logged the one, and the library's sync reports the other.
            }
            catch (Exception e)
            {
                LogNotListening(logger, e.Message);
            }

            await Task.Delay(RetryDelay, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    /// <summary>Listens until the connection is lost, which is for the next attempt to mend.</summary>
    /// <returns>Whether to try again; false where a LISTEN would stay on a connection that others use next.</returns>
    private async Task<bool> ListenAsync(NpgsqlConnection connection, CancellationToken stoppingToken)
    {
        if (database.IsPooled)
            return false;
        connection.Notification += Count;
        try
        {
            await using var listen = new NpgsqlCommand($"LISTEN {Channel}", connection);
            await listen.ExecuteNonQueryAsync(stoppingToken);
            // Changes before this moment were not notified.
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
        }
    }

    private void Count(object sender, NpgsqlNotificationEventArgs change) => Interlocked.Increment(ref _version);

    private static async Task<bool> IsListeningAsync(NpgsqlConnection connection, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand("SELECT pg_listening_channels()", connection) { CommandTimeout = 5 };
        return await command.ExecuteScalarAsync(cancellationToken) is Channel;
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "Changes by other processes are not notified: {Cause}")]
    private static partial void LogNotListening(ILogger logger, string cause);
}

using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace ClipSearch.Core.Index;

/// <summary>
/// Hears of every change to the library while the site serves, whichever process makes it: the database tells at each commit
/// (the triggers <c>tell_of_change</c>). Whatever is kept beside a <see cref="Version"/> is right for as long as that stays the same.
/// </summary>
public sealed partial class LibraryChanges(Database database, ILogger<LibraryChanges> logger) : BackgroundService
{
    /// <summary>What the triggers call it.</summary>
    private const string Channel = "clipsearch_library";

    /// <summary>After so long without a word, the database is asked whether it still would tell.</summary>
    /// <value>15 s</value>
    internal TimeSpan Silence { get; set; } = TimeSpan.FromSeconds(15);

    /// <summary>How long whoever has lost the database waits before listening again.</summary>
    /// <value>15 s</value>
    internal TimeSpan Patience { get; set; } = TimeSpan.FromSeconds(15);

    private long _version;
    private volatile bool _isListening;

    /// <summary>Another number after each change; null while nobody would tell of one.</summary>
    public long? Version => _isListening ? Interlocked.Read(ref _version) : null;

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                await database.RunAsync(ListenAsync, stoppingToken);
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
            {
                return;
            }
            catch (Exception e) when (e is DatabaseUnavailableException or DatabaseUnusableException)
            {
                // The log tells of the one already, and the library's sync of the other.
            }
            catch (Exception e)
            {
                LogDeaf(logger, e.Message);
            }

            await Task.Delay(Patience, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    /// <summary>Listens until the connection is lost, which is for the next attempt to mend.</summary>
    /// <returns>false</returns>
    private async Task<bool> ListenAsync(NpgsqlConnection connection, CancellationToken stoppingToken)
    {
        connection.Notification += Count;
        try
        {
            await using var listen = new NpgsqlCommand($"LISTEN {Channel}", connection);
            await listen.ExecuteNonQueryAsync(stoppingToken);
            // Nobody knows what happened before.
            Interlocked.Increment(ref _version);
            _isListening = true;
            while (await connection.WaitAsync(Silence, stoppingToken) || await IsListeningAsync(connection, stoppingToken))
            {
            }

            return false;
        }
        catch (NpgsqlException) when (_isListening)
        {
            return false;
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

    [LoggerMessage(Level = LogLevel.Warning, Message = "Nobody tells of changes to the library: {Cause}")]
    private static partial void LogDeaf(ILogger logger, string cause);
}

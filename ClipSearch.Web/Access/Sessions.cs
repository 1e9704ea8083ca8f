using System.Collections.Concurrent;
using System.Security.Cryptography;
using ClipSearch.Core.Settings;

namespace ClipSearch.Web.Access;

/// <summary>
/// Stores the sessions of signed-in browsers, one empty file each in <c>DATA_DIR/sessions</c>, so that sessions survive a restart and
/// signing out also invalidates copied cookies. If the disk is full or read-only, changes are kept in memory until the process ends.
/// </summary>
public sealed partial class Sessions(ClipSearchOptions options, TimeProvider time, ILogger<Sessions> logger)
{
    /// <summary>How long an unused session stays valid.</summary>
    public static readonly TimeSpan Lifetime = TimeSpan.FromDays(30);

    /// <summary>Resolution of the time of last use.</summary>
    private static readonly TimeSpan Precision = TimeSpan.FromDays(1);

    private readonly string _folder = Path.Combine(options.DataDir, "sessions");

    /// <summary>Sessions whose file could not be written or deleted, with the time they were opened; null for closed sessions.</summary>
    private readonly ConcurrentDictionary<string, DateTimeOffset?> _unwritten = new(StringComparer.Ordinal);

    /// <summary>Opens a session and removes expired sessions.</summary>
    /// <returns>The session's id, 64 hexadecimal digits.</returns>
    public string Open()
    {
        var session = RandomNumberGenerator.GetHexString(64, lowercase: true);
        try
        {
            Directory.CreateDirectory(_folder);
            foreach (var file in new DirectoryInfo(_folder).GetFiles())
            {
                if (IsExpired(file))
                    file.Delete();
            }

            File.WriteAllBytes(PathOf(session), []);
            Touch(session);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            LogNotOpened(logger, _folder, e.Message);
            _unwritten[session] = time.GetUtcNow();
        }

        return session;
    }

    /// <summary>Returns whether a session is open, and records the use.</summary>
    public bool IsOpen(string? session)
    {
        if (!IsNumber(session))
            return false;
        if (_unwritten.TryGetValue(session!, out var opened))
            return opened is { } at && time.GetUtcNow() - at <= Lifetime;
        var file = new FileInfo(PathOf(session!));
        if (!file.Exists || IsExpired(file))
            return false;
        if (time.GetUtcNow() - file.LastWriteTimeUtc > Precision)
            Touch(session!);
        return true;
    }

    /// <summary>Closes a session.</summary>
    public void Close(string? session)
    {
        if (!IsNumber(session))
            return;
        try
        {
            if (!_unwritten.TryRemove(session!, out _) && File.Exists(PathOf(session!)))
                File.Delete(PathOf(session!));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            LogNotClosed(logger, PathOf(session!), e.Message);
            _unwritten[session!] = null;
        }
    }

    private static bool IsNumber(string? session) => session is { Length: 64 } && session.All(char.IsAsciiHexDigitLower);

    private bool IsExpired(FileInfo file) => time.GetUtcNow() - file.LastWriteTimeUtc > Lifetime;

    private void Touch(string session)
    {
        try
        {
            File.SetLastWriteTimeUtc(PathOf(session), time.GetUtcNow().UtcDateTime);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // Another request has signed out, or the folder is read-only: the session then expires Lifetime after it was opened.
        }
    }

    private string PathOf(string session) => Path.Combine(_folder, session);

    [LoggerMessage(Level = LogLevel.Warning, Message = "A session cannot be written to {Folder}, so it ends when ClipSearch stops. Free up disk space or make the folder writable: {Cause}")]
    private static partial void LogNotOpened(ILogger logger, string folder, string cause);

    [LoggerMessage(Level = LogLevel.Warning, Message = "A session file cannot be deleted, so the closed session becomes valid again at the next start. Delete {Path}: {Cause}")]
    private static partial void LogNotClosed(ILogger logger, string path, string cause);
}

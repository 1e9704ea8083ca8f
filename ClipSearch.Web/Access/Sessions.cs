using System.Collections.Concurrent;
using System.Security.Cryptography;
using ClipSearch.Core;

namespace ClipSearch.Web.Access;

/// <summary>
/// The browsers that are signed in: an empty file each in <c>DATA_DIR/sessions</c>, so that a restart signs nobody out and signing out ends a
/// copied cookie, too. What cannot be written there, because the disk is full or read-only, is kept in memory until the process ends.
/// </summary>
public sealed partial class Sessions(ClipSearchOptions options, TimeProvider time, ILogger<Sessions> logger)
{
    /// <summary>How long a browser that is not used stays signed in.</summary>
    public static readonly TimeSpan Lifetime = TimeSpan.FromDays(30);

    /// <summary>How precisely the last use is kept.</summary>
    private static readonly TimeSpan Precision = TimeSpan.FromDays(1);

    private readonly string _folder = Path.Combine(options.DataDir, "sessions");

    /// <summary>Sessions whose file could not be written or deleted, and when they were opened; null for those that are closed.</summary>
    private readonly ConcurrentDictionary<string, DateTimeOffset?> _unwritten = new(StringComparer.Ordinal);

    /// <summary>Opens a session and removes those that have expired.</summary>
    /// <returns>Its number, 64 hexadecimal digits.</returns>
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

    /// <summary>Whether a session is open. Asking counts as use.</summary>
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
            // Signed out by another request meanwhile, or the folder is read-only: then the session ends Lifetime after it was opened.
        }
    }

    private string PathOf(string session) => Path.Combine(_folder, session);

    [LoggerMessage(Level = LogLevel.Warning, Message = "A session cannot be written to {Folder}, so it ends with this process. Make room there, or make it writable: {Cause}")]
    private static partial void LogNotOpened(ILogger logger, string folder, string cause);

    [LoggerMessage(Level = LogLevel.Warning, Message = "A session is closed until the next start only, since its file cannot be deleted. Delete {Path}: {Cause}")]
    private static partial void LogNotClosed(ILogger logger, string path, string cause);
}

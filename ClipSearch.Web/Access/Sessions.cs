using System.Security.Cryptography;
using ClipSearch.Core;

namespace ClipSearch.Web.Access;

/// <summary>
/// The browsers that are signed in: an empty file each in <c>DATA_DIR/sessions</c>, so that a restart signs nobody out and signing out ends a
/// copied cookie, too.
/// </summary>
public sealed class Sessions(ClipSearchOptions options, TimeProvider time)
{
    /// <summary>How long a browser that is not used stays signed in.</summary>
    public static readonly TimeSpan Lifetime = TimeSpan.FromDays(30);

    /// <summary>How precisely the last use is kept.</summary>
    private static readonly TimeSpan Precision = TimeSpan.FromDays(1);

    private readonly string _folder = Path.Combine(options.DataDir, "sessions");

    /// <summary>Opens a session and removes those that have expired.</summary>
    /// <returns>Its number, 64 hexadecimal digits.</returns>
    public string Open()
    {
        Directory.CreateDirectory(_folder);
        foreach (var file in new DirectoryInfo(_folder).GetFiles())
        {
            if (IsExpired(file))
                file.Delete();
        }

        var session = RandomNumberGenerator.GetHexString(64, lowercase: true);
        File.WriteAllBytes(PathOf(session), []);
        Touch(session);
        return session;
    }

    /// <summary>Whether a session is open. Asking counts as use.</summary>
    public bool IsOpen(string? session)
    {
        if (!IsNumber(session))
            return false;
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
        if (IsNumber(session) && Directory.Exists(_folder))
            File.Delete(PathOf(session!));
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
}

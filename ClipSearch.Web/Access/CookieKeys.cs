using System.Collections.Concurrent;
using System.Xml;
using System.Xml.Linq;
using ClipSearch.Core;
using Microsoft.AspNetCore.DataProtection.Repositories;

namespace ClipSearch.Web.Access;

/// <summary>
/// Keeps the keys of cookies and forms in <c>DATA_DIR/keys</c>, so that a restart signs nobody out. Keys that cannot be read or written there,
/// because the disk is full or read-only, live in memory until the process ends: no page fails for want of a key.
/// </summary>
internal sealed partial class CookieKeys(ClipSearchOptions options, ILoggerFactory loggers, ILogger<CookieKeys> logger) : IXmlRepository
{
    private readonly string _folder = Path.Combine(options.DataDir, "keys");
    private readonly ConcurrentQueue<XElement> _unwritten = new();

    public IReadOnlyCollection<XElement> GetAllElements()
    {
        try
        {
            return [.. Files().GetAllElements(), .. _unwritten];
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or XmlException)
        {
            LogUnreadable(logger, _folder, e.Message);
            return [.. _unwritten];
        }
    }

    public void StoreElement(XElement element, string friendlyName)
    {
        try
        {
            Files().StoreElement(element, friendlyName);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            LogUnwritten(logger, _folder, e.Message);
            _unwritten.Enqueue(element);
        }
    }

    private FileSystemXmlRepository Files() => new(new DirectoryInfo(_folder), loggers);

    [LoggerMessage(Level = LogLevel.Warning, Message = "The keys of sign-in cookies cannot be read from {Folder}, so whoever was signed in must sign in again. Mend or delete what is there: {Cause}")]
    private static partial void LogUnreadable(ILogger logger, string folder, string cause);

    [LoggerMessage(Level = LogLevel.Warning, Message = "The keys of sign-in cookies cannot be written to {Folder}, so the next start signs everybody out. Make room there, or make it writable: {Cause}")]
    private static partial void LogUnwritten(ILogger logger, string folder, string cause);
}

using System.Collections.Concurrent;
using System.Xml;
using System.Xml.Linq;
using ClipSearch.Core.Settings;
using Microsoft.AspNetCore.DataProtection.Repositories;

namespace ClipSearch.Web.Access;

/// <summary>
/// Stores the keys of cookies and antiforgery tokens in <c>DATA_DIR/keys</c>, so that sessions survive a restart. If the disk is full or
/// read-only, keys are kept in memory until the process ends, so that pages do not fail.
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

    [LoggerMessage(Level = LogLevel.Warning, Message = "The keys of sign-in cookies cannot be read from {Folder}, so all users must sign in again. Repair or delete the files there: {Cause}")]
    private static partial void LogUnreadable(ILogger logger, string folder, string cause);

    [LoggerMessage(Level = LogLevel.Warning, Message = "The keys of sign-in cookies cannot be written to {Folder}, so all users are signed out at the next start. Free up disk space or make the folder writable: {Cause}")]
    private static partial void LogUnwritten(ILogger logger, string folder, string cause);
}

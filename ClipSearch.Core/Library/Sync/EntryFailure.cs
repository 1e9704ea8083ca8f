using ClipSearch.Core.Data;
using ClipSearch.Core.Imaging;
using ClipSearch.Core.Library.Import;
using ClipSearch.Core.Library.Storage;
using ClipSearch.Core.Models;
using ClipSearch.Core.Monitoring;
using Npgsql;

namespace ClipSearch.Core.Library.Sync;

/// <summary>
/// Distinguishes failures of a single file, which are recorded and skipped, from failures that stop a sync: of the database, the model and
/// the native libraries.
/// </summary>
internal static class EntryFailure
{
    /// <summary>Returns whether an exception during the reading of a file concerns only this file.</summary>
    /// <param name="exception">The exception of the store or the decoder.</param>
    /// <param name="cancellationToken">The token of the sync. Its cancellation concerns all files.</param>
    public static bool IsOfOneFile(Exception exception, CancellationToken cancellationToken) => exception switch
    {
        OperationCanceledException => !cancellationToken.IsCancellationRequested,
        DatabaseUnavailableException or DatabaseUnusableException or NpgsqlException or ModelException => false,
        // A native library is missing, too old, or for another processor.
        TypeLoadException or TypeInitializationException or BadImageFormatException => false,
        _ => true,
    };

    /// <summary>Returns whether an exception during storing is caused by the values of a photo, not by the state of the database.</summary>
    public static bool IsOfOneRow(Exception exception) => exception switch
    {
        // Data exceptions, constraint violations, and program limits such as the length of an index row.
        PostgresException { SqlState: ['2', '2' or '3', ..] or ['5', '4', ..] } => true,
        // Npgsql cannot send the value.
        ArgumentException or InvalidCastException or FormatException or OverflowException or NotSupportedException => true,
        _ => false,
    };

    /// <summary>Creates the failure of a file that could not be read. Each sync retries the file unless its content is invalid.</summary>
    public static PhotoFailure Of(PhotoFile file, Exception exception) => exception is ImageException { IsTemporary: false }
        ? new PhotoFailure(file.Path, exception.Message) { Content = (file.Bytes, file.ModifiedTicks), ETag = file.ETag, Needs = (exception as ImageException)?.Needs }
        : new PhotoFailure(file.Path, exception is ImageException ? exception.Message : ImageException.Unreadable(file.Path, exception).Message);

    /// <summary>Creates the failure of a sidecar that cannot be used. A sync retries it when it or its photo changes.</summary>
    /// <param name="sidecar">The sidecar as listed.</param>
    /// <param name="reason">Why it cannot be used, without a full stop.</param>
    public static PhotoFailure OfSidecar(PhotoFile sidecar, string reason) =>
        new(sidecar.Path, $"{SingleLine.Of(sidecar.Path)} was ignored: {SingleLine.Of(reason)}. Its photo was imported without it.")
        {
            Content = (sidecar.Bytes, sidecar.ModifiedTicks),
            ETag = sidecar.ETag,
        };

    /// <summary>Creates the failure of a photo that the database rejects. A sync retries it when the file changes.</summary>
    public static PhotoFailure Of(NewPhoto photo, Exception exception) => new(photo.Path, Reason(photo.Path, exception))
    {
        Content = (photo.Bytes, photo.ModifiedTicks),
        ETag = photo.ETag,
    };

    private static string Reason(string path, Exception exception) => exception switch
    {
        PostgresException { SqlState: PostgresErrorCodes.ProgramLimitExceeded } =>
            $"Its path has {System.Text.Encoding.UTF8.GetByteCount(path)} bytes, which is too long for the database index; shorten the names of its folders.",
        PostgresException e => $"The database rejected it: {SingleLine.Of(e.MessageText)} ({e.SqlState}).",
        _ => $"It cannot be stored in the database: {SingleLine.Of(exception.Message).TrimEnd('.')}.",
    };
}

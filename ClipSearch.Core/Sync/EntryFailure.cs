using ClipSearch.Core.Index;
using ClipSearch.Core.Models;
using ClipSearch.Core.Native.Vips;
using ClipSearch.Core.Storage;
using Npgsql;

namespace ClipSearch.Core.Sync;

/// <summary>Tells what concerns a single file, which is recorded and skipped, from what stops a sync: the database, the model and the engines.</summary>
internal static class EntryFailure
{
    /// <summary>Whether an exception while a file is read leaves the other files as they are.</summary>
    /// <param name="exception">From the store or the decoder.</param>
    /// <param name="cancellationToken">The sync's own token: its cancellation concerns all files.</param>
    public static bool IsOfOneFile(Exception exception, CancellationToken cancellationToken) => exception switch
    {
        OperationCanceledException => !cancellationToken.IsCancellationRequested,
        DatabaseUnavailableException or DatabaseUnusableException or NpgsqlException or ModelException => false,
        // An engine is missing, too old, or for another processor.
        TypeLoadException or TypeInitializationException or BadImageFormatException => false,
        _ => true,
    };

    /// <summary>Whether an exception while photos are stored comes from the values of one of them, not from the database's state.</summary>
    public static bool IsOfOneRow(Exception exception) => exception switch
    {
        // Data exceptions, violated constraints, and program limits such as the length of an index row.
        PostgresException { SqlState: ['2', '2' or '3', ..] or ['5', '4', ..] } => true,
        // Npgsql cannot send the value.
        ArgumentException or InvalidCastException or FormatException or OverflowException or NotSupportedException => true,
        _ => false,
    };

    /// <summary>The failure of a file that could not be read; it is tried again by each sync unless its content is to blame.</summary>
    public static PhotoFailure Of(PhotoFile file, Exception exception) => exception is ImageException { IsTemporary: false }
        ? new PhotoFailure(file.Path, exception.Message) { Content = (file.Bytes, file.ModifiedTicks), ETag = file.ETag }
        : new PhotoFailure(file.Path, exception is ImageException ? exception.Message : ImageException.Unreadable(file.Path, exception).Message);

    /// <summary>The failure of a photo that the database refuses; it is tried again once the file changes.</summary>
    public static PhotoFailure Of(NewPhoto photo, Exception exception) => new(photo.Path, Reason(photo.Path, exception))
    {
        Content = (photo.Bytes, photo.ModifiedTicks),
        ETag = photo.ETag,
    };

    private static string Reason(string path, Exception exception) => exception switch
    {
        PostgresException { SqlState: PostgresErrorCodes.ProgramLimitExceeded } =>
            $"Its path has {System.Text.Encoding.UTF8.GetByteCount(path)} bytes, more than the database can index; shorten the names of its folders.",
        PostgresException e => $"The database refuses it: {ImageException.OneLine(e.MessageText)} ({e.SqlState}).",
        _ => $"It cannot be stored in the database: {ImageException.OneLine(exception.Message).TrimEnd('.')}.",
    };
}

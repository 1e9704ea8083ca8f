using ClipSearch.Core.Data;
using ClipSearch.Core.Library.Duplicates;
using ClipSearch.Core.Settings;

namespace ClipSearch.Core.Library.Dates;

/// <summary>
/// Stores the dates that people correct. A correction belongs to the content, so it applies to all copies, and stays when a file is moved,
/// deleted or restored. Nothing is written to a photo or a sidecar.
/// </summary>
public sealed class DateCorrections(Database database, ClipSearchOptions options)
{
    /// <summary>Corrects the date of a photo and its copies.</summary>
    /// <param name="photo">The ID of the photo.</param>
    /// <param name="at">The local date and time.</param>
    /// <param name="utcOffset">The offset from UTC; null if it is not known.</param>
    /// <param name="cancellationToken">Cancels the operation.</param>
    /// <returns>Whether the library has the photo.</returns>
    /// <exception cref="LibraryException">The library is read-only.</exception>
    public Task<bool> SetAsync(long photo, DateTime at, TimeSpan? utcOffset, CancellationToken cancellationToken) =>
        PutAsync(photo, Sql.Of($"{at}"), utcOffset is { } offset ? Sql.Of($"{offset}") : Sql.Of($"NULL::interval"), cancellationToken);

    /// <summary>Removes the correction of a photo and its copies, which get the date again that was detected.</summary>
    /// <param name="photo">The ID of the photo.</param>
    /// <param name="cancellationToken">Cancels the operation.</param>
    /// <returns>Whether the library has the photo.</returns>
    /// <exception cref="LibraryException">The library is read-only.</exception>
    public Task<bool> ResetAsync(long photo, CancellationToken cancellationToken) =>
        PutAsync(photo, Sql.Of($"NULL::timestamp"), Sql.Of($"NULL::interval"), cancellationToken);

    private Task<bool> PutAsync(long photo, Sql at, Sql offset, CancellationToken cancellationToken) => options.ReadOnly
        ? throw new LibraryException("The library is read-only (READ_ONLY); nothing was changed.")
        : database.RunAsync(
            async (connection, token) => await connection.ExecuteAsync(
                [
                    // Imports take the same lock, so each photo of the image is either updated here, or stored later with the correction.
                    StackRecords.Lock,
                    Sql.Of(
                        $"""
                        WITH corrected AS (
                            UPDATE images SET corrected_at = {at}, corrected_offset = {offset} WHERE id = (SELECT image_id FROM photos WHERE id = {photo}) RETURNING id, corrected_at
                        )
                        UPDATE photos SET detected_at = coalesce(detected_at, taken_at), taken_at = coalesce(corrected_at, detected_at, taken_at)
                        FROM corrected WHERE image_id = corrected.id
                        """),
                ],
                token) > 0,
            cancellationToken);
}

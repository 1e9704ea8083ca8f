using ClipSearch.Core.Data;
using ClipSearch.Core.Library.Storage;
using ClipSearch.Core.Paths;

namespace ClipSearch.Core.Library.Sync;

/// <summary>Files and folders that the last scan has skipped for the same reason.</summary>
/// <param name="Reason">The reason.</param>
/// <param name="Extension">As <see cref="SkippedFiles.Extension"/>.</param>
/// <param name="Count">Their number.</param>
/// <param name="Example">The absolute path of one of them.</param>
public sealed record SkippedGroup(SkipReason Reason, string Extension, long Count, string Example)
{
    /// <summary>Groups what was skipped in many folders, the most frequent first.</summary>
    public static IReadOnlyList<SkippedGroup> Of(IEnumerable<SkippedFiles> skipped) =>
    [
        .. skipped.GroupBy(each => (each.Reason, each.Extension))
            .Select(group => new SkippedGroup(group.Key.Reason, group.Key.Extension, group.Sum(each => (long)each.Count), group.Select(PathOf).Min(StringComparer.Ordinal)!))
            .OrderBy(group => group.Reason).ThenByDescending(group => group.Count).ThenBy(group => group.Extension, StringComparer.Ordinal),
    ];

    private static string PathOf(SkippedFiles skipped) => LibraryFolders.Prefix(skipped.Folder) + skipped.Example;
}

/// <summary>Stores what scans have skipped.</summary>
public sealed class SkippedRecords(Database database)
{
    /// <summary>Lists what the last scan of some folders has skipped, by reason, the most frequent first.</summary>
    /// <param name="folders">The absolute paths of the folders; none is inside another.</param>
    /// <param name="cancellationToken">Cancels the operation.</param>
    /// <exception cref="DatabaseUnavailableException">The database is not available.</exception>
    public async Task<IReadOnlyList<SkippedGroup>> GroupsAsync(IReadOnlyList<string> folders, CancellationToken cancellationToken) => await database.ListAsync(
        $"""
        SELECT reason, extension, sum(files), min(CASE
            WHEN right(folder, 1) IN ('/', {LibraryPath.Separator("").ToString()}) THEN folder
            WHEN folder ~ '^[a-z][a-z0-9+.-]+://' THEN folder || '/'
            ELSE folder || {LibraryPath.Separator("").ToString()} END || example)
        FROM skipped WHERE {Within(folders)} GROUP BY reason, extension
        ORDER BY array_position({Enum.GetNames<SkipReason>()}, reason), sum(files) DESC, extension COLLATE "C"
        """,
        row => new SkippedGroup(Enum.Parse<SkipReason>(row.Next<string>()), row.Next<string>(), row.Next<long>(), row.Next<string>()),
        cancellationToken);

    /// <summary>Replaces what is recorded for a folder and its subfolders. Writes only if there is a difference.</summary>
    /// <param name="folder">The absolute path of the folder.</param>
    /// <param name="skipped">What its scan has skipped.</param>
    /// <param name="cancellationToken">Cancels the operation.</param>
    public async Task PutAsync(string folder, IReadOnlyList<SkippedFiles> skipped, CancellationToken cancellationToken)
    {
        var next = skipped.Select(each => each with { Folder = StorableText.Of(each.Folder), Extension = StorableText.Of(each.Extension), Example = StorableText.Of(each.Example) }).ToHashSet();
        if (next.SetEquals(await ListAsync([folder], cancellationToken)))
            return;
        await database.ExecuteAsync(
            [
                Sql.Of($"DELETE FROM skipped WHERE {Within([folder])}"),
                Sql.Of(
                    $"""
                    INSERT INTO skipped (folder, reason, extension, files, example) SELECT * FROM unnest(
                        {next.Select(each => each.Folder).ToArray()},
                        {next.Select(each => each.Reason.ToString()).ToArray()},
                        {next.Select(each => each.Extension).ToArray()},
                        {next.Select(each => each.Count).ToArray()},
                        {next.Select(each => each.Example).ToArray()})
                    """),
            ],
            cancellationToken);
    }

    private Task<List<SkippedFiles>> ListAsync(IReadOnlyList<string> folders, CancellationToken cancellationToken) => database.ListAsync(
        $"SELECT folder, reason, extension, files, example FROM skipped WHERE {Within(folders)}",
        row => new SkippedFiles(row.Next<string>(), Enum.Parse<SkipReason>(row.Next<string>()), row.Next<string>(), row.Next<int>(), row.Next<string>()),
        cancellationToken);

    private static Sql Within(IReadOnlyList<string> folders) =>
        Sql.Of($"(folder = ANY ({folders.ToArray()}) OR folder ^@ ANY ({folders.Select(LibraryFolders.Prefix).ToArray()}))");
}

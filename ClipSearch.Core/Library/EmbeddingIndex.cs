using ClipSearch.Core.Data;
using ClipSearch.Core.Embeddings;
using ClipSearch.Core.Models;
using Npgsql;

namespace ClipSearch.Core.Library;

/// <summary>The image embeddings of the active model: their table, the HNSW index and single embeddings.</summary>
public sealed class EmbeddingIndex(Database database, ActiveModel model)
{
    /// <summary>
    /// Libraries with up to this number of embeddings use an exact scan, which has full recall; larger ones use the HNSW index. With 512
    /// dimensions on two cores, a search with the scan takes 3.7 ms with 1,000 embeddings, 4.5 ms with 2,000, 5.9 ms with 4,000 and 10.0 ms with
    /// 10,000; with the index 3.8, 4.6, 4.5 and 6.0 ms, with a recall@24 of 99.8 to 100 % (benchmark <c>index</c>).
    /// </summary>
    internal const long MaxExactScan = 3_000;

    private EmbeddingTable? _table;

    /// <summary>Whether the HNSW index existed and was valid when this process last checked.</summary>
    internal bool HasHnsw { get; set; }

    /// <summary>Returns the embedding of a photo by the active model, of a video the mean of its frames; null if there is none.</summary>
    /// <exception cref="DatabaseUnavailableException">The database is not available.</exception>
    public async Task<Embedding?> EmbeddingAsync(long id, CancellationToken cancellationToken) => (await EmbeddingsAsync([id], cancellationToken)).GetValueOrDefault(id);

    /// <summary>
    /// Returns the photos that the library has of some, each with its embedding by the active model, of a video the mean of its frames; null if
    /// there is none.
    /// </summary>
    /// <exception cref="DatabaseUnavailableException">The database is not available.</exception>
    public Task<IReadOnlyDictionary<long, Embedding?>> EmbeddingsAsync(IReadOnlyCollection<long> ids, CancellationToken cancellationToken) => database.RunAsync(
        async (connection, token) =>
        {
            var table = await TableAsync(connection, token);
            var rows = await connection.ListAsync(
                $"SELECT photos.id, embedding FROM photos LEFT JOIN {table} USING (image_id) WHERE photos.id = ANY ({ids.ToArray()}) ORDER BY photos.id, frame",
                row => (Id: row.Next<long>(), Embedding: row.NextEmbeddingOrNull()),
                token);
            return (IReadOnlyDictionary<long, Embedding?>)rows.GroupBy(row => row.Id).ToDictionary(photo => photo.Key, photo => Mean([.. photo.Select(row => row.Embedding).OfType<Embedding>()]));
        },
        cancellationToken);

    /// <summary>
    /// Returns a sample of the library's embeddings, one for each image. The sample is pseudo-random and stays the same until the library
    /// changes; it is complete if the library has at most <paramref name="max"/> images.
    /// </summary>
    /// <param name="max">The maximum number of embeddings.</param>
    /// <param name="cancellationToken">Cancels the operation.</param>
    /// <exception cref="DatabaseUnavailableException">The database is not available.</exception>
    public Task<List<Embedding>> SampleAsync(int max, CancellationToken cancellationToken) => database.RunAsync(
        async (connection, token) =>
        {
            var table = await TableAsync(connection, token);
            // The images are selected before any vector is read.
            return await connection.ListAsync(
                $"""
                WITH drawn AS MATERIALIZED (
                    SELECT DISTINCT hashint8(image_id) AS lot, image_id FROM photos JOIN {table} USING (image_id)
                    ORDER BY lot, image_id LIMIT {(long)max}
                )
                SELECT embedding FROM drawn JOIN {table} USING (image_id) WHERE frame = 0 ORDER BY lot, image_id
                """,
                row => row.NextEmbedding(),
                token);
        },
        cancellationToken);

    /// <summary>Returns any embedding by the active model; null if there is none.</summary>
    /// <exception cref="DatabaseUnavailableException">The database is not available.</exception>
    public Task<Embedding?> FirstAsync(CancellationToken cancellationToken) => database.RunAsync(
        async (connection, token) =>
        {
            var table = await TableAsync(connection, token);
            return (await connection.ListAsync($"SELECT embedding FROM {table} LIMIT 1", row => row.NextEmbedding(), token)).SingleOrDefault();
        },
        cancellationToken);

    /// <summary>
    /// Builds the HNSW index if there are more than <see cref="MaxExactScan"/> embeddings. Searches continue during the build.
    /// </summary>
    /// <returns>Whether this call built the index.</returns>
    public Task<bool> EnsureHnswAsync(CancellationToken cancellationToken) => EnsureHnswAsync(MaxExactScan, cancellationToken);

    internal Task<bool> EnsureHnswAsync(long maxExactScan, CancellationToken cancellationToken) => database.RunAsync(
        async (connection, token) =>
        {
            var table = await TableAsync(connection, token);
            if (HasHnsw || await connection.ScalarAsync<long>($"SELECT count(*) FROM {table}", token) is var rows && rows <= maxExactScan)
                return false;

            var build = new IndexBuild(connection, table);
            // Behind a pooler, a session setting would leak to other clients.
            await (database.IsPooled ? build.RunAsync(token) : build.RunAsync(rows, database.IsPrivate, token));
            HasHnsw = true;
            return true;
        },
        cancellationToken);

    private static Embedding? Mean(List<Embedding> frames) => frames.Count <= 1 ? frames.SingleOrDefault() : Embedding.Combine([.. frames.Select(frame => (frame, 1f))]);

    /// <summary>Returns the table of the active model. The first call creates it if necessary.</summary>
    internal async Task<EmbeddingTable> TableAsync(NpgsqlConnection connection, CancellationToken cancellationToken)
    {
        if (_table is not null)
            return _table;
        var table = await EmbeddingTable.OpenAsync(
            connection, model.Name, model.Fingerprint, model.Folder.Config.EmbeddingDimensions, cancellationToken);
        // Set here so that the first search after a start uses an existing index.
        HasHnsw = await connection.ScalarAsync<bool>($"SELECT {table.HasHnsw}", cancellationToken);
        return _table = table;
    }
}

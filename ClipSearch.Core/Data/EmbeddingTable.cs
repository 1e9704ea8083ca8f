using Npgsql;

namespace ClipSearch.Core.Data;

/// <summary>
/// The table that holds the image embeddings of one model: one for each image, with the frame number 0, and one for each frame of a video.
/// </summary>
/// <param name="Id">The model's id in this database.</param>
/// <param name="Dimensions">The number of dimensions of its vectors.</param>
public sealed record EmbeddingTable(int Id, int Dimensions)
{
    /// <summary>The key of the advisory lock that serialises processes that register the same model at the same time.</summary>
    private const long LockKey = 0x436C6970_4D6F6465;

    /// <summary>The table's name in SQL.</summary>
    public string Name => $"embeddings_{Id}";

    /// <summary>The name of the HNSW index, which may not exist yet.</summary>
    public string IndexName => $"{Name}_hnsw";

    /// <summary>The SQL that checks whether a valid HNSW index exists. Another process may have built it.</summary>
    internal Sql HasHnsw => Sql.Of($"(SELECT EXISTS (SELECT FROM pg_index WHERE indexrelid = to_regclass({IndexName}) AND indisvalid))");

    /// <summary>Finds a model's table, or creates it.</summary>
    /// <param name="connection">An open connection.</param>
    /// <param name="model">The model's name.</param>
    /// <param name="fingerprint">
    /// The fingerprint of the files that determine an image embedding. A different fingerprint means a different model.
    /// </param>
    /// <param name="dimensions">The number of dimensions of its vectors.</param>
    /// <param name="cancellationToken">Cancels the operation.</param>
    public static async Task<EmbeddingTable> OpenAsync(
        NpgsqlConnection connection, string model, string fingerprint, int dimensions, CancellationToken cancellationToken) =>
        await FindAsync(connection, model, fingerprint, dimensions, cancellationToken)
        ?? await CreateAsync(connection, model, fingerprint, dimensions, cancellationToken);

    private static async Task<EmbeddingTable?> FindAsync(
        NpgsqlConnection connection, string model, string fingerprint, int dimensions, CancellationToken cancellationToken) =>
        await connection.ScalarAsync<int?>($"SELECT id FROM models WHERE name = {model} AND fingerprint = {fingerprint}", cancellationToken) is { } id
            ? new EmbeddingTable(id, dimensions)
            : null;

    private static async Task<EmbeddingTable> CreateAsync(
        NpgsqlConnection connection, string model, string fingerprint, int dimensions, CancellationToken cancellationToken)
    {
        await using var transaction = await connection.BeginTransactionAsync(cancellationToken);
        await connection.ExecuteAsync($"SELECT pg_advisory_xact_lock({LockKey})", cancellationToken);
        if (await FindAsync(connection, model, fingerprint, dimensions, cancellationToken) is { } existing)
            return existing;

        var id = await connection.ScalarAsync<int>(
            $"INSERT INTO models (name, fingerprint, dimensions) VALUES ({model}, {fingerprint}, {dimensions}) RETURNING id", cancellationToken);
        var table = new EmbeddingTable(id, dimensions);

        // PostgreSQL stores values beyond 2 kB (more than 1,000 dimensions) out of line, which makes an exact scan four times slower. PLAIN
        // keeps them in the row. (STORAGE within CREATE TABLE needs PostgreSQL 16.)
        await connection.ExecuteAsync(
            [
                Sql.Of($"CREATE TABLE {table} (image_id bigint REFERENCES images ON DELETE CASCADE, embedding halfvec({dimensions:literal}) NOT NULL, frame smallint NOT NULL DEFAULT 0, PRIMARY KEY (image_id, frame))"),
                Sql.Of($"ALTER TABLE {table} ALTER COLUMN embedding SET STORAGE PLAIN"),
                Sql.Of($"CREATE TRIGGER notify_library_change AFTER INSERT OR UPDATE OR DELETE ON {table} FOR EACH ROW EXECUTE FUNCTION notify_library_change()"),
            ],
            cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return table;
    }
}

using Npgsql;

namespace ClipSearch.Core.Data;

/// <summary>The table that holds the image embeddings of one model.</summary>
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
    internal string HasHnsw => $"(SELECT EXISTS (SELECT FROM pg_index WHERE indexrelid = to_regclass('{IndexName}') AND indisvalid))";

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
        NpgsqlConnection connection, string model, string fingerprint, int dimensions, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand("SELECT id FROM models WHERE name = $1 AND fingerprint = $2", connection)
        {
            Parameters = { new() { Value = model }, new() { Value = fingerprint } },
        };
        return await command.ExecuteScalarAsync(cancellationToken) is int id ? new EmbeddingTable(id, dimensions) : null;
    }

    private static async Task<EmbeddingTable> CreateAsync(
        NpgsqlConnection connection, string model, string fingerprint, int dimensions, CancellationToken cancellationToken)
    {
        await using var transaction = await connection.BeginTransactionAsync(cancellationToken);
        await using var wait = new NpgsqlCommand($"SELECT pg_advisory_xact_lock({LockKey})", connection, transaction);
        await wait.ExecuteNonQueryAsync(cancellationToken);
        if (await FindAsync(connection, model, fingerprint, dimensions, cancellationToken) is { } existing)
            return existing;

        await using var insert = new NpgsqlCommand("INSERT INTO models (name, fingerprint, dimensions) VALUES ($1, $2, $3) RETURNING id", connection, transaction)
        {
            Parameters = { new() { Value = model }, new() { Value = fingerprint }, new() { Value = dimensions } },
        };
        var table = new EmbeddingTable((int)(await insert.ExecuteScalarAsync(cancellationToken))!, dimensions);

        // PostgreSQL stores values beyond 2 kB (more than 1,000 dimensions) out of line, which makes an exact scan four times slower. PLAIN
        // keeps them in the row. (STORAGE within CREATE TABLE needs PostgreSQL 16.)
        await using var create = new NpgsqlCommand(
            $"""
            CREATE TABLE {table.Name} (
                picture_id bigint PRIMARY KEY REFERENCES pictures ON DELETE CASCADE,
                embedding halfvec({dimensions}) NOT NULL
            );
            ALTER TABLE {table.Name} ALTER COLUMN embedding SET STORAGE PLAIN;
            CREATE TRIGGER tell_of_change AFTER INSERT OR UPDATE OR DELETE ON {table.Name} FOR EACH ROW EXECUTE FUNCTION tell_of_change();
            """,
            connection,
            transaction);
        await create.ExecuteNonQueryAsync(cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return table;
    }
}

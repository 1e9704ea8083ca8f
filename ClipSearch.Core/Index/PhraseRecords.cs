using ClipSearch.Core.Clip;
using ClipSearch.Core.Models;
using Npgsql;

namespace ClipSearch.Core.Index;

/// <summary>Keeps what a list of phrases is in the active model's space.</summary>
public sealed class PhraseRecords(Database database, ActiveModel model)
{
    /// <summary>The embeddings that were kept, in the order of the phrases; null if there are none.</summary>
    /// <param name="fingerprint">Of what decides them.</param>
    /// <param name="cancellationToken">Gives up waiting.</param>
    /// <exception cref="DatabaseUnavailableException">The database does not answer.</exception>
    public Task<IReadOnlyList<Embedding>?> FindAsync(string fingerprint, CancellationToken cancellationToken) => database.RunAsync<IReadOnlyList<Embedding>?>(
        async (connection, token) =>
        {
            await using var command = new NpgsqlCommand("SELECT embeddings FROM phrases WHERE model = $1 AND fingerprint = $2", connection)
            {
                Parameters = { new() { Value = model.Name }, new() { Value = fingerprint } },
            };
            return await command.ExecuteScalarAsync(token) is float[] values
                ? [.. values.Chunk(model.Folder.Config.EmbeddingDimensions).Select(each => Embedding.Normalize(each))]
                : null;
        },
        cancellationToken);

    /// <summary>Keeps embeddings in place of any others of the model.</summary>
    /// <param name="fingerprint">Of what decides them.</param>
    /// <param name="phrases">In the order of the phrases.</param>
    /// <param name="cancellationToken">Gives up waiting.</param>
    /// <exception cref="DatabaseUnavailableException">The database does not answer.</exception>
    public Task PutAsync(string fingerprint, IReadOnlyList<Embedding> phrases, CancellationToken cancellationToken) => database.RunAsync(
        async (connection, token) =>
        {
            await using var command = new NpgsqlCommand(
                """
                INSERT INTO phrases (model, fingerprint, embeddings) VALUES ($1, $2, $3)
                ON CONFLICT (model) DO UPDATE SET fingerprint = excluded.fingerprint, embeddings = excluded.embeddings
                """,
                connection)
            {
                Parameters = { new() { Value = model.Name }, new() { Value = fingerprint }, new() { Value = phrases.SelectMany(phrase => phrase.ToArray()).ToArray() } },
            };
            return await command.ExecuteNonQueryAsync(token);
        },
        cancellationToken);
}

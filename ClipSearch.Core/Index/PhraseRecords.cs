using ClipSearch.Core.Clip;
using ClipSearch.Core.Models;

namespace ClipSearch.Core.Index;

/// <summary>Keeps what a list of phrases is in the active model's space.</summary>
public sealed class PhraseRecords(Database database, ActiveModel model)
{
    /// <summary>The embeddings that were kept, in the order of the phrases; null if there are none.</summary>
    /// <param name="fingerprint">Of what decides them.</param>
    /// <param name="cancellationToken">Cancels the operation.</param>
    /// <exception cref="DatabaseUnavailableException">The database does not answer.</exception>
    public async Task<IReadOnlyList<Embedding>?> FindAsync(string fingerprint, CancellationToken cancellationToken)
    {
        var values = await database.ScalarAsync<float[]>(
            "SELECT embeddings FROM phrases WHERE model = $1 AND fingerprint = $2", [model.Name, fingerprint], cancellationToken);
        return values is null ? null : [.. values.Chunk(model.Folder.Config.EmbeddingDimensions).Select(each => Embedding.Normalize(each))];
    }

    /// <summary>Keeps embeddings in place of any others of the model.</summary>
    /// <param name="fingerprint">Of what decides them.</param>
    /// <param name="phrases">In the order of the phrases.</param>
    /// <param name="cancellationToken">Cancels the operation.</param>
    /// <exception cref="DatabaseUnavailableException">The database does not answer.</exception>
    public Task PutAsync(string fingerprint, IReadOnlyList<Embedding> phrases, CancellationToken cancellationToken) => database.ExecuteAsync(
        """
        INSERT INTO phrases (model, fingerprint, embeddings) VALUES ($1, $2, $3)
        ON CONFLICT (model) DO UPDATE SET fingerprint = excluded.fingerprint, embeddings = excluded.embeddings
        """,
        [model.Name, fingerprint, phrases.SelectMany(phrase => phrase.ToArray()).ToArray()],
        cancellationToken);
}

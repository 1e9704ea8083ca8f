using ClipSearch.Core.Data;
using ClipSearch.Core.Embeddings;
using ClipSearch.Core.Models;

namespace ClipSearch.Core.Search.Scores;

/// <summary>Stores the embeddings of a list of phrases by the active model.</summary>
public sealed class PhraseRecords(Database database, ActiveModel model)
{
    /// <summary>Finds the stored embeddings, in the order of the phrases; null if there are none.</summary>
    /// <param name="fingerprint">The fingerprint of everything that determines the embeddings.</param>
    /// <param name="cancellationToken">Cancels the operation.</param>
    /// <exception cref="DatabaseUnavailableException">The database is not available.</exception>
    public async Task<IReadOnlyList<Embedding>?> FindAsync(string fingerprint, CancellationToken cancellationToken)
    {
        var values = await database.ScalarAsync<float[]>(
            $"SELECT embeddings FROM phrases WHERE model = {model.Name} AND fingerprint = {fingerprint}", cancellationToken);
        return values is null ? null : [.. values.Chunk(model.Folder.Config.EmbeddingDimensions).Select(each => Embedding.Normalize(each))];
    }

    /// <summary>Stores embeddings and replaces any others of the model.</summary>
    /// <param name="fingerprint">The fingerprint of everything that determines the embeddings.</param>
    /// <param name="phrases">The embeddings, in the order of the phrases.</param>
    /// <param name="cancellationToken">Cancels the operation.</param>
    /// <exception cref="DatabaseUnavailableException">The database is not available.</exception>
    public Task PutAsync(string fingerprint, IReadOnlyList<Embedding> phrases, CancellationToken cancellationToken) => database.ExecuteAsync(
        $"""
        INSERT INTO phrases (model, fingerprint, embeddings) VALUES ({model.Name}, {fingerprint}, {phrases.SelectMany(phrase => phrase.ToArray()).ToArray()})
        ON CONFLICT (model) DO UPDATE SET fingerprint = excluded.fingerprint, embeddings = excluded.embeddings
        """,
        cancellationToken);
}

using ClipSearch.Core.Embeddings;
using Npgsql;

namespace ClipSearch.Core.Data;

/// <summary>A row of a result. Its columns are read one after another, in the order of the statement.</summary>
internal sealed class Row(NpgsqlDataReader reader)
{
    private int _column;

    /// <summary>Moves to the next row.</summary>
    /// <returns>Whether there is one.</returns>
    public Task<bool> ReadAsync(CancellationToken cancellationToken)
    {
        _column = 0;
        return reader.ReadAsync(cancellationToken);
    }

    /// <summary>Reads the next column, which is not NULL unless <typeparamref name="T"/> is a nullable value type.</summary>
    /// <exception cref="InvalidCastException">The column is NULL or has another type.</exception>
    public T Next<T>() => reader.GetFieldValue<T>(_column++);

    /// <summary>Reads the next column; null if it is NULL.</summary>
    /// <exception cref="InvalidCastException">The column has another type.</exception>
    public T? NextOrNull<T>() where T : class => reader.IsDBNull(_column) ? Skip<T>() : Next<T>();

    /// <summary>Reads the next column as an embedding.</summary>
    public Embedding NextEmbedding() => EmbeddingColumn.Read(reader, _column++);

    /// <summary>Reads the next column as an embedding; null if it is NULL.</summary>
    public Embedding? NextEmbeddingOrNull() => reader.IsDBNull(_column) ? Skip<Embedding>() : NextEmbedding();

    private T? Skip<T>() where T : class
    {
        _column++;
        return null;
    }
}

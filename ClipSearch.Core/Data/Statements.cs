using Npgsql;

namespace ClipSearch.Core.Data;

/// <summary>Runs statements on an open connection.</summary>
internal static class Statements
{
    /// <summary>Runs a statement and returns the number of changed rows.</summary>
    public static async Task<int> ExecuteAsync(this NpgsqlConnection connection, Sql sql, CancellationToken cancellationToken)
    {
        await using var command = sql.On(connection);
        return await command.ExecuteNonQueryAsync(cancellationToken);
    }

    /// <summary>Runs statements in one round trip and, outside a transaction, as one. Returns the number of changed rows.</summary>
    public static async Task<int> ExecuteAsync(this NpgsqlConnection connection, IEnumerable<Sql> statements, CancellationToken cancellationToken)
    {
        await using var batch = Batch(connection, statements);
        return await batch.ExecuteNonQueryAsync(cancellationToken);
    }

    /// <summary>Runs a statement and returns the first value of its result, or the default value if there is none or it is NULL.</summary>
    public static async Task<T?> ScalarAsync<T>(this NpgsqlConnection connection, Sql sql, CancellationToken cancellationToken)
    {
        await using var command = sql.On(connection);
        return await command.ExecuteScalarAsync(cancellationToken) is { } value and not DBNull ? (T)value : default;
    }

    /// <summary>Runs a statement and returns its rows.</summary>
    public static async Task<List<T>> ListAsync<T>(this NpgsqlConnection connection, Sql sql, Func<Row, T> read, CancellationToken cancellationToken)
    {
        await using var command = sql.On(connection);
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        return await ReadAllAsync(reader, read, cancellationToken);
    }

    /// <summary>Runs statements in one round trip and, outside a transaction, as one. Each returns rows, which are those of the last.</summary>
    public static async Task<List<T>> ListAsync<T>(
        this NpgsqlConnection connection, IReadOnlyCollection<Sql> statements, Func<Row, T> read, CancellationToken cancellationToken)
    {
        await using var batch = Batch(connection, statements);
        await using var reader = await batch.ExecuteReaderAsync(cancellationToken);
        for (var i = 1; i < statements.Count; i++)
            await reader.NextResultAsync(cancellationToken);
        return await ReadAllAsync(reader, read, cancellationToken);
    }

    private static NpgsqlBatch Batch(NpgsqlConnection connection, IEnumerable<Sql> statements)
    {
        var batch = new NpgsqlBatch(connection);
        foreach (var sql in statements)
            batch.BatchCommands.Add(sql.ToBatchCommand());
        return batch;
    }

    private static async Task<List<T>> ReadAllAsync<T>(NpgsqlDataReader reader, Func<Row, T> read, CancellationToken cancellationToken)
    {
        var rows = new List<T>();
        var row = new Row(reader);
        while (await row.ReadAsync(cancellationToken))
            rows.Add(read(row));
        return rows;
    }
}

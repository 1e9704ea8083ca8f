using System.Runtime.CompilerServices;
using System.Text;
using ClipSearch.Core.Embeddings;
using Npgsql;
using NpgsqlTypes;
using Pgvector;

namespace ClipSearch.Core.Data;

/// <summary>
/// A SQL statement, or a part of one, with its values. It is written as an interpolated string: another <see cref="Sql"/> is inserted as
/// text, and every other value becomes a parameter. Parameters are numbered when the statement is complete.
/// </summary>
[InterpolatedStringHandler]
internal sealed class Sql
{
    // Each is a string or an NpgsqlParameter.
    private readonly List<object> _segments;

    /// <summary>Called by the compiler for an interpolated string.</summary>
    public Sql(int literalLength, int formattedCount)
    {
        _ = literalLength;
        _segments = new List<object>(2 * formattedCount + 1);
    }

    /// <summary>The SQL of no condition: <c>true</c>.</summary>
    public static Sql True { get; } = Of($"true");

    /// <summary>Returns the SQL of an interpolated string where the compiler would otherwise choose a string.</summary>
    public static Sql Of(Sql sql) => sql;

    /// <summary>Returns a parameter. Inserted several times, it is still one parameter of the statement.</summary>
    public static Sql Value(object value)
    {
        var sql = new Sql(0, 1);
        sql.AppendFormatted(value);
        return sql;
    }

    /// <summary>Returns an array parameter whose items may be null, so that its type does not follow from the items.</summary>
    public static Sql Array<T>(IEnumerable<T?> items, NpgsqlDbType type)
    {
        var sql = new Sql(0, 1);
        sql._segments.Add(new NpgsqlParameter { Value = items.ToArray(), NpgsqlDbType = NpgsqlDbType.Array | type });
        return sql;
    }

    /// <summary>Joins conditions with AND; none is <see cref="True"/>.</summary>
    public static Sql And(IEnumerable<Sql> conditions)
    {
        var sql = new Sql(0, 0);
        foreach (var condition in conditions)
        {
            if (sql._segments.Count > 0)
                sql.AppendLiteral(" AND ");
            sql.AppendFormatted(condition);
        }

        return sql._segments.Count == 0 ? True : sql;
    }

    /// <summary>Appends text. Called by the compiler.</summary>
    public void AppendLiteral(string text) => _segments.Add(text);

    /// <summary>Inserts SQL with its values. Called by the compiler.</summary>
    public void AppendFormatted(Sql sql) => _segments.AddRange(sql._segments);

    /// <summary>Inserts the name of a table. Called by the compiler.</summary>
    public void AppendFormatted(EmbeddingTable table) => _segments.Add(table.Name);

    /// <summary>Appends a parameter with an embedding. Called by the compiler.</summary>
    public void AppendFormatted(Embedding embedding) => _segments.Add(EmbeddingColumn.Parameter(embedding));

    /// <summary>Appends a parameter with a vector, or NULL. Called by the compiler.</summary>
    public void AppendFormatted(Vector? vector) => _segments.Add(new NpgsqlParameter { Value = vector is null ? DBNull.Value : vector, DataTypeName = "vector" });

    /// <summary>Appends a parameter with a time without time zone, whatever its kind. Called by the compiler.</summary>
    public void AppendFormatted(DateTime time) =>
        _segments.Add(new NpgsqlParameter { Value = DateTime.SpecifyKind(time, DateTimeKind.Unspecified), NpgsqlDbType = NpgsqlDbType.Timestamp });

    /// <summary>Appends a parameter. Called by the compiler.</summary>
    public void AppendFormatted(object value) => _segments.Add(new NpgsqlParameter { Value = value });

    /// <summary>Appends a number as text, with the format <c>literal</c>. Called by the compiler.</summary>
    public void AppendFormatted(long number, string format) => _segments.Add(Literal($"{number}", format));

    /// <summary>Appends a number as text, with the format <c>literal</c>. Called by the compiler.</summary>
    public void AppendFormatted(double number, string format) => _segments.Add(Literal($"{number}", format));

    /// <summary>Returns a command that runs the statement on a connection.</summary>
    public NpgsqlCommand On(NpgsqlConnection connection)
    {
        var command = new NpgsqlCommand { Connection = connection };
        command.CommandText = Build(command.Parameters);
        return command;
    }

    /// <summary>Returns the statement as a command of a batch.</summary>
    public NpgsqlBatchCommand ToBatchCommand()
    {
        var command = new NpgsqlBatchCommand();
        command.CommandText = Build(command.Parameters);
        return command;
    }

    /// <summary>Returns the text of the statement, with $1, $2, and so on for its values.</summary>
    public override string ToString() => Build([]);

    private static string Literal(FormattableString number, string format) => format == "literal"
        ? FormattableString.Invariant(number)
        : throw new FormatException($"SQL knows the format \"literal\", but not \"{format}\".");

    private string Build(IList<NpgsqlParameter> parameters)
    {
        var text = new StringBuilder();
        var numbers = new Dictionary<NpgsqlParameter, int>(ReferenceEqualityComparer.Instance);
        foreach (var segment in _segments)
        {
            if (segment is not NpgsqlParameter parameter)
            {
                text.Append((string)segment);
                continue;
            }

            if (!numbers.TryGetValue(parameter, out var number))
            {
                numbers.Add(parameter, number = numbers.Count + 1);
                // A parameter object belongs to one command only, and a statement may run again.
                parameters.Add(parameter.Clone());
            }

            text.Append('$').Append(number);
        }

        return text.ToString();
    }
}

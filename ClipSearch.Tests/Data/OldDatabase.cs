using System.Globalization;
using ClipSearch.Core.Data;
using ClipSearch.Tests.Fixtures;
using Npgsql;

namespace ClipSearch.Tests.Data;

/// <summary>Creates databases of earlier versions.</summary>
internal static class OldDatabase
{
    /// <summary>Creates a database with the tables of the first migrations.</summary>
    /// <param name="postgres">The server.</param>
    /// <param name="version">The number of the last migration that is applied.</param>
    /// <returns>The connection string.</returns>
    public static async Task<string> CreateAsync(PostgresFixture postgres, int version)
    {
        var url = await postgres.NewDatabaseAsync();
        await using var connection = new NpgsqlConnection(url);
        await connection.OpenAsync(TestContext.Current.CancellationToken);
        var assembly = typeof(Migrator).Assembly;
        foreach (var name in assembly.GetManifestResourceNames().Where(name => name.EndsWith(".sql", StringComparison.Ordinal) && Number(name) <= version).Order(StringComparer.Ordinal))
        {
            using var reader = new StreamReader(assembly.GetManifestResourceStream(name)!);
            await RunAsync(connection, await reader.ReadToEndAsync(TestContext.Current.CancellationToken));
        }

        await RunAsync(
            connection,
            $"""
            CREATE TABLE migrations (number integer PRIMARY KEY, name text NOT NULL, applied_at timestamptz NOT NULL DEFAULT now());
            INSERT INTO migrations SELECT number, 'before' FROM generate_series(1, {version}) AS number;
            """);
        return url;
    }

    /// <summary>Returns the number of a migration, the four digits before its name.</summary>
    private static int Number(string resource) => int.Parse(resource.Split('.')[^2][..4], CultureInfo.InvariantCulture);

    /// <summary>Runs SQL and returns the first value of the result, or null.</summary>
    public static async Task<object?> RunAsync(NpgsqlConnection connection, string sql)
    {
        await using var command = new NpgsqlCommand(sql, connection);
        return await command.ExecuteScalarAsync(TestContext.Current.CancellationToken);
    }
}

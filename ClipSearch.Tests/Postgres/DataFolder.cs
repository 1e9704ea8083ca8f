using ClipSearch.Core.Postgres;
using Microsoft.Extensions.Logging.Abstractions;
using Npgsql;
using Xunit;

namespace ClipSearch.Tests.Postgres;

/// <summary>A DATA_DIR for one test, deleted with all that a private PostgreSQL has put in it or linked to it.</summary>
internal sealed class DataFolder : IDisposable
{
    private readonly DirectoryInfo _parent = Directory.CreateTempSubdirectory("clipsearch-test-");

    /// <param name="name">The folder's name inside a temporary one; may hold several levels.</param>
    /// <param name="closed">Only this process's user may enter, as in /root.</param>
    public DataFolder(string name = "data", bool closed = false)
    {
        if (!closed && !OperatingSystem.IsWindows())
            File.SetUnixFileMode(_parent.FullName, (UnixFileMode)0b111_101_101);
        Path = System.IO.Path.Combine(_parent.FullName, name);
        Directory.CreateDirectory(Path);
    }

    public string Path { get; }

    public string Home => System.IO.Path.Combine(Path, "postgres");

    public string Cluster => System.IO.Path.Combine(Home, "cluster");

    public int? ServerProcess => PostmasterPid.Read(Cluster)?.ProcessId;

    public Task<PrivatePostgres> StartAsync() =>
        PrivatePostgres.StartAsync(Path, NullLogger.Instance, TestContext.Current.CancellationToken);

    public void Dispose()
    {
        if (new FileInfo(Home).LinkTarget is { } target)
            Directory.Delete(target, recursive: true);
        _parent.Delete(recursive: true);
    }
}

internal static class Sql
{
    /// <summary>The first value of a statement, by a connection of its own.</summary>
    public static async Task<object?> ScalarAsync(string connectionString, string sql)
    {
        await using var source = NpgsqlDataSource.Create(new NpgsqlConnectionStringBuilder(connectionString) { Pooling = false }.ConnectionString);
        await using var command = source.CreateCommand(sql);
        return await command.ExecuteScalarAsync(TestContext.Current.CancellationToken);
    }
}

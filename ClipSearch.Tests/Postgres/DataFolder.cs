using ClipSearch.Core.Postgres;
using Microsoft.Extensions.Logging.Abstractions;
using Npgsql;
using Xunit;

namespace ClipSearch.Tests.Postgres;

/// <summary>A DATA_DIR for one test, deleted with everything that a private PostgreSQL has stored in it or linked to it.</summary>
internal sealed class DataFolder : IDisposable
{
    private readonly DirectoryInfo _parent = Directory.CreateTempSubdirectory("clipsearch-test-");

    /// <param name="name">The path of the folder inside a temporary one.</param>
    /// <param name="closed">Whether only the user of this process has access, as with /root.</param>
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
    /// <summary>Runs a statement on a separate connection and returns the first value of the result.</summary>
    public static async Task<object?> ScalarAsync(string connectionString, string sql)
    {
        await using var source = NpgsqlDataSource.Create(new NpgsqlConnectionStringBuilder(connectionString) { Pooling = false }.ConnectionString);
        await using var command = source.CreateCommand(sql);
        return await command.ExecuteScalarAsync(TestContext.Current.CancellationToken);
    }
}

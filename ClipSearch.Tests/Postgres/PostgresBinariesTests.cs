using System.Diagnostics;
using System.Runtime.Versioning;
using ClipSearch.Core.Postgres;
using Xunit;

namespace ClipSearch.Tests.Postgres;

[UnsupportedOSPlatform("windows")]
public sealed class PostgresBinariesTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_installed_server_with_pgvector_is_found()
    {
        var found = await PostgresBinaries.FindAsync(null, Token);

        Assert.True(found.HasVector);
        using var postgres = Process.Start(new ProcessStartInfo(found.Postgres, ["--version"]) { RedirectStandardOutput = true })!;
        Assert.Contains($"(PostgreSQL) {found.Major}.", await postgres.StandardOutput.ReadToEndAsync(Token), StringComparison.Ordinal);
        Assert.All([found.Postgres, found.InitDb, found.PgCtl], path => Assert.True(File.Exists(path)));
    }

    [Fact]
    public async Task The_newest_version_with_pgvector_is_preferred()
    {
        using var root = new Installations();
        var found = await PostgresBinaries.FindAsync([root.Add(15, vector: "0.8.0"), root.Add(16, vector: "0.8.0"), root.Add(17, vector: null)], "a test", null, Token);

        Assert.Equal(16, found.Major);
    }

    [Fact]
    public async Task The_version_of_an_existing_cluster_is_used()
    {
        using var root = new Installations();
        var found = await PostgresBinaries.FindAsync([root.Add(15, vector: "0.8.0"), root.Add(16, vector: "0.8.0")], "a test", 15, Token);

        Assert.Equal(15, found.Major);
    }

    [Fact]
    public async Task A_missing_server_is_reported_with_three_remedies()
    {
        var e = await Assert.ThrowsAsync<PostgresServerException>(() => PostgresBinaries.FindAsync(["/nowhere"], "PATH", null, Token));

        Assert.All(["PATH", "scripts/setup", "POSTGRES_BIN", "DATABASE_URL"], part => Assert.Contains(part, e.Message, StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_server_without_pgvector_is_reported_with_its_package()
    {
        using var root = new Installations();
        var folder = root.Add(17, vector: null);
        var e = await Assert.ThrowsAsync<PostgresServerException>(() => PostgresBinaries.FindAsync([folder], "a test", null, Token));

        Assert.All([folder, "scripts/setup", "postgresql-17-pgvector", "DATABASE_URL"], part => Assert.Contains(part, e.Message, StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_pgvector_that_is_too_old_is_reported_with_both_versions()
    {
        using var root = new Installations();
        var folder = root.Add(16, vector: "0.6.0");
        var e = await Assert.ThrowsAsync<PostgresServerException>(() => PostgresBinaries.FindAsync([folder], "a test", null, Token));

        Assert.All([folder, "pgvector 0.6.0", "0.8.0 or later", "scripts/setup"], part => Assert.Contains(part, e.Message, StringComparison.Ordinal));
    }

    /// <summary>Folders with the layout of PostgreSQL, whose programs only print their version.</summary>
    private sealed class Installations : IDisposable
    {
        private readonly DirectoryInfo _root = Directory.CreateTempSubdirectory("clipsearch-test-");

        public string Add(int major, string? vector)
        {
            var bin = _root.CreateSubdirectory($"{major}/bin").FullName;
            var share = _root.CreateSubdirectory($"{major}/share/extension").FullName;
            foreach (var (name, output) in new[] { ("initdb", ""), ("pg_ctl", ""), ("postgres", $"postgres (PostgreSQL) {major}.3"), ("pg_config", Path.GetDirectoryName(share)!) })
            {
                var program = Path.Combine(bin, name);
                File.WriteAllText(program, $"#!/bin/sh\necho '{output}'\n");
                File.SetUnixFileMode(program, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
            }

            if (vector is not null)
                File.WriteAllText(Path.Combine(share, "vector.control"), $"comment = 'vector data type'\ndefault_version = '{vector}'\nrelocatable = true\n");
            return bin;
        }

        public void Dispose() => _root.Delete(recursive: true);
    }
}

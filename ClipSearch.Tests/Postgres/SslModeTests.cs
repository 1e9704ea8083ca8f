using System.Runtime.Versioning;
using System.Security.Cryptography.X509Certificates;
using ClipSearch.Core.Postgres;
using ClipSearch.Tests.Fixtures;
using Microsoft.Extensions.Logging.Abstractions;
using Npgsql;
using Xunit;

namespace ClipSearch.Tests.Postgres;

[UnsupportedOSPlatform("windows")]
public sealed class SslModeTests
{
    /// <summary>
    /// In libpq, "require" encrypts and accepts any certificate, and "verify-full" requires a trusted issuer and the host name.
    /// </summary>
    [Fact]
    public async Task Sslmode_works_as_in_libpq()
    {
        using var data = new DataFolder();
        await using var postgres = await PrivatePostgres.StartAsync(data.Path, overLoopback: true, NullLogger.Instance, TestContext.Current.CancellationToken);
        var certificate = await ServeWithCertificateAsync(data, postgres.ConnectionString);
        var server = new NpgsqlConnectionStringBuilder(postgres.ConnectionString);
        string Url(string parameters) =>
            DatabaseUrl.Parse($"postgres://{server.Username}:{server.Password}@127.0.0.1:{server.Port}/{server.Database}?{parameters}").ConnectionString;
        const string Encrypted = "SELECT ssl FROM pg_stat_ssl WHERE pid = pg_backend_pid()";

        Assert.Equal(false, await Sql.ScalarAsync(Url("sslmode=disable"), Encrypted));
        Assert.Equal(true, await Sql.ScalarAsync(Url("sslmode=prefer"), Encrypted));
        Assert.Equal(true, await Sql.ScalarAsync(Url("sslmode=require"), Encrypted));
        Assert.Equal(true, await Sql.ScalarAsync(Url($"sslmode=verify-full&sslrootcert={Uri.EscapeDataString(certificate)}"), Encrypted));
        await Assert.ThrowsAnyAsync<NpgsqlException>(() => Sql.ScalarAsync(Url("sslmode=verify-ca"), Encrypted));
        await Assert.ThrowsAnyAsync<NpgsqlException>(() => Sql.ScalarAsync(Url("sslmode=verify-full"), Encrypted));
    }

    private static async Task<string> ServeWithCertificateAsync(DataFolder data, string connectionString)
    {
        using var certificate = TestCertificate.Create();
        using var key = certificate.GetECDsaPrivateKey()!;

        // Written by the server, so that the server owns the files, whichever user runs the tests.
        foreach (var (name, text) in new[] { ("server.crt", certificate.ExportCertificatePem()), ("server.key", key.ExportPkcs8PrivateKeyPem()) })
        {
            var file = Path.Combine(data.Cluster, name);
            await Sql.ScalarAsync(connectionString, $"COPY (SELECT unnest(string_to_array('{text}', chr(10)))) TO '{file}'");
            File.SetUnixFileMode(file, UnixFileMode.UserRead | UnixFileMode.UserWrite);
        }

        await Sql.ScalarAsync(connectionString, "ALTER SYSTEM SET ssl = on");
        await Sql.ScalarAsync(connectionString, "SELECT pg_reload_conf()");
        for (var tries = 0; tries < 500 && !Equals("on", await Sql.ScalarAsync(connectionString, "SHOW ssl")); tries++)
            await Task.Delay(10, TestContext.Current.CancellationToken);
        var root = Path.Combine(data.Path, "root.crt");
        await File.WriteAllTextAsync(root, certificate.ExportCertificatePem(), TestContext.Current.CancellationToken);
        return root;
    }
}

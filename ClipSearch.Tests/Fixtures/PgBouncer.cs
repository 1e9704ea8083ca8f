using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Runtime.Versioning;
using ClipSearch.Core.Data;
using ClipSearch.Core.Postgres;
using ClipSearch.Tests.Postgres;
using ClipSearch.Tests.Web;
using Microsoft.Extensions.Logging.Abstractions;
using Npgsql;
using Sql = ClipSearch.Tests.Postgres.Sql;

namespace ClipSearch.Tests.Fixtures;

/// <summary>
/// A real PgBouncer in transaction mode in front of its own PostgreSQL server. It uses its server connections in turn, so that a setting
/// that one client leaves on a connection reaches another client.
/// </summary>
[UnsupportedOSPlatform("windows")]
public sealed class PgBouncer : IAsyncLifetime
{
    /// <summary>The number of server connections per database.</summary>
    public const int ServerConnections = 5;

    private readonly DataFolder _data = new();
    private PrivatePostgres _server = null!;
    private Process _process = null!;
    private Task<string> _log = null!;
    private int _port;
    private int _databases;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _server = await PrivatePostgres.StartAsync(_data.Path, overLoopback: true, NullLogger.Instance, Token);
        var direct = new NpgsqlConnectionStringBuilder(_server.ConnectionString);
        _port = LoopbackPort.Free();
        var (settings, users) = (Path.Combine(_data.Path, "pgbouncer.ini"), Path.Combine(_data.Path, "users.txt"));
        await File.WriteAllTextAsync(users, $"\"{direct.Username}\" \"{direct.Password}\"\n", Token);
        await File.WriteAllTextAsync(
            settings,
            $"""
            [databases]
            * = host={direct.Host} port={direct.Port}
            [pgbouncer]
            listen_addr = 127.0.0.1
            listen_port = {_port}
            unix_socket_dir =
            auth_type = scram-sha-256
            auth_file = {users}
            pool_mode = transaction
            default_pool_size = {ServerConnections}
            server_round_robin = 1
            max_client_conn = 200

            """,
            Token);

        var start = new ProcessStartInfo(Program(), UnixUser.IsRoot ? ["-u", UnixUser.ForServer(), settings] : [settings]) { RedirectStandardError = true };
        _process = Process.Start(start)!;
        _log = _process.StandardError.ReadToEndAsync(CancellationToken.None);
        await TestSite.UntilAsync(async () => _process.HasExited || await AcceptsConnectionsAsync());
        if (_process.HasExited)
            throw new InvalidOperationException("PgBouncer did not start: " + await _log);
    }

    /// <summary>Creates an empty database.</summary>
    /// <returns>The connection strings through the pooler and directly to the server.</returns>
    internal async Task<(string Pooled, string Direct)> NewDatabaseAsync()
    {
        var name = $"pooled_{Interlocked.Increment(ref _databases)}";
        await Sql.ScalarAsync(_server.ConnectionString, $"CREATE DATABASE {name}");
        var direct = new NpgsqlConnectionStringBuilder(_server.ConnectionString) { Database = name };
        return (new NpgsqlConnectionStringBuilder(direct.ConnectionString) { Port = _port }.ConnectionString, direct.ConnectionString);
    }

    public async ValueTask DisposeAsync()
    {
        if (_process is not null)
        {
            _process.Kill();
            await _process.WaitForExitAsync(CancellationToken.None);
            _process.Dispose();
        }

        if (_server is not null)
            await _server.DisposeAsync();
        _data.Dispose();
    }

    private async Task<bool> AcceptsConnectionsAsync()
    {
        using var socket = new TcpClient();
        try
        {
            await socket.ConnectAsync(IPAddress.Loopback, _port, Token);
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }

    /// <summary>Finds the installed PgBouncer, or the one that scripts/setup downloads.</summary>
    private static string Program()
    {
        var folders = (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator).Append("/usr/sbin").Append(Path.Combine(TestFiles.Repository, ".tools/pgbouncer"));
        return folders.Where(Path.IsPathRooted).Select(folder => Path.Combine(folder, "pgbouncer")).FirstOrDefault(File.Exists)
            ?? throw new InvalidOperationException("PgBouncer is missing; run scripts/setup --for-tests.");
    }
}

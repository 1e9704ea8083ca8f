using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Text;
using ClipSearch.Core.Data;
using Npgsql;

namespace ClipSearch.Core.Postgres;

/// <summary>
/// The address of a private server: a Unix socket in a folder that only its user can enter or, on Windows, a port of the loopback address
/// with a password.
/// </summary>
/// <param name="Host">The socket's folder, or the loopback address.</param>
/// <param name="Port">The port, which is also part of the socket's name.</param>
/// <param name="Password">The password on the loopback address; null for a socket, which its folder protects.</param>
internal sealed record ServerAddress(string Host, int Port, string? Password)
{
    /// <summary>The name of the only role and the only database of a private server.</summary>
    public const string Name = "clipsearch";

    private const int SocketPort = 5432;

    private static readonly TimeSpan ResponseTimeout = TimeSpan.FromSeconds(2);

    /// <summary>The SSLRequest message: length 8, then the code 80877103.</summary>
    private static readonly byte[] SslRequest = [0, 0, 0, 8, 4, 210, 22, 47];

    /// <summary>
    /// The maximum length of a socket's path in bytes: sockaddr_un holds 108 on Linux and 104 on macOS, including the terminating zero.
    /// </summary>
    private static readonly int MaxSocketPathLength = OperatingSystem.IsMacOS() ? 103 : 107;

    public bool IsSocket => Password is null;

    /// <summary>The server's options for this address. Their values need no quoting in a shell.</summary>
    public string Options => IsSocket ? $"-k {Host} -c listen_addresses=''" : $"-k '' -c listen_addresses={Host} -p {Port}";

    private string SocketFile => Path.Combine(Host, $".s.PGSQL.{Port}");

    public string ConnectionString => new NpgsqlConnectionStringBuilder
    {
        Host = Host,
        Port = Port,
        Username = Name,
        Password = Password,
        Database = Name,
        ApplicationName = "ClipSearch",
        SslMode = SslMode.Disable,
        GssEncryptionMode = GssEncryptionMode.Disable,
    }.ConnectionString;

    /// <summary>Returns the address of a new server: the address of the last one, if it is still available.</summary>
    public static async Task<ServerAddress> ForHomeAsync(PostgresHome home, bool overLoopback, CancellationToken token) =>
        overLoopback
            ? new ServerAddress("127.0.0.1", FreePort(PostmasterPid.Read(home.Cluster)?.Port), await PasswordAsync(home, token))
            : new ServerAddress(await SocketFolderAsync(home, token), SocketPort, null);

    /// <summary>Returns the address on which a running server reports that it listens.</summary>
    public static async Task<ServerAddress> OfAsync(PostmasterPid running, PostgresHome home, CancellationToken token) =>
        running.SocketFolder.Length > 0
            ? new ServerAddress(running.SocketFolder, running.Port, null)
            : new ServerAddress("127.0.0.1", running.Port, await PasswordAsync(home, token));

    /// <summary>
    /// Checks whether a server accepts connections at the address. Sends a protocol request, because the socket of a process that is being
    /// killed still accepts connections for a moment. A server that is too busy to respond counts as available.
    /// </summary>
    /// <remarks>https://www.postgresql.org/docs/current/protocol-message-formats.html, SSLRequest</remarks>
    public async Task<bool> RespondsAsync(CancellationToken token)
    {
        EndPoint point = IsSocket ? new UnixDomainSocketEndPoint(SocketFile) : new IPEndPoint(IPAddress.Parse(Host), Port);
        using var socket = new Socket(point.AddressFamily, SocketType.Stream, ProtocolType.Unspecified);
        using var timeout = CancellationTokenSource.CreateLinkedTokenSource(token);
        timeout.CancelAfter(ResponseTimeout);
        try
        {
            await socket.ConnectAsync(point, timeout.Token);
            await socket.SendAsync(SslRequest, timeout.Token);
            return await socket.ReceiveAsync(new byte[1], timeout.Token) == 1;
        }
        catch (SocketException e)
        {
            // A full connection queue means that the server is busy but running.
            return e.SocketErrorCode == SocketError.WouldBlock;
        }
        catch (OperationCanceledException) when (!token.IsCancellationRequested)
        {
            return true;
        }
    }

    /// <summary>
    /// Deletes the socket of a killed server. Its lock file contains a process id that may belong to another program or to a zombie
    /// process, and either prevents a new server from starting.
    /// </summary>
    public void Clear()
    {
        if (!IsSocket)
            return;
        File.Delete(SocketFile + ".lock");
        File.Delete(SocketFile);
    }

    /// <summary>Deletes a socket folder outside of the home after the server has stopped.</summary>
    public void Release(PostgresHome home)
    {
        if (!IsSocket || Host == home.Run || !Directory.Exists(Host))
            return;
        Directory.Delete(Host, recursive: true);
        File.Delete(home.SocketFolderRecord);
    }

    private static async Task<string> SocketFolderAsync(PostgresHome home, CancellationToken token)
    {
        if (Fits(home.Run))
            return home.Run;

        // The name is random and recorded in a private file, so no other user can create the folder first. After a reboot another user
        // might have created a folder of that name, and a copied home contains the name of the original's folder. Neither is used.
        if (File.Exists(home.SocketFolderRecord)
            && await File.ReadAllLinesAsync(home.SocketFolderRecord, token) is [var cluster, var recorded]
            && cluster == home.ClusterName && Directory.Exists(recorded)
            && await UnixUser.OwnerAsync(recorded, token) == (home.User ?? Environment.UserName))
        {
            return recorded;
        }

        var parents = UnixUser.IsRoot ? ["/tmp"] : new[] { Path.GetTempPath(), "/tmp" };
        var parent = parents.FirstOrDefault(parent => Fits(Path.Combine(parent, NewSocketFolder())))
            ?? throw new PostgresServerException($"{home.Run} and {string.Join(" and ", parents)} are too long for a socket path. Set DATA_DIR to a shorter path.");
        var folder = Path.Combine(parent, NewSocketFolder());
        await UnixUser.CreateFolderAsync(folder, home.User, token);
        await File.WriteAllLinesAsync(home.SocketFolderRecord, [home.ClusterName, folder], token);
        return folder;
    }

    private static string NewSocketFolder() => "clipsearch-" + RandomNumberGenerator.GetHexString(16, lowercase: true);

    /// <summary>
    /// Whether the path is short enough and contains no character that is special in a shell, in PostgreSQL's lists or in Npgsql's lists.
    /// </summary>
    private static bool Fits(string folder) =>
        Encoding.UTF8.GetByteCount(Path.Combine(folder, $".s.PGSQL.{SocketPort}")) <= MaxSocketPathLength
        && folder.All(c => char.IsAsciiLetterOrDigit(c) || c is '/' or '.' or '_' or '-' or '+');

    private static int FreePort(int? last)
    {
        foreach (var port in new[] { last ?? 0, 0 })
        {
            try
            {
                using var listener = new TcpListener(IPAddress.Loopback, port);
                listener.Start();
                return ((IPEndPoint)listener.LocalEndpoint).Port;
            }
            catch (SocketException) when (port != 0)
            {
                // The port is in use now; any other port works.
            }
        }

        throw new PostgresServerException("No loopback port is free for PostgreSQL.");
    }

    private static async Task<string> PasswordAsync(PostgresHome home, CancellationToken token)
    {
        if (!File.Exists(home.PasswordFile))
            await File.WriteAllTextAsync(home.PasswordFile, RandomNumberGenerator.GetHexString(32, lowercase: true), token);
        return (await File.ReadAllTextAsync(home.PasswordFile, token)).Trim();
    }
}

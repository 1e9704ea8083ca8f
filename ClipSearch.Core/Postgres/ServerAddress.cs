using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Text;
using Npgsql;

namespace ClipSearch.Core.Postgres;

/// <summary>
/// Where a private server listens: a Unix socket in a folder that only its user can enter or, where there are none
/// (Windows), a port of the loopback with a password.
/// </summary>
/// <param name="Host">The socket's folder, or the loopback's address.</param>
/// <param name="Port">The port, also part of the socket's name.</param>
/// <param name="Password">The password on the loopback; null for a socket, whose folder is the protection.</param>
internal sealed record ServerAddress(string Host, int Port, string? Password)
{
    /// <summary>The one role and the one database of a private server.</summary>
    public const string Name = "clipsearch";

    private const int SocketPort = 5432;

    private static readonly TimeSpan AnswerPatience = TimeSpan.FromSeconds(2);

    /// <summary>Length 8, then the code 80877103.</summary>
    private static readonly byte[] SslRequest = [0, 0, 0, 8, 4, 210, 22, 47];

    /// <summary>The longest path of a socket in bytes: sockaddr_un holds 108 on Linux and 104 on macOS, with a zero.</summary>
    private static readonly int LongestSocketPath = OperatingSystem.IsMacOS() ? 103 : 107;

    public bool IsSocket => Password is null;

    /// <summary>The server's options for this address; their values need no quoting in a shell.</summary>
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

    /// <summary>The address of a new server: the one of the last, where it still can be had.</summary>
    public static async Task<ServerAddress> ForHomeAsync(PostgresHome home, bool overLoopback, CancellationToken token) =>
        overLoopback
            ? new ServerAddress("127.0.0.1", FreePort(PostmasterPid.Read(home.Cluster)?.Port), await PasswordAsync(home, token))
            : new ServerAddress(await SocketFolderAsync(home, token), SocketPort, null);

    /// <summary>The address at which a running server says that it listens.</summary>
    public static async Task<ServerAddress> OfAsync(PostmasterPid running, PostgresHome home, CancellationToken token) =>
        running.SocketFolder.Length > 0
            ? new ServerAddress(running.SocketFolder, running.Port, null)
            : new ServerAddress("127.0.0.1", running.Port, await PasswordAsync(home, token));

    /// <summary>
    /// Whether a server takes connections there: it answers a question of the protocol, since the socket of a process that
    /// is being killed still accepts for a moment. One that is too busy to answer counts as there.
    /// </summary>
    /// <remarks>https://www.postgresql.org/docs/current/protocol-message-formats.html, SSLRequest</remarks>
    public async Task<bool> AnswersAsync(CancellationToken token)
    {
        EndPoint point = IsSocket ? new UnixDomainSocketEndPoint(SocketFile) : new IPEndPoint(IPAddress.Parse(Host), Port);
        using var socket = new Socket(point.AddressFamily, SocketType.Stream, ProtocolType.Unspecified);
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(token);
        patience.CancelAfter(AnswerPatience);
        try
        {
            await socket.ConnectAsync(point, patience.Token);
            await socket.SendAsync(SslRequest, patience.Token);
            return await socket.ReceiveAsync(new byte[1], patience.Token) == 1;
        }
        catch (SocketException e)
        {
            // A full queue of waiting connections: busy, and alive.
            return e.SocketErrorCode == SocketError.WouldBlock;
        }
        catch (OperationCanceledException) when (!token.IsCancellationRequested)
        {
            return true;
        }
    }

    /// <summary>
    /// Deletes what a killed server left of its socket: its lock names a process whose number another program may have, or
    /// that nobody has reaped, and either keeps a new server from starting.
    /// </summary>
    public void Clear()
    {
        if (!IsSocket)
            return;
        File.Delete(SocketFile + ".lock");
        File.Delete(SocketFile);
    }

    /// <summary>Deletes a socket's folder outside of the home, after the server's end.</summary>
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

        // The name is random and known from a private file, so nobody can take it first. After a reboot another user might
        // have made a folder of that name, and a copied home names the original's: neither is used.
        if (File.Exists(home.SocketFolderRecord)
            && await File.ReadAllLinesAsync(home.SocketFolderRecord, token) is [var cluster, var recorded]
            && cluster == home.ClusterName && Directory.Exists(recorded)
            && await UnixUser.OwnerAsync(recorded, token) == (home.User ?? Environment.UserName))
        {
            return recorded;
        }

        var parents = UnixUser.IsRoot ? ["/tmp"] : new[] { Path.GetTempPath(), "/tmp" };
        var parent = parents.FirstOrDefault(parent => Fits(Path.Combine(parent, NewSocketFolder())))
            ?? throw new PostgresServerException($"{home.Run} and {string.Join(" and ", parents)} are too long for the path of a socket. Set DATA_DIR to a shorter path.");
        var folder = Path.Combine(parent, NewSocketFolder());
        await UnixUser.CreateFolderAsync(folder, home.User, token);
        await File.WriteAllLinesAsync(home.SocketFolderRecord, [home.ClusterName, folder], token);
        return folder;
    }

    private static string NewSocketFolder() => "clipsearch-" + RandomNumberGenerator.GetHexString(16, lowercase: true);

    /// <summary>Whether the path is short enough, and free of what a shell, PostgreSQL's lists or Npgsql's would take apart.</summary>
    private static bool Fits(string folder) =>
        Encoding.UTF8.GetByteCount(Path.Combine(folder, $".s.PGSQL.{SocketPort}")) <= LongestSocketPath
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
                // Taken since; any other will do.
            }
        }

        throw new PostgresServerException("No port of the loopback is free for PostgreSQL.");
    }

    private static async Task<string> PasswordAsync(PostgresHome home, CancellationToken token)
    {
        if (!File.Exists(home.PasswordFile))
            await File.WriteAllTextAsync(home.PasswordFile, RandomNumberGenerator.GetHexString(32, lowercase: true), token);
        return (await File.ReadAllTextAsync(home.PasswordFile, token)).Trim();
    }
}

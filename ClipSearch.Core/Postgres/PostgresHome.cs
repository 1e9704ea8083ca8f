using System.Runtime.Versioning;
using System.Security.Cryptography;
using System.Text;
using Microsoft.Extensions.Logging;

namespace ClipSearch.Core.Postgres;

/// <summary>
/// The folder of a private PostgreSQL: <c>cluster/</c> (its data), <c>run/</c> (its log and, where the path is short
/// enough, its socket) and the locks of the processes that share it.
/// </summary>
/// <remarks>
/// It is <c>DATA_DIR/postgres</c>. For root, whose server runs as another user that may be shut out of DATA_DIR (for
/// instance beneath /root), <c>DATA_DIR/postgres</c> is then a link to a folder in /var/lib/clipsearch.
/// </remarks>
internal sealed partial class PostgresHome
{
    private const string RootsFolder = "/var/lib/clipsearch";

    private PostgresHome(string folder, string? user)
    {
        // So that processes that spell it differently agree on the cluster's name.
        Folder = RealPath.Of(folder);
        User = user;
        ClusterName = "clipsearch-" + Hash(Cluster);
    }

    public string Folder { get; }

    /// <summary>The user that owns the cluster and runs the server, when this process is root; null for this process's own.</summary>
    public string? User { get; }

    public string Cluster => Path.Combine(Folder, "cluster");

    public string Run => Path.Combine(Folder, "run");

    public string Log => Path.Combine(Run, "server.log");

    /// <summary>Held shared by each process that uses the server, so that the last to leave knows it.</summary>
    public string UsersLock => Path.Combine(Folder, "users.lock");

    /// <summary>Held while a process starts or stops the server.</summary>
    public string DecisionLock => Path.Combine(Folder, "decision.lock");

    /// <summary>Names the folder of the socket where that is not <see cref="Run"/>.</summary>
    public string SocketFolderRecord => Path.Combine(Folder, "socket-folder");

    /// <summary>The password of a server on the loopback.</summary>
    public string PasswordFile => Path.Combine(Folder, "password");

    /// <summary>The server's cluster_name, different for each folder: it tells its process from others.</summary>
    public string ClusterName { get; }

    /// <summary>Finds or makes the folder for <paramref name="dataDir"/>.</summary>
    /// <exception cref="PostgresServerException">It cannot be made, entered or written.</exception>
    public static async Task<PostgresHome> OpenAsync(string dataDir, ILogger logger, CancellationToken token)
    {
        var entry = Path.Combine(Path.GetFullPath(dataDir), "postgres");
        try
        {
            Directory.CreateDirectory(dataDir);
            var home = UnixUser.IsRoot ? await OpenAsRootAsync(entry, logger, token) : OpenAsUser(entry);
            using (await FileLock.ExclusiveAsync(home.DecisionLock, token))
            {
                await UnixUser.CreateFolderAsync(home.Run, home.User, token);
            }

            return home;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new PostgresServerException(
                $"{entry} cannot be made or written: {e.Message} Run as the user that owns it, or set DATA_DIR to a folder of your own.", e);
        }
    }

    private static PostgresHome OpenAsUser(string entry)
    {
        var folder = Resolve(entry) ?? entry;
        if (OperatingSystem.IsWindows())
            Directory.CreateDirectory(folder);
        else
            Directory.CreateDirectory(folder, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        return new PostgresHome(folder, null);
    }

    [UnsupportedOSPlatform("windows")]
    private static async Task<PostgresHome> OpenAsRootAsync(string entry, ILogger logger, CancellationToken token)
    {
        var existing = Resolve(entry);
        var cluster = Path.Combine(existing ?? entry, "cluster");
        if (Directory.Exists(cluster))
            return new PostgresHome(existing ?? entry, await OwnerOfClusterAsync(cluster, token));

        var user = UnixUser.ForServer();
        if (existing is null)
        {
            var open = await UnixUser.CanEnterAsync(user, Path.GetDirectoryName(entry)!, token);
            existing = open ? entry : LinkToRootsFolder(entry, user, logger);
        }

        Directory.CreateDirectory(existing, Traversable);
        return new PostgresHome(existing, user);
    }

    private static async Task<string> OwnerOfClusterAsync(string cluster, CancellationToken token)
    {
        var owner = await UnixUser.OwnerAsync(cluster, token);
        if (owner == "root")
        {
            throw new PostgresServerException(
                $"{cluster} belongs to root, and PostgreSQL does not run as root. Give it to the user that shall run it: chown -R {UnixUser.ForServer()} {cluster}");
        }

        if (!await UnixUser.CanEnterAsync(owner, cluster, token))
        {
            throw new PostgresServerException(
                $"The user {owner}, which runs PostgreSQL for root, cannot enter {await UnixUser.FirstClosedAsync(owner, cluster, token)} on the way to {cluster}. " +
                "Open that folder with chmod o+x, or set DATA_DIR to a folder that this user can reach.");
        }

        return owner;
    }

    /// <summary>Root writes in it and the server's user passes through it to its own folders.</summary>
    private const UnixFileMode Traversable = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute
        | UnixFileMode.GroupExecute | UnixFileMode.OtherExecute;

    /// <summary>Makes a new folder that every user can pass through, and <paramref name="entry"/> a link to it.</summary>
    [UnsupportedOSPlatform("windows")]
    private static string LinkToRootsFolder(string entry, string user, ILogger logger)
    {
        var origin = Hash(entry);
        Directory.CreateDirectory(RootsFolder, Traversable);
        var left = Directory.GetDirectories(RootsFolder, origin + "-*");
        var folder = Path.Combine(RootsFolder, $"{origin}-{RandomNumberGenerator.GetHexString(8, lowercase: true)}");
        Directory.CreateDirectory(folder, Traversable);
        try
        {
            File.CreateSymbolicLink(entry, folder);
        }
        catch (IOException) when (Resolve(entry) is { } another)
        {
            // Another process made the link first: its folder is the one to use.
            Directory.Delete(folder);
            return another;
        }

        LogPlaced(logger, user, entry, folder);
        foreach (var old in left)
            LogLeftOver(logger, old, entry);
        return folder;
    }

    /// <summary>The folder that an existing entry is or leads to; null when there is no entry.</summary>
    private static string? Resolve(string entry)
    {
        var link = new FileInfo(entry);
        if (link.LinkTarget is null)
            return Directory.Exists(entry) ? entry : null;
        var target = link.ResolveLinkTarget(returnFinalTarget: true)!;
        return Directory.Exists(target.FullName)
            ? target.FullName
            : throw new PostgresServerException(
                $"{entry} leads to {target.FullName}, which is missing. Bring that folder back, or delete the link to begin with an empty database.");
    }

    private static string Hash(string path) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(path)))[..12];

    [LoggerMessage(Level = LogLevel.Information, Message = "The user {User}, which runs PostgreSQL for root, cannot reach {Entry}; the database is kept in {Folder}")]
    private static partial void LogPlaced(ILogger logger, string user, string entry, string folder);

    [LoggerMessage(Level = LogLevel.Warning, Message = "{Folder} holds the database of an earlier, deleted {Entry}; delete it if nobody needs it")]
    private static partial void LogLeftOver(ILogger logger, string folder, string entry);
}
